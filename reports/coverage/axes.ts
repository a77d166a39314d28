// SPDX-License-Identifier: BSD-3-Clause
/** Which axes tell the cells that ran a line from those that could have and did not: "only arm64", "only smp=4", "never on nolibc". */
import type { Cell } from '../../model/cell.ts';

/** Axes whose values need no name beside them. */
const PLAIN = new Set(['kernel', 'arch', 'libc', 'machine']);
/** Said first where two axes divide the cells in the same way (a machine is one of an architecture). */
const FIRST = ['arch', 'libc', 'smp'];

interface VaryingAxis {
  readonly name: string;
  /** In words, for each cell. */
  readonly values: readonly string[];
}

const rank = (name: string): number => (FIRST.indexOf(name) + FIRST.length + 1) % (FIRST.length + 1);

const valueOf = ({ axes }: Cell, name: string): string => String(Object.entries(axes).find(([key]) => key === name)?.[1]);

/** What divides the cells, as numbers: cells with the same value have the same number. */
const division = (values: readonly string[]): string => values.map((value) => values.indexOf(value)).join();

const knownAxes = new WeakMap<readonly Cell[], readonly VaryingAxis[]>();

/** Axes in which the cells differ, each division once. */
export function varyingAxes(cells: readonly Cell[]): readonly VaryingAxis[] {
  const known = knownAxes.get(cells) ?? findVaryingAxes(cells);
  knownAxes.set(cells, known);
  return known;
}

function findVaryingAxes(cells: readonly Cell[]): VaryingAxis[] {
  const names = [...new Set(cells.flatMap(({ axes }) => Object.keys(axes)))].sort((one, other) => rank(one) - rank(other));
  const divisions = new Set<string>();
  return names
    .map((name) => ({ name, values: cells.map((cell) => valueOf(cell, name)) }))
    .filter(({ values }) => {
      const isNew = new Set(values).size > 1 && !divisions.has(division(values));
      divisions.add(division(values));
      return isNew;
    });
}

export class AxisWords {
  readonly #axes: readonly VaryingAxis[];
  /** By `some`, then by `among`: most lines share their lists with others. */
  readonly #known = new WeakMap<readonly number[], WeakMap<readonly number[], readonly string[]>>();

  constructor(cells: readonly Cell[]) {
    this.#axes = varyingAxes(cells);
  }

  /** `some` and `among`: indices of cells; words for what all of `some` have in common and not all of `among`. Nothing where some is none or all. */
  tell(some: readonly number[], among: readonly number[]): readonly string[] {
    if (some.length === 0 || some.length === among.length) {
      return [];
    }
    const ofSome = this.#known.get(some) ?? new WeakMap<readonly number[], readonly string[]>();
    const told = ofSome.get(among) ?? this.#find(some, among);
    this.#known.set(some, ofSome.set(among, told));
    return told;
  }

  #find(some: readonly number[], among: readonly number[]): readonly string[] {
    const words = this.#axes.flatMap((axis) => this.#ofAxis(axis, some, among));
    return words.length === 0 ? [`only in ${some.length} of ${among.length} cells`] : words;
  }

  #ofAxis({ name, values }: VaryingAxis, some: readonly number[], among: readonly number[]): string[] {
    const valuesOf = (indices: readonly number[]): string[] => [...new Set(indices.map((index) => values[index] ?? ''))];
    const [seen, possible] = [valuesOf(some), valuesOf(among)];
    const missing = possible.filter((value) => !seen.includes(value));
    const word = (value: string): string => (PLAIN.has(name) ? value : `${name}=${value}`);
    if (missing.length === 0) {
      return [];
    }
    const [only] = seen;
    return seen.length === 1 && only !== undefined ? [`only ${word(only)}`] : [`never on ${missing.map(word).join(', ')}`];
  }
}
