// SPDX-License-Identifier: BSD-3-Clause
/** Cuts a stream of bytes into lines. Text is Latin-1, one character a byte, so that offsets hold for any bytes. */

/** Byte offsets of a line, half open, the line end included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Line extends Span {
  /** Without the line end (LF, or any run of CR before it). */
  readonly text: string;
}

/** A guest may print without ever ending a line; what is longer than this is cut as if it had. */
const LONGEST_LINE_BYTES = 1 << 16;
/** As long as any line of a protocol: where one may have begun so near to the cut, the cut is before it. */
const MARKED_BYTES = 1 << 12;
const MARK = '@';

/** A line as it stands in `text`: [from, to) without its end; `start` and `end`: its span. */
export type VisitLine = (text: string, from: number, to: number, start: number, end: number) => void;

export class LineCutter {
  #rest = '';
  #offset = 0;

  push(chunk: Uint8Array): Line[] {
    const lines: Line[] = [];
    this.visit(asLatin1(chunk), (text, from, to, start, end) => {
      lines.push({ text: text.slice(from, to), start, end });
    });
    return lines;
  }

  /** The same without an object for each line. `added` is Latin-1. */
  visit(added: string, take: VisitLine): void {
    const before = this.#rest.length;
    this.#rest += added;
    // Searching only what is new keeps a long line that comes in small pieces linear.
    const firstEnd = added.indexOf('\n');
    if (firstEnd < 0 && this.#rest.length <= LONGEST_LINE_BYTES) return;
    this.#cut(this.#rest, firstEnd < 0 ? -1 : before + firstEnd, take);
  }

  #cut(text: string, firstEnd: number, take: VisitLine): void {
    const offset = this.#offset;
    let start = 0;
    for (let end = firstEnd; end >= 0; end = text.indexOf('\n', start)) {
      start = this.#cutLong(text, start, end, take);
      take(text, start, withoutReturns(text, start, end), offset + start, offset + end + 1);
      start = end + 1;
    }
    start = this.#cutLong(text, start, text.length, take);
    this.#rest = text.slice(start);
    this.#offset += start;
  }

  /** A line is cut at the same places however its bytes arrive. */
  #cutLong(text: string, from: number, end: number, take: VisitLine): number {
    let start = from;
    while (end - start > LONGEST_LINE_BYTES) {
      const longest = start + LONGEST_LINE_BYTES;
      const mark = text.slice(longest - MARKED_BYTES, longest).indexOf(MARK);
      const cut = mark < 0 ? longest : longest - MARKED_BYTES + mark;
      take(text, start, withoutReturns(text, start, cut), this.#offset + start, this.#offset + cut);
      start = cut;
    }
    return start;
  }

  /** The bytes after the last line end, of which a CR may be there already. */
  rest(): Line | null {
    if (this.#rest === '') return null;
    const text = this.#rest.slice(0, withoutReturns(this.#rest, 0, this.#rest.length));
    return { text, start: this.#offset, end: this.#offset + this.#rest.length };
  }
}

/** Where the text ends without the CRs at its end. */
export function withoutReturns(text: string, start: number, end: number): number {
  let to = end;
  while (to > start && text.charCodeAt(to - 1) === 0x0d) to--;
  return to;
}

export const asLatin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** Bytes that came in as Latin-1, read as the UTF-8 they were meant to be. */
export const asUtf8 = (text: string): string =>
  /[\x80-\xff]/.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text;
