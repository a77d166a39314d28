// SPDX-License-Identifier: BSD-3-Clause
/**
 * What somebody who collected a log did to each line. In brackets before it, a clock or the name of a console looks like a part of the
 * kernel's own head, and is known when it is met. Any other prefix (a CI's clock, a container's name, the indentation of a quotation), and
 * colours whose escape characters were lost on the way, are learnt from the log's beginning.
 */
import { commonPrefix, withoutPrefix } from './common-prefix.ts';
import { plainText } from './kernel-log.ts';

/** Before the kernel's own time. */
const BEFORE_TIME = /^\[[^[\]]{1,64}\] {1,2}(?=\[ {0,8}\d{1,10}\.\d{6}\] )/;
/** Seconds, but not with six digits, as the kernel's are. */
const OTHER_TIME = /^\[ {0,8}\d{1,10}\.(?:\d{1,5}|\d{7,9})\] {1,2}/;

const withoutDigits = (text: string): string => text.replaceAll(/\d/g, '0');

/** Two CPUs that print at once leave two of the kernel's times in one line: of the same width, and in few lines. */
function isSecondCpu(prefix: string, line: string): boolean {
  return withoutDigits(line).startsWith(withoutDigits(prefix), prefix.length);
}

/** A bracket that holds a number with six decimals is the kernel's own time, unless another time follows it. */
function isKernelTime(text: string): boolean {
  const close = text.indexOf(']');
  return (
    text.charCodeAt(close - 7) === 0x2e && !(text.startsWith(' [', close + 1) || text.startsWith('  [', close + 1))
  );
}

/** Where the kernel's own words may begin. */
const KERNEL_WORDS =
  /\[ {0,8}\d{1,10}\.\d{6}\] |(?:dbg|Info|Warn|ERR|CRIT): {1,2}(?:[\t[<{]|test:)|test:(?: ?[\w$]+->| )|Powered by/;
const MOST_LINES = 400;
/** Even with colours off uktest resets them behind `test:`. */
const LOST_RESET = /test:(?:\^\[|\\x1b|\\033|\\e|\xe2\x90\x9b|\xef\xbf\xbd)?\[0m /;
const LOST_COLOUR = /(?:\^\[|\\x1b|\\033|\\e|\xe2\x90\x9b|\xef\xbf\xbd)?\[(?:\d{1,3}(?:;\d{1,3})*)?m/g;

export class CollectorPrefix {
  /** Of every line. */
  readonly #common: RegExp | null;
  readonly #areEscapesLost: boolean;
  /** Whoever collected the log has a clock that looks like the kernel's own. */
  readonly #areTimesTwo: boolean;
  /** Seen before a kernel's time, digits as zeros: lines of programs have it, too. */
  #shape: string | null = null;

  /** `head`: what the log begins with, Latin-1; the more of it the better. */
  constructor(head: string) {
    this.#areEscapesLost = LOST_RESET.test(head);
    const lines = head.split('\n', MOST_LINES).map((line) => this.#withColoursGone(line.trimEnd()));
    const said = lines.filter((line) => line.trim() !== '');
    this.#common = commonPrefix(said, KERNEL_WORDS);
    const clocks = said.filter((line) => BEFORE_TIME.test(line));
    this.#areTimesTwo = clocks.length * 2 > said.length;
  }

  #withColoursGone(text: string): string {
    const plain = plainText(text);
    return this.#areEscapesLost ? plain.replaceAll(LOST_COLOUR, '') : plain;
  }

  /** The line as the kernel, or a program, printed it, without colours. */
  strip(line: string): string {
    const text = this.#withColoursGone(line);
    return this.#common === null ? this.#withoutBrackets(text) : withoutPrefix(text, this.#common);
  }

  /** The last line ends before the words do that each begins with. */
  isBegun(line: string): boolean {
    return this.#common !== null && !this.#common.test(`${this.#withColoursGone(line)} `);
  }

  #withoutBrackets(text: string): string {
    if (!text.startsWith('[')) return text;
    if (this.#shape === null && isKernelTime(text)) return text;
    const found = BEFORE_TIME.exec(text)?.[0];
    if (found !== undefined && (this.#areTimesTwo || !isSecondCpu(found, text))) {
      this.#shape = withoutDigits(found);
      return text.slice(found.length);
    }
    const length = this.#shape?.length ?? 0;
    if (length > 0 && withoutDigits(text.slice(0, length)) === this.#shape) return text.slice(length);
    return text.replace(OTHER_TIME, '');
  }
}
