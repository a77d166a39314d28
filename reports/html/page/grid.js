// SPDX-License-Identifier: BSD-3-Clause
/** Cells by suites, with counts of verdicts; each leads to its cases. */
import { element } from './dom.js';
import { FLAKY, UNEXPECTED } from './run-store.js';
import { plural } from './words.js';

/** @typedef {import('./run-store.js').RunStore} RunStore */

/** Rows that are drawn at once: more would make the page slow to open. */
const MOST_CELLS = 150;
/** Verdicts besides `pass` in the order in which a field tells them. */
const OTHERS = ['crash', 'fail', 'timeout', 'unresolved', 'skip'];

/** For each field of the grid: cases by verdict, then those that were unexpected, then the flaky ones. @param {RunStore} store */
function counted(store) {
  const { cells, suites, verdicts } = store.data;
  const width = verdicts.length + 2;
  const counts = new Int32Array(cells.length * suites.length * width);
  const count = (/** @type {number} */ at) => (counts[at] = (counts[at] ?? 0) + 1);
  for (let row = 0; row < store.count; row++) {
    const field = ((store.cell[row] ?? 0) * suites.length + (store.suite[row] ?? 0)) * width;
    count(field + (store.verdict[row] ?? 0));
    if (store.outcome[row] === UNEXPECTED) count(field + verdicts.length);
    if (store.outcome[row] === FLAKY) count(field + verdicts.length + 1);
  }
  /** @param {number} cell @param {number} suite */
  return (cell, suite) => {
    const field = (cell * suites.length + suite) * width;
    return counts.subarray(field, field + width);
  };
}

/** @param {Record<string, string>} query */
export const casesHref = (query) => `#/cases?${new URLSearchParams(query)}`;

/** @param {RunStore} store @param {Int32Array} counts @param {number} cell @param {number} suite */
function field(store, counts, cell, suite) {
  const { verdicts, cells, suites } = store.data;
  const total = verdicts.reduce((sum, _, index) => sum + (counts[index] ?? 0), 0);
  if (total === 0) return element('td', {});
  const [unexpected = 0, flaky = 0] = counts.subarray(verdicts.length);
  const passed = counts[verdicts.indexOf('pass')] ?? 0;
  const others = OTHERS.flatMap((name) => {
    const count = counts[verdicts.indexOf(name)] ?? 0;
    return count === 0 ? [] : [element('span', { class: `count t-${name}` }, `${count} ${name}`)];
  });
  const shade = unexpected > 0 ? 'bad' : flaky > 0 ? 'odd' : passed > 0 ? 'good' : 'none';
  const words = `${cells[cell]?.id}, ${suites[suite]}: ${plural(total, 'case')}, ${unexpected} unexpected, ${flaky} flaky`;
  const href = casesHref({ cell: cells[cell]?.id ?? '', suite: suites[suite] ?? '' });
  const pass = passed > 0 ? element('span', { class: 'count t-pass' }, String(passed)) : null;
  if (flaky > 0) others.push(element('span', { class: 'count' }, `${flaky} flaky`));
  return element('td', {}, element('a', { class: `field ${shade}`, href, title: words }, pass, ...others));
}

/** @param {RunStore} store @param {ReturnType<typeof counted>} counts @param {number} cell */
function gridRow(store, counts, cell) {
  const { cells, suites, live } = store.data;
  const { id = '?', trouble = null } = cells[cell] ?? {};
  const waiting = live?.waiting[cell] ?? 0;
  const head = element('th', { scope: 'row' }, element('a', { href: casesHref({ cell: id }) }, id));
  if (waiting > 0) head.append(element('span', { class: 'soft' }, ` ${waiting} to go`));
  if (trouble !== null && live === null) {
    const span = Math.max(1, suites.length);
    return element('tr', {}, head, element('td', { colspan: span, class: 'trouble' }, `could not run: ${trouble}`));
  }
  return element('tr', {}, head, ...suites.map((_, suite) => field(store, counts(cell, suite), cell, suite)));
}

/** @param {RunStore} store */
export function gridSection(store) {
  const { cells, suites } = store.data;
  const counts = counted(store);
  const heads = suites.map((name) =>
    element('th', { scope: 'col' }, element('a', { href: casesHref({ suite: name }) }, name)),
  );
  const body = element('tbody', {});
  const rows = (/** @type {number} */ from, /** @type {number} */ to) =>
    cells.slice(from, to).map((_, index) => gridRow(store, counts, from + index));
  body.append(...rows(0, MOST_CELLS));
  const rest = cells.length - MOST_CELLS;
  const more = element('button', { type: 'button', 'data-key': 'grid more' }, `${plural(rest, 'more cell')}`);
  more.addEventListener('click', () => {
    body.append(...rows(MOST_CELLS, cells.length));
    more.remove();
  });
  const table = element(
    'table',
    { class: 'grid' },
    element('thead', {}, element('tr', {}, element('th', {}, 'cell'), ...heads)),
    body,
  );
  return element(
    'section',
    { 'aria-label': 'Cells and suites' },
    element('h2', {}, 'Cells and suites'),
    element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Matrix' }, table),
    rest > 0 ? more : null,
  );
}
