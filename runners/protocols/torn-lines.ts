// SPDX-License-Identifier: BSD-3-Clause
/**
 * What lines hide into which several CPUs printed at once. Each CPU's characters come in their order, so a line of the kernel's that was torn
 * apart is still there, letter by letter, between those of the others: its clock and level, and behind them what names a case.
 */
import type { LogForm, LogRecord } from './kernel-log.ts';

/** Lines of one stretch that are looked at, and what of each. */
const MOST_LINES = 8;
const LONGEST_LINE = 300;
/** From the first letter of a torn line to the last. */
const LONGEST_SPAN = 500;
/** Beginnings that are tried. */
const MOST_STARTS = 16;

const DIGIT = '0';
const CLOCK = `[${DIGIT}.${DIGIT.repeat(6)}]`;
const LEVEL = 'Info:';
const CASE = 'test:->';

/** A program may print a clock of its own. */
const OWN_CLOCK = /\[[\d:-]+\.\d{6}\]/;

const isDigit = (letter: string): boolean => letter >= '0' && letter <= '9';

/** Behind the letters of `pattern`, in this order and from `at` on; -1: they are not all there. */
function behindLetters(text: string, pattern: string, at: number): number {
  let next = at;
  const end = Math.min(text.length, at + LONGEST_SPAN);
  for (const letter of pattern) {
    while (next < end && !(letter === DIGIT ? isDigit(text.charAt(next)) : text.charAt(next) === letter)) next++;
    if (next >= end) return -1;
    next++;
  }
  return next;
}

/** From the first of these letters to the last; null: they are not there. */
function stretchOf(text: string, pattern: string): string | null {
  const first = pattern.charAt(0);
  let at = text.indexOf(first);
  for (let tried = 0; at >= 0 && tried < MOST_STARTS; tried++) {
    const end = behindLetters(text, pattern, at);
    if (end >= 0) return text.slice(at, end);
    at = text.indexOf(first, at + 1);
  }
  return null;
}

interface Line {
  /** Behind its head. */
  readonly words: string;
  /** What may belong to a line that names a case. */
  readonly letters: string;
}

/** `isOthers`: its head is whole and goes on to its own words, so it hides nothing. */
function lineOf({ time, level, text }: LogRecord, isOthers: boolean): Line {
  const words = text.slice(0, LONGEST_LINE);
  const head = `${time === null ? '' : `[ ${time.toFixed(6)}] `}${level === null ? '' : `${level}: `}`;
  return { words, letters: isOthers ? words : head + words };
}

export class TornLines {
  #lines: Line[] = [];
  /** Where others name their source, a line that names none is uktest's, or what is left of one. */
  #hasTags = false;

  /** A line of uktest's that is whole: nothing before it goes on behind it. */
  clear(): void {
    if (this.#lines.length > 0) this.#lines = [];
  }

  /** Any other; what this and those before it hide. */
  see(record: LogRecord, { hasTimes, hasLevels }: LogForm): 'case' | 'line' | null {
    if (!hasLevels && !hasTimes) return null;
    const { isTagged, isRunInto, text } = record;
    this.#hasTags ||= isTagged;
    const isOthers = isTagged || text.startsWith('\t') || !(isRunInto || this.#hasTags);
    this.#lines.push(lineOf(record, isOthers));
    if (this.#lines.length > MOST_LINES) this.#lines.shift();
    const head = (hasTimes ? CLOCK : '') + (hasLevels ? LEVEL : '');
    if (this.#isTorn(({ letters }) => letters, head + CASE)) return 'case';
    // Without times too much looks like a head.
    return hasLevels && hasTimes && this.#isTorn(({ words }) => words, head) ? 'line' : null;
  }

  #isTorn(part: (line: Line) => string, pattern: string): boolean {
    if (!this.#lines.some((line) => part(line).includes(pattern.charAt(0)))) return false;
    const stretch = stretchOf(this.#lines.map(part).join('\n'), pattern);
    return stretch !== null && !OWN_CLOCK.test(stretch);
  }
}
