// SPDX-License-Identifier: BSD-3-Clause
/** The history of this machine's runs, and the questions that several commands ask it. */
import { join } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { compareRuns, type ComparedCase, type Difference } from '../../reports/history/difference.ts';
import { History, type StoredRun } from '../../reports/history/store.ts';
import { resultsOf } from '../../reports/results.ts';
import type { RunRecord } from '../../reports/run-record.ts';
import { openRun } from './recorded-run.ts';

/** As far back as rates, streaks and usual durations look. */
const PAST_RUNS = 50;

export const openHistory = (home: string): History => new History(join(home, 'history.sqlite'));

/** A run that cannot be remembered is no worse for it: what was in the way, or null. */
export function remember(home: string, record: RunRecord): string | null {
  try {
    const history = openHistory(home);
    history.add(record);
    history.close();
    return null;
  } catch (error) {
    return `this run is not in the history: ${(error as Error).message}`;
  }
}

/** By id, `latest` or folder; from its folder if the history does not know it yet, from the history if the folder is gone. */
export async function storedRun(history: History, home: string, run: string): Promise<StoredRun> {
  const known = history.findRun(run);
  if (known !== null) return known;
  const { record } = await openRun(home, run);
  history.add(record);
  const found = history.findRun(record.start?.runId ?? '');
  if (found === null) throw new UserError('run-not-found', `${run} has no id`);
  return found;
}

export function differenceOf(history: History, run: StoredRun, base: StoredRun | null): Difference {
  const pastRuns = history.runsBefore(run, PAST_RUNS);
  const against = base ?? pastRuns[0];
  if (against === undefined) {
    throw new UserError('run-not-found', `no earlier complete run shares a cell with ${run.runId}`, {
      hint: 'name one: ukmatrix compare RUN BASE; or bring some in: ukmatrix history import FOLDER...',
    });
  }
  return compareRuns({
    run,
    base: against,
    results: history.results(run.id),
    baseResults: history.results(against.id),
    pastRuns,
    past: history.past(
      pastRuns.map(({ id }) => id),
      '*',
      '*',
    ),
  });
}

/** Refuses a run that is not there, before anything is built for it. */
export async function checkRun(home: string, run: string): Promise<void> {
  const history = openHistory(home);
  try {
    await storedRun(history, home, run);
  } finally {
    history.close();
  }
}

/** What is not as promised in this run and was, or was not there, in the other one: `suite.case in cell`. */
export async function brokenSince(home: string, record: RunRecord, baseline: string): Promise<string[]> {
  const history = openHistory(home);
  const base = await storedRun(history, home, baseline);
  const placeOf = ({ cell, suite, name }: ComparedCase): string => `${suite}.${name} in ${cell}`;
  const known = new Set(
    history
      .results(base.id)
      .filter(({ outcome }) => outcome !== 'expected')
      .map(placeOf),
  );
  history.close();
  const cases = resultsOf(record).flatMap(({ suites }) => suites.flatMap((suite) => suite.cases));
  const broken = cases.filter(({ last }) => last.outcome !== 'expected').map(({ last }) => placeOf(last));
  return broken.filter((place) => !known.has(place));
}
