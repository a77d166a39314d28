// SPDX-License-Identifier: BSD-3-Clause
/**
 * From the reading of a foreign console to the verdicts of a boot. Here nobody knows the cases beforehand: they are what the console names,
 * and one more, `(log)`, where the log as a whole says something that none of them carries. Pure and synchronous.
 */
import { caseKey } from '../model/cell.ts';
import type { StackFrame, Verdict } from '../model/verdict.ts';
import type { BootJudgement, CaseVerdict } from './judge.ts';
import { STOP_ON_FAILURE } from './protocols/crash-words.ts';
import { MAIN_FAILED, refusalOf, type CaseReading, type Reading } from './protocols/reading.ts';
import { INIT_FAILED } from './protocols/uktest-line.ts';

export interface ImageCase extends CaseVerdict {
  /** The log itself says that it knows of this failure. */
  readonly isPromisedToFail: boolean;
}

const END_VERDICT = { crash: 'crash', hang: 'timeout', truncated: 'unresolved', complete: 'unresolved' } as const;

/** `cause` is the one of the log's end: what ended it was the case that ran. */
function toCase(suite: string, reading: CaseReading, cause: string | null): ImageCase {
  const { name, verdict, assertions, failures, promised } = reading;
  const isOfEnd = verdict === 'crash' || verdict === 'timeout' || verdict === 'unresolved';
  const reason = reading.reason ?? (isOfEnd ? cause : null);
  return {
    suite,
    name,
    verdict,
    cause: verdict === 'pass' || verdict === 'fail' ? null : reason,
    assertions,
    failures,
    backtrace: [],
    durationMs: 0,
    range: null,
    isPromisedToFail: promised === 'fail',
  };
}

export interface JudgedBoot {
  readonly cases: readonly ImageCase[];
  readonly judgement: BootJudgement;
}

/** `tookMs`: by case. */
export function withDurations({ cases, judgement }: JudgedBoot, tookMs: ReadonlyMap<string, number>): JudgedBoot {
  const told = cases.map((one) => ({ ...one, durationMs: tookMs.get(caseKey(one)) ?? 0 }));
  return { cases: told, judgement: { ...judgement, verdicts: told } };
}

/** Of the case that the kernel crashed or hung in. */
export function withBacktrace({ cases, judgement }: JudgedBoot, backtrace: readonly StackFrame[]): JudgedBoot {
  const told = cases.map((one) => (one.verdict === 'crash' || one.verdict === 'timeout' ? { ...one, backtrace } : one));
  return { cases: told, judgement: { ...judgement, verdicts: told } };
}

/** The case behind which no other ran, if there is one. */
export function stopperOf({ verdicts, disagreement, end }: BootJudgement): CaseVerdict | undefined {
  const stopped = verdicts.findLast(
    ({ verdict, name }) => verdict === 'crash' || verdict === 'timeout' || name === '(init)',
  );
  if (stopped !== undefined) return stopped;
  const isLast = disagreement === STOP_ON_FAILURE || (end === 'truncated' && verdicts.at(-1)?.verdict === 'unresolved');
  return isLast ? verdicts.at(-1) : undefined;
}

/** A suite without any case is one that did not start; null: none of these ended the log. */
function refusedAtEnd({ suites, end, cause, findings }: Reading): string | null {
  const isWithIt = end === 'complete' || INIT_FAILED.test(cause ?? '');
  const last = suites.findLast(
    ({ name, cases }) => cases.length === 0 && (isWithIt || !findings.includes(refusalOf(name))),
  );
  return last?.name ?? null;
}

/** The kernel went on behind it, to what else there is to tell. */
function refusedBefore(reading: Reading, atEnd: string | null): ImageCase[] {
  const gone = reading.suites.filter(({ name, cases }) => cases.length === 0 && name !== atEnd);
  return gone.map(({ name }) => {
    const words = refusalOf(name);
    const none = { assertions: { passed: 0, failed: 0 }, failures: [] };
    return toCase(name, { name: '(init)', verdict: 'unresolved', reason: words, ...none }, words);
  });
}

/** `image` names the suite of what is said of the log as a whole. */
export function judgeReading(reading: Reading, image: string): JudgedBoot {
  const { suites, end, cause, findings } = reading;
  const named = suites.flatMap(({ name, cases }) => cases.map((one) => toCase(name, one, cause)));
  // What the application says of itself is certain, and no case carries it.
  const isMains = cause !== null && named.length > 0 && MAIN_FAILED.test(cause);
  const verdict: Verdict = isMains ? 'fail' : END_VERDICT[end];
  // A kernel that was asked to stop at a failure says no more than the case does.
  const isStop = cause === STOP_ON_FAILURE && named.at(-1)?.verdict === 'fail';
  const isCarried = cause === null || isStop || (!isMains && named.some((one) => one.verdict === verdict));
  const refused = refusedAtEnd(reading);
  const isEmpty = named.length === 0;
  const isSilent = isEmpty && refused === null;
  const words = isSilent ? [cause, ...findings].filter((text) => text !== null).join('; ') : (cause ?? '');
  const name = refused === null ? '(log)' : '(init)';
  const failures = isMains ? [{ text: words, file: null, line: null }] : [];
  const whole = { name, verdict, assertions: { passed: 0, failed: failures.length }, failures, reason: words };
  const isTold = isCarried && !isEmpty;
  const others = [...refusedBefore(reading, isTold ? null : refused), ...named];
  const cases = isTold ? others : [...others, toCase(refused ?? image, whole, cause)];
  return {
    cases,
    judgement: { end, disagreement: cause, verdicts: cases, remaining: [], findings: isSilent ? [] : findings },
  };
}
