// SPDX-License-Identifier: BSD-3-Clause
/** What is broken, told once however many cells have it, and where: the values of the axes that those cells share. */
import { FLAKY, UNEXPECTED } from './run-store.js';

/** @typedef {import('./run-store.js').RunStore} RunStore */
/**
 * @typedef {object} Group
 * @property {number} row the first of them
 * @property {readonly number[]} rows
 * @property {string} headline
 * @property {boolean} isNew
 * @property {string} where in words
 */

/** How an axis' value reads. @param {string} axis @param {string} value */
const valueWords = (axis, value) =>
  axis === 'smp'
    ? `smp ${value}`
    : axis === 'memoryMiB'
      ? `${value} MiB`
      : /^(on|off|none|\d.*)$/.test(value)
        ? `${axis} ${value}`
        : value;

/** Axes that say most first: of two that tell the same the later one is left out. */
const TELLING = ['kernel', 'arch', 'libc', 'smp', 'mte', 'cpu'];

/** @param {string} name */
const tellingRank = (name) => (TELLING.includes(name) ? TELLING.indexOf(name) : TELLING.length);

/** @typedef {{ readonly name: string, readonly values: ReadonlySet<string> }} Narrowing */

/**
 * Axes along which only some values are broken, as few as tell the same cells.
 * @param {RunStore} store @param {readonly number[]} broken @param {readonly number[]} all
 */
function narrowings(store, broken, all) {
  const found = store.axes.flatMap(({ name }) => {
    const values = new Set(broken.map((cell) => store.axisValue(cell, name)));
    const possible = new Set(all.map((cell) => store.axisValue(cell, name)));
    return values.size < possible.size ? [{ name, values }] : [];
  });
  const fitting = (/** @type {readonly Narrowing[]} */ some) =>
    all.filter((cell) => some.every(({ name, values }) => values.has(store.axisValue(cell, name)))).length;
  let kept = found.sort((one, other) => tellingRank(one.name) - tellingRank(other.name));
  for (const one of kept.toReversed()) {
    const without = kept.filter((other) => other !== one);
    if (fitting(without) === fitting(kept)) kept = without;
  }
  return { kept, isExact: fitting(kept) === broken.length };
}

/**
 * Where a case breaks, of the cells that have it: the axes along which only some values do.
 * @param {RunStore} store
 * @param {readonly number[]} broken cells
 * @param {readonly number[]} all cells that ran the case
 */
export function whereInWords(store, broken, all) {
  if (all.length === 1) return `in ${store.data.cells[broken[0] ?? 0]?.id}, the only cell that has it`;
  if (broken.length === all.length) return `in all ${all.length} cells that have it`;
  const { kept, isExact } = narrowings(store, broken, all);
  const words = kept.map(({ name, values }) => [...values].map((value) => valueWords(name, value)).join(' or '));
  const share = `${broken.length} of ${all.length} cells`;
  if (words.length === 0) return `in ${share}`;
  return `${isExact ? 'only on' : 'on'} ${words.join(', ')} (${share})`;
}

/** What tells one breakage of a case from another: the place; without one the words, but for numbers, which differ from boot to boot. @param {string} headline */
const breakage = (headline) => /^\S+:\d+(?=: )/.exec(headline)?.[0] ?? headline.replace(/0x[\da-f]+|\d+/gi, '#');

/** Cells of every case that is among `keys`. @param {RunStore} store @param {ReadonlySet<number>} keys */
function cellsByKey(store, keys) {
  /** @type {Map<number, number[]>} */
  const cells = new Map();
  const { ids } = store.keys;
  for (let row = 0; row < store.count; row++) {
    const id = ids[row] ?? -1;
    if (!keys.has(id)) continue;
    const known = cells.get(id);
    if (known === undefined) cells.set(id, [store.cell[row] ?? -1]);
    else known.push(store.cell[row] ?? -1);
  }
  return cells;
}

/**
 * Cases with an outcome that was not promised: the same case at the same place and with the same past once.
 * @param {RunStore} store
 * @param {'unexpected' | 'flaky'} outcome
 * @returns {Group[]}
 */
export function brokenGroups(store, outcome) {
  const wanted = outcome === 'flaky' ? FLAKY : UNEXPECTED;
  const rows = [...store.order.filter((row) => store.outcome[row] === wanted)];
  const { ids } = store.keys;
  const groups = Map.groupBy(rows, (row) => {
    const isNew = store.pastOf(row)?.isNew !== false;
    return JSON.stringify([ids[row], store.verdict[row], breakage(store.headline(row)), isNew]);
  });
  const cells = cellsByKey(store, new Set(rows.map((row) => ids[row] ?? -1)));
  return [...groups.values()].map((members) => {
    const [row = 0] = members;
    const broken = members.map((member) => store.cell[member] ?? -1);
    return {
      row,
      rows: members,
      headline: store.headline(row),
      isNew: store.pastOf(row)?.isNew !== false,
      where: whereInWords(store, broken, cells.get(ids[row] ?? -1) ?? []),
    };
  });
}
