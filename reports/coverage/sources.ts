// SPDX-License-Identifier: BSD-3-Clause
/**
 * Coverage by source file, summed over objects, images and architectures, and which cells hit each line. Counts of one line
 * add up over functions and objects, as gcov's own do when it is given several objects.
 */
import type { Cell } from '../../model/cell.ts';
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
  /** Of the text that was counted (see textMark), if anybody has seen it. */
  mark: number | null;
  readonly lines: Map<number, LineCoverage>;
  readonly functions: Map<string, FunctionCoverage>;
  /** By the id of each cell whose image holds the source: the lines that have code there. */
  readonly codeIn: Map<string, ReadonlySet<number>>;
  /** By cell id: how often the cell ran each line that it ran. */
  readonly hitBy: Map<string, ReadonlyMap<number, number>>;
  /** By cell id: keys (see functionKey) of the functions that the cell called. */
  readonly calledBy: Map<string, ReadonlySet<string>>;
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
  const source: SourceCoverage = {
    path,
    mark: null,
    lines: new Map(),
    functions: new Map(),
    codeIn: new Map(),
    hitBy: new Map(),
    calledBy: new Map(),
  };
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

/** Tells functions of one source apart: static ones of the same name stand on other lines. */
export const functionKey = ({ line, name }: Pick<FunctionCoverage, 'line' | 'name'>): string => `${line} ${name}`;

export function addFunction(source: SourceCoverage, one: FunctionCoverage): void {
  const key = functionKey(one);
  const known = source.functions.get(key);
  if (known === undefined) {
    source.functions.set(key, { ...one });
  } else {
    known.count += one.count;
  }
}

/** Those whose images hold any of the sources, by id. */
export function coveredCells(sources: SourceMap, cells: readonly Cell[]): Cell[] {
  const ids = new Set([...sources.values()].flatMap(({ codeIn }) => [...codeIn.keys()]));
  return cells.filter(({ id }) => ids.has(id)).sort((one, other) => (one.id < other.id ? -1 : 1));
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
