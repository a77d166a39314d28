// SPDX-License-Identifier: BSD-3-Clause
/** What is broken, told once however many cells have it, and where: the values of the axes that those cells share. */
import { FLAKY, UNEXPECTED } from './run-store.js';
import { whereInWords } from './where.js';

/** @typedef {import('./run-store.js').RunStore} RunStore */
/**
 * @typedef {object} Group
 * @property {number} row the first of them
 * @property {readonly number[]} rows
 * @property {boolean} isNew
 */

/** Cells of some rows. @param {RunStore} store @param {readonly number[]} rows */
export const cellsOf = (store, rows) => rows.flatMap((row) => store.data.cells[store.cell[row] ?? -1] ?? []);

/** Where a group's case breaks. @param {RunStore} store @param {Group} group */
export const whereOfGroup = (store, { row, rows }) =>
  whereInWords(cellsOf(store, rows), cellsOf(store, store.rowsOfCase(row)));

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
