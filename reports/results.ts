// SPDX-License-Identifier: BSD-3-Clause
/**
 * The final result of each case of a run, as the reports show it: the last attempt, and for a planned case that nobody
 * reported an `unresolved` one. Nothing that was planned can be missing from a report.
 */
import { caseKey, type Cell } from '../model/cell.ts';
import type { CaseEnded, PlannedCase } from '../model/events.ts';
import { VERDICTS, type Verdict } from '../model/verdict.ts';
import type { CellRecord, RunRecord } from './run-record.ts';

export type Counts = Readonly<Record<Verdict, number>>;

export interface CaseResult {
  readonly cell: Cell;
  readonly planned: PlannedCase | null;
  /** The attempt that counts: the last one. */
  readonly last: CaseEnded;
  readonly earlier: readonly CaseEnded[];
}

export interface SuiteResult {
  readonly name: string;
  readonly cases: readonly CaseResult[];
}

export interface CellResult {
  readonly cell: Cell;
  /** Why the cell could not run at all, in words; null where cases were planned. */
  readonly trouble: string | null;
  readonly suites: readonly SuiteResult[];
}

const neverReported = (record: RunRecord, cell: Cell, planned: PlannedCase): CaseEnded => ({
  type: 'case-ended',
  atMs: record.atMs,
  cell: cell.id,
  boot: null,
  suite: planned.suite,
  name: planned.name,
  attempt: 0,
  verdict: 'unresolved',
  cause:
    record.end?.interrupted === true
      ? 'the run was interrupted first'
      : 'planned, but the run ended without a report of it',
  assertions: { passed: 0, failed: 0 },
  failures: [],
  backtrace: [],
  durationMs: 0,
  transcriptRange: null,
  expectation: { verdict: 'pass', reason: null },
  outcome: 'unexpected',
});

function caseResults(record: RunRecord, { cell, planned, attempts }: CellRecord): CaseResult[] {
  const results = new Map<string, CaseResult>();
  for (const one of planned ?? []) {
    results.set(caseKey(one), { cell, planned: one, last: neverReported(record, cell, one), earlier: [] });
  }
  for (const [key, tries] of attempts) {
    const last = tries.at(-1);
    if (last !== undefined) {
      results.set(key, { cell, planned: results.get(key)?.planned ?? null, last, earlier: tries.slice(0, -1) });
    }
  }
  return [...results.values()];
}

function bySuite(results: readonly CaseResult[]): SuiteResult[] {
  const suites = new Map<string, CaseResult[]>();
  for (const result of results) {
    const cases = suites.get(result.last.suite);
    if (cases === undefined) {
      suites.set(result.last.suite, [result]);
    } else {
      cases.push(result);
    }
  }
  return [...suites].map(([name, cases]) => ({ name, cases }));
}

/** Why no case of the cell could run, or null. */
function troubleOf(record: RunRecord, { cell, planned, attempts }: CellRecord): string | null {
  const build = record.images.get(cell.image)?.build?.result;
  if (build?.kind === 'failed') {
    const where = build.file === null ? '' : `${build.file}${build.line === null ? '' : `:${build.line}`}: `;
    return `image ${cell.image} was not built: ${where}${build.message}`;
  }
  if (planned !== null || attempts.size > 0) {
    return null;
  }
  return record.end?.interrupted === true ? 'the run was interrupted first' : 'its image never listed its cases';
}

/** Results of every cell in plan order. Meant for the end of a run: what is still running counts as never reported. */
export const resultsOf = (record: RunRecord): CellResult[] =>
  [...record.cells.values()].map((cell) => ({
    cell: cell.cell,
    trouble: troubleOf(record, cell),
    suites: bySuite(caseResults(record, cell)),
  }));

export const allCases = (cells: readonly CellResult[]): CaseResult[] =>
  cells.flatMap(({ suites }) => suites.flatMap(({ cases }) => cases));

export function countVerdicts(cases: readonly CaseResult[]): Counts {
  const counts: Record<Verdict, number> = { pass: 0, fail: 0, skip: 0, crash: 0, timeout: 0, unresolved: 0 };
  for (const { last } of cases) {
    counts[last.verdict] += 1;
  }
  return counts;
}

/** `2 pass, 1 crash`: the verdicts that occurred, in the order of VERDICTS. */
export const countsInWords = (counts: Counts): string =>
  VERDICTS.filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdict}`)
    .join(', ') || 'none';

/** Where a person should look first: the first failed assertion, else the innermost frame with a line, else the definition. */
export function placeOf({ last, planned }: CaseResult): { readonly file: string; readonly line: number } | null {
  for (const place of [...last.failures, ...last.backtrace, ...(planned === null ? [] : [planned])]) {
    if (place.file !== null && place.line !== null) {
      return { file: place.file, line: place.line };
    }
  }
  return null;
}

/** The one line that says what went wrong: the last failed assertion, else the cause, else the verdict. */
export const headlineOf = ({ last }: CaseResult): string => last.failures.at(-1)?.text ?? last.cause ?? last.verdict;
