// SPDX-License-Identifier: BSD-3-Clause
/** All that the page tells of a case that did not simply pass. */
import type { AssertionFailure, StackFrame } from '../../model/verdict.ts';
import { againCommand } from '../again.ts';
import { orderInWords, shownAttempt, type CaseResult } from '../results.ts';

/** About 100 kB; a browser reads that in a few milliseconds. */
export const DETAILS_PER_PART = 200;

/** A crash in a loop may have thousands. */
const MOST_FAILURES = 100;

export interface CaseDetails {
  readonly cause: string | null;
  readonly failures: readonly AssertionFailure[];
  /** Failed assertions that are not in `failures`. */
  readonly furtherFailures: number;
  readonly backtrace: readonly StackFrame[];
  /** What was promised and why, if not a pass. */
  readonly expected: string | null;
  /** How it depends on the cases before it, in words. */
  readonly order: string | null;
  /** Script beside the page; null where no boot can show it again. */
  readonly repro: string | null;
  readonly again: string;
  /** Verdicts of all attempts in order, where there was more than one. */
  readonly attempts: readonly string[];
}

export function detailsOf(result: CaseResult, argv: readonly string[]): CaseDetails {
  const { last, earlier } = result;
  const { failures, cause, backtrace } = shownAttempt(result);
  const { verdict, reason } = last.expectation;
  return {
    cause,
    failures: failures.slice(0, MOST_FAILURES),
    furtherFailures: Math.max(0, failures.length - MOST_FAILURES),
    backtrace,
    expected: verdict === 'pass' ? null : `${verdict}: ${reason ?? 'no reason given'}`,
    order: orderInWords(result),
    repro: result.script,
    again: againCommand(result, argv),
    attempts: earlier.length === 0 ? [] : [...earlier, last].map((attempt) => attempt.verdict),
  };
}
