// SPDX-License-Identifier: BSD-3-Clause
/** What a run found as annotations: one for each case and verdict, whatever the number of cells, no more than a runner shows. */
import { againCommand } from '../again.ts';
import { terminalText } from '../guest-text.ts';
import { headlineOf, placeOf, type CellResult } from '../results.ts';
import { groupProblems, othersInWords, type Problem } from '../terminal/closing.ts';
import { counted } from '../terminal/style.ts';
import { errorCommand, SHOWN_ERRORS, type Annotation } from './workflow-commands.ts';

const NAMED_CELLS = 4;
const LONGEST_MESSAGE = 1000;

const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);

function cellsInWords(cells: readonly string[]): string {
  const named = cells.slice(0, NAMED_CELLS).join(', ');
  return cells.length > NAMED_CELLS ? `${named} and ${cells.length - NAMED_CELLS} more` : named;
}

function annotationOf(problem: Problem, argv: readonly string[]): Annotation {
  const { first, cells } = problem;
  const place = placeOf(first);
  const isInside = place !== null && !place.file.startsWith('/') && !place.file.startsWith('..');
  const { suite, name, verdict, outcome } = first.last;
  const lines = [headlineOf(first), `in ${cellsInWords(cells)}`, `again: ${againCommand(first, argv)}`];
  return {
    file: isInside ? place.file : null,
    line: isInside ? place.line : null,
    title: cut(
      terminalText(`${outcome === 'flaky' ? 'flaky' : verdict}: ${suite}.${name}${othersInWords(problem)}`),
      200,
    ),
    message: lines.map((line) => cut(terminalText(line), LONGEST_MESSAGE)).join('\n'),
  };
}

/** `newlyBroken`: of a run with a baseline `suite.case in cell` of what is new; null: everything unexpected is told. `argv`: that of the run. */
export function annotations(
  cells: readonly CellResult[],
  newlyBroken: readonly string[] | null,
  argv: readonly string[],
): string[] {
  const isNew = newlyBroken === null ? null : new Set(newlyBroken);
  const problems = groupProblems(cells).filter(
    ({ results }) =>
      isNew === null || results.some(({ last }) => isNew.has(`${last.suite}.${last.name} in ${last.cell}`)),
  );
  const troubled = cells.filter(({ trouble }) => trouble !== null);
  const all = [
    ...troubled.map(({ cell, trouble }): Annotation => ({
      file: null,
      line: null,
      title: `unresolved: ${cell.id}`,
      message: cut(terminalText(trouble ?? ''), LONGEST_MESSAGE),
    })),
    ...problems.map((problem) => annotationOf(problem, argv)),
  ];
  if (all.length <= SHOWN_ERRORS) return all.map(errorCommand);
  const shown = all.slice(0, SHOWN_ERRORS - 1);
  const rest = counted(all.length - shown.length, 'more unexpected outcome');
  const last = { file: null, line: null, title: rest, message: `${rest}; the job summary and junit.xml have them all` };
  return [...shown, last].map(errorCommand);
}
