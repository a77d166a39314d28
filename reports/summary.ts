// SPDX-License-Identifier: BSD-3-Clause
/** summary.json: the numbers of a run and what needs attention, for scripts. Small whatever the run's size. */
import type { Axes } from '../model/cell.ts';
import type { CoverageMerged, RunStarted } from '../model/events.ts';
import type { Outcome, Verdict } from '../model/verdict.ts';
import {
  allCases,
  countOutcomes,
  countVerdicts,
  headlineOf,
  placeOf,
  shownAttempt,
  type CaseResult,
  type CellResult,
  type Counts,
} from './results.ts';
import type { RunRecord } from './run-record.ts';

/** Nobody reads more of them here; the page and junit.xml have all. */
const MOST_PROBLEMS = 10_000;

/** Raised when a reader of version N could misread the document. */
const SUMMARY_VERSION = 1;

export interface SuiteSummary {
  readonly name: string;
  readonly counts: Counts;
  readonly unexpected: number;
  readonly durationMs: number;
}

export interface CellSummary {
  readonly id: string;
  readonly axes: Axes;
  readonly trouble: string | null;
  readonly counts: Counts;
  readonly unexpected: number;
  readonly bootCount: number;
  readonly suites: readonly SuiteSummary[];
}

export interface ProblemSummary {
  readonly cell: string;
  readonly suite: string;
  readonly name: string;
  readonly verdict: Verdict;
  readonly outcome: Outcome;
  readonly headline: string;
  /** Verdicts of all attempts, in order. */
  readonly attempts: readonly Verdict[];
  readonly file: string | null;
  readonly line: number | null;
  readonly transcript: string | null;
  /** Script that shows it again. */
  readonly repro: string | null;
}

export interface RunSummary {
  readonly version: number;
  readonly runId: string | null;
  readonly startedAt: string | null;
  readonly host: RunStarted['host'] | null;
  readonly argv: readonly string[];
  readonly durationMs: number;
  /** Null while the run has not ended: it was killed. */
  readonly exitCode: number | null;
  readonly isInterrupted: boolean;
  readonly counts: Counts;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly assertions: { readonly passed: number; readonly failed: number };
  readonly cells: readonly CellSummary[];
  /** The first of them; `furtherProblems` tells how many more there are. */
  readonly problems: readonly ProblemSummary[];
  readonly furtherProblems: number;
  readonly coverage: Pick<CoverageMerged, 'lines' | 'functions' | 'branches'> | null;
  readonly findings: readonly { readonly cell: string | null; readonly boot: number | null; readonly text: string }[];
}

const unexpectedIn = (cases: readonly CaseResult[]): number =>
  cases.filter(({ last }) => last.outcome === 'unexpected').length;

function summarizeCell(record: RunRecord, { cell, trouble, suites }: CellResult): CellSummary {
  const cases = suites.flatMap((suite) => suite.cases);
  return {
    id: cell.id,
    axes: cell.axes,
    trouble,
    counts: countVerdicts(cases),
    unexpected: unexpectedIn(cases),
    bootCount: record.cells.get(cell.id)?.boots.size ?? 0,
    suites: suites.map((suite) => ({
      name: suite.name,
      counts: countVerdicts(suite.cases),
      unexpected: unexpectedIn(suite.cases),
      durationMs: Math.round(suite.cases.reduce((sum, { last }) => sum + last.durationMs, 0)),
    })),
  };
}

/** Transcript of the attempt to be shown (see shownAttempt). */
export function transcriptOf(record: RunRecord, result: CaseResult): string | null {
  const { boot: number, cell } = shownAttempt(result);
  const boot = number === null ? undefined : record.cells.get(cell)?.boots.get(number);
  return boot?.start.transcript ?? null;
}

function summarizeProblem(record: RunRecord, result: CaseResult): ProblemSummary {
  const place = placeOf(result);
  return {
    cell: result.last.cell,
    suite: result.last.suite,
    name: result.last.name,
    verdict: result.last.verdict,
    outcome: result.last.outcome,
    headline: headlineOf(result),
    attempts: [...result.earlier, result.last].map(({ verdict }) => verdict),
    file: place?.file ?? null,
    line: place?.line ?? null,
    transcript: transcriptOf(record, result),
    repro: result.script,
  };
}

function summarizeCoverage(coverage: CoverageMerged | null): RunSummary['coverage'] {
  return coverage === null
    ? null
    : { lines: coverage.lines, functions: coverage.functions, branches: coverage.branches };
}

/** The summary of a run from its record and the results taken from it (see resultsOf). */
export function summarize(record: RunRecord, cells: readonly CellResult[]): RunSummary {
  const cases = allCases(cells);
  const problems = cases.filter(({ last }) => last.outcome !== 'expected');
  return {
    version: SUMMARY_VERSION,
    runId: record.start?.runId ?? null,
    startedAt: record.start?.startedAt ?? null,
    host: record.start?.host ?? null,
    argv: record.start?.argv ?? [],
    durationMs: Math.round(record.atMs),
    exitCode: record.end?.exitCode ?? null,
    isInterrupted: record.end?.interrupted ?? true,
    counts: countVerdicts(cases),
    outcomes: countOutcomes(cases),
    assertions: {
      passed: cases.reduce((sum, { last }) => sum + last.assertions.passed, 0),
      failed: cases.reduce((sum, { last }) => sum + last.assertions.failed, 0),
    },
    cells: cells.map((cell) => summarizeCell(record, cell)),
    problems: problems.slice(0, MOST_PROBLEMS).map((result) => summarizeProblem(record, result)),
    furtherProblems: Math.max(0, problems.length - MOST_PROBLEMS),
    coverage: summarizeCoverage(record.coverage),
    findings: record.findings.map(({ cell, boot, text }) => ({ cell, boot, text })),
  };
}
