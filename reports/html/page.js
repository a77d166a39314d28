// SPDX-License-Identifier: BSD-3-Clause
// @ts-check
/**
 * The script of index.html. Builds the page from the JSON beside it with text nodes only, so that nothing a guest printed
 * can become markup. Plain JavaScript: it is put into the page as it stands.
 */
(() => {
  'use strict';

  /** @type {import('./page-data.ts').PageData} */
  const data = JSON.parse(document.getElementById('data')?.textContent ?? '{}');
  /** Rows added to the list at a time. */
  const STEP = 200;
  const WORST_FIRST = ['crash', 'fail', 'timeout', 'unresolved', 'skip', 'pass'];

  /** Controls that reorder the text around them would let a guest make the page say something else. */
  const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

  /**
   * An element with properties and children; strings become text nodes.
   * @param {string} tag
   * @param {Record<string, string | boolean | ((event: Event) => void)>} properties
   * @param {...(Node | string | null)} children
   */
  function element(tag, properties, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (typeof value === 'function') {
        node.addEventListener(name, value);
      } else if (value !== false) {
        node.setAttribute(name, value === true ? '' : value);
      }
    }
    for (const child of children) {
      if (child !== null) {
        node.append(typeof child === 'string' ? child.replace(BIDI_CONTROLS, '\uFFFD') : child);
      }
    }
    return node;
  }

  /** @param {number} ms */
  const duration = (ms) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

  /** @param {string} verdict @param {string} text */
  const badge = (verdict, text) => element('span', { class: `badge v-${verdict}` }, text);

  const filter = {
    text: '',
    cell: -1,
    suite: -1,
    unexpectedOnly: data.run.outcomes.unexpected + data.run.outcomes.flaky > 0,
    verdicts: new Set(data.verdicts),
  };

  function header() {
    const { run } = data;
    const stuck = data.cells.filter(({ trouble }) => trouble !== null).length;
    const total = data.cases.length;
    const problems = [
      run.outcomes.unexpected > 0 ? `${run.outcomes.unexpected} unexpected` : '',
      run.outcomes.flaky > 0 ? `${run.outcomes.flaky} flaky` : '',
      stuck > 0 ? `${stuck} cells could not run` : '',
      run.isInterrupted ? 'interrupted' : '',
      total === 0 ? 'no case ran' : '',
    ].filter((text) => text !== '');
    const isGood = problems.length === 0 && run.exitCode === 0;
    const status = isGood ? `All ${total} outcomes as expected` : problems.join(', ') || `exit code ${run.exitCode}`;
    return [
      element('h1', {}, `ukmatrix ${run.runId ?? ''}`),
      element(
        'div',
        { class: 'facts soft' },
        element('span', {}, run.startedAt === null ? '' : new Date(run.startedAt).toLocaleString()),
        element('span', {}, `took ${duration(run.durationMs)}`),
        element('span', {}, `${data.cells.length} cells, ${data.suites.length} suites`),
        element('span', {}, `${run.assertions.passed + run.assertions.failed} assertions`),
        element('span', {}, run.host === null ? '' : `${run.host.qemu} on ${run.host.cpuCount} CPUs, ${run.host.os}`),
      ),
      element('div', { class: `status ${isGood ? 'good' : 'bad'}`, role: 'status' }, status),
    ];
  }

  function coverage() {
    const totals = data.run.coverage;
    if (totals === null) {
      return [];
    }
    /** @param {string} name @param {{ readonly found: number, readonly hit: number }} ratio */
    const bar = (name, { found, hit }) =>
      element(
        'span',
        {},
        `${name} `,
        element('meter', { value: String(found === 0 ? 0 : hit / found), 'aria-label': name }),
        ` ${found === 0 ? '-' : `${(Math.floor((hit / found) * 1000) / 10).toFixed(1)} %`} `,
        element('span', { class: 'soft' }, `${hit}/${found}`),
      );
    return [
      element('h2', {}, 'Coverage'),
      element(
        'div',
        { class: 'facts' },
        bar('lines', totals.lines),
        bar('functions', totals.functions),
        bar('branches', totals.branches),
        element('a', { href: 'coverage/html/index.html' }, 'by file'),
      ),
    ];
  }

  /** Cases of each cell and suite, counted by verdict. */
  function countGrid() {
    const counts = data.cells.map(() => data.suites.map(() => data.verdicts.map(() => 0)));
    for (const [cell, suite, , verdict] of data.cases) {
      const row = counts[cell]?.[suite];
      if (row !== undefined) {
        row[verdict] = (row[verdict] ?? 0) + 1;
      }
    }
    return counts;
  }

  /** @param {readonly number[]} counts @param {number} cell @param {number} suite */
  function gridButton(counts, cell, suite) {
    const present = WORST_FIRST.filter((verdict) => (counts[data.verdicts.indexOf(verdict)] ?? 0) > 0);
    const [worst] = present;
    if (worst === undefined) {
      return '';
    }
    const words = present.map((verdict) => `${counts[data.verdicts.indexOf(verdict)]} ${verdict}`);
    const passOnly = present.every((verdict) => verdict === 'pass' || verdict === 'skip');
    const colour = passOnly && present.includes('pass') ? 'pass' : worst;
    const label =
      present.length === 1 && worst === 'pass' ? String(counts[data.verdicts.indexOf('pass')]) : words.join(' · ');
    const show = () => {
      showOnly({ cell, suite });
    };
    const title = `${data.cells[cell]?.id} ${data.suites[suite]}: ${words.join(', ')}`;
    return element('button', { class: `v-${colour}`, title, click: show }, label);
  }

  function grid() {
    const counts = countGrid();
    const head = element('tr', {}, element('th', {}, 'cell'), ...data.suites.map((name) => element('th', {}, name)));
    const rows = data.cells.map(({ id, trouble }, cell) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, id),
        ...(trouble === null
          ? data.suites.map((_, suite) => element('td', {}, gridButton(counts[cell]?.[suite] ?? [], cell, suite)))
          : [
              element(
                'td',
                { colspan: String(Math.max(1, data.suites.length)), class: 'v-unresolved' },
                `could not run: ${trouble}`,
              ),
            ]),
      ),
    );
    const table = element('table', { class: 'grid' }, element('thead', {}, head), element('tbody', {}, ...rows));
    return [element('h2', {}, 'Cells and suites'), element('div', { class: 'scroll' }, table)];
  }

  function findings() {
    if (data.findings.length === 0) {
      return [];
    }
    const items = data.findings.map(({ cell, boot, text }) =>
      element(
        'li',
        {},
        cell === null ? '' : element('span', { class: 'soft' }, `${cell}${boot === null ? '' : ` boot ${boot}`}: `),
        text,
      ),
    );
    return [
      element(
        'details',
        { open: items.length <= 5 },
        element('summary', {}, `Findings that decide no verdict: ${items.length}`),
        element('ul', {}, ...items),
      ),
    ];
  }

  /** @param {string} path relative to the page */
  const fileLink = (path) => path.split('/').map(encodeURIComponent).join('/');

  /** @param {import('./page-data.ts').CaseDetails} details */
  function caseBody(details) {
    const again = element('code', {}, details.again);
    const copy = () => {
      void navigator.clipboard.writeText(details.again);
    };
    return element(
      'div',
      { class: 'body' },
      ...details.failures.map(({ file, line, text }) =>
        element('div', { class: 'failure' }, element('code', {}, `${file ?? '?'}:${line ?? '?'}`), ` ${text}`),
      ),
      details.cause === null || details.headline.endsWith(details.cause) ? null : element('p', {}, details.cause),
      details.order === null ? null : element('p', {}, details.order),
      details.expected === null ? null : element('p', {}, `promised: ${details.expected}`),
      details.earlier.length === 0 ? null : element('p', {}, `earlier: ${details.earlier.join(', ')}`),
      details.backtrace.length === 0
        ? null
        : element(
            'pre',
            {},
            details.backtrace
              .map(
                (frame) =>
                  `${frame.address}  ${frame.function ?? '?'}${frame.file === null ? '' : `  ${frame.file}:${frame.line ?? '?'}`}`,
              )
              .join('\n'),
          ),
      details.definedAt === null
        ? null
        : element('p', { class: 'soft' }, 'defined at ', element('code', {}, details.definedAt)),
      details.excerpt === null || details.excerpt === ''
        ? null
        : element('pre', { 'aria-label': 'console' }, details.excerpt),
      details.transcript === null
        ? null
        : element('p', {}, element('a', { href: fileLink(details.transcript) }, 'whole console of the boot')),
      details.repro === null
        ? null
        : element('p', {}, 'repro: ', element('a', { href: fileLink(details.repro) }, details.repro)),
      element('p', {}, 'again: ', again, ' ', element('button', { click: copy }, 'copy')),
    );
  }

  /** @param {import('./page-data.ts').CaseRow} row */
  function caseElement([cell, suite, name, verdict, outcome, durationMs, detail]) {
    const details = data.details[detail];
    const verdictName = data.verdicts[verdict] ?? '?';
    const label =
      outcome === 1 || verdictName === 'pass' || verdictName === 'skip'
        ? verdictName
        : `${verdictName} (${data.outcomes[outcome]})`;
    const line = [
      badge(verdictName, label),
      element('span', { class: 'name' }, `${data.suites[suite]} > ${name}`),
      element('span', { class: 'soft' }, data.cells[cell]?.id ?? ''),
      element('span', { class: 'time' }, duration(durationMs)),
    ];
    if (details === undefined) {
      return element('div', { class: 'case' }, element('div', { class: 'plain' }, ...line));
    }
    const summary = element('summary', {}, ...line, element('span', { class: 'headline' }, details.headline));
    const node = element('details', { class: 'case' }, summary);
    node.addEventListener('toggle', () => node.append(caseBody(details)), { once: true });
    return node;
  }

  /** @param {import('./page-data.ts').CaseRow} row */
  function isWanted([cell, suite, name, verdict, outcome]) {
    return (
      (filter.cell === -1 || filter.cell === cell) &&
      (filter.suite === -1 || filter.suite === suite) &&
      filter.verdicts.has(data.verdicts[verdict] ?? '') &&
      (!filter.unexpectedOnly || outcome !== 0) &&
      (filter.text === '' ||
        `${data.suites[suite]}.${name} ${data.cells[cell]?.id}`.toLowerCase().includes(filter.text))
    );
  }

  const list = element('div', {});
  const shownCount = element('span', { class: 'soft' });
  const ordered = [...data.cases].sort(([, , , one, outcome], [, , , other, otherOutcome]) => {
    const byOutcome = Number(outcome === 0) - Number(otherOutcome === 0);
    return byOutcome || WORST_FIRST.indexOf(data.verdicts[one] ?? '') - WORST_FIRST.indexOf(data.verdicts[other] ?? '');
  });

  function showList() {
    const wanted = ordered.filter(isWanted);
    shownCount.textContent = `${wanted.length} of ${data.cases.length} cases`;
    list.replaceChildren();
    let next = 0;
    const more = element('button', { click: addRows }, 'show more');
    function addRows() {
      list.append(...wanted.slice(next, next + STEP).map(caseElement));
      next += STEP;
      more.remove();
      if (next < wanted.length) {
        list.append(more);
      }
    }
    addRows();
  }

  /** @param {string} label @param {readonly string[]} names @param {'cell' | 'suite'} key */
  function choice(label, names, key) {
    const options = names.map((name, index) => element('option', { value: String(index) }, name));
    const select = element(
      'select',
      { 'aria-label': label },
      element('option', { value: '-1' }, `every ${label}`),
      ...options,
    );
    select.addEventListener('change', () => {
      filter[key] = Number(/** @type {HTMLSelectElement} */ (select).value);
      showList();
    });
    return /** @type {HTMLSelectElement} */ (select);
  }

  /** @param {string} label @param {string} shade @param {() => boolean} isOn @param {() => void} flip */
  function toggle(label, shade, isOn, flip) {
    const button = element('button', { class: shade, 'aria-pressed': String(isOn()) }, label);
    button.addEventListener('click', () => {
      flip();
      button.setAttribute('aria-pressed', String(isOn()));
      showList();
    });
    return button;
  }

  const cellChoice = choice(
    'cell',
    data.cells.map(({ id }) => id),
    'cell',
  );
  const suiteChoice = choice('suite', data.suites, 'suite');
  const unexpectedToggle = toggle(
    'unexpected only',
    '',
    () => filter.unexpectedOnly,
    () => {
      filter.unexpectedOnly = !filter.unexpectedOnly;
    },
  );

  /** @param {{ cell: number, suite: number }} where */
  function showOnly({ cell, suite }) {
    Object.assign(filter, { cell, suite, unexpectedOnly: false });
    cellChoice.value = String(cell);
    suiteChoice.value = String(suite);
    unexpectedToggle.setAttribute('aria-pressed', 'false');
    showList();
    list.parentElement?.scrollIntoView({ behavior: 'smooth' });
  }

  function cases() {
    const search = /** @type {HTMLInputElement} */ (
      element('input', { type: 'search', placeholder: 'filter by suite, case or cell', 'aria-label': 'filter cases' })
    );
    search.addEventListener('input', () => {
      filter.text = search.value.trim().toLowerCase();
      showList();
    });
    const present = data.verdicts.filter((_, index) => data.cases.some((row) => row[3] === index));
    const verdictToggles = present.map((verdict) =>
      toggle(
        verdict,
        `v-${verdict}`,
        () => filter.verdicts.has(verdict),
        () => {
          if (!filter.verdicts.delete(verdict)) {
            filter.verdicts.add(verdict);
          }
        },
      ),
    );
    const filters = element(
      'div',
      { class: 'filters' },
      search,
      cellChoice,
      suiteChoice,
      ...verdictToggles,
      unexpectedToggle,
      shownCount,
    );
    showList();
    return [element('section', {}, element('h2', {}, 'Cases'), filters, list)];
  }

  document.getElementById('page')?.append(...header(), ...coverage(), ...grid(), ...findings(), ...cases());
})();
