// SPDX-License-Identifier: BSD-3-Clause
/**
 * The final result of each case of a run, as the reports show it: the last attempt, and for a planned case that nobody
 * reported an `unresolved` one. Nothing that was planned can be missing from a report.
 */
import { buildFailureInWords } from '../model/build-failure.ts';
import { caseKey, type CaseId, type Cell } from '../model/cell.ts';
import type { CaseEnded, OrderDependence, PlannedCase } from '../model/events.ts';
import { VERDICTS, type Outcome, type Verdict } from '../model/verdict.ts';
import type { CellRecord, RunRecord } from './run-record.ts';

export type Counts = Readonly<Record<Verdict, number>>;

export interface CaseResult {
  readonly cell: Cell;
  readonly planned: PlannedCase | null;
  /** The attempt that counts: the last one. */
  readonly last: CaseEnded;
  readonly earlier: readonly CaseEnded[];
  /** Known if the case listens to those before it. */
  readonly order: OrderDependence | null;
  /** Path of the script that shows it again, relative to the run's folder; null where nothing needs to be shown, or no boot can. */
  readonly script: string | null;
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

/** Why a planned case has no result. A run without an end of its own was killed. */
function whyNever(record: RunRecord, cell: Cell, planned: PlannedCase): string {
  if (record.end === null) {
    const boots = [...(record.cells.get(cell.id)?.boots.values() ?? [])];
    const isRunning = boots.some(({ current }) => current !== null && caseKey(current) === caseKey(planned));
    return isRunning ? 'the run was killed while it ran' : 'the run was killed first';
  }
  return record.end.interrupted ? 'the run was interrupted first' : 'planned, but the run ended without a report of it';
}

/** The report of a case that nobody made. */
export const unresolvedCase = (cell: string, { suite, name }: CaseId, cause: string, atMs: number): CaseEnded => ({
  type: 'case-ended',
  atMs,
  cell,
  boot: null,
  suite,
  name,
  attempt: 0,
  verdict: 'unresolved',
  cause,
  assertions: { passed: 0, failed: 0 },
  failures: [],
  backtrace: [],
  durationMs: 0,
  transcriptRange: null,
  expectation: { verdict: 'pass', reason: null },
  outcome: 'unexpected',
});

const neverReported = (record: RunRecord, cell: Cell, planned: PlannedCase): CaseEnded =>
  unresolvedCase(cell.id, planned, whyNever(record, cell, planned), record.atMs);

const LONGEST_NAME = 120;

/** `repro/SUITE.CASE.sh`; for the same case in a further cell `repro/SUITE.CASE.CELL.sh`. Each name is given once. */
function scriptName(last: CaseEnded, taken: Set<string>): string {
  const safe = (text: string): string => text.replaceAll(/[^\w.-]/g, '_').slice(0, LONGEST_NAME);
  const plain = safe(caseKey(last));
  const candidates = [plain, `${plain}.${safe(last.cell)}`];
  for (let count = 2; ; count++) {
    const name = candidates.shift() ?? `${plain}.${safe(last.cell)}.${count}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return `repro/${name}.sh`;
  }
}

function scriptOf(last: CaseEnded, earlier: readonly CaseEnded[], taken: Set<string>): string | null {
  const isBooted = [...earlier, last].some(({ boot }) => boot !== null);
  return last.outcome === 'expected' || !isBooted ? null : scriptName(last, taken);
}

function caseResults(
  record: RunRecord,
  { cell, planned, attempts, orders }: CellRecord,
  takenScripts: Set<string>,
): CaseResult[] {
  const plan = new Map((planned ?? []).map((one) => [caseKey(one), one]));
  // In the order of the plan, those that nobody planned behind.
  const results = new Map<string, CaseResult | null>([...plan.keys()].map((key) => [key, null]));
  for (const [key, tries] of attempts) {
    const last = tries.at(-1);
    if (last !== undefined) {
      const earlier = tries.slice(0, -1);
      // A process of the host has no machine to be started again.
      const script = cell.axes.kernel === 'host' ? null : scriptOf(last, earlier, takenScripts);
      results.set(key, {
        cell,
        planned: plan.get(key) ?? null,
        last,
        earlier,
        order: orders.get(key) ?? null,
        script,
      });
    }
  }
  return [...results].flatMap(([key, result]) => {
    const missing = plan.get(key);
    if (result !== null || missing === undefined) return result ?? [];
    const last = neverReported(record, cell, missing);
    return { cell, planned: missing, last, earlier: [], order: null, script: null };
  });
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
    return `image ${cell.image} was not built: ${buildFailureInWords(build)}`;
  }
  if (planned !== null || attempts.size > 0) {
    return null;
  }
  if (record.end === null) {
    return 'the run was killed first';
  }
  const told = record.findings.find((finding) => finding.cell === cell.id && finding.boot === null);
  return told?.text ?? (record.end.interrupted ? 'the run was interrupted first' : 'its image never listed its cases');
}

/** Of runs that have ended: nothing comes to them any more, and several reports ask. */
const knownResults = new WeakMap<RunRecord, readonly CellResult[]>();

/** Results of every cell in plan order. Meant for the end of a run: what is still running counts as never reported. */
export function resultsOf(record: RunRecord): readonly CellResult[] {
  const known = knownResults.get(record);
  if (known !== undefined) return known;
  const results = findResults(record);
  if (record.end !== null) knownResults.set(record, results);
  return results;
}

function findResults(record: RunRecord): CellResult[] {
  const takenScripts = new Set<string>();
  return [...record.cells.values()].map((cell) => ({
    cell: cell.cell,
    trouble: troubleOf(record, cell),
    suites: bySuite(caseResults(record, cell, takenScripts)),
  }));
}

export const allCases = (cells: readonly CellResult[]): CaseResult[] =>
  cells.flatMap(({ suites }) => suites.flatMap(({ cases }) => cases));

export function countVerdicts(cases: readonly CaseResult[]): Counts {
  const counts: Record<Verdict, number> = { pass: 0, fail: 0, skip: 0, crash: 0, timeout: 0, unresolved: 0 };
  for (const { last } of cases) {
    counts[last.verdict] += 1;
  }
  return counts;
}

export function countOutcomes(cases: readonly CaseResult[]): Record<Outcome, number> {
  const outcomes: Record<Outcome, number> = { expected: 0, unexpected: 0, flaky: 0 };
  for (const { last } of cases) {
    outcomes[last.outcome] += 1;
  }
  return outcomes;
}

/** `2 pass, 1 crash`: the verdicts that occurred, in the order of VERDICTS. */
export const countsInWords = (counts: Counts): string =>
  VERDICTS.filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdict}`)
    .join(', ') || 'none';

/** The attempt to be shown: of a case that changed its mind, the one that did not do as promised. */
export const shownAttempt = ({ last, earlier }: Pick<CaseResult, 'last' | 'earlier'>): CaseEnded =>
  last.outcome === 'flaky' ? (earlier.findLast(({ outcome }) => outcome === 'unexpected') ?? last) : last;

/** `fail, pass`: the verdicts of all attempts in order; null where there was only one. */
export const attemptsInWords = ({ last, earlier }: CaseResult): string | null =>
  earlier.length === 0 ? null : [...earlier, last].map(({ verdict }) => verdict).join(', ');

/** Where a person should look first: the failed assertion that the headline tells of, else the innermost frame with a line, else the definition. */
export function placeOf(result: CaseResult): { readonly file: string; readonly line: number } | null {
  const { failures, backtrace } = shownAttempt(result);
  const { planned } = result;
  for (const place of [...failures.toReversed(), ...backtrace, ...(planned === null ? [] : [planned])]) {
    if (place.file !== null && place.line !== null) {
      return { file: place.file, line: place.line };
    }
  }
  return null;
}

/** The one line that says what went wrong: the last failed assertion, else the cause, else the verdict. */
export function headlineOf(result: CaseResult): string {
  const { failures, cause, verdict } = shownAttempt(result);
  return failures.at(-1)?.text ?? cause ?? verdict;
}

/** How the case depends on those before it, in one sentence; null where it is not known to. */
export function orderInWords({ order }: CaseResult): string | null {
  if (order === null) return null;
  const [alone, behind] = order.isKeptAlone
    ? ['does as promised alone', 'breaks']
    : ['breaks alone', 'does as promised'];
  const shortest = order.isShortest ? '' : ' (fewer might do)';
  return `order-dependent: ${alone}, ${behind} after ${order.after.join(', ')}${shortest}`;
}
