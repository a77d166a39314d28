// SPDX-License-Identifier: BSD-3-Clause
/** Which cases are shown: by axes, cell, suite, verdict, outcome and text. Its form in words is the query of the page's address. */
import { UNEXPECTED } from './run-store.js';
import { TextSearch } from './text-search.js';

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

/** What is searched in a run. @typedef {{ cases: TextSearch, files: TextSearch, cells: TextSearch, headlines: TextSearch }} Searches */

/** @type {WeakMap<RunStore, { searches: Searches, headlineCount: number }>} */
const searched = new WeakMap();

/** `SUITE.CASE` for each of the numbers that stand for them. @param {RunStore} store */
function caseTexts(store) {
  /** @type {string[]} */
  const texts = [];
  for (const [row, key] of store.keys.entries()) {
    if (key === texts.length) texts.push(`${store.suiteName(row)}.${store.caseName(row)}`);
  }
  return texts;
}

/** Made once, but for headlines that come later. @param {RunStore} store */
export function searchesOf(store) {
  const known = searched.get(store);
  const headlineCount = store.headlines.length;
  if (known?.headlineCount === headlineCount) return known.searches;
  const headlines = new TextSearch(store.headlines);
  const searches =
    known === undefined
      ? {
          cases: new TextSearch(caseTexts(store)),
          files: new TextSearch(store.data.files),
          cells: new TextSearch(store.data.cells.map(({ id }) => id)),
          headlines,
        }
      : { ...known.searches, headlines };
  searched.set(store, { searches, headlineCount });
  return searches;
}

/** Takes out the rows without the word: it may stand in suite and case, file, cell, or what went wrong. @param {RunStore} store @param {string} word @param {Uint8Array} wanted */
function keepRowsWith(store, word, wanted) {
  const searches = searchesOf(store);
  const [cases, files] = [searches.cases.matches(word), searches.files.matches(word)];
  const [cells, headlines] = [searches.cells.matches(word), searches.headlines.matches(word)];
  const { keys } = store;
  for (let row = 0; row < store.count; row++) {
    const has =
      cases[keys[row] ?? 0] === 1 ||
      cells[store.cell[row] ?? 0] === 1 ||
      files[store.file[row] ?? -1] === 1 ||
      headlines[store.headlineNumber(row)] === 1;
    if (!has) wanted[row] = 0;
  }
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
  const wanted = new Uint8Array(store.count).fill(1);
  const words = filter.text.toLowerCase().split(/\s+/);
  for (const word of words) if (word !== '') keepRowsWith(store, word, wanted);
  const rows = new Int32Array(store.count);
  let count = 0;
  for (const row of order) {
    const isWanted =
      wanted[row] === 1 &&
      cells[store.cell[row] ?? -1] === true &&
      suites[store.suite[row] ?? -1] === true &&
      verdicts[store.verdict[row] ?? -1] === true &&
      outcomes[store.outcome[row] ?? -1] === true &&
      (filter.outcome !== 'new' || store.isNew(row));
    if (isWanted) rows[count++] = row;
  }
  return rows.subarray(0, count);
}
