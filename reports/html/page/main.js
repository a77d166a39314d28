// SPDX-License-Identifier: BSD-3-Clause
/** Puts the page together: the views by the address behind #, the keys, and what changes while a run goes on. */
import { caseList } from './case-list.js';
import { caseView } from './case-view.js';
import { coverageView } from './coverage.js';
import { element } from './dom.js';
import { keyHelp, listenToKeys } from './keys.js';
import { followRun } from './live.js';
import { overview } from './overview.js';
import { allHeadlines, forgetParts } from './parts.js';
import { searchesOf } from './row-filter.js';
import { RunStore } from './run-store.js';
import { trendsView } from './trends.js';

/**
 * What is shown: `update` takes newer data in place, a view without it is made anew.
 * @typedef {object} View
 * @property {HTMLElement} node
 * @property {() => void} [shown] once it is on the page
 * @property {(store: RunStore) => void} [update]
 * @property {() => void} [close]
 * @property {(step: number) => void} [move] the focus
 * @property {(direction: -1 | 1) => void} [jump] among failing lines
 */

const TABS = /** @type {const} */ ([
  ['', 'Overview'],
  ['cases', 'Cases'],
  ['coverage', 'Coverage'],
  ['trends', 'Trends'],
]);

let store = new RunStore(JSON.parse(document.getElementById('data')?.textContent ?? '{}'));
/** @type {View} */
let view = { node: element('main', { id: 'view' }) };
/** Scroll positions of addresses that were left. @type {Map<string, number>} */
const positions = new Map();
let address = '';

/** The address in parts: `#/case/CELL/SUITE/NAME`, `#/cases?QUERY`. */
function route() {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [name = '', ...rest] = path.split('/');
  return { name, rest: rest.map(decoded), query };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // An address that somebody cut short.
  }
}

/** Another address for what is shown already. @param {string} next */
function keepAddress(next) {
  history.replaceState(null, '', next);
  address = location.hash;
}

/** @returns {View} */
function makeView() {
  const { name, rest, query } = route();
  switch (name) {
    case 'cases':
      return caseList(store, query, keepAddress);
    case 'case':
      return caseView(store, rest);
    case 'coverage':
      return { node: coverageView(store) };
    case 'trends':
      return { node: trendsView(store) };
    default:
      return { node: overview(store) };
  }
}

const nav = element('nav', { 'aria-label': 'Views' });
const title = element('h1', {});
const help = keyHelp();

function showHeader() {
  const { name } = route();
  const current = name === 'case' ? 'cases' : name;
  const { runId } = store.data.run;
  title.textContent = `ukmatrix ${runId ?? ''}`;
  document.title = title.textContent;
  nav.replaceChildren(
    ...TABS.map(([key, label]) =>
      element('a', { href: `#/${key}`, 'aria-current': key === current ? 'page' : null }, label),
    ),
  );
}

function show() {
  view.close?.();
  const next = makeView();
  view.node.replaceWith(next.node);
  view = next;
  showHeader();
  view.shown?.();
}

function followAddress() {
  positions.set(address, scrollY);
  address = location.hash;
  show();
  scrollTo(0, positions.get(address) ?? 0);
}

/** Newer data of the run: keeps the focus, what is unfolded and the place on the page. @param {import('../page-data.ts').PageData} data */
function takeData(data) {
  const isOtherRun = data.run.runId !== store.data.run.runId;
  store = new RunStore(data);
  forgetParts();
  if (isOtherRun) keepAddress('#/');
  if (view.update !== undefined && !isOtherRun) {
    view.update(store);
    showHeader();
    return;
  }
  const focused = document.activeElement?.getAttribute('data-key') ?? null;
  const open = [...view.node.querySelectorAll('details[open]')].map((node) => node.getAttribute('data-key'));
  const place = scrollY;
  show();
  for (const node of view.node.querySelectorAll('details'))
    if (open.includes(node.getAttribute('data-key'))) node.open = true;
  scrollTo(0, place);
  if (focused !== null) for (const node of view.node.querySelectorAll('[data-key]')) focusIf(node, focused);
}

/** @param {Element} node @param {string} key */
function focusIf(node, key) {
  if (node instanceof HTMLElement && node.getAttribute('data-key') === key) node.focus({ preventScroll: true });
}

function flipShade() {
  const isDark =
    getComputedStyle(document.documentElement).colorScheme === 'dark' ||
    (document.documentElement.dataset['shade'] !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset['shade'] = isDark ? 'light' : 'dark';
  try {
    localStorage.setItem('ukmatrix-shade', isDark ? 'light' : 'dark');
  } catch {
    // Some browsers keep nothing for pages from disk: it is chosen anew each time.
  }
}

function restoreShade() {
  try {
    const shade = localStorage.getItem('ukmatrix-shade');
    if (shade === 'light' || shade === 'dark') document.documentElement.dataset['shade'] = shade;
  } catch {
    // As above.
  }
}

const go = (/** @type {string} */ hash) => () => (location.hash = hash);
const click = (/** @type {string} */ selector) =>
  /** @type {HTMLElement | null} */ (view.node.querySelector(selector))?.click();

/** @param {number} step */
function move(step) {
  if (view.move !== undefined) view.move(step);
  else {
    const links = [...view.node.querySelectorAll('a.title')];
    const at = links.findIndex((link) => link === document.activeElement);
    const next = links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))];
    if (next instanceof HTMLElement) next.focus();
  }
}

/** @param {KeyboardEvent} event */
function goBack(event) {
  if (help.open) return;
  if (event.target instanceof HTMLInputElement) event.target.blur();
  else if (route().name === 'case' && history.length > 1) history.back();
  else if (location.hash.length > 2) location.hash = '#/';
}

/** Steps of the list belong to the arrow keys only there. @param {number} step */
const arrow = (step) => (/** @type {KeyboardEvent} */ event) => {
  if (view.move === undefined || event.target instanceof HTMLSelectElement) return;
  event.preventDefault();
  move(step);
};

listenToKeys({
  1: go('#/'),
  2: go('#/cases'),
  3: go('#/coverage'),
  4: go('#/trends'),
  '/': (event) => {
    event.preventDefault();
    if (view.node.querySelector('#search') === null) {
      location.hash = '#/cases';
      followAddress();
    }
    const search = view.node.querySelector('#search');
    if (search instanceof HTMLInputElement) search.focus();
  },
  j: () => move(1),
  k: () => move(-1),
  ArrowDown: arrow(1),
  ArrowUp: arrow(-1),
  n: () => view.jump?.(1),
  p: () => view.jump?.(-1),
  ']': () => click('[data-step="1"]'),
  '[': () => click('[data-step="-1"]'),
  c: () => click('#again + .copy'),
  u: go('#/cases?outcome=unexpected'),
  d: flipShade,
  '?': () => help.showModal(),
  Escape: goBack,
});

/** Before somebody types: what the filter looks through. */
async function prepareSearch() {
  try {
    await allHeadlines(store);
  } catch {
    return; // The parts are not beside the page: the view that needs them says so.
  }
  searchesOf(store);
}

restoreShade();
const isServed = store.data.isServed;
document.body.append(
  element(
    'header',
    {},
    title,
    nav,
    isServed ? followRun(takeData) : null,
    element(
      'button',
      { type: 'button', class: 'round', title: 'light or dark (d)', 'aria-label': 'light or dark', click: flipShade },
      '\u25D0',
    ),
    element(
      'button',
      { type: 'button', class: 'round', title: 'keys (?)', 'aria-label': 'keys', click: () => help.showModal() },
      '?',
    ),
  ),
  view.node,
  help,
);
addEventListener('hashchange', () => {
  if (location.hash !== address) followAddress();
});
address = location.hash;
show();
if (store.data.live === null) requestIdleCallback(() => void prepareSearch());
