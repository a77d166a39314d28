// SPDX-License-Identifier: BSD-3-Clause
/** A comparison for people and scripts: a table of text, Markdown (https://spec.commonmark.org with tables as GitHub has them), JSON. */
import { markup, terminalText } from '../guest-text.ts';
import { fit, type Style } from '../terminal/style.ts';
import type { AxisTable, Entry, Row } from './axis-table.ts';

const LONGEST_WORDS = 100;

/** What a column shows of a case that it never tried. */
const shown = ({ verdict }: Entry): string => (verdict === 'unclaimed' ? '-' : verdict === 'absent' ? '' : verdict);

const chosenRows = ({ rows }: AxisTable, isAll: boolean): readonly Row[] =>
  rows.filter(({ differs }) => isAll || differs);

export function agreement({ rows, compared, agreed }: AxisTable): string {
  const share = compared === 0 ? '' : ` (${((100 * agreed) / compared).toFixed(1)} %)`;
  const alone = rows.length - compared;
  const rest = alone === 0 ? '' : `; ${alone} ran in one column at most`;
  return `${agreed} of ${compared} cases agree${share}${rest}`;
}

/** How the first column that did not pass ended, as a hint at what to look at. */
const hintOf = ({ entries }: Row): string =>
  entries.find(({ words, verdict }) => words !== null && verdict !== 'unclaimed')?.words ?? '';

export function axisText(table: AxisTable, isAll: boolean, style: Style): string {
  const rows = chosenRows(table, isAll);
  const keyWidth = Math.max(4, ...rows.map(({ key }) => key.length));
  const widths = table.columns.map(({ name }) => Math.max(name.length, 'unresolved'.length));
  const heading = ['case'.padEnd(keyWidth), ...table.columns.map(({ name }, at) => name.padEnd(widths[at] ?? 0))];
  const lines = rows.map((row) => {
    const cells = row.entries.map((entry, at) => {
      const text = shown(entry).padEnd(widths[at] ?? 0);
      return entry.verdict === 'unclaimed' || entry.verdict === 'absent'
        ? style.dim(text)
        : style.verdict(entry.verdict, text);
    });
    return [terminalText(row.key).padEnd(keyWidth), ...cells, fit(terminalText(hintOf(row)), LONGEST_WORDS)]
      .join('  ')
      .trimEnd();
  });
  return [style.bold(heading.join('  ').trimEnd()), ...lines, '', agreement(table)].join('\n');
}

/** No cell may end its column or begin markup of its own. */
const cellText = (text: string): string => markup(terminalText(text)).replaceAll('|', '\\|').replaceAll('`', '&#96;');

export function axisMarkdown(table: AxisTable, isAll: boolean): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`;
  const names = table.columns.map(({ name }) => name);
  const rows = chosenRows(table, isAll).map((row) =>
    line([row.key, ...row.entries.map(shown), fit(hintOf(row), LONGEST_WORDS)]),
  );
  const rule = `| ${['case', ...names, 'how'].map(() => '---').join(' | ')} |`;
  return [line(['case', ...names, 'how']), rule, ...rows, '', agreement(table)].join('\n');
}

export const axisJson = (table: AxisTable, isAll: boolean): string =>
  JSON.stringify(
    {
      ...table,
      columns: table.columns.map(({ name, cell }) => ({ name, cell: cell.id })),
      rows: chosenRows(table, isAll),
    },
    null,
    2,
  );
