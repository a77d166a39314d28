// SPDX-License-Identifier: BSD-3-Clause
/** What index.html holds as data: compact rows for every case, details only where there is something to say. */
import type { Axes } from '../../model/cell.ts';
import { VERDICTS, type AssertionFailure, type Outcome, type StackFrame } from '../../model/verdict.ts';
import { againCommand } from '../again.ts';
import { xmlText } from '../guest-text.ts';
import {
  allCases,
  headlineOf,
  orderInWords,
  placeOf,
  shownAttempt,
  type CaseResult,
  type CellResult,
} from '../results.ts';
import type { RunRecord } from '../run-record.ts';
import { transcriptOf, type RunSummary } from '../summary.ts';
import type { TranscriptExcerpts } from '../transcripts.ts';

/** Bounds of transcript excerpts in bytes: of one case, and of the whole page. */
const EXCERPT_LIMIT = 12_288;
const EXCERPTS_TOTAL = 4_000_000;

export const OUTCOMES: readonly Outcome[] = ['expected', 'unexpected', 'flaky'];

export interface CaseDetails {
  readonly headline: string;
  readonly cause: string | null;
  readonly failures: readonly AssertionFailure[];
  readonly backtrace: readonly StackFrame[];
  readonly definedAt: string | null;
  readonly expected: string | null;
  readonly transcript: string | null;
  readonly excerpt: string | null;
  readonly repro: string | null;
  /** How it depends on the cases before it, in words. */
  readonly order: string | null;
  readonly again: string;
  readonly earlier: readonly string[];
}

/** Indices into `cells`, `suites`, `verdicts` and `outcomes` of the page, and into `details` or -1. */
export type CaseRow = readonly [
  cell: number,
  suite: number,
  name: string,
  verdict: number,
  outcome: number,
  durationMs: number,
  details: number,
];

export interface PageData {
  readonly run: Pick<
    RunSummary,
    | 'runId'
    | 'startedAt'
    | 'host'
    | 'durationMs'
    | 'exitCode'
    | 'isInterrupted'
    | 'outcomes'
    | 'assertions'
    | 'coverage'
  >;
  readonly verdicts: readonly string[];
  readonly outcomes: readonly string[];
  readonly cells: readonly { readonly id: string; readonly axes: Axes; readonly trouble: string | null }[];
  readonly suites: readonly string[];
  readonly cases: readonly CaseRow[];
  readonly details: readonly CaseDetails[];
  readonly findings: RunSummary['findings'];
}

const needsDetails = ({ last, earlier }: CaseResult): boolean =>
  last.outcome !== 'expected' || last.verdict !== 'pass' || earlier.length > 0;

type ExcerptOf = (result: CaseResult) => string | null;

function excerptsFrom(record: RunRecord, transcripts: TranscriptExcerpts, detailCount: number): ExcerptOf {
  const limit = Math.min(EXCERPT_LIMIT, Math.floor(EXCERPTS_TOTAL / Math.max(1, detailCount)));
  return (result) => {
    const transcript = transcriptOf(record, result);
    const { transcriptRange } = shownAttempt(result);
    if (transcript === null || transcriptRange === null) {
      return null;
    }
    const text = transcripts.excerpt(transcript, transcriptRange, limit);
    return text === null ? null : xmlText(text).replaceAll('\r', '');
  };
}

function detailsOf(record: RunRecord, result: CaseResult, excerptOf: ExcerptOf): CaseDetails {
  const { last, planned, earlier } = result;
  const { expectation } = last;
  const place = placeOf(result);
  return {
    headline: place === null ? headlineOf(result) : `${place.file}:${place.line}: ${headlineOf(result)}`,
    cause: last.cause,
    failures: last.failures,
    backtrace: last.backtrace,
    definedAt: planned?.file ? `${planned.file}:${planned.line ?? '?'}` : null,
    expected:
      expectation.verdict === 'pass' ? null : `${expectation.verdict}: ${expectation.reason ?? 'no reason given'}`,
    transcript: transcriptOf(record, result),
    excerpt: excerptOf(result),
    repro: result.script,
    order: orderInWords(result),
    again: againCommand(result),
    earlier: earlier.map(({ verdict, attempt }) => `attempt ${attempt}: ${verdict}`),
  };
}

/** The page's data from a run's record, its results and its summary. */
export function pageData(
  record: RunRecord,
  cells: readonly CellResult[],
  summary: RunSummary,
  transcripts: TranscriptExcerpts,
): PageData {
  const results = allCases(cells);
  const suites = [...new Set(results.map(({ last }) => last.suite))];
  const cellIndex = new Map(cells.map(({ cell }, index) => [cell.id, index]));
  const suiteIndex = new Map(suites.map((name, index) => [name, index]));
  const excerptOf = excerptsFrom(record, transcripts, results.filter(needsDetails).length);
  const details: CaseDetails[] = [];
  const cases = results.map((result): CaseRow => {
    const { last } = result;
    const detail = needsDetails(result) ? details.push(detailsOf(record, result, excerptOf)) - 1 : -1;
    const where = [cellIndex.get(last.cell) ?? -1, suiteIndex.get(last.suite) ?? -1] as const;
    const what = [VERDICTS.indexOf(last.verdict), OUTCOMES.indexOf(last.outcome)] as const;
    return [...where, last.name, ...what, Math.round(last.durationMs * 10) / 10, detail];
  });
  const { runId, startedAt, host, durationMs, exitCode, isInterrupted, outcomes, assertions, coverage } = summary;
  return {
    run: { runId, startedAt, host, durationMs, exitCode, isInterrupted, outcomes, assertions, coverage },
    verdicts: VERDICTS,
    outcomes: OUTCOMES,
    cells: cells.map(({ cell, trouble }) => ({ id: cell.id, axes: cell.axes, trouble })),
    suites,
    cases,
    details,
    findings: summary.findings,
  };
}
