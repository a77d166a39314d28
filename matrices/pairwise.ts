// SPDX-License-Identifier: BSD-3-Clause
/**
 * All-pairs reduction: of the points of a matrix as few as it takes so that each two values which stand together in any point stand
 * together in one that is kept. Most bugs that need a certain configuration need one value or two. Pure and deterministic: always takes
 * the point that has the most pairs nobody has yet, the first of several.
 */
import type { Axes } from '../model/cell.ts';
import { AXIS_NAMES } from './axes.ts';

const ENTRIES = AXIS_NAMES.flatMap((one, index) => AXIS_NAMES.slice(index + 1).map((other) => [one, other] as const));

/** `arch=arm64 smp=4`, for each two axes. An axis that has one value in all points adds nothing. */
export const pairsOf = (axes: Axes): string[] =>
  ENTRIES.map(([one, other]) => `${one}=${axes[one]} ${other}=${axes[other]}`);

/** Pairs as small numbers: there are tens of thousands of comparisons. */
function numbered(points: readonly Axes[]): Uint32Array[] {
  const numbers = new Map<string, number>();
  const numberOf = (pair: string): number => {
    const known = numbers.get(pair);
    if (known !== undefined) return known;
    numbers.set(pair, numbers.size);
    return numbers.size - 1;
  };
  return points.map((axes) => Uint32Array.from(pairsOf(axes), numberOf));
}

/** `kept`: points that stay in any case; their pairs need no other. The result begins with them. */
export function reducePairwise(points: readonly Axes[], kept: readonly Axes[] = []): Axes[] {
  const all = [...kept, ...points];
  const pairs = numbered(all);
  const open = new Set(pairs.flatMap((list) => [...list]));
  const take = (list: Uint32Array): void => {
    for (const pair of list) open.delete(pair);
  };
  for (const list of pairs.slice(0, kept.length)) take(list);
  const chosen = [...kept];
  while (open.size > 0) {
    let best = -1;
    let bestCount = 0;
    for (const [index, list] of pairs.entries()) {
      const count = list.reduce((sum, pair) => sum + Number(open.has(pair)), 0);
      if (count > bestCount) [best, bestCount] = [index, count];
    }
    const [point, list] = [all[best], pairs[best]];
    if (point === undefined || list === undefined) throw new Error('a pair is in no point');
    chosen.push(point);
    take(list);
  }
  return chosen;
}
