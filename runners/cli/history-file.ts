// SPDX-License-Identifier: BSD-3-Clause
/** The history of this machine's runs, and the questions that several commands ask it. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { compareRuns, type ComparedCase, type Difference } from '../../reports/history/difference.ts';
import { History, kindOf, type StoredRun } from '../../reports/history/store.ts';
import { pastOfRun } from '../../reports/history/past-of-run.ts';
import type { PagePast } from '../../reports/html/page-past.ts';
import { resultsOf, type CellResult } from '../../reports/results.ts';
import type { RunRecord } from '../../reports/run-record.ts';
import type { CaseId, Cell } from '../../model/cell.ts';
import type { Project } from '../images.ts';
import type { TimedPlace } from '../run-options.ts';
import { openRun } from './recorded-run.ts';
import { sourceChanges } from './source-changes.ts';

/** As far back as rates, streaks and usual durations look. */
const PAST_RUNS = 50;

/** As a baseline: the last complete run that shares a cell with this one; where there is none, everything is new. */
const LAST = 'last';

const historyFile = (home: string): string => join(home, 'history.sqlite');

export const openHistory = (home: string): History => new History(historyFile(home));

/** A run that cannot be remembered is no worse for it: what was in the way, or null. */
export function remember(home: string, record: RunRecord): string | null {
  try {
    const history = openHistory(home);
    history.add(record, true);
    history.close();
    return null;
  } catch (error) {
    return `this run is not in the history: ${(error as Error).message}`;
  }
}

/** How long a case took when it passed; nothing where the history cannot be read, which the end of the run will say. */
export function passesOf(home: string, { cell, accel, coverage }: TimedPlace, id: CaseId): number[] {
  try {
    const history = openHistory(home);
    try {
      return history.passes(cell, kindOf(accel, coverage), id);
    } finally {
      history.close();
    }
  } catch {
    return []; // Damaged, or of a newer version.
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

/** Pages of runs stand side by side below `home`; from elsewhere none of them can be reached. */
function pageFinder(home: string, runDir: string): (runId: string) => string | null {
  const runsDir = join(home, 'runs');
  if (resolve(runDir, '..') !== runsDir) return () => null;
  return (runId) =>
    existsSync(join(runsDir, runId, 'index.html')) ? `../${encodeURIComponent(runId)}/index.html` : null;
}

interface PageOfRun {
  readonly project: Project;
  readonly runDir: string;
  readonly baseline: string | undefined;
}

/** Git is asked only where somebody will look for a culprit. */
function changesOf({ base, broken }: PagePast, { start }: RunRecord, project: Project): PagePast['changes'] {
  if (base === null || start?.revisions === undefined || !broken.some(({ isNew }) => isNew)) return null;
  return sourceChanges(project, base.revisions, start.revisions);
}

/** For the page of a run: what the history knows of earlier ones; null where there is none, or none that can be read. */
export function pagePast(
  { project, runDir, baseline }: PageOfRun,
  record: RunRecord,
  cells: readonly CellResult[],
): PagePast | null {
  const { home } = project;
  if (!existsSync(historyFile(home))) return null;
  try {
    const history = openHistory(home);
    try {
      const accepted = baseline === undefined ? null : history.findRun(baseline);
      const startedAt = record.start?.startedAt ?? '';
      const past = pastOfRun({ history, cells, startedAt, baseline: accepted, pageOf: pageFinder(home, runDir) });
      // A history that holds this run alone says as little as none.
      return past.base === null && past.runs.length === 0
        ? null
        : { ...past, changes: changesOf(past, record, project) };
    } finally {
      history.close();
    }
  } catch (error) {
    process.stderr.write(`ukmatrix: the page knows no earlier runs: ${(error as Error).message}\n`);
    return null;
  }
}

/** The run's id, or `last`. Refuses a run that is not there, before anything is built for it. */
export async function checkRun(home: string, run: string): Promise<string> {
  if (run === LAST) return LAST;
  const history = openHistory(home);
  try {
    return (await storedRun(history, home, run)).runId;
  } finally {
    history.close();
  }
}

/** Runs that say how long one still takes. */
const RECENT_RUNS = 3;

/** What each cell usually takes; nothing where there is no history that can be read. */
export function usualCellsOf(home: string, cells: readonly Cell[]): Map<string, number> {
  try {
    const history = openHistory(home);
    const usual = history.usualCells(
      cells.map(({ id }) => id),
      RECENT_RUNS,
    );
    history.close();
    return usual;
  } catch {
    return new Map(); // What is wrong with it is told when the run is remembered.
  }
}

/** What is not as promised in this run and was, or was not there, in the other one: `suite.case in cell`. */
export async function brokenSince(home: string, record: RunRecord, baseline: string): Promise<string[]> {
  const history = openHistory(home);
  const run = baseline === LAST ? history.findRun(record.start?.runId ?? '') : null;
  const base = run === null ? await storedRun(history, home, baseline) : history.runsBefore(run, 1)[0];
  const placeOf = ({ cell, suite, name }: ComparedCase): string => `${suite}.${name} in ${cell}`;
  const known = new Set(
    (base === undefined ? [] : history.results(base.id)).filter(({ outcome }) => outcome !== 'expected').map(placeOf),
  );
  history.close();
  const cases = resultsOf(record).flatMap(({ suites }) => suites.flatMap((suite) => suite.cases));
  const broken = cases.filter(({ last }) => last.outcome !== 'expected').map(({ last }) => placeOf(last));
  return broken.filter((place) => !known.has(place));
}
