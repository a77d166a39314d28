// SPDX-License-Identifier: BSD-3-Clause
/**
 * A run against what the history knows, for its page. The page is written at the end of every run, so this asks only for the cases that
 * matter: those that are not as promised now or were not in an earlier run, and those that took long.
 */
import type { Verdict } from '../../model/verdict.ts';
import type { BrokenPast, PagePast, PastRun, PlacedCase } from '../html/page-past.ts';
import { allCases, type CaseResult, type CellResult } from '../results.ts';
import { flakiness, LEAST_SLOWDOWN_MS, slowdown } from './difference.ts';
import type { History, PastResult, StoredResult, StoredRun } from './store.ts';

/** As far back as streaks, rates and trends look. */
const PAST_RUNS = 50;
/** A run in which nothing works is no occasion to tell the past of each case. */
const MOST_CASES = 2_000;
const MOST_RESULTS = 50_000;
/** On a busy machine everything is slow, and no single case is to blame. */
const MOST_SLOW = 200;

const LETTERS: Readonly<Record<Verdict, string>> = {
  pass: 'p',
  fail: 'f',
  skip: 's',
  crash: 'c',
  timeout: 't',
  unresolved: 'u',
};

export interface PastQuestion {
  readonly history: History;
  readonly cells: readonly CellResult[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** The accepted run to be held against; null: the latest one before this. */
  readonly baseline: StoredRun | null;
  /** The page of an earlier run, relative to this one's. */
  readonly pageOf: (runId: string) => string | null;
}

/** With lengths, as a guest may put anything into names. */
const keyOf = ({ cell, suite, name }: PlacedCase): string => `${cell.length} ${suite.length} ${cell}${suite}${name}`;
const placeOf = ({ cell, suite, name }: PlacedCase): PlacedCase => ({ cell, suite, name });
const isBroken = ({ outcome }: Pick<StoredResult, 'outcome'>): boolean => outcome === 'unexpected';

const storedForm = ({ last, earlier }: CaseResult): StoredResult => ({
  ...placeOf(last),
  verdict: last.verdict,
  outcome: last.outcome,
  attempts: earlier.length + 1,
  durationMs: last.durationMs,
});

/** Runs of a part of the cases say nothing about rates and durations of all. */
function likeThis(runs: readonly StoredRun[], caseCount: number): StoredRun[] {
  const isAlike = ({ caseCount: count }: StoredRun): boolean => count >= caseCount / 2 && count <= caseCount * 2;
  return runs.filter(isAlike);
}

const pastRun = (run: StoredRun, pageOf: PastQuestion['pageOf']): PastRun => ({
  runId: run.runId,
  startedAt: run.startedAt,
  durationMs: run.durationMs,
  caseCount: run.caseCount,
  passCount: run.passCount,
  skipCount: run.skipCount,
  unexpectedCount: run.unexpectedCount,
  flakyCount: run.flakyCount,
  lines: run.lines,
  href: pageOf(run.runId),
});

/** Results of one case, newest first. */
type PastByKey = ReadonlyMap<string, readonly PastResult[]>;

function pastByKey(results: readonly PastResult[], runs: readonly StoredRun[]): PastByKey {
  const order = new Map(runs.map(({ id }, index) => [id, index]));
  const sorted = [...results].sort((one, other) => (order.get(one.run) ?? 0) - (order.get(other.run) ?? 0));
  return Map.groupBy(sorted, keyOf);
}

interface Told {
  /** Newest first. */
  readonly runs: readonly StoredRun[];
  readonly base: ReadonlyMap<string, StoredResult>;
  readonly baseStartedAt: string | null;
}

/** Of a case whose earlier runs were not asked for: what the run that is compared with says. */
function brokenSinceBase(now: StoredResult, { base, baseStartedAt }: Told): BrokenPast {
  const before = base.get(keyOf(now)) ?? null;
  const isNew = before === null || !isBroken(before);
  const since = isNew ? null : baseStartedAt;
  const lastGood = isNew && before !== null ? baseStartedAt : null;
  return { ...placeOf(now), before: before?.verdict ?? null, isNew, since, lastGood, strip: '' };
}

function brokenPast(now: StoredResult, past: readonly PastResult[], { runs, base }: Told): BrokenPast {
  const startOf = new Map(runs.map(({ id, startedAt }) => [id, startedAt]));
  const before = base.get(keyOf(now)) ?? past[0] ?? null;
  const end = past.findIndex((result) => !isBroken(result));
  const streak = end < 0 ? past : past.slice(0, end);
  const good = past[end];
  const first = streak.at(-1);
  return {
    ...placeOf(now),
    before: before?.verdict ?? null,
    isNew: before === null || !isBroken(before),
    since: first === undefined ? null : (startOf.get(first.run) ?? null),
    lastGood: good === undefined ? null : (startOf.get(good.run) ?? null),
    strip: past
      .map(({ verdict }) => LETTERS[verdict])
      .reverse()
      .join(''),
  };
}

const notNull = <Value>(value: Value | null): value is Value => value !== null;

function trouble(
  results: readonly StoredResult[],
  told: Told,
  history: History,
): Pick<PagePast, 'broken' | 'flaky' | 'slower'> {
  const ids = told.runs.map(({ id }) => id);
  const odd = history.notExpected(ids, MOST_RESULTS);
  // Once broken and mended is no flake: what was odd in one run alone is not asked for.
  const oftenOdd = new Set([...Map.groupBy(odd, keyOf)].filter(([, all]) => all.length > 1).map(([key]) => key));
  const isOdd = (result: StoredResult): boolean => result.outcome !== 'expected' || oftenOdd.has(keyOf(result));
  const isSlow = ({ verdict, durationMs }: StoredResult): boolean =>
    verdict === 'pass' && durationMs > LEAST_SLOWDOWN_MS;
  const slow = results
    .filter((one) => !isOdd(one) && isSlow(one))
    .sort((one, other) => other.durationMs - one.durationMs);
  const allOdd = results.filter(isOdd);
  const asked = [...allOdd.slice(0, MOST_CASES), ...slow.slice(0, MOST_SLOW)];
  const unasked = allOdd.slice(MOST_CASES).filter(isBroken);
  const past = pastByKey(history.pastOf(ids, asked.map(placeOf)), told.runs);
  const pastOf = (result: StoredResult): readonly PastResult[] => past.get(keyOf(result)) ?? [];
  return {
    broken: [
      ...asked.filter(isBroken).map((result) => brokenPast(result, pastOf(result), told)),
      ...unasked.map((result) => brokenSinceBase(result, told)),
    ],
    flaky: asked.map((result) => flakiness(result, pastOf(result))).filter(notNull),
    slower: asked.map((result) => slowdown(result, pastOf(result))).filter(notNull),
  };
}

type Changes = Pick<PagePast, 'fixed' | 'addedCount' | 'vanished' | 'vanishedCount'>;

function changes(results: readonly StoredResult[], base: ReadonlyMap<string, StoredResult>): Changes {
  const now = new Map(results.map((result) => [keyOf(result), result]));
  // A run of some suites misses none of the others.
  const placeOfSuite = ({ cell, suite }: PlacedCase): string => JSON.stringify([cell, suite]);
  const suitesNow = new Set(results.map(placeOfSuite));
  const cellsBefore = new Set([...base.values()].map(({ cell }) => cell));
  const withBefore = (result: StoredResult): PlacedCase & { readonly before: Verdict } => ({
    ...placeOf(result),
    before: result.verdict,
  });
  const isFixed = (result: StoredResult): boolean => {
    const later = now.get(keyOf(result));
    return isBroken(result) && later !== undefined && !isBroken(later);
  };
  const vanished = [...base.values()].filter(
    (result) => suitesNow.has(placeOfSuite(result)) && !now.has(keyOf(result)),
  );
  return {
    fixed: [...base.values()].filter(isFixed).slice(0, MOST_CASES).map(withBefore),
    addedCount: results.filter((result) => cellsBefore.has(result.cell) && !base.has(keyOf(result))).length,
    vanished: vanished.slice(0, MOST_CASES).map(withBefore),
    vanishedCount: vanished.length,
  };
}

/** Coverage is compared where about as much ran. */
const baseOf = (
  { runId, startedAt, lines, revisions }: StoredRun,
  isAccepted: boolean,
  isAlike: boolean,
): PagePast['base'] => ({
  runId,
  startedAt,
  isAccepted,
  revisions,
  lines: isAlike ? lines : null,
});

/** What the history knows that concerns these results; the run itself need not be in it. */
export function pastOfRun({ history, cells, startedAt, baseline, pageOf }: PastQuestion): PagePast {
  const results = allCases(cells).map(storedForm);
  const ids = cells.map(({ cell }) => cell.id);
  const runs = history.runsOfCells(ids, startedAt, PAST_RUNS);
  const alike = likeThis(runs, results.length);
  const base = baseline ?? alike[0] ?? runs[0] ?? null;
  const baseResults = base === null ? [] : history.results(base.id);
  const told: Told = {
    runs,
    base: new Map(baseResults.map((result) => [keyOf(result), result])),
    baseStartedAt: base?.startedAt ?? null,
  };
  return {
    base: base === null ? null : baseOf(base, baseline !== null, likeThis([base], results.length).length > 0),
    changes: null,
    runs: alike.map((run) => pastRun(run, pageOf)).reverse(),
    ...trouble(results, told, history),
    ...(base === null ? { fixed: [], addedCount: 0, vanished: [], vanishedCount: 0 } : changes(results, told.base)),
  };
}
