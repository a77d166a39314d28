// SPDX-License-Identifier: BSD-3-Clause
/**
 * A console log of another project's tests, read without any plan of ours. Unlike uktest's text these protocols tell no running case, so
 * the whole reading is given at the end: a tree of results that only its own plan can complete.
 */
import type { AssertionFailure } from '../../model/verdict.ts';
import type { CaseSpan } from '../arrivals.ts';
import { CollectedLog } from './collected-log.ts';
import { KernelComplaints } from './kernel-complaints.ts';
import { plainText } from './kernel-log.ts';
import { BEGINS_RESULT, INNER_CLOCK, partsOf, standsAlone } from './kernel-between.ts';
import { asLatin1, LineCutter } from './lines.ts';
import type { CaseReading, Reading } from './reading.ts';
import { ScreenRows } from './screen-rows.ts';
import type { TaggedPlace } from './uktest-line.ts';

export interface LogReader {
  push(chunk: Uint8Array): void;
  /** Whether all that the protocol promised is there, so that nothing needs to follow. */
  hasSaidAll(): boolean;
  /**
   * After the last byte. `exitStatus` is the monitor's, null where nobody knows it; `isReset`: the machine ended by a reset; `isKilled`:
   * absent, the status has to tell.
   */
  finish(exitStatus: number | null, isReset?: boolean, isKilled?: boolean): Reading;
  /** Addresses of the backtrace that the kernel printed when it crashed, the innermost first. */
  frames(): readonly string[];
  /** What the kernel named as the place where it gave up. */
  crashPlace(): TaggedPlace | null;
  /** Each run of a case, of those protocols that tell as they go. */
  spans(): readonly CaseSpan[];
}

/** The clock, level and caller that kernels put before a line: `<6>[    0.123456][    T1] `. */
const LOG_PREFIX = /^(?:<\d{1,3}>)?\[ {0,8}\d{1,10}\.\d{1,9}\](?:\[ {0,8}[TC]\d{1,9}\])?(?: |$)/;

/** So begins another line of the kernel's, wherever a collector's words end. */
const CUT_CLOCK = /(?:^|[\s>])\[ {1,8}\d{0,10}\.?\d{0,9}$/;

export const withoutLogPrefix = (text: string): string => text.replace(LOG_PREFIX, '');

/** Of UTF-8 and UTF-16, as Latin-1. */
const BYTE_ORDER_MARK = /^(?:\xef\xbb\xbf|\xff\xfe)/;

/** A watchdog of Linux speaks of what no longer moves; it may move on. */
const STALLED =
  /\bBUG: (?:soft lockup|workqueue lockup) |\bhard LOCKUP\b|^rcu: INFO: \S{1,40} (?:self-)?detected .{0,20}stalls? |^INFO: task \S{1,40} blocked for more than /;

/** SeaBIOS ends no line before it starts the kernel. */
const BIOS = /^Booting from (?:ROM|Hard Disk|DVD\/CD)\.{2,3}(?=\S)/;

/** QEMU's own last words, where its messages went into the same file. */
const KILLED = /^qemu-system-\w+: terminating on signal \d+/;
/** The same behind what the guest left unfinished. */
const KILLED_INSIDE = /(?!^)qemu-system-\w{1,20}: terminating on signal \d/;
const KILLED_WORDS = ': terminating on signal ';

/** Linux's last words where somebody told it to end. */
const LEFT =
  /^reboot: (?:Power (?:down|off not available: System halted instead)|Restarting system|System halted|machine restart)/;

/** What Linux and UEFI's firmware say when they cannot go on; a BUG alone may be survived. */
const KERNEL_CRASH =
  /^(?:Kernel panic - not syncing|BUG: |kernel BUG at |[a-z][\w -]{2,40}: [0-9a-f]{4} \[#\d{1,4}\]|Oops[: ]|Internal error: |Unable to handle kernel |[Uu]nhandled (?:cpu )?exception|Unhandled vector \d|Vector: \d{1,2} \(el[01]|general protection fault|Assert failed: |!!!! \w+ Exception Type - |Synchronous Exception at 0x)/;

/** Linux's last line where it was not told to reboot (`panic=`): the machine stands still from then on. */
const LINUX_STOPPED = '---[ end Kernel panic';

/** Distinctive enough behind what a program left unfinished. */
const CRASH_INSIDE =
  /Kernel panic - not syncing|BUG: unable to handle |kernel BUG at |Unable to handle kernel |Unhandled (?:cpu )?exception [\dec]|!!!! \w{3,9} Exception Type - |Synchronous Exception at 0x[\dA-F]{16}/;

/** Of test programs, behind their file and line. */
const isAssertion = (text: string): boolean => {
  const at = text.indexOf(': assert failed: ');
  return at >= 0 && at <= 200;
};

/** From where the kernel begins to say that it crashed; null: it does not. */
function crashWords(text: string): string | null {
  if (STALLED.test(text)) return null;
  if (KERNEL_CRASH.test(text) || isAssertion(text)) return text;
  // Looking for these first is quicker by far.
  if (!['panic', 'BUG', 'andle', ' Exception '].some((word) => text.includes(word))) return null;
  const at = text.search(CRASH_INSIDE);
  return at < 0 ? null : text.slice(at);
}

/** A kernel says first what is wrong and behind its dump, at the latest, that it cannot go on. */
const DUMP_LINES = 100;

const PANIC = /^Kernel panic - not syncing/;
/** An init that ends, or that there is none, makes a kernel panic that has nothing else to do; the code is init's wait status: no signal. */
const NO_INIT =
  /^Kernel panic - not syncing: (?:VFS: Unable to mount root fs|No working init found|Requested init |Attempted to kill init! exitcode=0x[0-9a-f]{6}00\b)/;

/** timeout(1), SIGKILL and SIGTERM as a shell tells them. */
const KILL_STATUS = new Set([124, 137, 143]);

export const isKill = (exitStatus: number | null): boolean => exitStatus !== null && KILL_STATUS.has(exitStatus);

/** No more than the end of a kernel whose tests are over; where some did not come, an init that ended is why. */
export const isEndWithoutInit = (crash: string, isIncomplete: boolean): boolean =>
  NO_INIT.test(crash) && !(isIncomplete && crash.includes('kill init'));

export interface EndFacts {
  /** What the protocol promised has come; else in words what has not. */
  readonly missing: string | null;
  /** After which no more of the tests was seen. */
  readonly crash: string | null;
  /** The crash is one that no kernel survives. */
  readonly isPanic: boolean;
  readonly isCut: boolean;
  readonly exitStatus: number | null;
  readonly isReset: boolean;
  /** Somebody ended the monitor, and the status says only that. */
  readonly isKilled: boolean;
  /** What the monitor said when somebody ended it, or a watchdog of the kernel before it fell silent. */
  readonly killed: string | null;
  /** What the kernel said when it was told to end, behind all tests that were seen. */
  readonly left: string | null;
}

/** The first that holds: a panic behind all that, complete by the protocol's own words, a crash in the log, a reset, a kill, an exit in the middle, a log that just stops. */
export function endingOf(facts: EndFacts): Pick<Reading, 'end' | 'cause'> {
  const { missing, crash, isCut, exitStatus, isReset } = facts;
  if (missing === null && crash !== null && facts.isPanic && !isEndWithoutInit(crash, false))
    return { end: 'crash', cause: crash };
  if (missing === null) return { end: 'complete', cause: null };
  if (crash !== null) return { end: 'crash', cause: crash };
  if (isReset)
    return {
      end: 'crash',
      cause: `${missing}: the machine was reset (the guest asked for it, or on x86 a triple fault)`,
    };
  if (facts.isKilled) return { end: 'hang', cause: `${missing} and the monitor was killed (status ${exitStatus})` };
  if (exitStatus === null && facts.killed !== null) return { end: 'hang', cause: `${missing}; ${facts.killed}` };
  const cut = isCut ? `${missing} and the log stops in the middle of a line` : missing;
  const where = facts.left === null ? cut : `${cut}; the kernel ended before that: ${facts.left}`;
  if (exitStatus !== null && exitStatus !== 0)
    return { end: 'crash', cause: `${where} and the monitor exited with status ${exitStatus}` };
  return { end: 'truncated', cause: where };
}

/** Names are unique within a suite: the second of a name is `name (2)`. */
export class UniqueNames {
  readonly #seen = new Set<string>();
  /** Of those that came more than once: in a long log few do. */
  readonly #counts = new Map<string, number>();

  of(name: string): string {
    if (!this.#seen.has(name)) {
      this.#seen.add(name);
      return name;
    }
    const count = (this.#counts.get(name) ?? 1) + 1;
    this.#counts.set(name, count);
    return this.of(`${name} (${count})`);
  }
}

/** Shared by all results that say no more, of which there may be millions. */
const NO_FAILURES: readonly AssertionFailure[] = [];
const ONE_PASSED = { passed: 1, failed: 0 } as const;
const NONE_COUNTED = { passed: 0, failed: 0 } as const;

/** One result that has no assertions of its own: it counts as one. */
export function singleResult(
  name: string,
  verdict: CaseReading['verdict'],
  failures: readonly AssertionFailure[] = NO_FAILURES,
): CaseReading {
  const failed = verdict === 'fail' ? Math.max(1, failures.length) : failures.length;
  const plain = verdict === 'pass' ? ONE_PASSED : NONE_COUNTED;
  return { name, verdict, assertions: failed === 0 ? plain : { ...plain, failed }, failures };
}

/** A good result in a line of which a part may be lost, its name or what would excuse it. */
export function doubtedResult<Result extends { readonly verdict: CaseReading['verdict'] }>(
  result: Result,
  reason: string,
): Result {
  return result.verdict === 'pass' || result.verdict === 'skip' ? { ...result, verdict: 'unresolved', reason } : result;
}

/** That of a log that was cut, where it lacks more than that. */
export const cutResult = <Result extends { readonly verdict: CaseReading['verdict'] }>(result: Result): Result =>
  doubtedResult(result, 'the log stops in the middle of its line');

/** Who looks at it with each byte looks at no more than this. */
const LONGEST_PROMPT = 200;

/** Cuts lines, takes colours and log prefixes away, remembers the last crash and whether the log ends inside a line. */
export abstract class LineReader implements LogReader {
  readonly #lines = new LineCutter();
  readonly #rows = new ScreenRows();
  readonly #findings: string[] = [];
  #crash: string | null = null;
  #linesSinceCrash = 0;
  #isPanic = false;
  #hasStopped = false;
  /** The beginning of a result whose line the kernel broke into. */
  #begun: string | null = null;
  /** That line was one of the kernel's log. */
  #isBegunOfLog = false;
  /** What broke into the line was broken into itself, so that nobody knows whose the rest is. */
  #isTornTwice = false;
  #tear: 'whole' | 'once' | 'twice' = 'whole';
  #isAtCut = false;
  #isCutInClock = false;
  /** The first crash after which the tests went on. */
  #survived: string | null = null;
  #killed: string | null = null;
  #stalled: string | null = null;
  #left: string | null = null;
  readonly #complaints = new KernelComplaints();
  #collected = new CollectedLog('');

  /** `head`: what the log begins with, Latin-1, where it is known before the reading. */
  learnFrom(head: string): this {
    this.#collected = new CollectedLog(head);
    return this;
  }

  push(chunk: Uint8Array): void {
    this.#pushText(this.#rows.push(asLatin1(chunk)));
  }

  #pushText(added: string): void {
    this.#lines.visit(added, (text, from, to, start) => {
      this.#takeLine(text.slice(from, to), start);
    });
  }

  finish(exitStatus: number | null, isReset = false, isKilled = isKill(exitStatus)): Reading {
    this.#pushText(this.#rows.rest());
    const rest = this.#lines.rest();
    this.#isAtCut = rest !== null;
    this.#isCutInClock = CUT_CLOCK.test(rest?.text ?? '');
    if (rest !== null) this.#takeLine(rest.text, rest.start);
    this.#isAtCut ||= this.#begun !== null;
    this.#tellBegun();
    if (this.#complaints.words !== null) this.find(this.#complaints.words);
    if (this.#survived !== null) this.find(`the tests went on after: ${this.#survived}`);
    return this.conclude({
      crash: this.#crash,
      isPanic: this.#isPanic,
      isCut: rest !== null,
      exitStatus,
      isReset,
      isKilled,
      killed: this.#killed ?? this.#stalled,
      left: this.#left,
    });
  }

  frames(): readonly string[] {
    return [];
  }

  crashPlace(): TaggedPlace | null {
    return null;
  }

  spans(): readonly CaseSpan[] {
    return [];
  }

  /** A kernel that stopped for good has nothing more to say, either. */
  hasSaidAll(): boolean {
    return this.#hasStopped || this.isComplete();
  }

  /** Whether the protocol's own end came; one whose words have no end never is. */
  protected isComplete(): boolean {
    return false;
  }

  /** Text of one line, Latin-1, without prefix and colours. */
  protected abstract take(text: string): void;

  protected abstract conclude(facts: Omit<EndFacts, 'missing'>): Reading;

  /** The line that is taken lacks its end: what it says may not be all that it would have said. */
  protected get isAtCut(): boolean {
    return this.#isAtCut;
  }

  /** Whether the line that is taken was put together: what the kernel printed into it is gone, and `twice` tells that more may be wrong. */
  protected get tear(): 'whole' | 'once' | 'twice' {
    return this.#tear;
  }

  /** What came of the line that has no end yet, as take() would get it: a prompt waits there. Empty if it is long. */
  protected get unfinished(): string {
    const text = this.#lines.rest()?.text ?? '';
    return text.length > LONGEST_PROMPT ? '' : withoutLogPrefix(plainText(text));
  }

  /** The log stops inside of the kernel's clock: neither a prompt nor the last line of somebody's excerpt ends so. */
  protected get isCutInClock(): boolean {
    return this.#isCutInClock;
  }

  protected get findings(): readonly string[] {
    return this.#findings;
  }

  protected find(text: string): void {
    if (this.#findings.length < 100 && !this.#findings.includes(text)) this.#findings.push(text);
  }

  /** A line of the tests: the kernel has survived what it said before. */
  protected goOn(): void {
    this.#survived ??= this.#crash;
    this.#crash = null;
    this.#isPanic = false;
    this.#stalled = null;
    this.#left = null;
  }

  /** What came after the tests went on last, and no kernel says so lightly. */
  protected get crash(): string | null {
    return this.#crash;
  }

  /** What follows is of another machine. */
  protected forgetCrash(): void {
    this.#crash = null;
    this.#isPanic = false;
    this.#hasStopped = false;
    this.#killed = null;
    this.#stalled = null;
    this.#left = null;
  }

  #takeLine(text: string, start: number): void {
    const whole = start === 0 ? text.replace(BYTE_ORDER_MARK, '') : text;
    const printed = this.#collected.asPrinted(plainText(whole));
    if (printed === null) return;
    const at = printed.includes(KILLED_WORDS) ? printed.search(KILLED_INSIDE) : -1;
    if (at <= 0) {
      this.#takePrinted(printed);
      return;
    }
    this.#isAtCut = true;
    this.#takePrinted(printed.slice(0, at));
    this.#isAtCut = false;
    this.#takePrinted(printed.slice(at));
  }

  #takePrinted(printed: string): void {
    const plain = withoutLogPrefix(printed.replace(BIOS, ''));
    const isKilled = KILLED.test(plain);
    if (isKilled) this.#killed = plain.trim().slice(0, 300);
    const isOfLog = plain !== printed || isKilled;
    if (isOfLog && this.#isBegunOfLog) this.#tellBegun();
    if (isOfLog && this.#begun !== null) this.#tellOfKernel(plain);
    else this.#takeWords(plain, isOfLog);
  }

  /** Of a result that the kernel broke into, the rest is on the next line without a clock. */
  #takeWords(text: string, isOfLog: boolean): void {
    const line = isOfLog || standsAlone(text, this.#begun ?? '') ? text : `${this.#begun ?? ''}${text}`;
    if (line === text) this.#tellBegun();
    const clock = BEGINS_RESULT.test(line) ? INNER_CLOCK.exec(line) : null;
    if (clock === null) {
      this.#endBegun(line);
      return;
    }
    const others = line.slice(clock.index + clock[0].length);
    this.#isTornTwice = (this.#isTornTwice && line !== text) || INNER_CLOCK.test(others);
    this.#begun = line.slice(0, clock.index);
    this.#isBegunOfLog = isOfLog;
    this.#tellOfKernel(others);
  }

  /** `line`: with its rest, if anything was begun. */
  #endBegun(line: string): void {
    if (this.#begun === null) {
      this.#tellParts(line);
      return;
    }
    this.#begun = null;
    this.#tellTorn(line);
  }

  #tellTorn(text: string): void {
    this.#tear = this.#isTornTwice ? 'twice' : 'once';
    this.#tellParts(text);
    this.#tear = 'whole';
  }

  /** Nobody goes on after a crash, so what was begun came before it. */
  #tellOfKernel(text: string): void {
    if (this.#begun !== null && crashWords(text.trimStart()) !== null) this.#tellBegun();
    this.#tellParts(text);
  }

  #tellParts(text: string): void {
    for (const part of partsOf(text)) this.#tell(withoutLogPrefix(part));
  }

  #tellBegun(): void {
    const begun = this.#begun;
    this.#begun = null;
    if (begun !== null) this.#tellTorn(begun);
  }

  #tell(text: string): void {
    this.#lookForCrash(text.trimStart());
    this.take(text);
  }

  #lookForCrash(line: string): void {
    this.#linesSinceCrash++;
    this.#hasStopped ||= line.startsWith(LINUX_STOPPED);
    if (STALLED.test(line)) this.#stalled ??= line.slice(0, 300);
    if (line.startsWith('reboot: ') && LEFT.test(line)) this.#left ??= line.trim();
    const text = crashWords(line);
    if (text === null) {
      this.#complaints.take(line);
      return;
    }
    this.#isPanic ||= PANIC.test(text);
    if (this.#crash === null || this.#linesSinceCrash > DUMP_LINES) this.#crash = text.slice(0, 300);
    this.#linesSinceCrash = 0;
  }
}
