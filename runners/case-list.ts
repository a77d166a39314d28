// SPDX-License-Identifier: BSD-3-Clause
/** What a kernel that was asked for its cases said, and why it is not believed. Pure. */
import { LIST_CASE, type PlannedCase } from '../model/events.ts';
import type { StackFrame, Verdict } from '../model/verdict.ts';
import { listDisagreement, type CaseTable } from './case-table.ts';
import type { BootEvidence } from './evidence.ts';
import { exitWords, type CaseVerdict } from './judge.ts';
import { crashHeadline } from './protocols/protocol-event.ts';
import { NOT_MARKED } from './unmarked.ts';

/** No list, or none that holds what the kernel does. */
export class ListFailure {
  readonly verdict: Verdict;
  readonly message: string;
  readonly #backtrace: readonly StackFrame[];

  constructor(verdict: Verdict, message: string, backtrace: readonly StackFrame[] = []) {
    this.verdict = verdict;
    this.message = message;
    this.#backtrace = backtrace;
  }

  /** The verdict of `LIST_CASE`. */
  ofCase(): CaseVerdict {
    const { suite, name } = LIST_CASE;
    const { verdict, message: cause } = this;
    const assertions = { passed: 0, failed: 0 };
    const backtrace = this.#backtrace;
    return { suite, name, verdict, cause, assertions, failures: [], backtrace, durationMs: 0, range: null };
  }
}

function whyUnlisted(evidence: BootEvidence): ListFailure {
  const { classic, exit, killed, stderr, unmarked = [], backtrace } = evidence;
  const headline = crashHeadline(classic);
  const ended = unmarked.length > 0 ? NOT_MARKED : `${exitWords(exit)} ${stderr}`.trim();
  const message = `the image did not list its cases: ${headline ?? ended}`;
  if (headline !== null) return new ListFailure('crash', message, backtrace);
  if (killed === 'hang' || killed === 'output') return new ListFailure('timeout', message);
  return new ListFailure(exit.kind === 'status' ? 'fail' : 'unresolved', message);
}

/** `table`: null where the image has none to compare with. Files are as the compiler names them. */
export function listedCases(evidence: BootEvidence, table: CaseTable | null): readonly PlannedCase[] | ListFailure {
  const end = evidence.tap.find((event) => event.type === 'list-end');
  const listed = evidence.tap.filter((event) => event.type === 'listed');
  if (end?.type !== 'list-end') return whyUnlisted(evidence);
  if (end.cases !== listed.length)
    return new ListFailure('fail', `the image announced ${end.cases} cases and listed ${listed.length}`);
  const disagreement = table === null ? null : listDisagreement(listed, table);
  if (disagreement !== null) return new ListFailure('fail', disagreement);
  return listed.map(({ suite, name, file, line }) => ({ suite, name, file, line }));
}
