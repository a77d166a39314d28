// SPDX-License-Identifier: BSD-3-Clause
/**
 * When is silence a hang? A guest that makes no progress hangs when its monitor has used the limit in CPU time, asleep (a halted guest uses
 * none), or partly so and partly so. One that is merely not given the processor gets more time, up to a cap. Where earlier runs know how
 * long a case usually takes, a limit of its own follows from that, which grows with the load of the machine. Pure.
 */

export interface ProgressLimits {
  /** CPU time, or time asleep, without progress. */
  readonly progressMs: number;
  /** Wall time without progress, whatever the machine's load. */
  readonly capMs: number;
  /** Whose limits these are, in words; absent: those of the run. */
  readonly setFor?: string;
  /** Looked up only for a case that is silent for long; null: no earlier run knows it. */
  readonly usual?: () => Promise<Usual | null>;
}

/** What earlier runs say of a case. */
export interface Usual {
  readonly usualMs: number;
  readonly limitMs: number;
}

/** Since the last progress. */
export interface Silence {
  /** Without what the harness itself stood still. */
  readonly wallMs: number;
  /** Of that, without what the monitor was stopped. */
  readonly awakeMs: number;
  /** Of that, what its threads neither ran nor waited for a processor. */
  readonly asleepMs: number;
  readonly cpuMs: number;
  /** Time in line for a processor; null: unknown. */
  readonly queuedMs: number | null;
  readonly isStopped: boolean;
}

export type Judgement =
  { readonly kind: 'hang'; readonly reason: string } | { readonly kind: 'wait'; readonly untilMs: number };

/** No case is suspected earlier, however quick it is: on a busy machine a moment is long. */
export const SOONEST_MS = 1000;
/** A vCPU that spins shows a little less CPU time than wall time even on an idle machine. */
const BUSY_SHARE = 0.9;
const SHORTEST_WAIT_MS = 50;
/** A hang is to be found within twice the usual time, the looks that confirm it included. */
const USUAL_FACTOR = 1.75;
/** What took this long once and passed may take so long again. */
const LONGEST_FACTOR = 1.25;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const inWords = (ms: number): string => (ms >= 1000 ? seconds(ms) : ms < 1 ? 'less than 1 ms' : `${ms.toFixed(0)} ms`);

const spentIn = ({ wallMs, cpuMs }: Silence): string =>
  `${seconds(wallMs)} without progress, ${seconds(cpuMs)} of CPU time`;

/** What it did while it used up a limit; null: it has not. */
function waysToHang({ cpuMs, asleepMs }: Silence, limitMs: number): string | null {
  if (cpuMs >= BUSY_SHARE * limitMs) return 'it runs but gets nowhere';
  if (cpuMs + asleepMs < limitMs) return null;
  return asleepMs > cpuMs ? 'it sleeps' : 'it runs but gets nowhere';
}

/** By the limits that somebody set. */
export function judgeSilence(silence: Silence, limits: ProgressLimits): Judgement {
  const { wallMs, awakeMs, isStopped } = silence;
  const { progressMs, capMs, setFor } = limits;
  const origin = setFor === undefined ? '' : ` set for ${setFor}`;
  const spent = spentIn(silence);
  if (wallMs >= capMs) {
    const why = isStopped ? ': the monitor is stopped' : '';
    return { kind: 'hang', reason: `${spent} (cap ${seconds(capMs)}${origin})${why}` };
  }
  if (awakeMs < progressMs) return { kind: 'wait', untilMs: Math.min(progressMs - awakeMs, capMs - wallMs) };
  const way = waysToHang(silence, progressMs);
  if (way !== null) return { kind: 'hang', reason: `${spent} (limit ${seconds(progressMs)}${origin}): ${way}` };
  return { kind: 'wait', untilMs: Math.min(SHORTEST_WAIT_MS, capMs - wallMs) };
}

/**
 * How much longer everything takes than with processors of its own: time on a processor and in line for one, against the former. Where
 * nobody counts the time in line, all time that was neither spent on a processor nor asleep is taken for it.
 */
function slowness({ awakeMs, asleepMs, cpuMs, queuedMs }: Silence): number {
  const inLineMs = queuedMs ?? Math.max(0, awakeMs - cpuMs - asleepMs);
  return cpuMs === 0 ? 1 : (cpuMs + inLineMs) / cpuMs;
}

/** By what earlier runs say. */
export function judgeAgainstUsual(silence: Silence, { usualMs, limitMs }: Usual): Judgement {
  const slower = slowness(silence);
  const ownMs = silence.awakeMs / slower;
  if (ownMs < limitMs) return { kind: 'wait', untilMs: Math.max(SHORTEST_WAIT_MS, (limitMs - ownMs) * slower) };
  const way = waysToHang(silence, limitMs);
  if (way === null) return { kind: 'wait', untilMs: SHORTEST_WAIT_MS };
  const origin = `as it usually takes ${inWords(usualMs)}; --no-history-limits lifts that`;
  return { kind: 'hang', reason: `${spentIn(silence)} (limit ${seconds(limitMs)}, ${origin}): ${way}` };
}

/**
 * From the times that a case took when it passed, the middle one and the longest. CPUs that wait for each other lose far more on a busy
 * machine than its load, so more of them get more time.
 */
export function usualOf(durationsMs: readonly number[], cpuCount: number): Usual | null {
  const sorted = durationsMs.toSorted((one, other) => one - other);
  const usualMs = sorted[Math.floor(sorted.length / 2)];
  if (usualMs === undefined) return null;
  const longestMs = sorted.at(-1) ?? usualMs;
  const soonestMs = cpuCount === 1 ? SOONEST_MS : (1 + cpuCount) * SOONEST_MS;
  return { usualMs, limitMs: Math.max(soonestMs, USUAL_FACTOR * usualMs, LONGEST_FACTOR * longestMs) };
}
