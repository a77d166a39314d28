// SPDX-License-Identifier: BSD-3-Clause
// @ts-check
/**
 * The filter of the coverage pages: `?arch=arm64&smp=4` shows what the cells with these values ran. Without one, and without
 * scripts, the pages stand as they were written. Links between the pages keep the filter.
 */
(() => {
  'use strict';

  /**
   * @typedef {{ cells: Record<string, string>[], sets: number[][], lines: [number, number, number, number[]][],
   *   rows: Record<string, { lines: [number, number, number][], functions: [number, number, number][] }> }} Data
   */
  /** @type {Data} */
  const data = JSON.parse(document.getElementById('data')?.textContent ?? '{}');
  const query = new URLSearchParams(location.search);
  const first = data.cells[0] ?? {};
  const axes = Object.keys(first).filter((axis) => new Set(data.cells.map((cell) => cell[axis])).size > 1);
  const wanted = axes.filter((axis) => query.get(axis));
  const chosen = new Set(
    data.cells.flatMap((cell, index) => (wanted.every((axis) => cell[axis] === query.get(axis)) ? [index] : [])),
  );

  /** @param {number} set */
  const isIn = (set) => data.sets[set]?.some((index) => chosen.has(index)) === true;

  /** @param {string} axis @param {string} value */
  function choose(axis, value) {
    if (value === '') query.delete(axis);
    else query.set(axis, value);
    location.search = query.toString();
  }

  /** @param {string} axis */
  function control(axis) {
    const label = document.createElement('label');
    const select = document.createElement('select');
    const values = [...new Set(data.cells.map((cell) => cell[axis] ?? ''))];
    select.add(new Option('all', ''));
    values.forEach((value) => select.add(new Option(value, value)));
    select.value = query.get(axis) ?? '';
    select.addEventListener('change', () => choose(axis, select.value));
    label.append(`${axis} `, select);
    return label;
  }

  /** @param {string} text */
  function say(text) {
    const words = document.createElement('span');
    words.textContent = text;
    document.querySelector('.filter')?.append(words);
  }

  function keepFilterInLinks() {
    for (const link of document.querySelectorAll('a')) {
      const [path = '', anchor] = (link.getAttribute('href') ?? '').split('#');
      if (path !== '' && !path.startsWith('../')) {
        link.setAttribute('href', path + location.search + (anchor === undefined ? '' : `#${anchor}`));
      }
    }
  }

  /** @param {[number, number, number][]} groups cells with code, cells that ran it, how many are like that */
  function ratio(groups) {
    const found = groups.filter(([code]) => isIn(code));
    const hit = found.filter(([, ran]) => isIn(ran));
    /** @param {[number, number, number][]} some */
    const sum = (some) => some.reduce((total, [, , count]) => total + count, 0);
    return { found: sum(found), hit: sum(hit) };
  }

  /** @param {Element | undefined} cell @param {Element | undefined} detail @param {{ found: number, hit: number }} of */
  function showRatio(cell, detail, { found, hit }) {
    // As in the other reports: 100 % means all.
    if (cell) cell.textContent = found === 0 ? '' : `${(Math.floor((hit / found) * 1000) / 10).toFixed(1)} %`;
    if (detail) detail.textContent = found === 0 ? '' : `${hit}/${found}`;
  }

  function filterIndex() {
    for (const row of document.querySelectorAll('tr[data-row]')) {
      const groups = data.rows[row.getAttribute('data-row') ?? ''];
      if (groups === undefined) continue;
      const cells = [...row.children];
      const lines = ratio(groups.lines);
      showRatio(cells[2], cells[3], lines);
      showRatio(cells[4], cells[5], ratio(groups.functions));
      showRatio(cells[6], cells[7], { found: 0, hit: 0 });
      row.querySelector('meter')?.setAttribute('value', String(lines.found === 0 ? 0 : lines.hit / lines.found));
      if (row instanceof HTMLElement) row.hidden = lines.found === 0;
    }
    say('branches are known of all cells together only');
  }

  function filterSource() {
    for (const [number, code, ran, counts] of data.lines) {
      const row = document.getElementById(`L${number}`);
      if (row === null) continue;
      const members = data.sets[ran] ?? [];
      const count = members.reduce((sum, cell, at) => (chosen.has(cell) ? sum + (counts[at] ?? 0) : sum), 0);
      const hasCode = isIn(code);
      row.className = hasCode ? (count > 0 ? 'h' : 'm') : '';
      const [, total, , branches] = row.children;
      if (total) total.textContent = hasCode ? String(count) : '';
      if (branches) branches.textContent = '';
    }
    say(chosen.size === 1 ? '1 cell' : `counts of ${chosen.size} cells added up`);
  }

  document.querySelector('.filter')?.append(...axes.map(control));
  if (wanted.length > 0) {
    keepFilterInLinks();
    if (data.lines.length > 0) filterSource();
    else filterIndex();
  }
})();
