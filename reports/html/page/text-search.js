// SPDX-License-Identifier: BSD-3-Clause
/** Many texts that are searched at once: joined, in lower case, so that the browser looks through them in one go. */

export class TextSearch {
  /** Where each text begins in the joined one, and its end. */
  #starts;
  #joined;

  /** @param {readonly string[]} texts */
  constructor(texts) {
    const lower = texts.map((text) => text.toLowerCase());
    this.#starts = new Float64Array(lower.length + 1);
    for (const [index, text] of lower.entries()) this.#starts[index + 1] = (this.#starts[index] ?? 0) + text.length + 1;
    this.#joined = lower.join('\n');
  }

  /** 1 for each text that has the word. @param {string} word in lower case, without line ends */
  matches(word) {
    const count = this.#starts.length - 1;
    const found = new Uint8Array(count);
    let index = 0;
    for (let at = this.#joined.indexOf(word); at >= 0 && index < count;) {
      while ((this.#starts[index + 1] ?? Infinity) <= at) index++;
      found[index] = 1;
      at = this.#joined.indexOf(word, this.#starts[index + 1]);
    }
    return found;
  }
}
