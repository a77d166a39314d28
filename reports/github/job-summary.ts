// SPDX-License-Identifier: BSD-3-Clause
/** The summary of a job as GitHub shows it above the log: Markdown, small, whatever the run's size. What a guest said is code, never markup. */
import { VERDICTS } from '../../model/verdict.ts';
import { terminalText } from '../guest-text.ts';
import { percent } from '../ratio.ts';
import { countsInWords, headlineOf, placeOf, type CellResult } from '../results.ts';
import type { RunSummary } from '../summary.ts';
import { groupProblems, othersInWords, type Problem } from '../terminal/closing.ts';
import { counted, durationInWords } from '../terminal/style.ts';

/** A step's summary may have 1 MiB. */
const SHOWN_ROWS = 100;
const LONGEST_TEXT = 300;

/** A code span inside a table: no backtick ends it, no pipe ends the cell. */
function code(text: string): string {
  const flat = terminalText(text)
    .replaceAll('`', "'")
    .replaceAll('|', String.raw`\|`)
    .trim();
  const short = flat.length <= LONGEST_TEXT ? flat : `${flat.slice(0, LONGEST_TEXT - 1)}…`;
  return short === '' ? '' : `\`${short}\``;
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const rest = rows.length - SHOWN_ROWS;
  return [
    row(heading),
    row(heading.map(() => '---')),
    ...rows.slice(0, SHOWN_ROWS).map(row),
    ...(rest > 0 ? ['', `and ${rest} more`] : []),
    '',
  ];
}

function cellTable({ cells }: RunSummary): string[] {
  const used = VERDICTS.filter((verdict) => cells.some(({ counts }) => counts[verdict] > 0));
  const rows = cells.map(({ id, counts, trouble, unexpected }) => [
    code(id),
    ...used.map((verdict) => (counts[verdict] === 0 ? '' : String(counts[verdict]))),
    trouble === null ? (unexpected === 0 ? '' : `${unexpected} unexpected`) : code(trouble),
  ]);
  return table(['cell', ...used, ''], rows);
}

function problemRow(problem: Problem): string[] {
  const { first, cells } = problem;
  const { suite, name, verdict, outcome } = first.last;
  const place = placeOf(first);
  const where = place === null ? '' : code(`${place.file}:${place.line}`);
  const shown = cells.length > 2 ? `${code(cells[0] ?? '')} and ${cells.length - 1} more` : cells.map(code).join(' ');
  const who = code(`${suite}.${name}`) + othersInWords(problem);
  return [who, outcome === 'flaky' ? 'flaky' : verdict, shown, where, code(headlineOf(first))];
}

function headingOf({ exitCode, outcomes, counts }: RunSummary): string {
  if (exitCode === 0) return 'all as promised';
  const words = [
    ...(outcomes.unexpected - counts.unresolved > 0 ? [`${outcomes.unexpected - counts.unresolved} unexpected`] : []),
    ...(outcomes.flaky > 0 ? [`${outcomes.flaky} flaky`] : []),
    ...(counts.unresolved > 0 ? [`${counts.unresolved} unresolved`] : []),
  ];
  return words.join(', ') || 'unresolved';
}

/** `newlyBroken`: of a run with a baseline, as in annotations(). */
export function jobSummary(
  summary: RunSummary,
  cells: readonly CellResult[],
  newlyBroken: readonly string[] | null,
): string {
  const problems = groupProblems(cells);
  const total = Object.values(summary.counts).reduce((sum, count) => sum + count, 0);
  const { coverage, findings } = summary;
  const lines = [
    `## ukmatrix: ${headingOf(summary)}`,
    '',
    `${counted(total, 'case')} in ${counted(cells.length, 'cell')}: ${countsInWords(summary.counts)}, ${durationInWords(summary.durationMs)}`,
    ...(coverage === null
      ? []
      : [
          '',
          `coverage: lines ${percent(coverage.lines)}, functions ${percent(coverage.functions)}, branches ${percent(coverage.branches)}`,
        ]),
    '',
    ...cellTable(summary),
  ];
  if (newlyBroken !== null) {
    lines.push(`### Newly broken since the baseline: ${newlyBroken.length === 0 ? 'nothing' : newlyBroken.length}`, '');
    lines.push(...newlyBroken.slice(0, SHOWN_ROWS).map((place) => `- ${code(place)}`), '');
  }
  if (problems.length > 0)
    lines.push(
      '### Not as promised',
      '',
      ...table(['case', 'verdict', 'cells', 'where', 'what'], problems.map(problemRow)),
    );
  if (findings.length > 0)
    lines.push(
      '### Findings',
      '',
      ...findings.slice(0, SHOWN_ROWS).map(({ cell, text }) => `- ${code(cell === null ? text : `${cell}: ${text}`)}`),
      '',
    );
  return `${lines.join('\n')}\n`;
}
