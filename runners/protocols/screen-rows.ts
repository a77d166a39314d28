// SPDX-License-Identifier: BSD-3-Clause
/** Firmware and memory testers draw a screen: they move the cursor to a row where others end a line. ECMA-48, 8.3.21 and 8.3.63. */

const MOVE = /\x1b\[\d{0,4}(?:;\d{0,4})?[Hf]/g;
/** The next bytes may make one of it. */
const BEGUN = /\x1b(?:\[\d{0,4}(?:;\d{0,4})?)?$/;

export class ScreenRows {
  #held = '';

  /** Latin-1, a line end in place of each move of the cursor. */
  push(text: string): string {
    if (this.#held === '' && !text.includes('\x1b')) return text;
    const all = this.#held + text;
    const at = BEGUN.exec(all)?.index ?? all.length;
    this.#held = all.slice(at);
    return all.slice(0, at).replaceAll(MOVE, '\n');
  }

  /** What was begun and did not become one. */
  rest(): string {
    const held = this.#held;
    this.#held = '';
    return held;
  }
}
