// SPDX-License-Identifier: BSD-3-Clause
/** The run as the page works with it: columns as typed arrays, one entry for each case. */

import { inAddress } from './dom.js';

/** @typedef {import('../page-data.ts').PageData} PageData */
/** @typedef {import('../page-past.ts').BrokenPast} BrokenPast */

/** Where attention goes first, by index into the verdicts of the data. */
const WORST_FIRST = ['crash', 'fail', 'timeout', 'unresolved', 'skip', 'pass'];
export const UNEXPECTED = 1;
export const FLAKY = 2;

/** @param {readonly number[]} pairs @param {number} count */
function unpacked(pairs, count) {
  const values = new Int32Array(count);
  let at = 0;
  for (let index = 0; index < pairs.length; index += 2) {
    const end = at + (pairs[index + 1] ?? 0);
    values.fill(pairs[index] ?? -1, at, end);
    at = end;
  }
  return values;
}

/** @param {string} digits */
const digitsOf = (digits) => Uint8Array.from({ length: digits.length }, (_, index) => digits.charCodeAt(index) - 48);

/** @param {{ readonly cell: string, readonly suite: string, readonly name: string }} place */
const placeKey = ({ cell, suite, name }) => JSON.stringify([cell, suite, name]);

export class RunStore {
  /** @type {Int32Array | null} */
  #order = null;
  /** @type {{ readonly ids: Int32Array, readonly texts: readonly string[] } | null} */
  #keys = null;

  /** @param {PageData} data */
  constructor(data) {
    const { columns, cells } = data;
    this.data = data;
    this.count = columns.verdict.length;
    this.cell = unpacked(columns.cell, this.count);
    this.suite = unpacked(columns.suite, this.count);
    this.file = unpacked(columns.file, this.count);
    this.boot = unpacked(columns.boot, this.count);
    this.name = Int32Array.from(columns.name);
    this.line = Int32Array.from(columns.line);
    this.duration = Int32Array.from(columns.duration);
    this.start = Float64Array.from(columns.start);
    this.length = Float64Array.from(columns.length);
    this.verdict = digitsOf(columns.verdict);
    this.outcome = digitsOf(columns.outcome);
    /** Index into the details; -1: there are none. */
    this.detail = new Int32Array(this.count).fill(-1);
    for (const [index, row] of data.noted.entries()) this.detail[row] = index;
    /** @type {ReadonlyMap<string, BrokenPast>} */
    this.past = new Map((data.past?.broken ?? []).map((broken) => [placeKey(broken), broken]));
    this.axes = this.#varyingAxes(cells);
  }

  /** Axes with more than one value, with their values as text. @param {PageData['cells']} cells */
  #varyingAxes(cells) {
    const names = [...new Set(cells.flatMap(({ axes }) => Object.keys(axes)))];
    return names
      .map((name) => ({ name, values: [...new Set(cells.map((_, cell) => this.axisValue(cell, name)))] }))
      .filter(({ values }) => values.length > 1);
  }

  /** @param {number} cell @param {string} axis */
  axisValue(cell, axis) {
    const axes = /** @type {Record<string, unknown>} */ (this.data.cells[cell]?.axes ?? {});
    return String(axes[axis] ?? 'none');
  }

  /** @param {number} row */
  cellId(row) {
    return this.data.cells[this.cell[row] ?? -1]?.id ?? '?';
  }

  /** @param {number} row */
  suiteName(row) {
    return this.data.suites[this.suite[row] ?? -1] ?? '?';
  }

  /** @param {number} row */
  caseName(row) {
    return this.data.names[this.name[row] ?? -1] ?? '?';
  }

  /** @param {number} row */
  verdictName(row) {
    return this.data.verdicts[this.verdict[row] ?? 0] ?? '?';
  }

  /** The one line that says what is wrong; '' for a plain pass. @param {number} row */
  headline(row) {
    const index = this.data.headline[this.detail[row] ?? -1];
    return index === undefined ? '' : (this.data.headlines[index] ?? '');
  }

  /** Where it is defined; null: unknown. @param {number} row */
  definition(row) {
    const file = this.data.files[this.file[row] ?? -1];
    return file === undefined ? null : `${file}:${this.line[row] || '?'}`;
  }

  /** @param {number} row @returns {BrokenPast | undefined} */
  pastOf(row) {
    return this.past.get(placeKey({ cell: this.cellId(row), suite: this.suiteName(row), name: this.caseName(row) }));
  }

  /** Address of the case's view. @param {number} row */
  caseHref(row) {
    return `#/case/${[this.cellId(row), this.suiteName(row), this.caseName(row)].map(inAddress).join('/')}`;
  }

  /** @param {string} cell @param {string} suite @param {string} name @returns {number} -1: there is none */
  findRow(cell, suite, name) {
    const [cellIndex, suiteIndex, nameIndex] = [
      this.data.cells.findIndex(({ id }) => id === cell),
      this.data.suites.findIndex((text) => text.toWellFormed() === suite),
      this.data.names.findIndex((text) => text.toWellFormed() === name),
    ];
    for (let row = 0; row < this.count; row++) {
      if (this.cell[row] === cellIndex && this.suite[row] === suiteIndex && this.name[row] === nameIndex) return row;
    }
    return -1;
  }

  /** Rows of the same case in all cells. @param {number} of */
  rowsOfCase(of) {
    const rows = [];
    for (let row = 0; row < this.count; row++) {
      if (this.name[row] === this.name[of] && this.suite[row] === this.suite[of]) rows.push(row);
    }
    return rows;
  }

  /** Every case has the number of its suite and name, and that a text to be searched, in lower case. */
  get keys() {
    return (this.#keys ??= this.#numberKeys());
  }

  #numberKeys() {
    const { names, suites } = this.data;
    /** @type {Map<number, number>} */
    const numbers = new Map();
    /** @type {string[]} */
    const texts = [];
    const ids = new Int32Array(this.count);
    for (let row = 0; row < this.count; row++) {
      const pair = (this.suite[row] ?? 0) * names.length + (this.name[row] ?? 0);
      let id = numbers.get(pair);
      if (id === undefined) {
        id = texts.push(`${suites[this.suite[row] ?? 0]}.${names[this.name[row] ?? 0]}`.toLowerCase()) - 1;
        numbers.set(pair, id);
      }
      ids[row] = id;
    }
    return { ids, texts };
  }

  /** All rows, what should be seen first first. */
  get order() {
    return (this.#order ??= this.#sorted());
  }

  /** Broken before flaky before known, what is newly so first, and the worst verdicts first in each. @param {number} row */
  #rank(row) {
    const outcome = this.outcome[row];
    const isKnown = outcome === UNEXPECTED && this.pastOf(row)?.isNew === false;
    const group = outcome === UNEXPECTED ? Number(isKnown) : outcome === FLAKY ? 2 : 3;
    return group * WORST_FIRST.length + WORST_FIRST.indexOf(this.verdictName(row));
  }

  #sorted() {
    /** @type {number[][]} */
    const rows = Array.from({ length: 4 * WORST_FIRST.length + 1 }, () => []);
    for (let row = 0; row < this.count; row++) rows[this.#rank(row)]?.push(row);
    return Int32Array.from(rows.flat());
  }
}
