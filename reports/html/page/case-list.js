// SPDX-License-Identifier: BSD-3-Clause
/** All cases, filtered; only the rows in sight are on the page. */
import { element } from './dom.js';
import { badge } from './overview.js';
import { allHeadlines, lacksHeadlines } from './parts.js';
import { filteredRows, filterQuery, parseFilter } from './row-filter.js';
import { FLAKY, UNEXPECTED } from './run-store.js';
import { duration, plural } from './words.js';

/** @typedef {import('./run-store.js').RunStore} RunStore */

/** As the style sheet has it, in pixels. */
const ROW_HEIGHT = 56;
const OVERSCAN = 8;
/** Browsers draw no element that is much higher. */
const MOST_ROWS = 500_000;

/** @param {RunStore} store @param {number} row @param {number} index @param {number} total */
function rowLink(store, row, index, total) {
  const verdict = store.verdictName(row);
  const outcome = store.outcome[row];
  const isKnown = outcome !== UNEXPECTED && verdict !== 'pass' && verdict !== 'skip';
  const label = outcome === FLAKY ? 'flaky' : isKnown ? `${verdict}, known` : verdict;
  const isNew = store.data.past?.base != null && store.isNew(row);
  const node = element(
    'a',
    {
      class: 'row',
      href: store.caseHref(row),
      role: 'listitem',
      'aria-posinset': index + 1,
      'aria-setsize': total,
      'data-index': index,
    },
    element(
      'span',
      { class: 'row-top' },
      badge(outcome === FLAKY ? 'flaky' : isKnown ? 'known' : verdict, label),
      isNew ? element('span', { class: 'new' }, 'new') : null,
      element('span', { class: 'name' }, `${store.suiteName(row)} \u203A ${store.caseName(row).slice(0, 300)}`),
      element('span', { class: 'cell' }, store.cellId(row)),
      element('span', { class: 'time' }, duration((store.duration[row] ?? 0) / 10)),
    ),
    element(
      'span',
      { class: 'row-bottom' },
      element('span', { class: 'cell-below' }, `${store.cellId(row)} `),
      store.headline(row) || (store.definition(row) ?? ''),
    ),
  );
  node.style.top = `${index * ROW_HEIGHT}px`;
  return node;
}

/** A list of rows of equal height that scrolls with the page. */
class RowsInSight {
  /** @type {Int32Array} */
  #rows = new Int32Array(0);
  /** @type {Map<number, HTMLElement>} */
  #shown = new Map();
  /** @type {RunStore} */
  #store;

  /** @param {RunStore} store */
  constructor(store) {
    this.#store = store;
    this.node = element('div', { class: 'rows', role: 'list', 'aria-label': 'Cases' });
  }

  /** @param {RunStore} store @param {Int32Array} rows */
  show(store, rows) {
    this.#store = store;
    this.#rows = rows.subarray(0, MOST_ROWS);
    this.#shown.clear();
    this.node.replaceChildren();
    this.node.style.height = `${this.#rows.length * ROW_HEIGHT}px`;
    this.draw();
  }

  draw() {
    const top = -this.node.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - OVERSCAN);
    const end = Math.min(this.#rows.length, Math.ceil((top + innerHeight) / ROW_HEIGHT) + OVERSCAN);
    for (const [index, node] of this.#shown) {
      if (index >= first && index < end) continue;
      if (node === document.activeElement) continue;
      node.remove();
      this.#shown.delete(index);
    }
    for (let index = first; index < end; index++) {
      if (this.#shown.has(index)) continue;
      const node = rowLink(this.#store, this.#rows[index] ?? 0, index, this.#rows.length);
      this.#shown.set(index, node);
      this.node.append(node);
    }
  }

  /** Puts the focus one row further, or on the first one in sight. @param {number} step */
  move(step) {
    const focused = document.activeElement?.getAttribute('data-index') ?? null;
    const inSight = Math.ceil(Math.max(0, -this.node.getBoundingClientRect().top) / ROW_HEIGHT);
    const next = focused === null ? inSight : Number(focused) + step;
    const index = Math.min(this.#rows.length - 1, Math.max(0, next));
    const place = this.node.getBoundingClientRect().top + index * ROW_HEIGHT;
    const margin = 3 * ROW_HEIGHT;
    if (place < margin) scrollBy(0, place - margin);
    else if (place > innerHeight - margin) scrollBy(0, place - innerHeight + margin);
    this.draw();
    this.#shown.get(index)?.focus({ preventScroll: true });
  }
}

/** @param {string} label @param {readonly string[]} values @param {string} chosen @param {(value: string) => void} choose */
function choice(label, values, chosen, choose) {
  if (values.length < 2 && chosen === '') return null;
  const select = element(
    'select',
    { 'aria-label': label },
    element('option', { value: '' }, `every ${label}`),
    ...values.map((value) => element('option', { value, selected: value === chosen }, value)),
  );
  select.addEventListener('change', () => choose(select.value));
  return select;
}

/** @param {string} label @param {string} shade @param {boolean} isOn @param {(isOn: boolean) => void} change */
function toggle(label, shade, isOn, change) {
  const button = element('button', { type: 'button', class: `toggle ${shade}`, 'aria-pressed': String(isOn) }, label);
  button.addEventListener('click', () => {
    const isPressed = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(isPressed));
    change(isPressed);
  });
  return button;
}

/** @param {RunStore} store @param {import('./row-filter.js').Filter} filter @param {() => void} changed */
function filterBar(store, filter, changed) {
  const { data } = store;
  const search = element('input', {
    type: 'search',
    id: 'search',
    value: filter.text,
    placeholder: 'case, suite, cell, file or message',
    'aria-label': 'Filter cases by text',
    spellcheck: 'false',
  });
  search.addEventListener('input', () => {
    filter.text = search.value;
    changed();
  });
  const set = (/** @type {'cell' | 'suite'} */ name) => (/** @type {string} */ value) => {
    filter[name] = value;
    changed();
  };
  const axes = store.axes.map(({ name, values }) =>
    choice(name, values, filter.axes.get(name) ?? '', (value) => {
      if (value === '') filter.axes.delete(name);
      else filter.axes.set(name, value);
      changed();
    }),
  );
  const verdicts = data.verdicts
    .filter((_, index) => store.verdict.includes(index))
    .map((verdict) =>
      toggle(verdict, `v-${verdict}`, filter.verdicts.has(verdict), (isOn) => {
        if (isOn) filter.verdicts.add(verdict);
        else filter.verdicts.delete(verdict);
        changed();
      }),
    );
  const outcomes = ['unexpected', 'flaky', ...(data.past?.base == null ? [] : ['new'])];
  return element(
    'form',
    { class: 'filters', role: 'search', submit: (/** @type {Event} */ event) => event.preventDefault() },
    search,
    ...axes,
    choice(
      'cell',
      data.cells.map(({ id }) => id),
      filter.cell,
      set('cell'),
    ),
    choice('suite', data.suites, filter.suite, set('suite')),
    choice('outcome', outcomes, filter.outcome, (value) => {
      filter.outcome = /** @type {typeof filter.outcome} */ (value);
      changed();
    }),
    element('span', { class: 'toggles' }, ...verdicts),
    element('a', { class: 'chip', href: '#/cases' }, 'clear'),
  );
}

/**
 * @param {RunStore} first
 * @param {string} query
 * @param {(address: string) => void} keep makes an address that of this view, as the filter changes
 */
export function caseList(first, query, keep) {
  let store = first;
  const filter = parseFilter(query);
  const list = new RowsInSight(store);
  const count = element('p', { class: 'soft', role: 'status', id: 'count' });
  const update = () => {
    const rows = filteredRows(store, filter);
    const cut = rows.length > MOST_ROWS ? `; the first ${MOST_ROWS.toLocaleString('en')} are shown` : '';
    count.textContent = `${rows.length.toLocaleString('en')} of ${plural(store.count, 'case')}${cut}`;
    list.show(store, rows);
    if (lacksHeadlines(store)) void takeHeadlines();
  };
  /** Rows are shown, and found, by what went wrong as soon as that has come. */
  const takeHeadlines = async () => {
    const asked = store;
    try {
      await allHeadlines(asked);
    } catch (error) {
      count.textContent += `; what went wrong is not shown: ${error instanceof Error ? error.message : String(error)}`;
      return;
    }
    if (asked === store && node.isConnected) update();
  };
  const changed = () => {
    keep(`#/cases?${filterQuery(filter)}`);
    if (scrollY > node.offsetTop) scrollTo(0, 0);
    update();
  };
  const node = element(
    'main',
    { id: 'view' },
    element('h2', {}, 'Cases'),
    filterBar(store, filter, changed),
    count,
    list.node,
  );
  const draw = () => list.draw();
  addEventListener('scroll', draw, { passive: true });
  addEventListener('resize', draw);
  return {
    node,
    shown: update,
    /** @param {RunStore} next */
    update(next) {
      store = next;
      update();
    },
    close() {
      removeEventListener('scroll', draw);
      removeEventListener('resize', draw);
    },
    /** @param {number} step */
    move: (step) => list.move(step),
  };
}
