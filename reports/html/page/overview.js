// SPDX-License-Identifier: BSD-3-Clause
/** The first view: what is newly broken, where and since when; then what is known already, and the matrix. */
import { brokenGroups, whereOfGroup } from './broken-groups.js';
import { changedSources } from './changes.js';
import { coverageChange } from './coverage.js';
import { element, inAddress, visibleText } from './dom.js';
import { casesHref, gridSection } from './grid.js';
import { allHeadlines, lacksHeadlines } from './parts.js';
import { failingLines } from './transcript.js';
import { before, duration, inDigits, moment, plural } from './words.js';

/** @typedef {import('./run-store.js').RunStore} RunStore */
/** @typedef {import('./broken-groups.js').Group} Group */

/** Of each kind; the list of cases has all. */
const MOST_GROUPS = 50;
const MOST_CELLS = 6;

/** @param {string} verdict @param {string} [text] */
export const badge = (verdict, text = verdict) => element('span', { class: `badge v-${verdict}` }, text);

/** @param {RunStore} store @param {Group} group */
function sinceWhen(store, { row }) {
  const past = store.pastOf(row);
  const startedAt = store.data.run.startedAt ?? '';
  if (store.data.past === null || store.data.past.base === null) return null;
  if (past === undefined) return null;
  if (past.before === null) return 'never seen before';
  const good =
    past.lastGood === null ? '' : `; last as promised ${moment(past.lastGood)} (${before(past.lastGood, startedAt)})`;
  const since =
    past.since === null ? 'since this run' : `since ${moment(past.since)} (${before(past.since, startedAt)})`;
  return `${since}${past.isNew ? `, was ${past.before}` : ''}${good}`;
}

/** Where to look, apart from what is said. @param {string} headline */
function placed(headline) {
  const [, place, text] = /^(\S+:\d+): (.*)$/s.exec(headline) ?? [];
  return place === undefined ? [headline] : [element('code', { class: 'place' }, place), ' ', visibleText(text ?? '')];
}

/** The line that says what is wrong, as soon as it has come. @param {RunStore} store @param {number} row */
function headlineOf(store, row) {
  const node = element('p', { class: 'headline' }, ...placed(store.headline(row)));
  if (store.headline(row) === '' && lacksHeadlines(store)) {
    allHeadlines(store).then(
      () => node.replaceChildren(...placed(store.headline(row))),
      (/** @type {Error} */ error) => node.replaceChildren(error.message),
    );
  }
  return node;
}

/** @param {RunStore} store @param {Group} group @param {boolean} isFirst */
function groupCard(store, group, isFirst) {
  const { row, rows } = group;
  const verdict = store.verdictName(row);
  const href = store.caseHref(row);
  const since = sinceWhen(store, group);
  const chips = rows
    .slice(0, MOST_CELLS)
    .map((one) => element('a', { class: 'chip', href: store.caseHref(one) }, store.cellId(one)));
  const left = rows.length - chips.length;
  const card = element(
    'article',
    { class: `card c-${verdict}` },
    element(
      'h3',
      {},
      badge(verdict),
      ' ',
      element(
        'a',
        { href, class: 'title', 'data-key': `card ${href}` },
        `${store.suiteName(row)} \u203A ${store.caseName(row)}`,
      ),
    ),
    headlineOf(store, row),
    element(
      'p',
      { class: 'where' },
      element('strong', {}, whereOfGroup(store, group)),
      since === null ? '' : ` \u00B7 ${since}`,
    ),
    element('p', { class: 'chips' }, ...chips, left > 0 ? ` and ${plural(left, 'more cell')}` : ''),
  );
  if (isFirst)
    void failingLines(store, row).then((lines) => lines !== null && card.insertBefore(lines, card.lastChild));
  return card;
}

/**
 * @param {RunStore} store @param {string} title @param {readonly Group[]} groups
 * @param {{ isOpen: boolean, isFirst: boolean, note?: Node | null, href: string }} options
 */
function groupSection(store, title, groups, { isOpen, isFirst, note = null, href }) {
  if (groups.length === 0) return null;
  const cards = () =>
    groups.slice(0, MOST_GROUPS).map((group, index) => groupCard(store, group, isFirst && index === 0));
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const left = groups.length - Math.min(groups.length, MOST_GROUPS);
  const heading = element('h2', {}, `${title} `, element('a', { class: 'number', href }, plural(count, 'case')));
  const rest = left > 0 ? element('p', {}, element('a', { href }, `and ${inDigits(left)} more`)) : null;
  if (isOpen) return element('section', { class: 'broken' }, heading, note, ...cards(), rest);
  const details = element('details', { class: 'broken', 'data-key': title }, element('summary', {}, heading));
  // Its cards are made when somebody asks for them.
  details.addEventListener(
    'toggle',
    () => details.append(...[note, ...cards(), rest].filter((node) => node !== null)),
    {
      once: true,
    },
  );
  return details;
}

/** @param {RunStore} store */
function troubleSection({ data }) {
  if (data.live !== null) return null;
  const troubled = data.cells.filter(({ trouble }) => trouble !== null);
  const groups = [...Map.groupBy(troubled, ({ trouble }) => trouble ?? '')];
  if (groups.length === 0) return null;
  const cards = groups.map(([trouble, cells]) =>
    element(
      'article',
      { class: 'card c-unresolved' },
      element('p', { class: 'headline' }, trouble),
      element(
        'p',
        { class: 'chips' },
        ...cells.slice(0, MOST_CELLS).map(({ id }) => element('span', { class: 'chip' }, id)),
      ),
    ),
  );
  return element('section', {}, element('h2', {}, `Could not run: ${plural(troubled.length, 'cell')}`), ...cards);
}

/**
 * @param {string} title
 * @param {readonly { readonly cell: string, readonly suite: string, readonly name: string, readonly words: string }[]} cases
 * @param {number} [count]
 */
function listed(title, cases, count = cases.length) {
  if (count === 0) return null;
  const items = cases.slice(0, MOST_GROUPS).map(({ cell, suite, name, words }) => {
    const href = `#/case/${[cell, suite, name].map(inAddress).join('/')}`;
    return element(
      'li',
      {},
      element('a', { href }, `${suite} \u203A ${name}`),
      ` ${words} `,
      element('span', { class: 'soft' }, cell),
    );
  });
  const left = count - items.length;
  if (left > 0) items.push(element('li', { class: 'soft' }, `and ${left} more: ukmatrix compare tells them all`));
  return element(
    'details',
    { 'data-key': title },
    element('summary', {}, `${title}: ${count}`),
    element('ul', {}, ...items),
  );
}

/** What changed and does not hurt. @param {RunStore} store */
function otherChanges({ data: { past } }) {
  if (past === null) return [];
  /** @param {number} share */
  const share = (share) => `${(100 * share).toFixed(1)} %`;
  return [
    listed(
      'Newly fixed',
      past.fixed.map((one) => ({ ...one, words: `was ${one.before}` })),
    ),
    listed(
      'Flaky over the last runs',
      past.flaky.map((one) => {
        const [low, high] = one.interval95;
        return {
          ...one,
          words: `broke in ${one.failures} of ${one.runCount} runs (${share(low)} to ${share(high)} at 95 %)`,
        };
      }),
    ),
    listed(
      'Slower',
      past.slower.map((one) => ({ ...one, words: `${duration(one.durationMs)}, usually ${duration(one.usualMs)}` })),
    ),
    listed(
      'Gone',
      past.vanished.map((one) => ({ ...one, words: `was ${one.before}` })),
      past.vanishedCount,
    ),
    past.addedCount === 0
      ? null
      : element('p', {}, `New: ${plural(past.addedCount, 'case')} that the earlier run did not have`),
  ];
}

/** @param {RunStore} store */
function findings({ data }) {
  if (data.findings.length === 0) return null;
  const items = data.findings.slice(0, 500).map(({ cell, boot, text }) => {
    const where = cell === null ? '' : `${cell}${boot === null ? '' : ` boot ${boot}`}: `;
    return element('li', {}, element('span', { class: 'soft' }, where), text);
  });
  const left = data.findings.length - items.length;
  if (left > 0) items.push(element('li', { class: 'soft' }, `and ${left} more in summary.json`));
  const title = `Findings that decide no verdict: ${data.findings.length}`;
  return element('details', { 'data-key': 'findings' }, element('summary', {}, title), element('ul', {}, ...items));
}

/** @param {RunStore} store @param {readonly Group[]} fresh @param {readonly Group[]} known @param {readonly Group[]} flaky */
function statusBanner(store, fresh, known, flaky) {
  const { data, count } = store;
  const { run, live } = data;
  const inCells = (/** @type {readonly Group[]} */ groups, /** @type {string} */ how) => {
    const cases = new Set(groups.map(({ row }) => store.keys[row]));
    const cells = new Uint8Array(data.cells.length);
    for (const { rows } of groups) for (const row of rows) cells[store.cell[row] ?? 0] = 1;
    const inWords = plural(
      cells.reduce((sum, mark) => sum + mark, 0),
      'cell',
    );
    return groups.length === 0 ? '' : `${inDigits(cases.size)} ${how} in ${inWords}`;
  };
  const stuck = data.cells.filter(({ trouble }) => trouble !== null).length;
  const hasPast = data.past?.base != null;
  const problems = [
    inCells(fresh, hasPast ? 'newly broken' : 'broken'),
    inCells(known, 'still broken'),
    inCells(flaky, 'flaky'),
    stuck > 0 && live === null ? `${plural(stuck, 'cell')} could not run` : '',
    run.isInterrupted && live === null ? 'interrupted' : '',
    count === 0 && live === null ? 'no case ran' : '',
  ].filter((text) => text !== '');
  const isGood = problems.length === 0 && (live !== null || run.exitCode === 0);
  const calm =
    live === null ? `All ${plural(count, 'outcome')} as expected` : `${plural(count, 'outcome')} so far, as expected`;
  const text = isGood ? calm : problems.join(', ') || `exit code ${run.exitCode}`;
  const shade = isGood ? 'good' : fresh.length === 0 && stuck === 0 && known.length + flaky.length > 0 ? 'odd' : 'bad';
  return element('p', { class: `status ${shade}`, role: 'status' }, text);
}

/** @param {RunStore} store */
function facts(store) {
  const { data } = store;
  const { run, past } = data;
  const change = coverageChange(store);
  const base = past?.base ?? null;
  const words = [
    run.startedAt === null ? '' : moment(run.startedAt),
    `took ${duration(run.durationMs)}`,
    `${plural(data.cells.length, 'cell')}, ${plural(data.suites.length, 'suite')}`,
    plural(run.assertions.passed + run.assertions.failed, 'assertion'),
    run.host === null ? '' : `${run.host.qemu} on ${plural(run.host.cpuCount, 'CPU')}, ${run.host.os}`,
    base === null
      ? 'no earlier run to compare with'
      : `compared with ${base.isAccepted ? 'the baseline ' : ''}${base.runId}, ${moment(base.startedAt)}`,
    change === null ? '' : `coverage: ${change}`,
  ];
  return element(
    'p',
    { class: 'facts soft' },
    ...words.filter((text) => text !== '').map((text) => element('span', {}, text)),
  );
}

/** What the boots are doing now. @param {RunStore} store */
function running({ data: { live }, count }) {
  if (live === null) return null;
  const waiting = live.waiting.reduce((sum, number) => sum + number, 0);
  const lines = [
    ...live.building.map((key) => element('li', {}, `building ${key}`)),
    ...live.running
      .slice(0, 30)
      .map(({ cell, boot, name }) => element('li', {}, `${cell} boot ${boot}: `, name ?? 'starting')),
  ];
  const bar = element('progress', { max: Math.max(1, count + waiting), value: count, 'aria-label': 'cases done' });
  return element(
    'section',
    { class: 'running' },
    element('h2', {}, 'Running ', bar, ` ${count} of ${count + waiting}`),
    element('ul', {}, ...lines),
  );
}

/** @param {RunStore} store */
export function overview(store) {
  const unexpected = brokenGroups(store, 'unexpected');
  const fresh = unexpected.filter(({ isNew }) => isNew);
  const known = unexpected.filter(({ isNew }) => !isNew);
  const flaky = brokenGroups(store, 'flaky');
  const hasPast = store.data.past?.base != null;
  return element(
    'main',
    { id: 'view' },
    statusBanner(store, fresh, known, flaky),
    facts(store),
    running(store),
    troubleSection(store),
    groupSection(store, hasPast ? 'Newly broken' : 'Broken', fresh, {
      isOpen: true,
      isFirst: true,
      note: changedSources(store),
      href: casesHref({ outcome: 'new' }),
    }),
    groupSection(store, 'Still broken', known, {
      isOpen: fresh.length === 0,
      isFirst: fresh.length === 0,
      href: casesHref({ outcome: 'unexpected' }),
    }),
    groupSection(store, 'Flaky in this run', flaky, {
      isOpen: unexpected.length === 0,
      isFirst: unexpected.length === 0,
      note: element('p', { class: 'soft' }, 'did and did not do as promised when tried again'),
      href: casesHref({ outcome: 'flaky' }),
    }),
    ...otherChanges(store),
    gridSection(store),
    findings(store),
  );
}
