// SPDX-License-Identifier: BSD-3-Clause
/** What is broken, told once however many cells have it, and where: the values of the axes that those cells share. */
import { FLAKY, UNEXPECTED } from './run-store.js';

/** @typedef {import('./run-store.js').RunStore} RunStore */
/**
 * @typedef {object} Group
 * @property {number} row the first of them
 * @property {readonly number[]} rows
 * @property {boolean} isNew
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

/** Where a group's case breaks. @param {RunStore} store @param {Group} group */
export const whereOfGroup = (store, { row, rows }) =>
  whereInWords(
    store,
    rows.map((one) => store.cell[one] ?? -1),
    store.rowsOfCase(row).map((one) => store.cell[one] ?? -1),
  );

/**
 * Cases with an outcome that was not promised, what should be seen first first: the same case at the same place and with the same past once.
 * @param {RunStore} store
 * @param {'unexpected' | 'flaky'} outcome
 * @returns {Group[]}
 */
export function brokenGroups(store, outcome) {
  const wanted = outcome === 'flaky' ? FLAKY : UNEXPECTED;
  const { verdicts, headlineCount } = store.data;
  /** @type {Map<number, Group & { rows: number[] }>} */
  const groups = new Map();
  for (const row of store.noted) {
    if (store.outcome[row] !== wanted) continue;
    const isNew = store.isNew(row);
    const breakage = (store.keys[row] ?? 0) * (headlineCount + 1) + store.breakage(row) + 1;
    const key = (breakage * verdicts.length + (store.verdict[row] ?? 0)) * 2 + Number(isNew);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { row, rows: [row], isNew });
    else known.rows.push(row);
  }
  return [...groups.values()];
}
