// SPDX-License-Identifier: BSD-3-Clause
/** Cuts a stream of bytes into lines. Text is Latin-1, one character a byte, so that offsets hold for any bytes. */

export interface Line {
  /** Without the line end (LF, or any run of CR before it). */
  readonly text: string;
  /** Byte offsets, half open, the line end included. */
  readonly start: number;
  readonly end: number;
}

/** A guest may print without ever ending a line; what is longer than this is cut as if it had. */
const LONGEST_LINE_BYTES = 1 << 16;
/** As long as any line of a protocol: where one may have begun so near to the cut, the cut is before it. */
const MARKED_BYTES = 1 << 12;
const MARK = '@';

export class LineCutter {
  #rest = '';
  #offset = 0;

  push(chunk: Uint8Array): Line[] {
    const added = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    const before = this.#rest.length;
    this.#rest += added;
    // Searching only what is new keeps a long line that comes in small pieces linear.
    const firstEnd = added.indexOf('\n');
    if (firstEnd < 0 && this.#rest.length <= LONGEST_LINE_BYTES) return [];
    return this.#cut(this.#rest, firstEnd < 0 ? -1 : before + firstEnd);
  }

  #cut(text: string, firstEnd: number): Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = firstEnd; end >= 0; end = text.indexOf('\n', start)) {
      start = this.#cutLong(lines, text, start, end);
      lines.push(this.#line(text, start, end + 1));
      start = end + 1;
    }
    start = this.#cutLong(lines, text, start, text.length);
    this.#rest = text.slice(start);
    this.#offset += start;
    return lines;
  }

  /** A line is cut at the same places however its bytes arrive. */
  #cutLong(lines: Line[], text: string, from: number, end: number): number {
    let start = from;
    while (end - start > LONGEST_LINE_BYTES) {
      const longest = start + LONGEST_LINE_BYTES;
      const mark = text.slice(longest - MARKED_BYTES, longest).indexOf(MARK);
      const cut = mark < 0 ? longest : longest - MARKED_BYTES + mark;
      lines.push(this.#line(text, start, cut));
      start = cut;
    }
    return start;
  }

  /** The bytes after the last line end. */
  rest(): Line | null {
    if (this.#rest === '') return null;
    return { text: this.#rest, start: this.#offset, end: this.#offset + this.#rest.length };
  }

  #line(text: string, start: number, end: number): Line {
    let textEnd = end;
    if (text[textEnd - 1] === '\n') textEnd--;
    while (textEnd > start && text[textEnd - 1] === '\r') textEnd--;
    return { text: text.slice(start, textEnd), start: this.#offset + start, end: this.#offset + end };
  }
}

/** Bytes that came in as Latin-1, read as the UTF-8 they were meant to be. */
export const asUtf8 = (text: string): string =>
  /[\x80-\xff]/.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text;
