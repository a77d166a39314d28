// SPDX-License-Identifier: BSD-3-Clause
/** A case of uktest's classic text while its lines come, and what is told of it in the end. */
import type { AssertionFailure } from '../../model/verdict.ts';
import { asUtf8 } from './lines.ts';
import type { CaseResult, ProtocolEvent } from './protocol-event.ts';
import type { Assertion, CaseName, Place } from './uktest-line.ts';

/** In a kernel of somebody else suites of this project end a case that failed so: see suites/tree_uktest. */
const SUMMARY = 'some of the above failed';
const LOST = '(the line of this assertion is not in the log)';

export interface OpenCase {
  readonly suite: string;
  readonly name: string;
  readonly at: number;
  passed: number;
  failed: number;
  readonly failures: AssertionFailure[];
  /** What is known to fail, and counts as nothing. */
  readonly omitted: AssertionFailure[];
  /** Why the case left itself out. */
  skipped: string | null;
  /** The kernel said that it cannot go on: this case never ends well, whatever is printed after that. */
  isCrashed: boolean;
  /** Behind its last line others were torn apart, one of which may have told of its end. */
  isEndTorn: boolean;
}

export function newCase({ suite, name }: CaseName, at: number): OpenCase {
  const counts = { passed: 0, failed: 0, failures: [], omitted: [] };
  return { suite: asUtf8(suite), name: asUtf8(name), at, ...counts, skipped: null, isCrashed: false, isEndTorn: false };
}

function resultOf({ failed, skipped }: OpenCase): CaseResult {
  if (failed > 0) return { verdict: 'fail' };
  return skipped === null ? { verdict: 'pass' } : { verdict: 'skip', reason: skipped };
}

/** `begun`: what its message has before the line with its verdict. Where its place belongs, if the next line says it. */
export function addAssertion(one: OpenCase, { verdict, text }: Assertion, begun: string): AssertionFailure[] | null {
  if (verdict === 'passed') {
    one.passed++;
    return null;
  }
  if (verdict === 'failed') one.failed++;
  const list = verdict === 'failed' ? one.failures : one.omitted;
  list.push({ text: asUtf8(`${begun}${text}`).trim(), file: null, line: null });
  return list;
}

/** `list`: the last of these is the assertion that stands there; null: its own line was lost. */
export function placeAssertion(one: OpenCase, list: AssertionFailure[] | null, { file, line }: Place): void {
  if (list === null) one.failed++;
  const failure = list?.pop();
  (list ?? one.failures).push({ text: failure?.text ?? LOST, file: asUtf8(file), line });
}

const omittedIn = ({ suite, name, omitted, at }: OpenCase): ProtocolEvent[] =>
  omitted.length === 0 ? [] : [{ type: 'omitted', suite, name, assertions: omitted, at }];

/** `at`: the line that shows that it is over. */
export function caseEnded(one: OpenCase, at: number): ProtocolEvent[] {
  const { suite, name, passed } = one;
  // It repeats what those before it say, unless these were lost.
  const own = one.failures.filter(({ text }) => text !== SUMMARY);
  const failures = own.length === 0 ? one.failures : own;
  const failed = one.failed - (one.failures.length - failures.length);
  const told = { suite, name, result: resultOf(one), assertions: { passed, failed }, failures };
  return [...omittedIn(one), { type: 'case-ended', ...told, durationUs: null, at, endAt: at }];
}

/** It will never report. */
export function caseLeftOpen(one: OpenCase): ProtocolEvent[] {
  const { suite, name, passed, failed, failures, isEndTorn, at } = one;
  const assertions = { passed, failed };
  return [...omittedIn(one), { type: 'open-case', suite, name, assertions, failures, after: null, isEndTorn, at }];
}
