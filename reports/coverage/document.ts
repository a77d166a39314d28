// SPDX-License-Identifier: BSD-3-Clause
/** coverage.json: totals for scripts, and for each line which cells ran it, for views that ask "only where?" and for comparisons. */
import type { Axes, Cell } from '../../model/cell.ts';
import { CellSets, lineMark, type CellIndices, type SourceFacts } from './facts.ts';
import { sumTotals, totalsOf, type Totals } from './sources.ts';

/** Raised when a reader of version N could misread the document. */
export const COVERAGE_VERSION = 2;

/** Numbers of sets are indices into `sets` of the document. */
export type LineEntry = readonly [number: number, count: number, ranSet: number, mark: number | null, codeSet: number];
export type FunctionEntry = readonly [name: string, line: number, endLine: number, count: number, ranSet: number];

export interface SourceDocument {
  readonly path: string;
  /** Of the text that was counted (see textMark); null: nobody has seen it. */
  readonly mark: number | null;
  readonly totals: Totals;
  /** Set of the cells whose image holds this source. */
  readonly cellSet: number;
  readonly lines: readonly LineEntry[];
  readonly functions: readonly FunctionEntry[];
  /** By number of the line: what the cells that ran it have in common ("only arm64", "only smp=4"), where not all did. */
  readonly axes: Readonly<Record<string, readonly string[]>>;
}

export interface CoverageDocument {
  readonly version: number;
  readonly cells: readonly { readonly id: string; readonly axes: Axes }[];
  /** Lists of indices into `cells`. */
  readonly sets: readonly CellIndices[];
  readonly totals: Totals;
  readonly sources: readonly SourceDocument[];
}

function sourceDocument({ source, name, cells, lines, functions, text }: SourceFacts, sets: CellSets): SourceDocument {
  const markOf = (number: number): number | null => {
    const words = text?.[number - 1];
    return words === undefined ? null : lineMark(words);
  };
  return {
    path: name,
    mark: source.mark,
    totals: totalsOf(source),
    cellSet: sets.numberOf(cells),
    lines: lines.map(({ number, line, ran, code }) => [
      number,
      line.count,
      sets.numberOf(ran),
      markOf(number),
      sets.numberOf(code),
    ]),
    functions: functions.map(({ one, ran }) => [one.name, one.line, one.endLine, one.count, sets.numberOf(ran)]),
    axes: Object.fromEntries(lines.flatMap(({ number, words }) => (words.length === 0 ? [] : [[number, words]]))),
  };
}

export function coverageDocument(facts: readonly SourceFacts[], cells: readonly Cell[]): CoverageDocument {
  const sets = new CellSets();
  const sources = facts.map((one) => sourceDocument(one, sets));
  return {
    version: COVERAGE_VERSION,
    cells: cells.map(({ id, axes }) => ({ id, axes })),
    sets: sets.sets,
    totals: sumTotals(facts.map(({ source }) => totalsOf(source))),
    sources,
  };
}
