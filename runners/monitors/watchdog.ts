// SPDX-License-Identifier: BSD-3-Clause
/**
 * Tells a hang from a slow machine. A guest that makes no progress hangs when its monitor has used the limit in CPU time, or when it
 * sleeps through the limit (a halted guest uses none). One that is merely not given the processor gets more time, up to an absolute cap.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface ProgressLimits {
  /** CPU time, or time asleep, without progress. */
  readonly progressMs: number;
  /** Wall time without progress, whatever the machine's load. */
  readonly capMs: number;
  /** Whose limits these are, in words; absent: those of the run. */
  readonly setFor?: string;
}

/** What is known of a monitor at one moment. */
export interface Usage {
  readonly cpuMs: number;
  /** No thread runs or waits for a processor. */
  readonly isAsleep: boolean;
}

/** A vCPU that spins shows a little less CPU time than wall time even on an idle machine. */
const BUSY_SHARE = 0.9;
const CLOCK_TICK_MS = 10;
const CPU_READ_INTERVAL_MS = 100;
/** One look proves nothing on a loaded machine: news may wait in the pipe, and a monitor about to exit sleeps for a moment. */
const LOOKS = 4;
const LOOK_INTERVAL_MS = 50;

/** Fields of /proc/PID/stat (proc(5)): state is the third, utime and stime the 14th and 15th, in ticks. */
function parseStat(stat: string): { state: string; ticks: number } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', ticks: Number(fields[11] ?? 0) + Number(fields[12] ?? 0) };
}

/** Null where it cannot be told: once the process is gone, or one of its threads while they were counted. */
export function readUsage(pid: number): Usage | null {
  try {
    const { ticks } = parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    const threads = readdirSync(`/proc/${pid}/task`);
    const states = threads.map((thread) => parseStat(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')).state);
    return { cpuMs: ticks * CLOCK_TICK_MS, isAsleep: !states.includes('R') };
  } catch {
    return null; // The process or one of its threads ended while its files were read.
  }
}

export type Judgement =
  { readonly kind: 'hang'; readonly reason: string } | { readonly kind: 'wait'; readonly untilMs: number };

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Pure: `idleMs` wall time and `cpuMs` CPU time since the last progress. */
export function judgeSilence(idleMs: number, cpuMs: number, isAsleep: boolean, limits: ProgressLimits): Judgement {
  const origin = limits.setFor === undefined ? '' : ` set for ${limits.setFor}`;
  const spent = `${seconds(idleMs)} without progress, ${seconds(cpuMs)} of CPU time`;
  if (idleMs >= limits.capMs) return { kind: 'hang', reason: `${spent} (cap ${seconds(limits.capMs)}${origin})` };
  const used = `${spent} (limit ${seconds(limits.progressMs)}${origin})`;
  if (idleMs < limits.progressMs) return { kind: 'wait', untilMs: limits.progressMs - idleMs };
  if (cpuMs >= BUSY_SHARE * limits.progressMs) return { kind: 'hang', reason: `${used}: it runs but gets nowhere` };
  if (isAsleep) return { kind: 'hang', reason: `${used}: it sleeps` };
  const missingMs = BUSY_SHARE * limits.progressMs - cpuMs;
  return { kind: 'wait', untilMs: Math.max(100, Math.min(missingMs, limits.capMs - idleMs)) };
}

/** Its process may have no number yet. */
interface Monitor {
  readonly pid: number | null;
}

export class Watchdog {
  readonly #monitor: Monitor;
  #limits: ProgressLimits;
  readonly #onHang: (reason: string) => void;
  #timer: NodeJS.Timeout;
  #progressAtMs = performance.now();
  #cpuAtProgressMs = 0;
  #cpuReadAtMs = performance.now();
  /** How often in a row it looked like a hang. */
  #looks = 0;

  constructor(monitor: Monitor, limits: ProgressLimits, onHang: (reason: string) => void) {
    this.#monitor = monitor;
    this.#limits = limits;
    this.#onHang = onHang;
    this.#timer = this.#arm(limits.progressMs);
  }

  /** Called for every chunk that brings news, so the CPU time is read only so often; it may be older than the news, never newer. */
  progress(): void {
    this.#progressAtMs = performance.now();
    if (this.#progressAtMs - this.#cpuReadAtMs < CPU_READ_INTERVAL_MS) return;
    this.#cpuReadAtMs = this.#progressAtMs;
    this.#cpuAtProgressMs = this.#usage()?.cpuMs ?? this.#cpuAtProgressMs;
  }

  /** Other limits from here on. */
  limit(limits: ProgressLimits): void {
    if (limits === this.#limits) return;
    this.#limits = limits;
    clearTimeout(this.#timer);
    this.#timer = this.#arm(limits.progressMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** The monitor keeps the harness waiting, not the clock. */
  #arm(delayMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#check();
    }, delayMs).unref();
  }

  #usage(): Usage | null {
    return this.#monitor.pid === null ? null : readUsage(this.#monitor.pid);
  }

  #check(): void {
    const usage = this.#usage();
    if (usage === null) {
      this.#timer = this.#arm(LOOK_INTERVAL_MS);
      return;
    }
    const idleMs = performance.now() - this.#progressAtMs;
    const judgement = judgeSilence(idleMs, usage.cpuMs - this.#cpuAtProgressMs, usage.isAsleep, this.#limits);
    this.#looks = judgement.kind === 'hang' ? this.#looks + 1 : 0;
    if (judgement.kind === 'wait') this.#timer = this.#arm(judgement.untilMs);
    else if (this.#looks < LOOKS) this.#timer = this.#arm(LOOK_INTERVAL_MS);
    else this.#onHang(judgement.reason);
  }
}
