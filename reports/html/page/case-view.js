// SPDX-License-Identifier: BSD-3-Clause
/** One case in one cell: what went wrong and where, how to see it again, what was on the console, where else and since when. */
import { cellsOf } from './broken-groups.js';
import { copyButton, element, fileLink } from './dom.js';
import { badge } from './overview.js';
import { detailsOfRow } from './parts.js';
import { FLAKY, UNEXPECTED } from './run-store.js';
import { transcriptSection } from './transcript.js';
import { whereInWords } from './where.js';
import { duration, moment, plural } from './words.js';

/** @typedef {import('./run-store.js').RunStore} RunStore */
/** @typedef {import('../case-details.ts').CaseDetails} CaseDetails */

/** The console is to be seen without scrolling. */
const MOST_FAILURES = 4;
const MOST_FRAMES = 12;
const MOST_CELLS = 60;
/** @type {Readonly<Record<string, string>>} */
const LETTERS = { p: 'pass', f: 'fail', s: 'skip', c: 'crash', t: 'timeout', u: 'unresolved' };

/** @param {string | null} file @param {number | null} line */
function place(file, line) {
  const text = file === null ? '?' : `${file}:${line ?? '?'}`;
  const shown = element('code', { class: 'place' }, text);
  return element('span', {}, shown, ' ', file === null ? null : copyButton(text, shown));
}

/** Assertions, and how it ended with the place that the headline names. @param {CaseDetails} details @param {string} headline */
function failures({ failures: all, furtherFailures, cause }, headline) {
  /** @type {HTMLElement[]} */
  const nodes = all.map(({ file, line, text }) =>
    element('div', { class: 'failure' }, place(file, line), element('p', { class: 'message' }, text)),
  );
  const rest = nodes.splice(MOST_FAILURES);
  if (rest.length > 0)
    nodes.push(element('details', {}, element('summary', {}, plural(rest.length, 'more failed assertion')), ...rest));
  if (furtherFailures > 0)
    nodes.push(element('div', { class: 'soft' }, `and ${furtherFailures} more that the page does not hold`));
  if (cause !== null) {
    const [, file = null, line] = /^(\S+):(\d+): /.exec(headline) ?? [];
    const where = all.length > 0 || file === null ? null : place(file, Number(line));
    nodes.push(element('div', { class: 'failure' }, where, element('p', { class: 'message' }, cause)));
  }
  return nodes;
}

/** @param {CaseDetails} details */
function backtrace({ backtrace: frames }) {
  if (frames.length === 0) return null;
  const rows = frames.map((frame) =>
    element(
      'tr',
      {},
      element('td', {}, element('strong', {}, frame.function ?? '?')),
      element('td', {}, frame.file === null ? '' : element('code', {}, `${frame.file}:${frame.line ?? '?'}`)),
      element('td', { class: 'soft' }, frame.address),
    ),
  );
  const table = (/** @type {typeof rows} */ some) =>
    element('div', { class: 'scroll' }, element('table', { class: 'frames' }, ...some));
  const rest = rows.slice(MOST_FRAMES);
  return element(
    'section',
    { 'aria-label': 'Backtrace' },
    element('h3', {}, 'Backtrace, innermost first'),
    table(rows.slice(0, MOST_FRAMES)),
    rest.length === 0
      ? null
      : element('details', {}, element('summary', {}, `${rest.length} more frames`), table(rest)),
  );
}

/** @param {CaseDetails} details */
function again({ again: command, repro }) {
  const shown = element('code', { id: 'again' }, command);
  const script = repro === null ? null : element('code', {}, `sh ${repro}`);
  return element(
    'section',
    { 'aria-label': 'See it again' },
    element('h3', {}, 'See it again'),
    element('p', { class: 'command' }, shown, ' ', copyButton(command, shown)),
    script === null || repro === null
      ? null
      : element(
          'p',
          { class: 'command' },
          script,
          ' ',
          copyButton(`sh ${repro}`, script),
          ' ',
          element('a', { href: fileLink(repro) }, 'the script'),
          ' needs nothing but QEMU',
        ),
  );
}

/** @param {RunStore} store @param {number} row */
function elsewhere(store, row) {
  const rows = store.rowsOfCase(row);
  if (rows.length < 2) return null;
  const broken = rows.filter((one) => store.outcome[one] === UNEXPECTED || store.outcome[one] === FLAKY);
  const words =
    broken.length === 0
      ? 'as promised everywhere'
      : `breaks ${whereInWords(cellsOf(store, broken), cellsOf(store, rows))}`;
  const chips = [...broken, ...rows.filter((one) => !broken.includes(one))].slice(0, MOST_CELLS).map((one) => {
    const isThis = one === row;
    const chip = element('a', { class: 'chip', href: store.caseHref(one), 'aria-current': isThis ? 'true' : null });
    chip.append(badge(store.verdictName(one)), ` ${store.cellId(one)}`);
    return chip;
  });
  return element(
    'section',
    { 'aria-label': 'In other cells' },
    element('h3', {}, `In other cells: ${words}`),
    element('p', { class: 'chips' }, ...chips),
  );
}

/** @param {RunStore} store @param {number} row */
function pastStrip(store, row) {
  const past = store.pastOf(row);
  if (past === undefined || past.strip === '') return null;
  const marks = [...past.strip].map((letter) => {
    const verdict = LETTERS[letter] ?? 'unresolved';
    return element('span', { class: `mark v-${verdict}`, title: verdict }, letter);
  });
  marks.push(
    element(
      'span',
      { class: `mark this v-${store.verdictName(row)}`, title: 'this run' },
      store.verdictName(row)[0] ?? '?',
    ),
  );
  const good = past.lastGood === null ? 'never as promised in these runs' : `last as promised ${moment(past.lastGood)}`;
  const since = past.since === null ? 'newly broken in this run' : `broken since ${moment(past.since)}`;
  return element(
    'section',
    { 'aria-label': 'Earlier runs' },
    element('h3', {}, `Earlier runs: ${past.before === null ? 'never seen before' : since}; ${good}`),
    element('p', { class: 'strip' }, ...marks),
  );
}

/** @param {RunStore} store @param {number} row @param {CaseDetails | null} details */
function facts(store, row, details) {
  const cell = store.data.cells[store.cell[row] ?? -1];
  const boot = store.data.boots[store.boot[row] ?? -1];
  const axes = Object.entries(cell?.axes ?? {}).map(([name, value]) => `${name} ${String(value)}`);
  const words = [
    duration((store.duration[row] ?? 0) / 10),
    boot === undefined ? 'no boot' : `boot ${boot.boot}: ${boot.end}`,
    ...(details?.expected == null ? [] : [`promised: ${details.expected}`]),
    ...(details === null || details.attempts.length === 0 ? [] : [`attempts: ${details.attempts.join(', ')}`]),
    ...(details?.order == null ? [] : [details.order]),
    ...axes,
  ];
  return element('p', { class: 'facts soft' }, ...words.map((text) => element('span', {}, text)));
}

/** The next or previous case that is not as promised. @param {RunStore} store @param {number} row @param {-1 | 1} step */
function neighbour(store, row, step) {
  const { order } = store;
  const isBroken = (/** @type {number} */ one) => store.outcome[one] === UNEXPECTED || store.outcome[one] === FLAKY;
  for (let at = order.indexOf(row) + step; at >= 0 && at < order.length; at += step) {
    const one = order[at] ?? -1;
    if (isBroken(one)) return one;
    if (step > 0) return null;
  }
  return null;
}

/** @param {RunStore} store @param {number} row @param {-1 | 1} step @param {string} label */
function neighbourLink(store, row, step, label) {
  const next = neighbour(store, row, step);
  return next === null ? null : element('a', { class: 'chip', href: store.caseHref(next), 'data-step': step }, label);
}

/** What of a case would change if it was tried again. @param {RunStore} store @param {number} row */
const stateOf = (store, row) =>
  JSON.stringify([store.verdict[row], store.outcome[row], store.boot[row], store.start[row], store.length[row]]);

/** Where it is and how to get on. @param {RunStore} store @param {number} row */
function head(store, row) {
  const definition = store.definition(row);
  return [
    element(
      'p',
      { class: 'bar' },
      element('a', { class: 'chip', href: '#/cases' }, 'all cases'),
      neighbourLink(store, row, -1, 'previous broken'),
      neighbourLink(store, row, 1, 'next broken'),
    ),
    element(
      'h2',
      { class: 'case-name' },
      badge(store.verdictName(row)),
      ` ${store.suiteName(row)} \u203A ${store.caseName(row)}`,
    ),
    element(
      'p',
      {},
      'in ',
      element('strong', {}, store.cellId(row)),
      definition === null ? '' : ' \u00B7 defined at ',
      definition === null ? null : element('code', {}, definition),
    ),
  ];
}

/** Replaces what a node holds; a link in it that has the focus keeps it. @param {HTMLElement} node @param {readonly (Node | null)[]} parts */
function refill(node, parts) {
  const focused = node.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : null;
  node.replaceChildren(...parts.filter((part) => part !== null));
  if (focused == null) return;
  for (const link of node.querySelectorAll('a')) if (link.getAttribute('href') === focused) link.focus();
}

class CaseView {
  #store;
  #row;
  /** @type {CaseDetails | null} */
  #details = null;
  /** How often details were asked for: the last answer counts. */
  #asked = 0;
  /** @type {(direction: -1 | 1) => void} */
  jump = () => {};
  #head = element('div', {});
  #body = element('div', {});
  /** What other cells and runs do to it while this one stays. */
  #around = element('div', {});

  /** @param {RunStore} store @param {number} row */
  constructor(store, row) {
    this.#store = store;
    this.#row = row;
    this.node = element('main', { id: 'view' }, this.#head, this.#body, this.#around);
    this.#show();
  }

  #show() {
    refill(this.#head, head(this.#store, this.#row));
    this.#showAround();
    const number = ++this.#asked;
    detailsOfRow(this.#store, this.#row).then(
      (details) => number === this.#asked && this.#fill(details, null),
      (/** @type {Error} */ error) => number === this.#asked && this.#fill(null, error.message),
    );
  }

  /** @param {CaseDetails | null} details @param {string | null} trouble */
  #fill(details, trouble) {
    this.#details = details;
    const console = transcriptSection(this.#store, this.#row, details);
    this.jump = console.jump;
    refill(this.#body, [
      trouble === null ? null : element('p', { class: 'status bad' }, `details cannot be shown: ${trouble}`),
      ...(details === null ? [] : failures(details, this.#store.headline(this.#row))),
      details === null ? null : backtrace(details),
      console.node,
      details === null ? null : again(details),
    ]);
    this.#showAround();
  }

  #showAround() {
    const [store, row] = [this.#store, this.#row];
    refill(this.#around, [elsewhere(store, row), pastStrip(store, row), facts(store, row, this.#details)]);
  }

  /** Leaves the console alone, and what somebody reads in it, unless the case itself has another result. @param {RunStore} next */
  update(next) {
    const [cell, suite, name] = placeOf(this.#store, this.#row);
    const row = next.findRow(cell, suite, name);
    if (row < 0) return;
    const isSame = stateOf(next, row) === stateOf(this.#store, this.#row);
    this.#store = next;
    this.#row = row;
    if (!isSame) {
      this.#show();
      return;
    }
    refill(this.#head, head(next, row));
    this.#showAround();
  }
}

/** Its cell, suite and name as `findRow` takes them. @param {RunStore} store @param {number} row @returns {[string, string, string]} */
const placeOf = (store, row) => [
  store.cellId(row),
  store.suiteName(row).toWellFormed(),
  store.caseName(row).toWellFormed(),
];

/**
 * @param {RunStore} store
 * @param {readonly string[]} place cell, suite and name
 * @returns {{ node: HTMLElement, update?: (store: RunStore) => void, jump?: (direction: -1 | 1) => void }}
 */
export function caseView(store, [cell = '', suite = '', name = '']) {
  const row = store.findRow(cell, suite, name);
  if (row < 0) {
    const why = store.data.live === null ? 'this run has no such case' : 'this run has no result of it yet';
    const words = element('p', {}, `${why} in ${cell}`);
    return { node: element('main', { id: 'view' }, element('h2', {}, `${suite} \u203A ${name}`), words) };
  }
  const view = new CaseView(store, row);
  return { node: view.node, update: (next) => view.update(next), jump: (direction) => view.jump(direction) };
}
