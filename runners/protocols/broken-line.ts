// SPDX-License-Identifier: BSD-3-Clause
/**
 * A line of the kernel's log into which another CPU printed whole lines of it: what is left of it stands at the beginning of a later line,
 * without a head. Put together it says all that it was meant to say, and so do the others.
 */
import { mayBreakHead, mendHead } from './broken-head.ts';
import { isBareForm, plainText, readRecords, recordStarts, type LogForm, type LogRecord } from './kernel-log.ts';
import { PADDED_WIDTH, readAssertion } from './uktest-line.ts';

/** A line without colours, and what of the log it was made of. */
export interface PlainLine {
  readonly text: string;
  readonly raw: string;
  /** Put together from several, so that `raw` has others between its parts. */
  readonly isMended: boolean;
  /** Its rest is not found. */
  readonly isBrokenOff?: true;
}

/** Lines of others that are waited for. */
const MOST_OTHERS = 8;
/** No line of the log is longer, however often it is broken. */
const LONGEST = 1024;
/** A head that has begun, as far as its level, maybe with a part of a colour. */
const BEGUN_HEAD = /^(?:\x1b\[?\d{0,2}|\[ {0,8}\d{0,10}(?:\.\d{0,6})?\]? {0,2})?(?:[A-Z][A-Za-z]{0,3}:?|dbg?:?)?$/;
const ONLY_TIME = /^\[ {0,8}\d{1,10}\.\d{6}\] {1,2}$/;
/** What only uktest prints: the line of another that holds it is broken itself. */
const OF_UKTEST = /\[ ?[A-Z]{0,6} ?\]?\s*$|\. {2}[A-Z]{1,6} ?$|\t {2}in |test:/;

/** Of uktest's lines; null: not known yet. */
type Form = LogForm | null;

const PIECES = /(?:dbg|Info|Warn|ERR|CRIT): |\{r:0x|\[ {2,4}\d/;

const isHeadless = ({ time, level, isTagged }: LogRecord): boolean => time === null && level === null && !isTagged;

function isOfKernel(text: string, record: LogRecord, form: Form): boolean {
  if (!isHeadless(record)) return true;
  return text !== '' && (BEGUN_HEAD.test(text) || (isBareForm(form) && /^(?:\t|te?s?t?:?|test:.*)$/.test(text)));
}

/** A head may have been broken anywhere. */
const goesOn = (begun: string, { time, level }: LogRecord): boolean =>
  time === null && (level === null || ONLY_TIME.test(begun));

/** Pieces of other heads are in what was put together. */
function isTornOn(text: string): boolean {
  const records = readRecords(text, false);
  return records.some((record) => PIECES.test(record.text));
}

/** Of somebody else, and whole as far as one can see. */
const isOthers = ({ isTagged, level, time, text }: LogRecord): boolean =>
  isTagged && (level !== null || time !== null) && !OF_UKTEST.test(text);

export class BrokenLine {
  #begun: PlainLine | null = null;
  /** A line whose head may go on in the next one. */
  #head: PlainLine | null = null;
  #others = 0;

  /** Nothing is to be mended in most lines. `records`: of this one. */
  concerns(text: string, records: readonly LogRecord[], form: Form): boolean {
    return this.#begun !== null || this.#head !== null || records.length > 1 || isMaybeHead(text, records, form);
  }

  /** The lines that can be read now. */
  take(line: PlainLine, form: Form): readonly PlainLine[] {
    const head = this.#head;
    this.#head = null;
    if (head !== null) return this.#goOnWithHead(head, line, form);
    const begun = this.#begun;
    if (begun === null) return this.#hold(line, form);
    const [first, ...more] = readRecords(line.text, false);
    if (first !== undefined && goesOn(begun.text, first) && begun.text.length + line.text.length <= LONGEST) {
      // A colour may have been broken as well.
      const text = plainText(begun.text + line.text);
      const held = this.#hold({ text, raw: begun.raw + line.raw, isMended: true }, form);
      if (this.#begun !== null || !isTornOn(text)) return held;
      return [{ ...begun, isBrokenOff: true }, line];
    }
    if (first !== undefined && more.length === 0 && isOthers(first) && ++this.#others <= MOST_OTHERS) return [line];
    return [...this.rest(), ...this.#hold(line, form)];
  }

  /** What was begun and does not go on. */
  rest(): readonly PlainLine[] {
    const [begun, head] = [this.#begun, this.#head];
    this.#begun = null;
    this.#head = null;
    return [...(begun === null ? [] : [{ ...begun, isBrokenOff: true as const }]), ...(head === null ? [] : [head])];
  }

  #goOnWithHead(head: PlainLine, line: PlainLine, form: Form): readonly PlainLine[] {
    const mended = mendHead(head.text, line.text);
    if (mended === null) return [head, ...this.take(line, form)];
    const raw = head.raw + line.raw;
    const inserted = { text: mended.inserted, raw, isMended: true };
    return [inserted, ...this.#hold({ text: plainText(mended.line), raw, isMended: true }, form)];
  }

  #hold(line: PlainLine, form: Form): readonly PlainLine[] {
    this.#begun = null;
    const at = othersAt(line.text, form);
    if (at === 0 && isMaybeHead(line.text, readRecords(line.text, false), form)) {
      this.#head = line;
      return [];
    }
    if (at === 0) return [line];
    this.#begun = { ...line, text: line.text.slice(0, at), isMended: true };
    this.#others = 0;
    return [{ ...line, text: line.text.slice(at), isMended: true }];
  }
}

function isMaybeHead(text: string, [record, ...more]: readonly LogRecord[], form: Form): boolean {
  const isWhole = record === undefined || record.level !== null || record.isTagged || more.length > 0;
  return !isWhole && !isBareForm(form) && mayBreakHead(text, form?.hasLevels === true);
}

/** Where the line of another begins, behind the beginning of one of the kernel's; 0: it is no such line. */
function othersAt(text: string, form: Form): number {
  const records = readRecords(text, false);
  const starts = recordStarts(text, false);
  const others = records.at(-1);
  // What a program left unfinished may stand before all.
  const own = records[records.length - 2];
  const isUnfinished = records.length === 3 && records[0] !== undefined && isHeadless(records[0]);
  if (own === undefined || others === undefined || (records.length > 2 && !isUnfinished)) return 0;
  const [from = 0, at = 0] = starts.slice(-2);
  return isOthers(others) && isOfKernel(text.slice(from, at), own, form) ? at : 0;
}

/**
 * Of an assertion into which another CPU's line was begun, the rest may stand at the end of that: only uktest prints a verdict, and its
 * width tells how much of the text before it is uktest's.
 */
export function withOwnVerdict(records: readonly LogRecord[]): readonly LogRecord[] {
  const [own, others] = records.slice(-2);
  if (own === undefined || others === undefined || !others.isTagged) return records;
  const { text } = own;
  if (!text.startsWith('\t') || own.isTagged || readAssertion(text) !== null) return records;
  const { width } = readAssertion(others.text) ?? { width: 0 };
  const at = text.length + width - PADDED_WIDTH - 1;
  if (width === 0 || at <= 0 || at >= width) return records;
  return [
    ...records.slice(0, -2),
    { ...others, text: others.text.slice(0, at) },
    { ...own, text: text + others.text.slice(at), isRunInto: false },
  ];
}
