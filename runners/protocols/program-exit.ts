// SPDX-License-Identifier: BSD-3-Clause
/**
 * The console of a kernel whose application is one program: what it printed, and the line that says how it ended. A monitor's status says
 * nothing here, as some kernels switch off after a crash just as they do after success.
 */
import type { AssertionFailure } from '../../model/verdict.ts';
import { isDump, isHeadline } from './crash-words.ts';
import { readRecords, plainText } from './kernel-log.ts';
import { asUtf8, LineCutter } from './lines.ts';
import { isKill, type LogReader } from './log-reader.ts';
import type { CaseReading, Reading } from './reading.ts';

/** `FILE.c:LINE: text`, as test programs write it. */
const PLACED = /^(?<file>[^\s:]{1,200}\.[ch]):(?<line>\d{1,6}): (?<text>.{1,300})/;
const MOST_FAILURES = 50;

export interface ProgramTerms {
  readonly suite: string;
  readonly name: string;
  /** Before the status, at the beginning of a line. */
  readonly mark: string;
  /** The status that says "cannot run here". */
  readonly skipStatus: number | undefined;
}

type Judged = Pick<CaseReading, 'verdict' | 'failures'> & { readonly cause: string | null };

const ENDS: Readonly<Partial<Record<CaseReading['verdict'], Reading['end']>>> = { crash: 'crash', timeout: 'hang' };

export class ProgramExitReader implements LogReader {
  readonly #terms: ProgramTerms;
  readonly #lines = new LineCutter();
  readonly #failures: AssertionFailure[] = [];
  #status: number | null = null;
  #crash: string | null = null;

  constructor(terms: ProgramTerms) {
    this.#terms = terms;
  }

  push(chunk: Uint8Array): void {
    for (const { text } of this.#lines.push(chunk)) this.#take(plainText(text));
  }

  /** Nothing of interest follows. */
  frames(): readonly string[] {
    return [];
  }

  crashPlace(): null {
    return null;
  }

  spans(): [] {
    return [];
  }

  hasSaidAll(): boolean {
    return this.#status !== null || this.#crash !== null;
  }

  #take(line: string): void {
    // The first one is ours: what runs on after that may print anything.
    if (this.#status !== null) return;
    const { mark } = this.#terms;
    if (line.startsWith(mark)) {
      const digits = /^\d{1,3}/.exec(line.slice(mark.length))?.[0];
      if (digits !== undefined) this.#status = Number(digits);
      return;
    }
    for (const { level, text } of readRecords(line, false)) this.#takeCrash(level === 'CRIT', text);
    const placed = PLACED.exec(line)?.groups;
    if (placed === undefined || this.#failures.length >= MOST_FAILURES) return;
    const { file = '', line: number = '', text = '' } = placed;
    this.#failures.push({ text: asUtf8(text), file: asUtf8(file), line: Number(number) });
  }

  /** Programs print without a level, so what they say is no crash of the kernel's. */
  #takeCrash(isCritical: boolean, text: string): void {
    if (isCritical && (isHeadline(text) || isDump(text))) this.#crash ??= asUtf8(text).trim();
  }

  finish(exitStatus: number | null): Reading {
    const rest = this.#lines.rest();
    if (rest !== null) this.#take(plainText(rest.text));
    const { suite, name } = this.#terms;
    const { verdict, cause, failures } = this.#judge(isKill(exitStatus));
    const assertions = { passed: verdict === 'pass' ? 1 : 0, failed: failures.length };
    const one = { name, verdict, assertions, failures, ...(cause === null ? {} : { reason: cause }) };
    // Whoever ended it knows more.
    const ending = verdict === 'timeout' ? 'it did not end' : cause;
    const end = ENDS[verdict] ?? 'complete';
    return { suites: [{ name: suite, cases: [one] }], end, cause: ending, findings: [] };
  }

  #judge(isKilled: boolean): Judged {
    const failures = this.#failures;
    const status = this.#status;
    if (status === 0) return { verdict: 'pass', cause: null, failures: [] };
    if (status !== null && status === this.#terms.skipStatus)
      return { verdict: 'skip', cause: `exited with status ${status}`, failures: [] };
    if (status !== null) return { verdict: 'fail', cause: null, failures: this.#failed(status) };
    if (this.#crash !== null) return { verdict: 'crash', cause: this.#crash, failures };
    if (isKilled) return { verdict: 'timeout', cause: null, failures };
    return { verdict: 'crash', cause: 'the machine went away before the program had ended', failures };
  }

  #failed(status: number): readonly AssertionFailure[] {
    const whole = { text: `exited with status ${status}`, file: null, line: null };
    return this.#failures.length > 0 ? this.#failures : [whole];
  }
}
