// SPDX-License-Identifier: BSD-3-Clause
/** Totals of the coverage, its files with the least covered first, and the way to the sources. */
import { element, fileLink } from './dom.js';
import { percent } from './words.js';

/** @typedef {import('./run-store.js').RunStore} RunStore */

const MOST_FILES = 1_000;

/** @param {string} name @param {{ readonly found: number, readonly hit: number }} ratio */
const total = (name, { found, hit }) =>
  element(
    'div',
    { class: 'total' },
    element('span', {}, name),
    element('strong', {}, percent(hit, found)),
    element('meter', { value: found === 0 ? 0 : hit / found, 'aria-label': name }),
    element('span', { class: 'soft' }, `${hit.toLocaleString('en')} of ${found.toLocaleString('en')}`),
  );

/** @param {import('../page-data.ts').CoveredFile} file */
const fileRow = ({ path, page, lines: { found, hit } }) =>
  element(
    'tr',
    {},
    element('td', {}, element('a', { href: fileLink(page) }, element('code', {}, path))),
    element('td', {}, element('meter', { value: found === 0 ? 0 : hit / found, 'aria-label': path })),
    element('td', { class: 'number' }, percent(hit, found)),
    element('td', { class: 'number soft' }, `${found - hit} of ${found} never ran`),
  );

/** @param {RunStore} store */
function files({ data: { coveredFiles } }) {
  if (coveredFiles.length === 0) return [];
  const share = (/** @type {{ found: number, hit: number }} */ { found, hit }) => (found === 0 ? 1 : hit / found);
  const sorted = [...coveredFiles].sort((one, other) => share(one.lines) - share(other.lines));
  const body = element('tbody', {});
  const search = element('input', { type: 'search', id: 'search', placeholder: 'file', 'aria-label': 'Filter files' });
  const show = () => {
    const wanted = sorted.filter(({ path }) => path.toLowerCase().includes(search.value.trim().toLowerCase()));
    body.replaceChildren(...wanted.slice(0, MOST_FILES).map(fileRow));
  };
  search.addEventListener('input', show);
  show();
  const table = element('div', { class: 'scroll' }, element('table', { class: 'files' }, body));
  return [element('h3', {}, 'Files, the least covered first'), element('p', {}, search), table];
}

/** Against the run that the page compares with; null: one of them measured nothing. @param {RunStore} store */
export function coverageChange({ data: { run, past } }) {
  const [now, then] = [run.coverage?.lines ?? null, past?.base?.lines ?? null];
  if (now === null || then === null || now.found === 0 || then.found === 0) return null;
  const points = 100 * (now.hit / now.found - then.hit / then.found);
  const [from, to] = [percent(then.hit, then.found), percent(now.hit, now.found)];
  if (Math.abs(points) < 0.05) return `lines as before: ${to}`;
  return `lines ${from} \u2192 ${to} (${points > 0 ? 'up' : 'down'} ${Math.abs(points).toFixed(1)} points)`;
}

/** @param {RunStore} store */
export function coverageView(store) {
  const { coverage } = store.data.run;
  if (coverage === null) {
    const why = 'This run measured no coverage: it ran with --no-coverage, or no boot came to an end.';
    return element('main', { id: 'view' }, element('h2', {}, 'Coverage'), element('p', {}, why));
  }
  const change = coverageChange(store);
  const sources = element(
    'a',
    { class: 'chip', href: 'coverage/html/index.html' },
    'every source, line by line, by cell',
  );
  return element(
    'main',
    { id: 'view' },
    element('h2', {}, 'Coverage'),
    element(
      'div',
      { class: 'totals' },
      total('lines', coverage.lines),
      total('functions', coverage.functions),
      total('branches', coverage.branches),
    ),
    element('p', {}, sources, change === null ? '' : ` ${change}, compared with ${store.data.past?.base?.runId ?? ''}`),
    ...files(store),
  );
}
