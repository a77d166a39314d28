// SPDX-License-Identifier: BSD-3-Clause
/** The page of one source: each line with its count, the axes that tell who ran it, and its branches. */
import type { Cell } from '../../model/cell.ts';
import { markup } from '../guest-text.ts';
import { percent } from '../ratio.ts';
import { CellSets, type LineFacts, type SourceFacts } from './facts.ts';
import { FILTER, framed } from './html-frame.ts';
import { branchesOf, totalsOf } from './sources.ts';

/** Class of a line's row: hit, partly (a branch never taken), missed. */
function rowClass(count: number, branches: readonly number[]): string {
  if (count === 0) {
    return 'm';
  }
  return branches.includes(0) ? 'p' : 'h';
}

function codeRow({ number, line, ran, words }: LineFacts, text: string, cells: readonly Cell[]): string {
  const branches = branchesOf(line).flat();
  const taken = branches.filter((count) => count > 0).length;
  const where = words.length === 0 ? '' : ` title="ran in ${markup(ran.map((index) => cells[index]?.id).join(', '))}"`;
  return (
    `<tr id="L${number}" class="${rowClass(line.count, branches)}"><td class="n">${number}</td><td>${line.count}</td>` +
    `<td class="w"${where}>${markup(words.join(', '))}</td>` +
    `<td class="soft">${branches.length === 0 ? '' : `${taken}/${branches.length}`}</td><td>${text}</td></tr>`
  );
}

const plainRow = (number: number, text: string): string =>
  `<tr id="L${number}"><td class="n">${number}</td><td></td><td></td><td></td><td>${text}</td></tr>`;

/** One call for a whole text costs less than one a line; but a terminal's sequence, which it drops, may go over several. */
const escapedLines = (text: readonly string[]): string[] =>
  text.some((line) => line.includes('\u001B')) ? text.map(markup) : markup(text.join('\n')).split('\n');

function rows({ lines, text }: SourceFacts, cells: readonly Cell[]): string {
  const known = text ?? [];
  const byNumber = new Map(lines.map((line) => [line.number, line]));
  const last = Math.max(known.length, lines.at(-1)?.number ?? 0);
  const escaped = escapedLines(known);
  return Array.from({ length: last }, (_, index) => {
    const line = byNumber.get(index + 1);
    const words = escaped[index] ?? '';
    return line === undefined ? plainRow(index + 1, words) : codeRow(line, words, cells);
  }).join('');
}

function neverCalled({ functions }: SourceFacts): string {
  const links = functions
    .filter(({ one }) => one.count === 0)
    .map(({ one }) => `<a href="#L${one.line}">${markup(one.name)}</a>`);
  return links.length === 0 ? '' : `<p>never called: ${links.join(', ')}</p>`;
}

const builtFor = ({ cells: own }: SourceFacts, cells: readonly Cell[]): string =>
  own.length === cells.length ? '' : `, in the kernels of ${own.length} of ${cells.length} cells`;

const WITHOUT_TEXT: Readonly<Record<'gone' | 'changed', string>> = {
  gone: '<p>The source is not there any more; counts only.</p>',
  changed: '<p>The source has changed since the run, so that its text would stand on the wrong lines; counts only.</p>',
};

export function sourcePage(facts: SourceFacts, cells: readonly Cell[]): string {
  const { source, name, lines, missing } = facts;
  const totals = totalsOf(source);
  const sets = new CellSets();
  const body =
    `<p><a href="index.html">All files</a></p><h1>${markup(name)}</h1>` +
    `<p class="soft">lines ${percent(totals.lines)}, functions ${percent(totals.functions)}, branches ${percent(totals.branches)}` +
    `${builtFor(facts, cells)}</p>${FILTER}${missing === null ? '' : WITHOUT_TEXT[missing]}${neverCalled(facts)}` +
    `<div class="scroll"><table class="source"><tr class="soft"><th>line</th><th>count</th><th>axes</th><th>branches</th><th></th></tr>` +
    `${rows(facts, cells)}</table></div>`;
  return framed(name, body, cells, {
    lines: lines.map(({ number, code, ran, counts }) => [number, sets.numberOf(code), sets.numberOf(ran), counts]),
    sets: sets.sets,
  });
}
