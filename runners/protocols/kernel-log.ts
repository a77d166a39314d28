// SPDX-License-Identifier: BSD-3-Clause
/**
 * A console line of a kernel, taken apart: `[seconds] Level: <thread> {r:..,f:..} [library] <file @ line> text`, each part optional. What
 * is printed without a newline runs into the next line of the log, so one line may hold several records. Matching is anchored and bounded:
 * no line costs more than its length.
 */

import { withoutReturns } from './lines.ts';

/** `CRIT`, `ERR`, `Warn`, `Info`, `dbg`; null where the log prints none. */
export type Level = 'CRIT' | 'ERR' | 'Warn' | 'Info' | 'dbg' | null;

export interface LogRecord {
  /** Seconds since the boot; null where the log has no times. */
  readonly time: number | null;
  readonly level: Level;
  /** The record names the library or the source line it is from. Lines of uktest name neither. */
  readonly isTagged: boolean;
  /** `[library] <file @ line> ` as printed, where it names both. */
  readonly tag: string | null;
  readonly text: string;
  /** Another record begins behind this one, on the same line. */
  readonly isRunInto: boolean;
}

/** ECMA-48: control sequences (none that end in `[`: there another CPU's line begins), designations, single functions (a terminal that is reset), application strings (a CI's clock), a window's title. */
const ANSI = /\x1b(?:\[[0-?]{0,64}[ -/]?[@-Z\\-~]|[()][A-Z0-9]|[=>cM78]|[\]_][^\x07\x1b]{0,256}(?:\x07|\x1b\\))/g;
const HEAD =
  /(?:\[ {0,8}(\d{1,10}\.\d{1,9})\] {1,2})?(?:(dbg|Info|Warn|ERR|CRIT): {1,2})?(?:<(?:[^<>@]{1,64}|<n\/a>)> )?(?:\{r:[^{}]{1,64}\} )?(\[[\w.+-]{1,64}\] )?(?:<[^<>@]{1,64}> )?(<[^<>@]{1,256}@ {1,5}\d{1,6}> )?/y;
/** Before 0.7 uktest printed this before the tab of its lines. */
const OLD_INDENT = /^ {4}:(?=\t| {3}\S)/;
/** What uktest itself says, as its first form said it: with the library and the source line in the head, as any debug message. */
const OWN_WORDS = /^(?: {4}:(?:\t| {3})|test: \[)/;
/** Where a record may begin inside a line. A level alone is a word; it counts before what only the kernel prints. */
const INNER_HEAD =
  /\[ {0,8}\d{1,10}\.\d{6}\] |(?:dbg|Info|Warn|ERR|CRIT): {1,2}(?=(?:<(?:[^<>@]{1,64}|<n\/a>)> )?(?:\{r:[^{}]{1,64}\} )?(?:\t|test:|\[[\w.+-]{1,64}\] |<[^<>@]{1,256}@ {1,5}\d{1,6}> ))|(?<=\. \[ (?:PASSED|FAILED|OMITTED) \])\t|(?<!> ) {4}:(?=\t)/g;
/** In a log without any heads only this tells that a case's line begins behind other text. */
const BARE_CASE = /^test: ?[^\s>]{1,200}->[^\s:]{1,200}(?:: .*)?$/;

/** Zero bytes may stand behind the CR of a line's end, too, as they do in UTF-16. */
function withoutZeros(text: string): string {
  const rest = text.replaceAll('\0', '');
  return rest.slice(0, withoutReturns(rest, 0, rest.length));
}

/** Without colours, without the zero bytes that some serial lines begin with, and without the CR of those that end in LF CR. */
export function plainText(text: string): string {
  const bytes = text.includes('\0') ? withoutZeros(text) : text;
  const seen = bytes.startsWith('\r') ? bytes.replace(/^\r+/, '') : bytes;
  return seen.includes('\x1b') ? seen.replaceAll(ANSI, '') : seen;
}

const OWN_TIME = /^\[ {0,8}\d{1,10}\.\d{1,9}\] {1,2}/;
export const LEVELS = ['dbg', 'Info', 'Warn', 'ERR', 'CRIT'];
const LAST_LETTERS = new Set(LEVELS.map((level) => level.charCodeAt(level.length - 1)));
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/**
 * Where INNER_HEAD can match at or behind `from`, one of its parts stands that nothing matches without: looking for those is quicker by
 * far. `from` is at least 1.
 */
function mayHoldHead(text: string, from: number): boolean {
  for (let at = text.indexOf('[', from); at >= 0; at = text.indexOf('[', at + 1)) {
    let next = at + 1;
    while (text.charCodeAt(next) === 0x20) next++;
    if (isDigit(text.charCodeAt(next))) return true;
  }
  for (let at = text.indexOf(': ', from); at >= 0; at = text.indexOf(': ', at + 2))
    if (LAST_LETTERS.has(text.charCodeAt(at - 1))) return true;
  for (let at = text.indexOf('\t', from); at >= 0; at = text.indexOf('\t', at + 1))
    if (text.charCodeAt(at - 1) === 0x5d || text.startsWith('    :', at - 5)) return true;
  return false;
}

/** Behind the level, if one stands at `at`. */
function behindLevel(text: string, at: number): number {
  const level = LEVELS.find((name) => text.startsWith(name, at) && text.startsWith(':', at + name.length));
  return at + (level === undefined ? 0 : level.length + 1);
}

/** Offsets at which records begin; the first is 0. */
export function recordStarts(text: string, isBare: boolean): number[] {
  const starts = [0];
  INNER_HEAD.lastIndex = 1;
  let behindTime = OWN_TIME.exec(text)?.[0].length ?? -1;
  const mayHold = mayHoldHead(text, behindTime < 0 ? 1 : behindLevel(text, behindTime));
  for (let found = mayHold ? INNER_HEAD.exec(text) : null; found !== null; found = INNER_HEAD.exec(text)) {
    if (found.index !== behindTime || text.startsWith('[', found.index)) starts.push(found.index);
    behindTime = found.index + found[0].length;
  }
  if (isBare && starts.length === 1) {
    const at = text.indexOf('test:', 1);
    if (at > 0 && BARE_CASE.test(text.slice(at))) starts.push(at);
  }
  return starts;
}

function readRecord(text: string, isRunInto: boolean): LogRecord {
  HEAD.lastIndex = 0;
  const [head = '', time, level, library, place] = HEAD.exec(text) ?? [];
  const words = text.slice(head.length);
  const hasTag = library !== undefined || place !== undefined;
  return {
    time: time === undefined ? null : Number(time),
    level: (level ?? null) as Level,
    isTagged: hasTag && !(level === 'dbg' && OWN_WORDS.test(words)),
    tag: library === undefined || place === undefined ? null : library + place,
    text: words.replace(OLD_INDENT, ''),
    isRunInto,
  };
}

/** `isBare`: the log is known to have neither times nor levels. `text` has no colours any more. */
export function readRecords(text: string, isBare: boolean): LogRecord[] {
  const starts = recordStarts(text, isBare);
  if (starts.length === 1) return [readRecord(text, false)];
  return starts.map((start, index) => readRecord(text.slice(start, starts[index + 1]), index + 1 < starts.length));
}

/** What is left of a head when another CPU printed into it. */
const BROKEN_HEAD =
  /^\[? {0,8}\d{1,10}\.\d{6}\] |^\[ {2,8}(?:\d{1,10}\.|\[)|^\[[\w.+-]{1,64}\] <[^<>@]{1,256}@ {1,5}\d{1,6}>/;
/** The source line in a head, into which another CPU printed. */
const BROKEN_PLACE = /^<[^>]{0,80}(?:@ |\[)/;
/** The end of an assertion's line that was broken off: a verdict that was begun, or the end of `FAILED ]`. */
const BROKEN_REST = /\.{8} \[ ?[A-Z]{0,6} ?$|(?:^|[^S])ED \]$/;

/** What is left of a colour when another CPU printed into it. */
const BROKEN_COLOUR = /\x1b(?:\[|$)|\[\d{1,2}m/;

/** Dots before a verdict, which then is missing. */
const PADDING = '........';

/** Of a line into which another CPU printed; the expressions of assertions stand between backquotes. */
export const isMaybeCase = (text: string): boolean => /\w->\w/.test(text) && !text.includes('`');

/** What only a failed assertion prints, wherever it stands. */
const FAILURES = ['. [ FAILED ]', '.  FAILED', '\t  in '];
/** That of a program, which wrote a word and few dots of its own, or none. */
const OWN_FAILURE = /^\w[^\t]{0,200}[^.\s] ?\.{0,7} ?\[ FAILED \]\s*$/;

export interface LogForm {
  readonly hasTimes: boolean;
  readonly hasLevels: boolean;
}

/** Neither times nor levels; null: not known yet. */
export const isBareForm = (form: LogForm | null): boolean => form !== null && !form.hasTimes && !form.hasLevels;

export const formOf = ({ time, level }: LogRecord): LogForm => ({ hasTimes: time !== null, hasLevels: level !== null });

/** Programs print without the head that the log has; what they say decides nothing. */
export function isOfLog({ time, level, tag, text }: LogRecord, { hasTimes, hasLevels }: LogForm): boolean {
  // Another CPU may have printed behind the time; no program prints a level before such a line, or before a source.
  const isTimeLost = (level === 'Info' && /^(?:\t|test:)/.test(text)) || (level !== null && tag !== null);
  return (time !== null || !hasTimes || isTimeLost) && (level !== null || !hasLevels);
}

/** Does this record show that several CPUs printed at once? `isRead`: it made sense as a line of uktest. */
export function isGarbled(record: LogRecord, form: LogForm, isRead: boolean): boolean {
  const { time, level, isTagged, text } = record;
  const hasHead = time !== null || level !== null;
  // Of a head alone nothing is lost: its line goes on elsewhere.
  if (hasHead && record.isRunInto && !isRead) return text !== '';
  if (hasHead && !isRead && BROKEN_PLACE.test(text)) return true;
  const isTimeLost = form.hasTimes && time === null && level !== null;
  if (isTimeLost && (isTagged || (!isRead && /^(?:\t|test:)/.test(text)))) return true;
  if (form.hasLevels && time !== null && level === null) return true;
  if (!isRead && BROKEN_COLOUR.test(text)) return true;
  if (!isRead && FAILURES.some((mark) => text.includes(mark))) return hasHead || !OWN_FAILURE.test(text);
  if (isRead || !(form.hasLevels || form.hasTimes)) return false;
  const end = text.slice(-24).trimEnd();
  if (!hasHead)
    return (form.hasTimes && isTagged) || BROKEN_HEAD.test(text) || (BROKEN_REST.test(end) && !OWN_FAILURE.test(text));
  const isOwn = text.startsWith('test:') || isMaybeCase(text) || text.includes(PADDING) || BROKEN_REST.test(end);
  return !isTagged && isOwn;
}
