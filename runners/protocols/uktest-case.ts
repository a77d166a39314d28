// SPDX-License-Identifier: BSD-3-Clause
/** A case of uktest's classic text while its lines come, and what is told of it in the end. */
import type { AssertionFailure } from '../../model/verdict.ts';
import { asUtf8 } from './lines.ts';
import type { CaseResult, ProtocolEvent } from './protocol-event.ts';
import type { CaseName } from './uktest-line.ts';

export interface OpenCase {
  readonly suite: string;
  readonly name: string;
  readonly at: number;
  passed: number;
  failed: number;
  readonly failures: AssertionFailure[];
  /** Why the case left itself out. */
  skipped: string | null;
  /** The kernel said that it cannot go on: this case never ends well, whatever is printed after that. */
  isCrashed: boolean;
}

export function newCase({ suite, name }: CaseName, at: number): OpenCase {
  const counts = { passed: 0, failed: 0, failures: [] };
  return { suite: asUtf8(suite), name: asUtf8(name), at, ...counts, skipped: null, isCrashed: false };
}

function resultOf({ failed, skipped }: OpenCase): CaseResult {
  if (failed > 0) return { verdict: 'fail' };
  return skipped === null ? { verdict: 'pass' } : { verdict: 'skip', reason: skipped };
}

/** `at`: the line that shows that it is over. */
export function caseEnded(one: OpenCase, at: number): ProtocolEvent {
  const { suite, name, passed, failed, failures } = one;
  const told = { suite, name, result: resultOf(one), assertions: { passed, failed }, failures };
  return { type: 'case-ended', ...told, durationUs: null, at, endAt: at };
}

/** It will never report. */
export function caseLeftOpen({ suite, name, passed, failed, failures, at }: OpenCase): ProtocolEvent {
  return { type: 'open-case', suite, name, assertions: { passed, failed }, failures, after: null, at };
}
