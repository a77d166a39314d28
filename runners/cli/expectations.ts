// SPDX-License-Identifier: BSD-3-Clause
/** Known deviations of this project: read before a run, and written after one where `--update-expectations` asks for it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { allCases, headlineOf, placeOf, resultsOf, type CaseResult } from '../../reports/results.ts';
import type { RunRecord } from '../../reports/run-record.ts';
import { expectationsDir, loadExpectations } from '../../suites/expectation-file.ts';
import type { Surprise } from '../../suites/expectation-update.ts';
import type { Suite } from '../../suites/suite-file.ts';
import type { Project } from '../images.ts';
import { Promises } from '../promises.ts';
import { suitesDir } from './project.ts';

/** A new entry holds for this long, unless a person gives it another day. */
const TERM_DAYS = 90;
const DAY_MS = 86_400_000;

const isoDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export function loadPromises(project: Project, suites: readonly Suite[]): Promises {
  const deviations = loadExpectations(expectationsDir(suitesDir(project)), project.rootDir);
  return new Promises(
    deviations,
    suites.map(({ name }) => name),
    isoDate(Date.now()),
  );
}

function surpriseOf(result: CaseResult): Surprise[] {
  const { cell, last } = result;
  const { suite, name, verdict, outcome } = last;
  if (outcome !== 'unexpected' || verdict === 'pass' || verdict === 'unresolved') return [];
  const place = placeOf(result);
  const where = place === null ? '' : `${place.file}:${place.line}: `;
  return [{ suite, name, cell, verdict, headline: where + headlineOf(result) }];
}

/** Adds what the run saw to the suites' files; returns what to tell the user. Passes are not written: see the run's findings. */
export async function updateExpectations(record: RunRecord, runId: string, project: Project): Promise<string[]> {
  const { newEntries, withEntries } = await import('../../suites/expectation-update.ts');
  const cells = resultsOf(record);
  const surprises = allCases(cells).flatMap(surpriseOf);
  const dir = expectationsDir(suitesDir(project));
  const expires = isoDate(Date.now() + TERM_DAYS * DAY_MS);
  const lines = [...Map.groupBy(surprises, ({ suite }) => suite)].map(([suite, ofSuite]) => {
    const file = join(dir, `${suite}.yaml`);
    const entries = newEntries(
      ofSuite,
      cells.map(({ cell }) => cell),
    );
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, withEntries(existsSync(file) ? readFileSync(file, 'utf8') : null, entries, expires, runId));
    return `${relative(project.rootDir, file)}: ${entries.length} added, each with a reason to be given`;
  });
  return lines.length > 0 ? lines : ['no expectation to add'];
}
