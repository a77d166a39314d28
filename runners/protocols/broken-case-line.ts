// SPDX-License-Identifier: BSD-3-Clause
/**
 * A line that names a case, or the head of one, into which another CPU printed a whole line: what is left of it stands at the beginning of
 * a later line, without a head.
 */
import type { LogRecord } from './kernel-log.ts';

/** Lines of others that are waited for. */
const MOST_OTHERS = 8;
/** No line that names a case is longer, however often it is broken. */
const LONGEST = 1024;
const CASE = 'test:';

const isHeadless = ({ time, level, isTagged }: LogRecord): boolean => time === null && level === null && !isTagged;

function isBroken(record: LogRecord): boolean {
  const { text, isTagged, isRunInto } = record;
  return isRunInto && !isTagged && !isHeadless(record) && (text.startsWith(CASE) || CASE.startsWith(text));
}

export class BrokenCaseLine {
  #begun: LogRecord | null = null;
  #others = 0;

  /** The records that can be read now. */
  take(record: LogRecord): readonly LogRecord[] {
    const begun = this.#begun;
    const goesOn = begun !== null && isHeadless(record) && begun.text.length + record.text.length <= LONGEST;
    if (goesOn) return this.#hold({ ...begun, ...restOf(begun, record) });
    if (begun !== null && record.isTagged && ++this.#others <= MOST_OTHERS) return [record];
    return [...this.rest(), ...this.#hold(record)];
  }

  /** What was begun and does not go on. */
  rest(): readonly LogRecord[] {
    const begun = this.#begun;
    this.#begun = null;
    return begun === null ? [] : [begun];
  }

  #hold(record: LogRecord): readonly LogRecord[] {
    this.#begun = isBroken(record) ? record : null;
    this.#others = 0;
    return this.#begun === null ? [record] : [];
  }
}

const restOf = ({ text }: LogRecord, rest: LogRecord): Pick<LogRecord, 'text' | 'isRunInto'> => ({
  text: text + rest.text,
  isRunInto: rest.isRunInto,
});
