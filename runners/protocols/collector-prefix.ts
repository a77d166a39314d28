// SPDX-License-Identifier: BSD-3-Clause
/**
 * What somebody who collected a log put before each line in brackets, a clock or the name of a console. It looks like a part of the kernel's
 * own head of a line, so that it has to go before that is read; other prefixes do not, and are merely text.
 */

/** Before the kernel's own time. */
const BEFORE_TIME = /^\[[^[\]]{1,64}\] {1,2}(?=\[ {0,8}\d{1,10}\.\d{6}\] )/;
/** Seconds, but not with six digits, as the kernel's are. */
const OTHER_TIME = /^\[ {0,8}\d{1,10}\.(?:\d{1,5}|\d{7,9})\] {1,2}/;

const withoutDigits = (text: string): string => text.replaceAll(/\d/g, '0');

/** A bracket that holds a number with six decimals is the kernel's own time, unless another time follows it. */
function isKernelTime(text: string): boolean {
  const close = text.indexOf(']');
  return (
    text.charCodeAt(close - 7) === 0x2e && !(text.startsWith(' [', close + 1) || text.startsWith('  [', close + 1))
  );
}

export class CollectorPrefix {
  /** Seen before a kernel's time, digits as zeros: lines of programs have it, too. */
  #shape: string | null = null;

  strip(text: string): string {
    if (!text.startsWith('[')) return text;
    if (this.#shape === null && isKernelTime(text)) return text;
    const found = BEFORE_TIME.exec(text)?.[0];
    if (found !== undefined) {
      this.#shape = withoutDigits(found);
      return text.slice(found.length);
    }
    const length = this.#shape?.length ?? 0;
    if (length > 0 && withoutDigits(text.slice(0, length)) === this.#shape) return text.slice(length);
    return text.replace(OTHER_TIME, '');
  }
}
