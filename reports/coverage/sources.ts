// SPDX-License-Identifier: BSD-3-Clause
/**
 * Coverage by source file, summed over objects, images and architectures, and which cells hit each line. Counts of one line
 * add up over functions and objects, as gcov's own do when it is given several objects.
 */
import type { Ratio } from '../ratio.ts';

export interface LineCoverage {
  count: number;
  /**
   * Counts of the branches out of this line. Compilations that see different numbers of branches (other architecture, other
   * inlining) are kept apart: the key is that number.
   */
  readonly branches: Map<number, number[]>;
}

export interface FunctionCoverage {
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  count: number;
}

export interface SourceCoverage {
  /** Absolute path. */
  readonly path: string;
  readonly lines: Map<number, LineCoverage>;
  readonly functions: Map<string, FunctionCoverage>;
  /** Cells whose image holds the source. */
  readonly presentIn: Set<string>;
  /** Lines that each cell ran, by cell id. */
  readonly hitBy: Map<string, Set<number>>;
}

export type SourceMap = Map<string, SourceCoverage>;

export interface Totals {
  readonly lines: Ratio;
  readonly functions: Ratio;
  readonly branches: Ratio;
}

export function sourceAt(sources: SourceMap, path: string): SourceCoverage {
  const known = sources.get(path);
  if (known !== undefined) {
    return known;
  }
  const source: SourceCoverage = { path, lines: new Map(), functions: new Map(), presentIn: new Set(), hitBy: new Map() };
  sources.set(path, source);
  return source;
}

export function addLine(source: SourceCoverage, number: number, count: number, branches: readonly number[]): void {
  let line = source.lines.get(number);
  if (line === undefined) {
    line = { count: 0, branches: new Map() };
    source.lines.set(number, line);
  }
  line.count += count;
  if (branches.length === 0) {
    return;
  }
  const known = line.branches.get(branches.length);
  if (known === undefined) {
    line.branches.set(branches.length, [...branches]);
  } else {
    branches.forEach((taken, index) => (known[index] = (known[index] ?? 0) + taken));
  }
}

export function addFunction(source: SourceCoverage, one: FunctionCoverage): void {
  const key = `${one.line} ${one.name}`;
  const known = source.functions.get(key);
  if (known === undefined) {
    source.functions.set(key, { ...one });
  } else {
    known.count += one.count;
  }
}

export function addHit(source: SourceCoverage, cell: string, line: number): void {
  const lines = source.hitBy.get(cell);
  if (lines === undefined) {
    source.hitBy.set(cell, new Set([line]));
  } else {
    lines.add(line);
  }
}

const ratioOf = (counts: readonly number[]): Ratio => ({
  found: counts.length,
  hit: counts.reduce((hit, count) => (count > 0 ? hit + 1 : hit), 0),
});

const NO_BRANCHES: readonly (readonly number[])[] = [];

/** Branch counts of a line over all of its shapes, in a stable order. */
export const branchesOf = ({ branches }: LineCoverage): readonly (readonly number[])[] =>
  branches.size === 0 ? NO_BRANCHES : [...branches].sort(([one], [other]) => one - other).map(([, counts]) => counts);

const knownTotals = new WeakMap<SourceCoverage, Totals>();

/** Totals of a source that nothing is added to any more. */
export function totalsOf(source: SourceCoverage): Totals {
  const known = knownTotals.get(source);
  if (known !== undefined) {
    return known;
  }
  const lines = [...source.lines.values()];
  const totals: Totals = {
    lines: ratioOf(lines.map(({ count }) => count)),
    functions: ratioOf([...source.functions.values()].map(({ count }) => count)),
    branches: ratioOf(lines.flatMap((line) => branchesOf(line).flat())),
  };
  knownTotals.set(source, totals);
  return totals;
}

const sumRatios = (ratios: readonly Ratio[]): Ratio => ({
  found: ratios.reduce((sum, { found }) => sum + found, 0),
  hit: ratios.reduce((sum, { hit }) => sum + hit, 0),
});

export const sumTotals = (totals: readonly Totals[]): Totals => ({
  lines: sumRatios(totals.map(({ lines }) => lines)),
  functions: sumRatios(totals.map(({ functions }) => functions)),
  branches: sumRatios(totals.map(({ branches }) => branches)),
});

/** Lines in ascending order. */
export const sortedLines = (source: SourceCoverage): [number, LineCoverage][] =>
  [...source.lines].sort(([one], [other]) => one - other);

/** Functions in the order of the source. */
export const sortedFunctions = (source: SourceCoverage): FunctionCoverage[] =>
  [...source.functions.values()].sort((one, other) => one.line - other.line || (one.name < other.name ? -1 : 1));
