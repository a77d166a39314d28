// SPDX-License-Identifier: BSD-3-Clause
/** The runs of a case that one log shows, and the verdict that stands for them: a guest that goes round in a circle runs a few cases millions of times. */
import type { AssertionFailure, Verdict } from '../../model/verdict.ts';
import { STOP_ON_FAILURE } from './crash-words.ts';
import type { CaseCounts } from './protocol-event.ts';
import type { CaseReading, Reading } from './reading.ts';

/** The last start of a case, as far as the log tells, and what came of those before it. */
export interface CaseRun {
  readonly suite: string;
  readonly name: string;
  /** Of the machine, counted from 0. */
  readonly boot: number;
  readonly earlier: EarlierRuns | null;
  /** Why it was skipped. */
  reason: string | null;
  /** What is said of its assertions that count as nothing. */
  omitted: string | null;
  /** Null while it runs. */
  verdict: Verdict | null;
  assertions: CaseCounts;
  failures: readonly AssertionFailure[];
  /** What the kernel said when it could not go on. */
  crash: string | null;
  isGarbled: boolean;
  /** Lines that are mixed up came behind its last one. */
  isEndTorn: boolean;
}

/** Only the end of the log tells the verdict of a run that is open. */
type Settled = Verdict | 'open' | 'open-failed';

/** Runs of a case that are over, put together. */
export interface EarlierRuns {
  readonly settled: Set<Settled>;
  passed: number;
  failed: number;
  readonly failures: AssertionFailure[];
}

/** What stands for several runs of one case: the first of these that one of them has. */
const WORST_FIRST: readonly Verdict[] = ['crash', 'timeout', 'fail', 'unresolved', 'skip', 'pass'];
const OPEN_VERDICT: Readonly<Record<Reading['end'], Verdict>> = {
  crash: 'crash',
  hang: 'timeout',
  truncated: 'unresolved',
  complete: 'unresolved',
};
const NO_FAILURES: readonly AssertionFailure[] = [];
const NO_ASSERTIONS: CaseCounts = { passed: 0, failed: 0 };

/** `before`: the run of the same case before this one. */
export const newRun = (suite: string, name: string, boot: number, before: CaseRun | undefined): CaseRun => ({
  suite,
  name,
  boot,
  earlier: before === undefined ? null : withEarlier(before),
  reason: null,
  omitted: null,
  verdict: null,
  assertions: NO_ASSERTIONS,
  failures: NO_FAILURES,
  crash: null,
  isGarbled: false,
  isEndTorn: false,
});

function withEarlier(run: CaseRun): EarlierRuns {
  const all = run.earlier ?? { settled: new Set(), passed: 0, failed: 0, failures: [] };
  all.settled.add(settle(run));
  all.passed += run.assertions.passed;
  all.failed += run.assertions.failed;
  for (const failure of run.failures) all.failures.push(failure);
  return all;
}

/** A kernel that stops at the first failed assertion has told the verdict: the case failed, the kernel was asked to stop. */
function settle(run: CaseRun): Settled {
  const isFailed = run.assertions.failed > 0;
  if (run.verdict === null && run.isEndTorn) return isFailed ? 'fail' : 'unresolved';
  if (run.crash !== null) return run.crash === STOP_ON_FAILURE && isFailed ? 'fail' : 'crash';
  if (run.verdict === null) return isFailed ? 'open-failed' : 'open';
  if (run.verdict === 'unresolved' && isFailed) return 'fail';
  return run.verdict === 'pass' && run.isGarbled ? 'unresolved' : run.verdict;
}

function verdictAt(settled: Settled, end: Reading['end']): Verdict {
  if (settled !== 'open' && settled !== 'open-failed') return settled;
  const verdict = OPEN_VERDICT[end];
  return verdict === 'unresolved' && settled === 'open-failed' ? 'fail' : verdict;
}

/** In words; null: nothing. */
function reasonOf(run: CaseRun, verdict: Verdict): string | null {
  if (run.reason !== null) return run.reason;
  if (verdict === 'unresolved' && run.isGarbled)
    return 'lines in it are mixed up, as several CPUs print them: what one of them says may be lost';
  return verdict === 'pass' || verdict === 'fail' ? run.omitted : null;
}

/** `end`: of the boot that the last of its runs was in. */
export function readingOf(run: CaseRun, end: Reading['end']): CaseReading {
  const { name, assertions, failures } = run;
  if (run.earlier !== null) return readingOfAll(name, withEarlier(run), end);
  const verdict = verdictAt(settle(run), end);
  const reason = reasonOf(run, verdict);
  return reason === null ? { name, verdict, assertions, failures } : { name, verdict, assertions, failures, reason };
}

function readingOfAll(
  name: string,
  { settled, passed, failed, failures }: EarlierRuns,
  end: Reading['end'],
): CaseReading {
  const verdicts = [...settled].map((one) => verdictAt(one, end));
  const verdict = WORST_FIRST.find((one) => verdicts.includes(one)) ?? 'unresolved';
  return { name, verdict, assertions: { passed, failed }, failures };
}
