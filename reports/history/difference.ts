// SPDX-License-Identifier: BSD-3-Clause
/**
 * A run held against an earlier one, and against all that is known of its cases: what is newly broken, newly fixed, still broken and since
 * when, flaky and how often, slower than ever, new, gone. Only cells that both runs have are compared. Pure.
 */
import type { Verdict } from '../../model/verdict.ts';
import { median } from '../../model/median.ts';
import { wilsonInterval } from '../../model/wilson.ts';
import type { PastResult, StoredResult, StoredRun } from './store.ts';

export interface ComparedCase {
  readonly cell: string;
  readonly suite: string;
  readonly name: string;
}

export interface ChangedCase extends ComparedCase {
  readonly before: Verdict;
  readonly now: Verdict;
}

export interface BrokenCase extends ComparedCase {
  readonly now: Verdict;
  /** Runs in a row that did not have it as promised, this one included. */
  readonly runCount: number;
  /** The first of these. */
  readonly since: string;
}

export interface FlakyCase extends ComparedCase {
  readonly failures: number;
  readonly runCount: number;
  /** Of the rate at which runs see it break, at 95 % confidence. */
  readonly interval95: readonly [low: number, high: number];
}

export interface SlowerCase extends ComparedCase {
  readonly durationMs: number;
  readonly usualMs: number;
  readonly runCount: number;
}

export interface Difference {
  readonly run: StoredRun;
  readonly base: StoredRun;
  readonly newlyBroken: readonly ChangedCase[];
  readonly newlyFixed: readonly ChangedCase[];
  readonly stillBroken: readonly BrokenCase[];
  readonly flaky: readonly FlakyCase[];
  readonly slower: readonly SlowerCase[];
  readonly added: readonly (ComparedCase & { readonly now: Verdict })[];
  readonly vanished: readonly (ComparedCase & { readonly before: Verdict })[];
  /** Cells of the one that the other did not run. */
  readonly otherCells: readonly string[];
  /** Share of lines, 0 to 1; null where one of them measured none. */
  readonly coverage: { readonly before: number; readonly now: number } | null;
}

/** Fewer earlier durations say nothing about what is usual. */
const LEAST_SAMPLES = 5;
/** In units of the scaled median absolute deviation, which estimates a standard deviation: beyond any noise seen. */
const DEVIATIONS = 5;
const MAD_TO_SIGMA = 1.4826;
/** Below these a difference is of no use to anyone. */
export const LEAST_SLOWDOWN_MS = 20;
const LEAST_SLOWDOWN_RATIO = 1.3;

const keyOf = ({ cell, suite, name }: ComparedCase): string => JSON.stringify([cell, suite, name]);
const placeOf = ({ cell, suite, name }: ComparedCase): ComparedCase => ({ cell, suite, name });

/** Neither as promised nor a case that changed its mind within one run. */
const isBroken = ({ outcome }: StoredResult): boolean => outcome === 'unexpected';

/** What the duration must not exceed, from earlier ones; null where too few are known. */
export function slowestUsual(
  durationsMs: readonly number[],
): { readonly usualMs: number; readonly limitMs: number } | null {
  if (durationsMs.length < LEAST_SAMPLES) return null;
  const usualMs = median(durationsMs);
  const spread = MAD_TO_SIGMA * median(durationsMs.map((duration) => Math.abs(duration - usualMs)));
  const limitMs = Math.max(usualMs + DEVIATIONS * spread, usualMs + LEAST_SLOWDOWN_MS, usualMs * LEAST_SLOWDOWN_RATIO);
  return { usualMs, limitMs };
}

/** Newest first: how many runs in a row had the case broken. */
function brokenStreak(past: readonly PastResult[]): PastResult[] {
  const end = past.findIndex((result) => !isBroken(result));
  return end < 0 ? [...past] : past.slice(0, end);
}

export function flakiness(now: StoredResult, past: readonly PastResult[]): FlakyCase | null {
  const all = [now, ...past];
  const bad = all.filter(({ outcome }) => outcome !== 'expected').length;
  const changes = past.filter((result, index) => isBroken(result) !== isBroken(past[index - 1] ?? now)).length;
  const hasChangedMind = all.some(({ outcome }) => outcome === 'flaky');
  // Broken and mended once is a bug and its fix; to and fro is a flake.
  if (!hasChangedMind && changes < 3) return null;
  return { ...placeOf(now), failures: bad, runCount: all.length, interval95: wilsonInterval(bad, all.length) };
}

export function slowdown(now: StoredResult, past: readonly PastResult[]): SlowerCase | null {
  if (now.verdict !== 'pass') return null;
  const durations = past.filter(({ verdict }) => verdict === 'pass').map(({ durationMs }) => durationMs);
  const usual = slowestUsual(durations);
  if (usual === null || now.durationMs <= usual.limitMs) return null;
  return { ...placeOf(now), durationMs: now.durationMs, usualMs: usual.usualMs, runCount: durations.length };
}

export interface Compared {
  readonly run: StoredRun;
  readonly base: StoredRun;
  readonly results: readonly StoredResult[];
  readonly baseResults: readonly StoredResult[];
  /** Runs before `run`, newest first, and what is known of their cases. */
  readonly pastRuns: readonly StoredRun[];
  readonly past: readonly PastResult[];
}

const notNull = <Value>(value: Value | null): value is Value => value !== null;

export function compareRuns({ run, base, results, baseResults, pastRuns, past }: Compared): Difference {
  const order = new Map(pastRuns.map(({ id }, index) => [id, index]));
  const sorted = [...past].sort((one, other) => (order.get(one.run) ?? 0) - (order.get(other.run) ?? 0));
  const pastOf = Map.groupBy(sorted, keyOf);
  const startedAt = new Map(pastRuns.map((one) => [one.id, one.startedAt]));
  const now = new Map(results.map((result) => [keyOf(result), result]));
  const before = new Map(baseResults.map((result) => [keyOf(result), result]));
  const cellsNow = new Set(results.map(({ cell }) => cell));
  const cellsBefore = new Set(baseResults.map(({ cell }) => cell));
  const pairs = results.flatMap((result) => {
    const earlier = before.get(keyOf(result));
    return earlier === undefined ? [] : [{ earlier, result }];
  });
  const changed = pairs.map(({ earlier, result }) => ({
    ...placeOf(result),
    before: earlier.verdict,
    now: result.verdict,
    wasBroken: isBroken(earlier),
    isBroken: isBroken(result),
  }));
  const pick = (wasBroken: boolean, isNow: boolean): ChangedCase[] =>
    changed
      .filter((one) => one.wasBroken === wasBroken && one.isBroken === isNow)
      .map((one) => ({ ...placeOf(one), before: one.before, now: one.now }));
  const broken = (result: ChangedCase): BrokenCase => {
    const streak = brokenStreak(pastOf.get(keyOf(result)) ?? []);
    const first = streak.at(-1);
    const since = first === undefined ? run.startedAt : (startedAt.get(first.run) ?? run.startedAt);
    return { ...placeOf(result), now: result.now, runCount: streak.length + 1, since };
  };
  return {
    run,
    base,
    newlyBroken: pick(false, true),
    newlyFixed: pick(true, false),
    stillBroken: pick(true, true).map(broken),
    flaky: results.map((result) => flakiness(result, pastOf.get(keyOf(result)) ?? [])).filter(notNull),
    slower: results.map((result) => slowdown(result, pastOf.get(keyOf(result)) ?? [])).filter(notNull),
    added: results
      .filter((result) => cellsBefore.has(result.cell) && !before.has(keyOf(result)))
      .map((result) => ({ ...placeOf(result), now: result.verdict })),
    vanished: baseResults
      .filter((result) => cellsNow.has(result.cell) && !now.has(keyOf(result)))
      .map((result) => ({ ...placeOf(result), before: result.verdict })),
    otherCells: [...new Set([...cellsNow, ...cellsBefore])].filter((id) => cellsNow.has(id) !== cellsBefore.has(id)),
    coverage: coverageOf(base, run),
  };
}

function coverageOf({ lines: before }: StoredRun, { lines: now }: StoredRun): Difference['coverage'] {
  if (before === null || now === null || before.found === 0 || now.found === 0) return null;
  return { before: before.hit / before.found, now: now.hit / now.found };
}
