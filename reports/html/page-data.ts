// SPDX-License-Identifier: BSD-3-Clause
/**
 * What the page holds as data. 100,000 cases must reach the browser quickly, so each fact of a case is a column of its own: words once
 * in a list and numbers for them, runs of the same number as pairs. Details of what did not pass travel apart (see case-details.ts).
 */
import type { Axes } from '../../model/cell.ts';
import { VERDICTS, type Verdict } from '../../model/verdict.ts';
import { allCases, headlineOf, placeOf, type CaseResult, type CellResult } from '../results.ts';
import type { RunSummary } from '../summary.ts';
import type { BootOfPage } from './boots-of-page.ts';
import { detailsOf, DETAILS_PER_PART, type CaseDetails } from './case-details.ts';
import { columnsOf, OUTCOMES, steps, Words, type Columns, type Steps } from './columns.ts';
import type { BrokenPast, PagePast, PlacedCase } from './page-past.ts';

/** Longer ones are cut: the details have them whole. */
const LONGEST_HEADLINE = 300;

/** About a megabyte: what a first view shows is among the first. */
const HEADLINES_PER_PART = 10_000;

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
  /** Rows of cases with details, what should be seen first first. */
  readonly noted: Steps;
  /** Of each of them the line that says what is wrong: an index into all headlines. */
  readonly headline: Steps;
  /** Those of the first part. */
  readonly headlines: readonly string[];
  readonly headlinesPerPart: number;
  readonly headlineCount: number;
  /** For each headline the number of its breakage: the same for those that differ in words, but not in what they tell of. */
  readonly breakage: Steps;
  readonly detailsPerPart: number;
  /** Those of the first part. */
  readonly details: readonly CaseDetails[];
  readonly past: Omit<PagePast, 'broken'> | null;
  /** The distinct pasts of broken cases, and for each noted row an index into them; -1: none is known. */
  readonly pasts: readonly PastOfRow[];
  readonly pastOfNoted: Steps;
  readonly coveredFiles: readonly CoveredFile[];
  readonly findings: RunSummary['findings'];
}

/** What is known of a broken case's earlier runs. */
export type PastOfRow = Omit<BrokenPast, keyof PlacedCase>;

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
  /** Made when they are asked for: there may be a million. */
  readonly furtherDetails: readonly (() => CaseDetails[])[];
  readonly furtherHeadlines: readonly (readonly string[])[];
}

const needsDetails = ({ last, earlier }: CaseResult): boolean =>
  last.outcome !== 'expected' || last.verdict !== 'pass' || earlier.length > 0;

function headlineFor(result: CaseResult): string {
  const place = placeOf(result);
  const text = headlineOf(result).slice(0, LONGEST_HEADLINE);
  return place === null ? text : `${place.file}:${place.line}: ${text}`;
}

/** The place tells one breakage of a case from another; without one the words do, but for numbers, which differ from boot to boot. */
const breakageOf = (headline: string): string =>
  /^\S+:\d+(?=: )/.exec(headline)?.[0] ?? headline.replace(/0x[\da-f]+|\d+/gi, '#');

/** Where attention goes first. */
const WORST_FIRST: readonly Verdict[] = ['crash', 'fail', 'timeout', 'unresolved', 'skip', 'pass'];

/** What is newly broken before what was, that before what is flaky, that before what was promised; in each the worst verdicts first. */
function urgencyOf({ last }: CaseResult, past: BrokenPast | undefined): number {
  const group = last.outcome === 'unexpected' ? Number(past?.isNew === false) : last.outcome === 'flaky' ? 2 : 3;
  return group * WORST_FIRST.length + WORST_FIRST.indexOf(last.verdict);
}

function withoutBroken({
  base,
  changes,
  runs,
  fixed,
  flaky,
  slower,
  addedCount,
  vanished,
  vanishedCount,
}: PagePast): PageData['past'] {
  return { base, changes, runs, fixed, flaky, slower, addedCount, vanished, vanishedCount };
}

interface Noted {
  readonly row: number;
  readonly urgency: number;
  readonly result: CaseResult;
  readonly past: BrokenPast | undefined;
}

const placeKey = ({ cell, suite, name }: PlacedCase): string => JSON.stringify([cell, suite, name]);

/** Cases that need details, what should be seen first first. */
function notedCases(results: readonly CaseResult[], broken: readonly BrokenPast[]): Noted[] {
  const pasts = new Map(broken.map((past) => [placeKey(past), past]));
  const noted = results.flatMap((result, row) => {
    if (!needsDetails(result)) return [];
    const past = pasts.size === 0 ? undefined : pasts.get(placeKey(result.last));
    return [{ row, urgency: urgencyOf(result, past), result, past }];
  });
  return noted.sort((one, other) => one.urgency - other.urgency || one.row - other.row);
}

function headlinesOf(noted: readonly Noted[]): Pick<PageData, 'headline' | 'breakage'> & { readonly all: string[] } {
  const [headlines, breakages] = [new Words(), new Words()];
  const headline = steps(noted.map(({ result }) => headlines.number(headlineFor(result))));
  const breakage = steps(headlines.list.map((text) => breakages.number(breakageOf(text))));
  return { headline, breakage, all: headlines.list };
}

function pastsOf(noted: readonly Noted[]): Pick<PageData, 'pasts' | 'pastOfNoted'> {
  const texts = new Words();
  const numbers = noted.map(({ past }) => {
    if (past === undefined) return -1;
    const { before, isNew, since, lastGood, strip } = past;
    return texts.number(JSON.stringify({ before, isNew, since, lastGood, strip }));
  });
  return { pasts: texts.list.map((text) => JSON.parse(text) as PastOfRow), pastOfNoted: steps(numbers) };
}

function partsOf<Item>(items: readonly Item[], size: number): Item[][] {
  const parts: Item[][] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
}

/** The page's data from results, their summary, and what stands beside them on disk. */
export function pageParts({ cells, summary, boots, past, isServed, live, coveredFiles }: PageSource): PageParts {
  const results = allCases(cells).filter(({ last }) => live === null || last.boot !== null || last.verdict === 'skip');
  const noted = notedCases(results, past?.broken ?? []);
  const { all, ...numbered } = headlinesOf(noted);
  const [headlines = [], ...furtherHeadlines] = partsOf(all, HEADLINES_PER_PART);
  const [details, ...furtherDetails] = partsOf(noted, DETAILS_PER_PART).map(
    (some) => () => some.map(({ result }) => detailsOf(result, summary.argv)),
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
    noted: steps(noted.map(({ row }) => row)),
    ...numbered,
    headlines,
    headlinesPerPart: HEADLINES_PER_PART,
    headlineCount: all.length,
    detailsPerPart: DETAILS_PER_PART,
    details: details?.() ?? [],
    past: past === null ? null : withoutBroken(past),
    ...pastsOf(noted),
    coveredFiles,
    findings,
  };
  return { data, furtherDetails, furtherHeadlines };
}
