// SPDX-License-Identifier: BSD-3-Clause
/**
 * What JUnit can be told of a case, in no dialect yet. JUnit knows failures, errors and skips: crash, timeout and unresolved are errors
 * of that type, a kept promise to fail is a skip of type `expected-fail`.
 */
import type { CaseEnded } from '../../model/events.ts';
import { headlineOf, orderInWords, placeOf, type CaseResult } from '../results.ts';

export interface JunitVerdict {
  readonly kind: 'failure' | 'error' | 'skipped';
  readonly type: string;
  readonly message: string;
  /** Empty for a skip. */
  readonly details: string;
}

/** Surefire's words for a case that was tried more than once: flaky if it passed in the end, else rerun. */
export interface EarlierAttempt {
  readonly kind: 'flakyFailure' | 'flakyError' | 'rerunFailure' | 'rerunError';
  readonly type: string;
  readonly message: string;
  readonly details: string;
}

/** `file:line: ` or nothing. */
function placeInWords(result: CaseResult): string {
  const place = placeOf(result);
  return place === null ? '' : `${place.file}:${place.line}: `;
}

const attemptLines = ({ cell, suite, name, verdict, cause, failures, backtrace }: CaseEnded): string[] => [
  `${cell} > ${suite} > ${name}: ${verdict}${cause === null ? '' : ` (${cause})`}`,
  ...failures.map(({ file, line, text }) => `${file ?? '?'}:${line ?? '?'}: ${text}`),
  ...backtrace.map(
    (frame) => `  at ${frame.function ?? '?'} (${frame.file ?? '?'}:${frame.line ?? '?'}) ${frame.address}`,
  ),
];

/** Everything known of a case that went wrong. */
function detailsOf(result: CaseResult): string {
  const { last, planned } = result;
  const order = orderInWords(result);
  const { verdict, reason } = last.expectation;
  return [
    ...attemptLines(last),
    ...(order === null ? [] : [order]),
    ...(planned?.file ? [`case defined at ${planned.file}:${planned.line ?? '?'}`] : []),
    ...(verdict === 'pass' ? [] : [`expected: ${verdict} (${reason ?? 'no reason given'})`]),
  ].join('\n');
}

function keptVerdict(result: CaseResult): JunitVerdict | null {
  const { verdict, cause, expectation } = result.last;
  if (verdict === 'pass') return null;
  const [type, message] =
    verdict === 'skip'
      ? ['skip', cause ?? 'no reason given']
      : [`expected-${verdict}`, expectation.reason ?? headlineOf(result)];
  return { kind: 'skipped', type, message, details: '' };
}

/** Null: there is nothing to tell but that it passed. */
export function verdictOf(result: CaseResult): JunitVerdict | null {
  const { verdict, outcome, expectation } = result.last;
  if (outcome !== 'unexpected') return keptVerdict(result);
  const details = detailsOf(result);
  const message = placeInWords(result) + headlineOf(result);
  switch (verdict) {
    case 'fail':
      return { kind: 'failure', type: 'fail', message, details };
    case 'pass':
    case 'skip':
      return {
        kind: 'failure',
        type: `unexpected-${verdict}`,
        message: `promised to ${expectation.verdict}, seen: ${verdict}`,
        details,
      };
    case 'crash':
    case 'timeout':
    case 'unresolved':
      return { kind: 'error', type: verdict, message, details };
    default:
      throw new Error(`unhandled verdict ${String(verdict satisfies never)}`);
  }
}

export function earlierAttempts({ last, earlier }: CaseResult): EarlierAttempt[] {
  const prefix = last.outcome === 'flaky' || last.verdict === 'pass' ? 'flaky' : 'rerun';
  const bad = earlier.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip');
  return bad.map((attempt) => ({
    kind: `${prefix}${attempt.verdict === 'fail' ? 'Failure' : 'Error'}` as const,
    type: attempt.verdict,
    message: attempt.failures.at(-1)?.text ?? attempt.cause ?? attempt.verdict,
    details: attemptLines(attempt).join('\n'),
  }));
}

/** Where the case stands, as `file:line`; null where nobody knows. */
export function definedAt({ planned }: CaseResult): string | null {
  if (planned === null || planned.file === null) return null;
  return planned.line === null ? planned.file : `${planned.file}:${planned.line}`;
}
