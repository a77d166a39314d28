// SPDX-License-Identifier: BSD-3-Clause
/**
 * The lines that uktest and the boot code around it print, each by itself: what a record of the log says, not what it means where it
 * stands. Expressions are anchored, and bounded where they could be slow.
 */
import type { LogRecord } from './kernel-log.ts';
import { asUtf8 } from './lines.ts';

/** Up to the name; behind it there is a colon and a description, or nothing. */
const CASE = /^test: ?(?<suite>[^\s>]{1,400})->(?<name>[^\s:]{1,400})(?=[\s:]|$)/;
/** As uktest printed it at first, through the log of debug messages. */
const FIRST_CASE = /^test: \[(?<suite>[^\s:[\]]{1,400}):(?<name>[^\s:[\]]{1,400})\](?=\s*$)/;
/** A tab that somebody expanded is as wide as a line's head leaves it. */
const PLACE = /^\s{0,24}in (?<file>\S.*):(?<line>\d{1,9})\]?\s*$/;
const TOTALS =
  /^(?:uktest:| - )(?<what>suites|cases|assertions|Suites|Cases|Assertions): +(?:\d{1,9} omitted, )?(?:(?<failed>\d{1,9}) failed, )?(?:\d{1,9} omitted, )?(?<total>\d{1,9}) total/;
export const REFUSED = /^Could not initialize test suite: ?(?<suite>\S+)/;
export const INIT_FAILED = /^Init function at (?<address>\S+) returned error -?\d+/;
export const MAIN_RETURNED = /^main returned (?<status>-?\d{1,10})(?:, halting system)?\s*$/;
export const HALTING = /^Halting system \((?<target>\d{1,3})\)/;
/** To halt or to restart, as somebody asked; a kernel that gives up has another target. */
export const isOrderly = (target: string): boolean => target === '0' || target === '1';
/** Glued to what somebody left without a newline, it stands on the line of that. */
export const HALTED = /^(?:.*\S)?Unikraft (?:halted|crashed)\s*$/;
/** The kernel calls what is registered to run before `main`, the tests among that. */
export const INITS = /^Init Table @ /;
/** The boot code speaks between what it calls, and the drivers' first words come from such a call: no case runs any more. */
const BOOT_WORDS =
  /^(?:Initialize (?:memory allocator|the IRQ subsystem|platform time|scheduling|bus handlers)\.\.\.|Init Table @ |Call (?:init function|(?:pre-init )?constructor): )/;

export function isOfBootCode({ tag, text }: LogRecord): boolean {
  if (HALTING.test(text)) return false;
  return tag?.startsWith('[libukboot] <boot.c ') === true || BOOT_WORDS.test(text);
}

/** Where the kernel goes on to `main`: the last case is over. */
export const AFTER_TESTS = /^(?:Calling main\(|Constructor table at|Pre-init table at)/;
/** Released kernels on arm64 say and do the same in both. */
export const NO_RETURN = 'main() did not return: it called exit(), or it gave up without a word, as abort() does';
/** QEMU's own last words, where its messages went into the same file. */
export const KILLED = /^qemu-system-\w+: terminating on signal \d+/;
/** The end of a machine that its monitor cannot go on with, or of a kernel that is a process itself, as a shell tells it. */
export const DIED =
  /^(?:KVM internal error\. |error: kvm run failed |KVM: entry failed, |qemu: fatal: |qemu-system-\w+: Trying to execute code outside RAM or ROM |\S{10,40} \[\S{1,80}:(?:fc_vcpu \d{1,3}|main)\] (?:Received KVM_EXIT_SHUTDOWN|Vmm is stopping)|(?:[\w./-]{1,64}: line \d{1,6}: +\d{1,10} )?(?:Segmentation fault|Illegal instruction|Bus error|Aborted)\b)/;
/** It is printed, not logged; its first line may be glued to what a program left unfinished. */
export const BANNER = /^(?:Powered by\b|o\. {3}\.o {7}_ _ )/;
/** The first words of a boot. */
export const BOOT = /^(?:SeaBIOS \(version|Unikraft constructor table at)/;

/** All that came of a line before the log was cut: the colour that its head begins with, or its level. */
export const BEGUN_COLOUR = /\x1b\[[1-9]\d?m/;
export const BEGUN_LEVEL = /^(?:I|In|Inf|Info|d|db|dbg|W|Wa|War|Warn|E|ER|ERR|C|CR|CRI|CRIT):?$/;

/** The same behind what a program left unfinished: a colour, a clock, or a level on its way. */
const BEGUN_INSIDE =
  /(?:\x1b(?:\[\d{0,2})?|\[ {2,8}(?:\d[\d.]{0,16}\]? ?)?|(?:dbg|Info|Warn|ERR|CRIT): {0,2}(?:[<{[].{0,80})?)$/;

/** Neither critical itself nor the end after what was. */
export const isCalm = ({ level, text }: LogRecord): boolean =>
  level !== 'CRIT' && text.trim() !== '' && !HALTED.test(text);

/** The beginning of a line of the log, as opposed to what a program prints; as little as `[   0.1` is enough. */
export const isLogLike = ({ time, level, isTagged, text }: LogRecord): boolean =>
  time !== null || level !== null || isTagged || /^(?:\t|test:|\x1b|\[ {0,8}[\d.]*\]?$)/.test(text);

/** Of a log that is cut. */
export const isCutInLog = (record: LogRecord): boolean => isLogLike(record) || BEGUN_INSIDE.test(record.text);

export interface Assertion {
  /** Omitted: whoever wrote it knows that it fails, and the kernel does not count it. */
  readonly verdict: 'passed' | 'failed' | 'omitted';
  readonly text: string;
  /** Of the text and its dots. */
  readonly width: number;
}

/** The column to which uktest pads a message with dots, its newlines counted, the tab before it not. */
export const PADDED_WIDTH = 81;

const VERDICTS = [
  ['. [ PASSED ]', 'passed'],
  ['. [ FAILED ]', 'failed'],
  ['. [ OMITTED ]', 'omitted'],
  ['.  PASSED', 'passed'],
  ['.  FAILED', 'failed'],
  ['.  OMITTED', 'omitted'],
] as const;

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0d;

/** Read from its end, because the text may hold anything, words of a verdict included. */
export function readAssertion(text: string): Assertion | null {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  const last = text.charCodeAt(end - 1);
  if (last !== 0x5d && last !== 0x44) return null;
  for (const [mark, verdict] of VERDICTS) {
    if (!text.endsWith(mark, end)) continue;
    const width = end - mark.length + 1;
    if (verdict === 'passed') return { verdict, text: '', width };
    let textEnd = end - mark.length;
    while (textEnd > 0 && text.charCodeAt(textEnd - 1) === 0x2e) textEnd--;
    return { verdict, text: text.slice(0, textEnd), width };
  }
  return null;
}

/** As wide as uktest makes it, or begun as it begins, maybe behind other text; whoever passed the log on may have taken the tab away. */
export function isPadded(text: string): boolean {
  const assertion = readAssertion(text);
  if (assertion === null || text.startsWith('\t')) return true;
  const heads = [text.length - text.trimStart().length];
  for (let tab = text.indexOf('\t'); tab >= 0 && heads.length < 8; tab = text.indexOf('\t', tab + 1))
    heads.push(tab + 1);
  return heads.some((head) => text.startsWith('expected `', head) || assertion.width - head === PADDED_WIDTH);
}

/** In uktest's words and of its width: it lost its head to a line that somebody left unfinished. */
export const isOwnMessage = (text: string): boolean =>
  text.startsWith('\texpected `') && readAssertion(text)?.width === PADDED_WIDTH + 1;

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Without colours uktest closes brackets that it never opened: `in tests.c]:17]`. */
export function readPlace(text: string): Place | null {
  const { file, line } = PLACE.exec(text)?.groups ?? {};
  if (file === undefined || line === undefined) return null;
  return { file: file.endsWith(']') ? file.slice(0, -1) : file, line: Number(line) };
}

const TAG = /^\[(?<library>[^\]]+)\] <(?<file>[^<>@]*[^<>@ ]) *@ +(?<line>\d+)> $/;

export interface TaggedPlace extends Place {
  readonly library: string;
}

/** As the head of a record has it. */
export function readTag(tag: string | null): TaggedPlace | null {
  const { library, file, line } = TAG.exec(tag ?? '')?.groups ?? {};
  if (library === undefined || file === undefined || line === undefined) return null;
  return { library, file: asUtf8(file), line: Number(line) };
}

/** What suites of this project print in a case that cannot be tested where it runs. */
export const SKIPPED = /^\t {2}skipped: (?<reason>.*\S)/;

export interface Totals {
  readonly what: 'suites' | 'cases' | 'assertions';
  readonly failed: number;
  readonly total: number;
}

export function readTotals(text: string): Totals | null {
  const { what: word, failed, total } = TOTALS.exec(text)?.groups ?? {};
  const what = word?.toLowerCase();
  if (what !== 'suites' && what !== 'cases' && what !== 'assertions') return null;
  return { what, failed: Number(failed ?? 0), total: Number(total) };
}

export interface CaseName {
  readonly suite: string;
  readonly name: string;
}

export function readCase(text: string): CaseName | null {
  const [head = '', suite, name] = CASE.exec(text) ?? FIRST_CASE.exec(text) ?? [];
  const behind = text.slice(head.length);
  if (
    suite === undefined ||
    name === undefined ||
    /[\x1b[]/.test(suite + name) ||
    !(/^:(?: |$)/.test(behind) || behind.trim() === '')
  )
    return null;
  return { suite, name };
}
