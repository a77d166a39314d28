// SPDX-License-Identifier: BSD-3-Clause
/** What the terminal shows at the end of a run: tables of counts, then what one needs of each unexpected outcome. */
import { VERDICTS, type StackFrame, type Verdict } from '../../model/verdict.ts';
import type { CaseEnded, RunStarted } from '../../model/events.ts';
import { againCommand } from '../again.ts';
import { terminalText } from '../guest-text.ts';
import { whereInWords } from '../html/page/where.js';
import {
  allCases,
  attemptsInWords,
  countVerdicts,
  countsInWords,
  headlineOf,
  orderInWords,
  placeOf,
  shownAttempt,
  type CaseResult,
  type CellResult,
  type Counts,
} from '../results.ts';
import { transcriptOf, type RunSummary } from '../summary.ts';
import type { RunRecord } from '../run-record.ts';
import { percent } from '../ratio.ts';
import { counted, durationInWords, fit, type Style } from './style.ts';

/** Unexpected outcomes shown in full; the page has them all. */
const SHOWN_PROBLEMS = 20;
/** A guest may name a case as it likes. */
export const LONGEST_NAME = 200;
const SHOWN_FINDINGS = 10;
const NAMED_CELLS = 3;

interface Row {
  readonly name: string;
  readonly counts: Counts;
  readonly note: string;
}

function countCell(style: Style, verdict: Verdict, count: number, width: number): string {
  const text = String(count === 0 ? '.' : count).padStart(width);
  return count === 0 ? style.dim(text) : style.verdict(verdict, text);
}

/** A table of `rows` with a column for each verdict that occurs in any of them. */
function verdictTable(title: string, rows: readonly Row[], style: Style, columns: number): string[] {
  const used = VERDICTS.filter((verdict) => verdict === 'pass' || rows.some(({ counts }) => counts[verdict] > 0));
  const countsWidth = used.reduce((sum, verdict) => sum + Math.max(6, verdict.length + 2), 0);
  const noteWidth = Math.max(0, ...rows.map(({ note }) => note.length + 2));
  const nameWidth = Math.min(
    Math.max(title.length, ...rows.map(({ name }) => name.length)),
    Math.max(12, columns - 1 - countsWidth - noteWidth),
  );
  const heading = [
    title.padEnd(nameWidth),
    ...used.map((verdict) => verdict.padStart(Math.max(6, verdict.length + 2))),
  ].join('');
  const lines = rows.map(({ name, counts, note }) =>
    [
      fit(terminalText(name), nameWidth).padEnd(nameWidth),
      ...used.map((verdict) => countCell(style, verdict, counts[verdict], Math.max(6, verdict.length + 2))),
      note === '' ? '' : style.dim(`  ${note}`),
    ].join(''),
  );
  return [style.bold(heading), ...lines];
}

const cellRows = (record: RunRecord, cells: readonly CellResult[]): Row[] =>
  cells.map(({ cell, trouble, suites }) => {
    const boots = record.cells.get(cell.id)?.boots.size ?? 0;
    return {
      name: cell.id,
      counts: countVerdicts(suites.flatMap(({ cases }) => cases)),
      note: trouble === null ? counted(boots, 'boot') : 'could not run',
    };
  });

function suiteRows(cells: readonly CellResult[]): Row[] {
  const suites = new Map<string, CaseResult[]>();
  for (const suite of cells.flatMap((cell) => cell.suites)) {
    suites.set(suite.name, [...(suites.get(suite.name) ?? []), ...suite.cases]);
  }
  return [...suites].map(([name, cases]) => ({ name, counts: countVerdicts(cases), note: '' }));
}

/** Of images that name no suite of their own the first table has said it all. */
const isEachItsOwnSuite = (cells: readonly CellResult[]): boolean =>
  cells.every(({ cell, suites }) => suites.every(({ name }) => name === cell.id));

export interface Problem {
  readonly first: CaseResult;
  readonly results: readonly CaseResult[];
  readonly cells: readonly string[];
  /** Cases that never ran for the same reason, besides `first`. */
  readonly others: number;
}

/** What one problem is: a case and its verdict, or a reason for which cases never ran. */
const problemKey = ({ last: { suite, name, verdict, cause, transcriptRange } }: CaseResult): string =>
  JSON.stringify(verdict === 'unresolved' && transcriptRange === null ? [cause] : [suite, name, verdict]);

/**
 * Unexpected outcomes; those of one case with the same verdict in several cells are taken together, and so are cases that never ran for
 * the same reason, behind all that did run.
 */
export function groupProblems(cells: readonly CellResult[]): Problem[] {
  const unexpected = allCases(cells).filter(({ last }) => last.outcome !== 'expected');
  const problems = [...Map.groupBy(unexpected, problemKey).values()].flatMap((results) => {
    const [first] = results;
    const names = new Set(results.map(({ last }) => `${last.suite}.${last.name}`));
    const where = new Set(results.map(({ last }) => last.cell));
    return first === undefined ? [] : [{ first, results, cells: [...where], others: names.size - 1 }];
  });
  const hasRun = ({ first: { last } }: Problem): boolean => last.verdict !== 'unresolved';
  return [...problems.filter(hasRun), ...problems.filter((problem) => !hasRun(problem))];
}

/** Behind the name of a problem's first case. */
export const othersInWords = ({ others }: Problem): string =>
  others === 0 ? '' : ` and ${counted(others, 'other case')}`;

const frameInWords = ({ function: name, address }: StackFrame): string => name ?? address;

/** Of many failed assertions the headline tells the last. */
function failuresInWords({ failures }: CaseEnded): string | null {
  const [first] = failures;
  return first === undefined || failures.length < 2
    ? null
    : `${failures.length} assertions failed, the first at ${first.file ?? '?'}:${first.line ?? '?'}`;
}

/** What else is known of a case, in one line; null: nothing. */
function furtherFacts(result: CaseResult): string | null {
  const { verdict, reason } = result.last.expectation;
  const { backtrace, failures, cause } = shownAttempt(result);
  const attempts = attemptsInWords(result);
  const facts = [
    failuresInWords(shownAttempt(result)),
    // The headline has told the last one's text.
    failures.length > 0 && failures.at(-1)?.text !== cause ? cause : null,
    backtrace.length > 0 ? `at ${backtrace.slice(0, 5).map(frameInWords).join(' < ')}` : null,
    verdict === 'pass' ? null : `promised: ${verdict} (${reason ?? 'no reason given'})`,
    attempts === null ? null : `attempts: ${attempts}`,
    orderInWords(result),
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? null : facts.join('; ');
}

/** The names of a few cells, of many what they have in common. */
const cellsInWords = ({ first: { last }, cells }: Problem, all: readonly CellResult[]): string => {
  if (cells.length <= NAMED_CELLS) return `in ${cells.join(', ')}`;
  const having = all.filter(({ suites }) =>
    suites.some(({ name, cases }) => name === last.suite && cases.some((one) => one.last.name === last.name)),
  );
  const isBroken = ({ cell }: CellResult): boolean => cells.includes(cell.id);
  return whereInWords(
    having.filter(isBroken).map(({ cell }) => cell),
    having.map(({ cell }) => cell),
  );
};

interface Shown {
  /** Those that were told already, and of which problem: cases of a suite that a kernel runs only as a whole share one. */
  readonly commands: Map<string, string>;
  readonly record: RunRecord;
  readonly cells: readonly CellResult[];
  readonly runDir: string;
  readonly style: Style;
}

/** Five lines: which case, where, what and at which line, how it came to that or the console, how to see it again. */
function problemLines(problem: Problem, { record, cells, runDir, style, commands }: Shown): string[] {
  const { first } = problem;
  const { last } = first;
  const name = fit(terminalText(`${last.suite} > ${last.name}`), LONGEST_NAME);
  const again = againCommand(first, record.start?.argv ?? []);
  const same = commands.get(again);
  if (same === undefined) commands.set(again, name);
  const place = placeOf(first);
  const where = place === null ? '' : `${place.file}:${place.line}: `;
  const transcript = transcriptOf(record, first);
  const details = [
    cellsInWords(problem, cells),
    where + headlineOf(first),
    furtherFacts(first) ?? (transcript === null ? null : `transcript: ${runDir}/${transcript}`),
    `again: ${same === undefined ? again : `as for ${same}`}`,
  ];
  const heading = (last.outcome === 'flaky' ? 'flaky' : last.verdict).toUpperCase();
  return [
    `${style.verdict(shownAttempt(first).verdict, heading)}  ${style.bold(name)}${othersInWords(problem)}`,
    ...details.filter((line) => line !== null).map((line) => `    ${terminalText(line)}`),
    '',
  ];
}

/** Cells that could not run for one reason are taken together. */
function troubleLines(cells: readonly CellResult[], style: Style): string[] {
  const lines = [...Map.groupBy(cells, ({ trouble }) => trouble)].flatMap(([trouble, those]) => {
    if (trouble === null) return [];
    const names = those.slice(0, NAMED_CELLS).map(({ cell }) => cell.id);
    const rest = those.length - names.length;
    const where = style.bold(`${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`);
    return [`${style.verdict('unresolved', 'UNRESOLVED')}  ${where}`, `    ${terminalText(trouble)}`];
  });
  return lines.length === 0 ? [] : [...lines, ''];
}

/** Without those that only say why a cell could not run, which is told before. */
function furtherFindings({ findings }: RunSummary, cells: readonly CellResult[]): RunSummary['findings'] {
  const inTrouble = new Set(cells.flatMap(({ cell, trouble }) => (trouble === null ? [] : [cell.id])));
  return findings.filter(({ cell, boot }) => cell === null || boot !== null || !inTrouble.delete(cell));
}

function findingLines(findings: RunSummary['findings'], style: Style): string[] {
  const shown = findings.slice(0, SHOWN_FINDINGS).map(({ cell, boot, text }) => {
    const where = cell === null ? '' : `${cell}${boot === null ? '' : ` boot ${boot}`}: `;
    return `  ${terminalText(where + text)}`;
  });
  const rest = findings.length - shown.length;
  return shown.length === 0 ? [] : [style.bold('Findings'), ...shown, ...(rest > 0 ? [`  and ${rest} more`] : []), ''];
}

function totalLine(summary: RunSummary, cells: readonly CellResult[]): string {
  const { counts, outcomes, assertions, durationMs } = summary;
  const cases = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const known = allCases(cells).filter(
    ({ last }) => last.outcome === 'expected' && last.expectation.verdict !== 'pass',
  ).length;
  const stuck = cells.filter(({ trouble }) => trouble !== null).length;
  return [
    `${counted(cases, 'case')} in ${counted(cells.length, 'cell')}: ${countsInWords(counts)}`,
    ...(stuck > 0 ? [`${counted(stuck, 'cell')} could not run`] : []),
    ...(outcomes.unexpected > 0 ? [`${outcomes.unexpected} unexpected`] : []),
    ...(known > 0 ? [counted(known, 'known deviation')] : []),
    ...(outcomes.flaky > 0 ? [`${outcomes.flaky} flaky`] : []),
    counted(assertions.passed + assertions.failed, 'assertion'),
    durationInWords(durationMs),
  ].join(', ');
}

const coverageLines = ({ coverage }: RunSummary): string[] =>
  coverage === null
    ? []
    : [
        `coverage: lines ${percent(coverage.lines)}, functions ${percent(coverage.functions)}, branches ${percent(coverage.branches)}`,
      ];

/** Lines that say how a run began. */
export const openingLines = (start: RunStarted): string[] => [
  `run ${start.runId}: ${counted(start.cells.length, 'cell')}, ${counted(start.images.length, 'image')}, ${counted(start.host.cpuCount, 'CPU')}`,
];

/** For those who want to know only what went wrong. Takes what closingLines() takes. */
export function quietLines(
  record: RunRecord,
  cells: readonly CellResult[],
  summary: RunSummary,
  runDir: string,
  style: Style,
): string[] {
  const problems = groupProblems(cells);
  const shown = { record, cells, runDir, style, commands: new Map<string, string>() };
  return [
    ...problems.slice(0, SHOWN_PROBLEMS).flatMap((problem) => problemLines(problem, shown)),
    ...troubleLines(cells, style),
    totalLine(summary, cells),
  ];
}

/** The closing text for a run whose folder is `runDir` (as the user should type it), for a terminal of `columns`. */
export function closingLines(
  record: RunRecord,
  cells: readonly CellResult[],
  summary: RunSummary,
  runDir: string,
  style: Style,
  columns: number,
): string[] {
  const problems = groupProblems(cells);
  const hidden = problems.length - SHOWN_PROBLEMS;
  const shown = { record, cells, runDir, style, commands: new Map<string, string>() };
  return [
    '',
    ...verdictTable('cell', cellRows(record, cells), style, columns),
    '',
    ...(isEachItsOwnSuite(cells) ? [] : [...verdictTable('suite', suiteRows(cells), style, columns), '']),
    ...problems.slice(0, SHOWN_PROBLEMS).flatMap((problem) => problemLines(problem, shown)),
    ...(hidden > 0 ? [`and ${hidden} more, all in the page`, ''] : []),
    ...troubleLines(cells, style),
    ...findingLines(furtherFindings(summary, cells), style),
    style.bold(totalLine(summary, cells)),
    ...coverageLines(summary),
    ...(problems.some(({ first }) => first.script !== null) ? [`repro: ${runDir}/repro/, a script for each`] : []),
    `page: ${runDir}/index.html`,
  ];
}
