// SPDX-License-Identifier: BSD-3-Clause
/** coverage.json: totals for scripts, and for each line which cells ran it, for views that ask "only where?". */
import { sortedLines, sumTotals, totalsOf, type SourceCoverage, type Totals } from './sources.ts';

/** Raised when a reader of version N could misread the document. */
export const COVERAGE_VERSION = 1;

interface SourceDocument {
  readonly path: string;
  readonly totals: Totals;
  /** Indices into `cells` of the cells whose image holds this source. */
  readonly cells: readonly number[];
  /** Each line as [number, count, indices into `cells` of the cells that ran it]. */
  readonly lines: readonly (readonly [number: number, count: number, cells: readonly number[]])[];
}

export interface CoverageDocument {
  readonly version: number;
  readonly cells: readonly string[];
  readonly totals: Totals;
  readonly sources: readonly SourceDocument[];
}

function sourceDocument(source: SourceCoverage, path: string, cells: readonly string[]): SourceDocument {
  const hits = cells.map((cell) => source.hitBy.get(cell));
  return {
    path,
    totals: totalsOf(source),
    cells: cells.flatMap((cell, index) => (source.presentIn.has(cell) ? [index] : [])),
    lines: sortedLines(source).map(([number, { count }]) => [
      number,
      count,
      [...cells.keys()].filter((index) => hits[index]?.has(number) === true),
    ]),
  };
}

export const coverageDocument = (
  sources: readonly SourceCoverage[],
  cells: readonly string[],
  nameOf: (path: string) => string,
): CoverageDocument => ({
  version: COVERAGE_VERSION,
  cells,
  totals: sumTotals(sources.map(totalsOf)),
  sources: sources.map((source) => sourceDocument(source, nameOf(source.path), cells)),
});
