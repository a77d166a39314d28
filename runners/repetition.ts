// SPDX-License-Identifier: BSD-3-Clause
/**
 * Whether what a guest prints is anything new. One that faults in its own fault handler says the same for ever, and would look busy until
 * it has filled its budget of output, which takes minutes where each character is an exit to the monitor.
 */

/** Of a guest that prints less all is news: most never come this far. */
const FREE_BYTES = 1 << 16;
/** The longest period that is looked for, in lines. */
const KNOWN_LINES = 64;
/** So many in a row that were all known are more than any test says twice. */
const MOST_REPEATED = 4096;
/** Where no line ends, the text is taken in pieces of this length. */
const PIECE_LENGTH = 256;

export class Repetition {
  #byteCount = 0;
  #begun = '';
  /** In the order in which they were last news. */
  readonly #known = new Set<string>();
  #repeatedCount = 0;

  /** Whether this chunk counts as progress. */
  isNews(chunk: Buffer): boolean {
    this.#byteCount += chunk.length;
    if (this.#byteCount <= FREE_BYTES) return true;
    const lines = (this.#begun + chunk.toString('latin1')).split('\n');
    this.#begun = this.#takePieces(lines.pop() ?? '');
    for (const line of lines) this.#take(line);
    return !this.isStuck();
  }

  /** It says nothing but what it has said over and over. */
  isStuck(): boolean {
    return this.#repeatedCount >= MOST_REPEATED;
  }

  #takePieces(text: string): string {
    let from = 0;
    for (; text.length - from >= PIECE_LENGTH; from += PIECE_LENGTH) this.#take(text.slice(from, from + PIECE_LENGTH));
    return text.slice(from);
  }

  #take(line: string): void {
    if (this.#known.has(line)) {
      this.#repeatedCount++;
      return;
    }
    this.#repeatedCount = 0;
    this.#known.add(line);
    if (this.#known.size <= KNOWN_LINES) return;
    const [oldest] = this.#known;
    this.#known.delete(oldest ?? '');
  }
}
