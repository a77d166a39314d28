// SPDX-License-Identifier: BSD-3-Clause
/** The runs of a case that one log shows, and the verdict that stands for them. */
import type { AssertionFailure, Verdict } from '../../model/verdict.ts';
import { STOP_ON_FAILURE } from './crash-words.ts';
import type { CaseCounts } from './protocol-event.ts';
import type { CaseReading, Reading } from './reading.ts';

/** One start of a case, as far as the log tells. */
export interface CaseRun {
  readonly suite: string;
  readonly name: string;
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

/** What stands for several runs of one case: the first of these that one of them has. */
const WORST_FIRST: readonly Verdict[] = ['crash', 'timeout', 'fail', 'unresolved', 'skip', 'pass'];
const OPEN_VERDICT: Readonly<Record<Reading['end'], Verdict>> = {
  crash: 'crash',
  hang: 'timeout',
  truncated: 'unresolved',
  complete: 'unresolved',
};

/** A kernel that stops at the first failed assertion has told the verdict: the case failed, the kernel was asked to stop. */
function verdictOf(run: CaseRun, end: Reading['end']): Verdict {
  const isFailed = run.assertions.failed > 0;
  if (run.verdict === null && run.isEndTorn) return isFailed ? 'fail' : 'unresolved';
  if (run.crash !== null) return run.crash === STOP_ON_FAILURE && isFailed ? 'fail' : 'crash';
  const verdict = run.verdict ?? OPEN_VERDICT[end];
  if (verdict === 'unresolved' && isFailed) return 'fail';
  return verdict === 'pass' && run.isGarbled ? 'unresolved' : verdict;
}

/** In words; null: nothing. */
function reasonOf(run: CaseRun, verdict: Verdict): string | null {
  if (run.reason !== null) return run.reason;
  if (verdict === 'unresolved' && run.isGarbled)
    return 'lines in it are mixed up, as several CPUs print them: what one of them says may be lost';
  return verdict === 'pass' || verdict === 'fail' ? run.omitted : null;
}

/** Of one suite; `end`: of the boot that the last of them were in. */
export function mergeRuns(runs: readonly CaseRun[], end: Reading['end']): CaseReading[] {
  const byName = new Map<string, CaseRun[]>();
  for (const run of runs) {
    const others = byName.get(run.name);
    if (others === undefined) byName.set(run.name, [run]);
    else others.push(run);
  }
  return [...byName].map(([name, ofCase]) => mergeCase(name, ofCase, end));
}

function mergeCase(name: string, runs: readonly CaseRun[], end: Reading['end']): CaseReading {
  const verdicts = runs.map((run) => verdictOf(run, end));
  const verdict = WORST_FIRST.find((one) => verdicts.includes(one)) ?? 'unresolved';
  const sum = (what: keyof CaseCounts): number => runs.reduce((total, run) => total + run.assertions[what], 0);
  const [only] = runs;
  const reason = runs.length > 1 || only === undefined ? null : reasonOf(only, verdict);
  return {
    name,
    verdict,
    assertions: { passed: sum('passed'), failed: sum('failed') },
    failures: runs.flatMap(({ failures }) => failures),
    ...(reason === null ? {} : { reason }),
  };
}
