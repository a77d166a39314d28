// SPDX-License-Identifier: BSD-3-Clause
/** The run as the page works with it: columns as typed arrays, one entry for each case. */

import { inAddress } from './dom.js';
import { axisValue } from './where.js';

/** @typedef {import('../page-data.ts').PageData} PageData */
/** @typedef {import('../page-data.ts').PastOfRow} PastOfRow */

export const UNEXPECTED = 1;
export const FLAKY = 2;

/** @param {readonly number[]} pairs @param {number} count */
function unpacked(pairs, count) {
  const values = new Float64Array(count);
  let at = 0;
  for (let index = 0; index < pairs.length; index += 2) {
    const end = at + (pairs[index + 1] ?? 0);
    values.fill(pairs[index] ?? -1, at, end);
    at = end;
  }
  return values;
}

/** The values that were sent as the steps between them. @param {readonly number[]} pairs @param {number} count */
function climbed(pairs, count) {
  const values = unpacked(pairs, count);
  for (let index = 1; index < count; index++) values[index] = (values[index] ?? 0) + (values[index - 1] ?? 0);
  return values;
}

/** @param {readonly number[]} pairs */
const lengthOf = (pairs) => pairs.reduce((sum, value, index) => sum + (index % 2 === 1 ? value : 0), 0);

/** @param {string} digits */
function digitsOf(digits) {
  const values = new Uint8Array(digits.length);
  for (let index = 0; index < digits.length; index++) values[index] = digits.charCodeAt(index) - 48;
  return values;
}

/** Where each case's part of its transcript begins. @param {readonly number[]} gaps @param {Float64Array} lengths */
function startsOf(gaps, lengths) {
  const starts = unpacked(gaps, lengths.length);
  let end = 0;
  for (const [row, length] of lengths.entries()) {
    const start = end + (starts[row] ?? 0);
    starts[row] = length < 0 ? 0 : start;
    end = length < 0 ? end : start + length;
  }
  return starts;
}

export class RunStore {
  /** @type {Int32Array | null} */
  #order = null;
  /** @type {Int32Array | null} */
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
    this.name = climbed(columns.name, this.count);
    this.line = Int32Array.from(columns.line);
    this.duration = Float64Array.from(columns.duration);
    this.length = Float64Array.from(columns.length);
    this.start = startsOf(columns.gap, this.length);
    this.verdict = digitsOf(columns.verdict);
    this.outcome = digitsOf(columns.outcome);
    /** Rows with details, what should be seen first first. */
    this.noted = climbed(data.noted, lengthOf(data.noted));
    /** Index into `noted`; -1: there are no details. */
    this.detail = new Int32Array(this.count).fill(-1);
    for (const [index, row] of this.noted.entries()) this.detail[row] = index;
    this.headlineNumbers = climbed(data.headline, this.noted.length);
    this.breakages = climbed(data.breakage, data.headlineCount);
    /** Those that have come; `needHeadlines` asks for the others. */
    this.headlines = [...data.headlines];
    this.pastNumbers = climbed(data.pastOfNoted, this.noted.length);
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
    return axisValue(this.data.cells[cell], axis);
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

  /** Number of the line that says what is wrong; -1: a plain pass. @param {number} row */
  headlineNumber(row) {
    return this.headlineNumbers[this.detail[row] ?? -1] ?? -1;
  }

  /** The line itself; '' for a plain pass, and for one that has not come yet. @param {number} row */
  headline(row) {
    return this.headlines[this.headlineNumber(row)] ?? '';
  }

  /** The same number for headlines that tell of the same. @param {number} row */
  breakage(row) {
    return this.breakages[this.headlineNumber(row)] ?? -1;
  }

  /** Where it is defined; null: unknown. @param {number} row */
  definition(row) {
    const file = this.data.files[this.file[row] ?? -1];
    return file === undefined ? null : `${file}:${this.line[row] || '?'}`;
  }

  /** @param {number} row @returns {PastOfRow | undefined} */
  pastOf(row) {
    return this.data.pasts[this.pastNumbers[this.detail[row] ?? -1] ?? -1];
  }

  /** Broken, and not before, as far as is known. @param {number} row */
  isNew(row) {
    return this.outcome[row] === UNEXPECTED && this.pastOf(row)?.isNew !== false;
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

  /** Of each row the number of its suite and name together: the same in all cells. */
  get keys() {
    return (this.#keys ??= this.#numberKeys());
  }

  #numberKeys() {
    const { names } = this.data;
    /** @type {Map<number, number>} */
    const numbers = new Map();
    const ids = new Int32Array(this.count);
    for (let row = 0; row < this.count; row++) {
      const pair = (this.suite[row] ?? 0) * names.length + (this.name[row] ?? 0);
      let id = numbers.get(pair);
      if (id === undefined) {
        id = numbers.size;
        numbers.set(pair, id);
      }
      ids[row] = id;
    }
    return ids;
  }

  /** All rows, what should be seen first first: those with details, then those that passed. */
  get order() {
    return (this.#order ??= this.#sorted());
  }

  #sorted() {
    const rows = new Int32Array(this.count);
    rows.set(this.noted);
    let at = this.noted.length;
    for (let row = 0; row < this.count; row++) if ((this.detail[row] ?? -1) < 0) rows[at++] = row;
    return rows;
  }
}
