// SPDX-License-Identifier: BSD-3-Clause
/**
 * Results behind words that the program, or another CPU, left without an end of their line: `probing... PASS: x`. Words like these may be
 * what a message is about, so they count only where the summary lacks just as many.
 */

export interface GluedResult {
  readonly word: string;
  readonly name: string;
}

const GLUED = /^.{0,500}?(?<![A-Z"'(])(?<word>PASS|FAIL|SKIP|XFAIL|XPASS|KFAIL|KPASS): (?<name>\S.*)$/;
/** Messages, not results. */
const INFO = 'INFO: ';
/** With whose failures a summary counts them. */
const UNEXPECTED = new Set(['FAIL', 'XPASS']);
const MOST = 1000;

export class GluedResults {
  #results: GluedResult[] = [];

  /** A line that begins with no result. */
  take(text: string): void {
    if (!text.includes('S: ') && !text.includes('L: ') && !text.includes('P: ')) return;
    if (text.startsWith(INFO) || this.#results.length > MOST) return;
    const { word, name } = GLUED.exec(text)?.groups ?? {};
    if (word !== undefined && name !== undefined) this.#results.push({ word, name });
  }

  /** Those since the last summary, where they are what it counts beyond the results that stand alone. */
  lacking(total: number, failed: number): readonly GluedResult[] {
    const results = this.#results;
    this.#results = [];
    const isSame = results.length === total && results.filter(({ word }) => UNEXPECTED.has(word)).length === failed;
    return isSame ? results : [];
  }
}
