// SPDX-License-Identifier: BSD-3-Clause
/**
 * The beginning of an assertion's message whose verdict has not come yet: it may hold newlines, or another CPU printed into its line. What
 * goes on in the next line is known by its width, to which uktest pads every message.
 */
import type { LogRecord } from './kernel-log.ts';
import { PADDED_WIDTH, type Assertion } from './uktest-line.ts';

/** As long as a kernel's buffer for one. */
const LONGEST_MESSAGE = 4096;

/** So uktest itself words what it expects. */
const OWN_WORDS = 'expected `';

/** Not the dots of a sentence that breaks off; letters of another line may stand between them. */
const PADDING = /(?:\.[^.]{0,8}){8}|\.{4}/;

/** It comes with a verdict. */
const isOwn = (text: string): boolean => text.startsWith(OWN_WORDS) || PADDING.test(text);

export class BegunMessage {
  #text: string | null = null;
  /** Another CPU printed into it, so it goes on in the next line without a newline of its own. */
  #isBroken = false;

  get isBegun(): boolean {
    return this.#text !== null;
  }

  begin(text: string): void {
    this.#text = text;
    this.#isBroken = false;
  }

  goOn(line: string): void {
    if (this.#text !== null && this.#text.length < LONGEST_MESSAGE) this.#text += `\n${line}`;
  }

  /** Whether this record is its only line so far, into which another CPU printed. */
  breakOff({ text, isRunInto }: LogRecord): boolean {
    const isOnly = text.startsWith('\t') && this.#text === text.slice(1);
    this.#isBroken ||= isOnly && (isRunInto || isOwn(text.slice(1)));
    return this.#isBroken;
  }

  /** What stands before the line with the verdict. */
  before(): string {
    if (this.#text === null) return '';
    return this.#isBroken ? this.#text : `${this.#text}\n`;
  }

  isEndedBy(assertion: Assertion): boolean {
    this.#dropOthers(assertion);
    return this.before().length + assertion.width === PADDED_WIDTH;
  }

  /** A program on another CPU printed a line without a head into it: as much as the width is too large, at its end. */
  #dropOthers({ width }: Assertion): void {
    const text = this.#text;
    if (text === null || !isOwn(text) || text.includes('\n')) return;
    const excess = text.length + width - PADDED_WIDTH;
    if (excess <= 0 || !isOwn(text.slice(0, -excess))) return;
    this.#text = text.slice(0, -excess);
    this.#isBroken = true;
  }

  /**
   * It is over; what is in doubt if it had no verdict. A program may log any text, but what uktest itself words, or pads, comes with one
   * unless another CPU printed into it.
   */
  drop(): string | null {
    const text = this.#text;
    const isDoubtful = this.#isBroken || (text !== null && isOwn(text));
    this.#text = null;
    this.#isBroken = false;
    return isDoubtful ? text : null;
  }
}
