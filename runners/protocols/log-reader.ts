// SPDX-License-Identifier: BSD-3-Clause
/**
 * A console log of another project's tests, read without any plan of ours. Unlike uktest's text these protocols tell no running case, so
 * the whole reading is given at the end: a tree of results that only its own plan can complete.
 */
import type { AssertionFailure } from '../../model/verdict.ts';
import { plainText } from './kernel-log.ts';
import { LineCutter, type Line } from './lines.ts';
import type { CaseReading, Reading } from './reading.ts';

export interface LogReader {
  push(chunk: Uint8Array): void;
  /** Whether all that the protocol promised is there, so that nothing needs to follow. */
  hasSaidAll(): boolean;
  /** After the last byte. `exitStatus` is the monitor's, null where nobody knows it; `isReset`: the machine ended by a reset. */
  finish(exitStatus: number | null, isReset?: boolean): Reading;
  /** Addresses of the backtrace that the kernel printed when it crashed, the innermost first. */
  frames(): readonly string[];
}

/** The clock, level and caller that kernels put before a line: `<6>[    0.123456][    T1] `. */
const LOG_PREFIX = /^(?:<\d{1,3}>)?\[ {0,8}\d{1,10}\.\d{1,9}\](?:\[ {0,8}[TC]\d{1,9}\])?(?: |$)/;

export const withoutLogPrefix = (text: string): string => text.replace(LOG_PREFIX, '');

/** A CI's clock, that of syslog or journald with host and `kernel:`, `dmesg -T`, `dmesg -x`. */
const COLLECTOR_PREFIX =
  /^(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)? {1,2}(?:\S{1,64} kernel: )?|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S{1,64} kernel: |\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}\] |(?:kern|user|daemon) {0,4}:[a-z]{1,6} {0,4}: )/;

/** What Linux says when it cannot go on; a BUG alone may be survived. */
const LINUX_CRASH =
  /^(?:Kernel panic - not syncing|BUG: |kernel BUG at |[a-z][\w -]{2,40}: [0-9a-f]{4} \[#\d{1,4}\]|Oops[: ]|Internal error: |Unable to handle kernel |Unhandled exception|general protection fault|.{0,200}: assert failed: |Assert failed: )/;

/** A kernel says first what is wrong and behind its dump, at the latest, that it cannot go on. */
const DUMP_LINES = 100;

export const isCrashLine = (text: string): boolean => LINUX_CRASH.test(text);

/** timeout(1), SIGKILL and SIGTERM as a shell tells them. */
const KILLED = new Set([124, 137, 143]);

export const isKill = (exitStatus: number): boolean => KILLED.has(exitStatus);

export interface EndFacts {
  /** What the protocol promised has come; else in words what has not. */
  readonly missing: string | null;
  readonly crash: string | null;
  readonly isCut: boolean;
  readonly exitStatus: number | null;
  readonly isReset: boolean;
}

/** The first that holds: complete by the protocol's own words, a crash in the log, a reset, a kill, an exit in the middle, a log that just stops. */
export function endingOf({ missing, crash, isCut, exitStatus, isReset }: EndFacts): Pick<Reading, 'end' | 'cause'> {
  if (missing === null) return { end: 'complete', cause: null };
  if (crash !== null) return { end: 'crash', cause: crash };
  if (isReset)
    return {
      end: 'crash',
      cause: `${missing}: the machine was reset (the guest asked for it, or on x86 a triple fault)`,
    };
  if (exitStatus !== null && isKill(exitStatus))
    return { end: 'hang', cause: `${missing} and the monitor was killed (status ${exitStatus})` };
  const where = isCut ? `${missing} and the log stops in the middle of a line` : missing;
  if (exitStatus !== null && exitStatus !== 0)
    return { end: 'crash', cause: `${where} and the monitor exited with status ${exitStatus}` };
  return { end: 'truncated', cause: where };
}

/** Names are unique within a suite: the second of a name is `name (2)`. */
export class UniqueNames {
  readonly #seen = new Map<string, number>();

  of(name: string): string {
    const count = (this.#seen.get(name) ?? 0) + 1;
    this.#seen.set(name, count);
    return count === 1 ? name : this.of(`${name} (${count})`);
  }
}

/** One result that has no assertions of its own: it counts as one. */
export function singleResult(
  name: string,
  verdict: CaseReading['verdict'],
  failures: readonly AssertionFailure[] = [],
): CaseReading {
  const failedCount = verdict === 'fail' ? Math.max(1, failures.length) : failures.length;
  return { name, verdict, assertions: { passed: verdict === 'pass' ? 1 : 0, failed: failedCount }, failures };
}

/** Cuts lines, takes colours and log prefixes away, remembers the last crash and whether the log ends inside a line. */
export abstract class LineReader implements LogReader {
  readonly #lines = new LineCutter();
  readonly #findings: string[] = [];
  #crash: string | null = null;
  #linesSinceCrash = 0;
  /** Whether whoever collected the log put something before each line, as the first shows; null: no line yet. */
  #isCollected: boolean | null = null;

  push(chunk: Uint8Array): void {
    for (const line of this.#lines.push(chunk)) this.#takeLine(line);
  }

  finish(exitStatus: number | null, isReset = false): Reading {
    const rest = this.#lines.rest();
    if (rest !== null) this.#takeLine(rest);
    return this.conclude({ crash: this.#crash, isCut: rest !== null, exitStatus, isReset });
  }

  frames(): readonly string[] {
    return [];
  }

  /** A protocol whose words have no end of their own never has. */
  hasSaidAll(): boolean {
    return false;
  }

  /** Text of one line, Latin-1, without prefix and colours. */
  protected abstract take(text: string): void;

  protected abstract conclude(facts: Omit<EndFacts, 'missing'>): Reading;

  protected get findings(): readonly string[] {
    return this.#findings;
  }

  protected find(text: string): void {
    if (this.#findings.length < 100 && !this.#findings.includes(text)) this.#findings.push(text);
  }

  #asPrinted(text: string): string {
    if (this.#isCollected === null && text !== '') this.#isCollected = COLLECTOR_PREFIX.test(text);
    return this.#isCollected === true ? text.replace(COLLECTOR_PREFIX, '') : text;
  }

  #takeLine({ text }: Line): void {
    const plain = withoutLogPrefix(this.#asPrinted(plainText(text)));
    this.#lookForCrash(plain.trimStart());
    this.take(plain);
  }

  #lookForCrash(text: string): void {
    this.#linesSinceCrash++;
    if (!isCrashLine(text)) return;
    if (this.#crash === null || this.#linesSinceCrash > DUMP_LINES) this.#crash = text.slice(0, 300);
    this.#linesSinceCrash = 0;
  }
}
