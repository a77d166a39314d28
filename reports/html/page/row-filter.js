// SPDX-License-Identifier: BSD-3-Clause
/** Which cases are shown: by axes, cell, suite, verdict, outcome and text. Its form in words is the query of the page's address. */
import { UNEXPECTED } from './run-store.js';

/** @typedef {import('./run-store.js').RunStore} RunStore */
/**
 * What is chosen; an empty text: everything. `axes` by name; `verdicts` empty: every one.
 * @typedef {{
 *   text: string, cell: string, suite: string, outcome: '' | 'unexpected' | 'flaky' | 'new',
 *   verdicts: Set<string>, axes: Map<string, string>,
 * }} Filter
 */

/** @returns {Filter} */
export const noFilter = () => ({ text: '', cell: '', suite: '', outcome: '', verdicts: new Set(), axes: new Map() });

/** @param {string} query as in `q=text&suite=smp&verdict=fail,crash&axis.arch=arm64` @returns {Filter} */
export function parseFilter(query) {
  const given = new URLSearchParams(query);
  const outcome = given.get('outcome');
  return {
    text: given.get('q') ?? '',
    cell: given.get('cell') ?? '',
    suite: given.get('suite') ?? '',
    outcome: outcome === 'unexpected' || outcome === 'flaky' || outcome === 'new' ? outcome : '',
    verdicts: new Set((given.get('verdict') ?? '').split(',').filter((name) => name !== '')),
    axes: new Map([...given].flatMap(([name, value]) => (name.startsWith('axis.') ? [[name.slice(5), value]] : []))),
  };
}

/** @param {Filter} filter */
export function filterQuery({ text, cell, suite, outcome, verdicts, axes }) {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries({ q: text, cell, suite, outcome, verdict: [...verdicts].join(',') })) {
    if (value !== '') given.set(name, value);
  }
  for (const [axis, value] of axes) given.set(`axis.${axis}`, value);
  return given.toString();
}

/** @param {readonly string[]} texts @param {string} word */
const matches = (texts, word) => Uint8Array.from(texts, (text) => (text.includes(word) ? 1 : 0));

/** Lower-case texts of a run that are searched besides its cases' names. @type {WeakMap<RunStore, { cells: string[], headlines: string[] }>} */
const searched = new WeakMap();

/** @param {RunStore} store */
function searchedTexts(store) {
  const known = searched.get(store);
  if (known !== undefined) return known;
  const texts = {
    cells: store.data.cells.map(({ id }) => id.toLowerCase()),
    headlines: store.data.headlines.map((text) => text.toLowerCase()),
  };
  searched.set(store, texts);
  return texts;
}

/**
 * Each word has to stand in the suite and case, the cell, or what went wrong.
 * @param {RunStore} store
 * @param {string} text
 */
function textTest(store, text) {
  const { ids, texts } = store.keys;
  const { cells, headlines } = searchedTexts(store);
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const tables = words.map((word) => ({
    keys: matches(texts, word),
    cells: matches(cells, word),
    headlines: matches(headlines, word),
  }));
  /** @param {number} row */
  return (row) =>
    tables.every(
      (table) =>
        table.keys[ids[row] ?? 0] === 1 ||
        table.cells[store.cell[row] ?? 0] === 1 ||
        table.headlines[store.data.headline[store.detail[row] ?? -1] ?? -1] === 1,
    );
}

/** @param {RunStore} store @param {Filter} filter */
const wantedCells = (store, filter) =>
  store.data.cells.map(
    ({ id }, cell) =>
      (filter.cell === '' || filter.cell === id) &&
      [...filter.axes].every(([axis, value]) => store.axisValue(cell, axis) === value),
  );

/**
 * Rows that are wanted, what should be seen first first.
 * @param {RunStore} store
 * @param {Filter} filter
 * @returns {Int32Array}
 */
export function filteredRows(store, filter) {
  const { data, order } = store;
  const cells = wantedCells(store, filter);
  const suites = data.suites.map((name) => filter.suite === '' || filter.suite === name);
  const verdicts = data.verdicts.map((name) => filter.verdicts.size === 0 || filter.verdicts.has(name));
  const outcomes = data.outcomes.map((name) => filter.outcome === '' || filter.outcome === name);
  if (filter.outcome === 'new') outcomes[UNEXPECTED] = true;
  const hasText = filter.text.trim() === '' ? () => true : textTest(store, filter.text);
  const rows = new Int32Array(store.count);
  let count = 0;
  for (const row of order) {
    const isWanted =
      cells[store.cell[row] ?? -1] === true &&
      suites[store.suite[row] ?? -1] === true &&
      verdicts[store.verdict[row] ?? -1] === true &&
      outcomes[store.outcome[row] ?? -1] === true &&
      (filter.outcome !== 'new' || store.pastOf(row)?.isNew !== false) &&
      hasText(row);
    if (isWanted) rows[count++] = row;
  }
  return rows.subarray(0, count);
}
