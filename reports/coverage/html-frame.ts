// SPDX-License-Identifier: BSD-3-Clause
/** What all coverage pages have: head, filter, the data that the filter works on, and names of files. */
import { crc32 } from 'node:zlib';
import type { Cell } from '../../model/cell.ts';
import { markup, scriptJson } from '../guest-text.ts';
import { varyingAxes } from './axes.ts';
import type { CellIndices } from './facts.ts';

const LONGEST_NAME = 200;

/** File name of a source's page; another one for each path, and never too long for a file system. Line 42 is its `#L42`. */
export function pageName(path: string): string {
  const name = path
    .replace(/[^A-Za-z0-9./-]/g, (character) => `_${character.charCodeAt(0).toString(16)}_`)
    .replaceAll('/', '__');
  return name.length <= LONGEST_NAME ? `${name}.html` : `${name.slice(-LONGEST_NAME)}.${crc32(path).toString(16)}.html`;
}

export interface FilterData {
  readonly sets: readonly CellIndices[];
  /** Of a source: line, set of the cells with code, set of those that ran it, how often each. */
  readonly lines?: readonly (readonly [number, number, number, readonly number[]])[];
  /** Of the index, by row: set with code, set that ran it, how many lines or functions are like that. */
  readonly rows?: Readonly<Record<string, { readonly lines: readonly Group[]; readonly functions: readonly Group[] }>>;
}

export type Group = readonly [code: number, ran: number, count: number];

/** Values of the axes in which the cells differ, in words, cell by cell. */
function axesOf(cells: readonly Cell[]): Record<string, string>[] {
  const axes = varyingAxes(cells);
  return cells.map((_, index) => Object.fromEntries(axes.map(({ name, values }) => [name, values[index] ?? ''])));
}

/** A whole page; `body` is markup. */
export const framed = (title: string, body: string, cells: readonly Cell[], data: FilterData): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
  `<title>${markup(title)}</title><link rel="stylesheet" href="page.css"></head><body>${body}` +
  `<script type="application/json" id="data">${scriptJson({ lines: [], rows: {}, ...data, cells: axesOf(cells) })}</script>` +
  `<script src="page.js"></script></body></html>\n`;

/** Where the script puts the choice of axes. */
export const FILTER = '<div class="filter"></div>';
