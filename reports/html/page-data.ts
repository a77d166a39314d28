// SPDX-License-Identifier: BSD-3-Clause
/**
 * What the page holds as data. 100,000 cases must reach the browser quickly, so each fact of a case is a column of its own: words once
 * in a list and numbers for them, runs of the same number as pairs. Details of what did not pass travel apart (see case-details.ts).
 */
import type { Axes } from '../../model/cell.ts';
import { VERDICTS, type Outcome } from '../../model/verdict.ts';
import { allCases, headlineOf, placeOf, shownAttempt, type CaseResult, type CellResult } from '../results.ts';
import type { RunSummary } from '../summary.ts';
import type { BootOfPage } from './boots-of-page.ts';
import { detailsOf, DETAILS_PER_PART, type CaseDetails } from './case-details.ts';
import type { PagePast } from './page-past.ts';

export const OUTCOMES: readonly Outcome[] = ['expected', 'unexpected', 'flaky'];

/** Longer ones are cut: the details have them whole. */
const LONGEST_HEADLINE = 300;

/** Pairs of a value and how often it follows itself. */
export type RunLengths = readonly number[];

/** One entry for each case, in the order of cells, suites, cases. */
export interface Columns {
  /** Indices into `cells`, `suites`, `files` (-1: unknown), `boots` (-1: none). */
  readonly cell: RunLengths;
  readonly suite: RunLengths;
  readonly file: RunLengths;
  readonly boot: RunLengths;
  /** Index into `names`. */
  readonly name: readonly number[];
  /** One digit each: indices into `verdicts` and `outcomes`. */
  readonly verdict: string;
  readonly outcome: string;
  /** Where it is defined; 0: unknown. */
  readonly line: readonly number[];
  /** In tenths of a millisecond. */
  readonly duration: readonly number[];
  /** Bytes of the boot's transcript; length -1: it never ran. */
  readonly start: readonly number[];
  readonly length: readonly number[];
}

/** What is known of a run that has not ended. */
export interface LiveState {
  /** Cases that are planned and have no result yet, by index into `cells`. */
  readonly waiting: readonly number[];
  readonly running: readonly { readonly cell: string; readonly boot: number; readonly name: string | null }[];
  readonly building: readonly string[];
}

export interface PageData {
  readonly run: Pick<
    RunSummary,
    | 'runId'
    | 'startedAt'
    | 'host'
    | 'argv'
    | 'durationMs'
    | 'exitCode'
    | 'isInterrupted'
    | 'outcomes'
    | 'counts'
    | 'assertions'
    | 'coverage'
  >;
  /** The page comes from `ukmatrix serve`, which tells it when there is news. */
  readonly isServed: boolean;
  /** Null: the run is over. */
  readonly live: LiveState | null;
  readonly verdicts: readonly string[];
  readonly outcomes: readonly string[];
  readonly cells: readonly { readonly id: string; readonly axes: Axes; readonly trouble: string | null }[];
  readonly suites: readonly string[];
  readonly names: readonly string[];
  readonly files: readonly string[];
  readonly boots: readonly BootOfPage[];
  readonly columns: Columns;
  /** Cases with details, what should be seen first first: their rows, and of each the one line that says what is wrong. */
  readonly noted: readonly number[];
  readonly headline: readonly number[];
  readonly headlines: readonly string[];
  readonly detailsPerPart: number;
  /** Those of the first part. */
  readonly details: readonly CaseDetails[];
  readonly past: PagePast | null;
  readonly coveredFiles: readonly CoveredFile[];
  readonly findings: RunSummary['findings'];
}

export interface CoveredFile {
  readonly path: string;
  /** Its source line by line, relative to this page. */
  readonly page: string;
  readonly lines: { readonly found: number; readonly hit: number };
}

export interface PageSource {
  readonly cells: readonly CellResult[];
  readonly summary: RunSummary;
  readonly boots: readonly BootOfPage[];
  readonly past: PagePast | null;
  readonly isServed: boolean;
  readonly live: LiveState | null;
  readonly coveredFiles: readonly CoveredFile[];
}

/** The page's data, and the parts of the details that are not in it. */
export interface PageParts {
  readonly data: PageData;
  readonly furtherDetails: readonly (readonly CaseDetails[])[];
}

/** Gives each text a number, the same text the same one. */
class Words {
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.list.length);
    return this.list.push(word) - 1;
  }
}

function runLengths(values: readonly number[]): RunLengths {
  const pairs: number[] = [];
  let last = -2;
  for (const value of values) {
    if (value === last) pairs[pairs.length - 1] = (pairs.at(-1) ?? 0) + 1;
    else pairs.push(value, 1);
    last = value;
  }
  return pairs;
}

const needsDetails = ({ last, earlier }: CaseResult): boolean =>
  last.outcome !== 'expected' || last.verdict !== 'pass' || earlier.length > 0;

/** Unexpected before flaky, that before what was promised. */
const urgency = ({ last }: CaseResult): number => ['unexpected', 'flaky', 'expected'].indexOf(last.outcome);

function headlineFor(result: CaseResult): string {
  const place = placeOf(result);
  const text = headlineOf(result).slice(0, LONGEST_HEADLINE);
  return place === null ? text : `${place.file}:${place.line}: ${text}`;
}

function columnsOf(
  results: readonly CaseResult[],
  boots: readonly BootOfPage[],
  cells: readonly CellResult[],
): Pick<PageData, 'suites' | 'names' | 'files' | 'columns'> {
  const [suites, names, files] = [new Words(), new Words(), new Words()];
  const cellNumbers = new Map(cells.map(({ cell }, index) => [cell.id, index]));
  const bootNumbers = new Map(boots.map(({ cell, boot }, index) => [`${boot} ${cell}`, index]));
  const shown = results.map(shownAttempt);
  const bootOf = (cell: string, boot: number | null): number =>
    boot === null ? -1 : (bootNumbers.get(`${boot} ${cell}`) ?? -1);
  return {
    suites: suites.list,
    names: names.list,
    files: files.list,
    columns: {
      cell: runLengths(results.map(({ cell }) => cellNumbers.get(cell.id) ?? -1)),
      suite: runLengths(results.map(({ last }) => suites.number(last.suite))),
      file: runLengths(results.map(({ planned }) => (planned?.file ? files.number(planned.file) : -1))),
      boot: runLengths(shown.map(({ cell, boot }) => bootOf(cell, boot))),
      name: results.map(({ last }) => names.number(last.name)),
      verdict: results.map(({ last }) => VERDICTS.indexOf(last.verdict)).join(''),
      outcome: results.map(({ last }) => OUTCOMES.indexOf(last.outcome)).join(''),
      line: results.map(({ planned }) => planned?.line ?? 0),
      duration: results.map(({ last }) => Math.round(last.durationMs * 10)),
      start: shown.map(({ transcriptRange }) => transcriptRange?.[0] ?? 0),
      length: shown.map(({ transcriptRange: range }) => (range === null ? -1 : range[1] - range[0])),
    },
  };
}

/** Rows that need details, what should be seen first first. */
function notedRows(results: readonly CaseResult[]): number[] {
  const rows = results.flatMap((result, row) => (needsDetails(result) ? [row] : []));
  const urgencies = results.map(urgency);
  return rows.sort((one, other) => (urgencies[one] ?? 0) - (urgencies[other] ?? 0) || one - other);
}

function partsOf<Item>(items: readonly Item[], size: number): Item[][] {
  const parts: Item[][] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
}

/** The page's data from results, their summary, and what stands beside them on disk. */
export function pageParts({ cells, summary, boots, past, isServed, live, coveredFiles }: PageSource): PageParts {
  const results = allCases(cells).filter(({ last }) => live === null || last.boot !== null || last.verdict === 'skip');
  const headlines = new Words();
  const noted = notedRows(results);
  const notedResults = noted.flatMap((row) => results[row] ?? []);
  const [details = [], ...furtherDetails] = partsOf(
    notedResults.map((result) => detailsOf(result, summary.argv)),
    DETAILS_PER_PART,
  );
  const { runId, startedAt, host, argv, durationMs, exitCode, isInterrupted, outcomes, counts } = summary;
  const { assertions, coverage, findings } = summary;
  const run = { runId, startedAt, host, argv, durationMs, exitCode, isInterrupted, outcomes, counts };
  const data: PageData = {
    run: { ...run, assertions, coverage },
    isServed,
    live,
    verdicts: VERDICTS,
    outcomes: OUTCOMES,
    cells: cells.map(({ cell, trouble }) => ({ id: cell.id, axes: cell.axes, trouble })),
    boots,
    ...columnsOf(results, boots, cells),
    noted,
    headline: notedResults.map((result) => headlines.number(headlineFor(result))),
    headlines: headlines.list,
    detailsPerPart: DETAILS_PER_PART,
    details,
    past,
    coveredFiles,
    findings,
  };
  return { data, furtherDetails };
}
