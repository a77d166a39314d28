// SPDX-License-Identifier: BSD-3-Clause
/**
 * What was observed, what was promised, and how the two compare. The three are separate types on purpose: a verdict is
 * never mapped onto another, only compared with an expectation.
 */

/** What was observed of one case in one attempt. */
export type Verdict = 'pass' | 'fail' | 'skip' | 'crash' | 'timeout' | 'unresolved';

/** What was promised for a case in a cell. */
export type ExpectedVerdict = 'pass' | 'fail' | 'skip' | 'crash' | 'timeout';

/** Verdict against expectation. */
export type Outcome = 'expected' | 'unexpected' | 'flaky';

export const VERDICTS: readonly Verdict[] = ['pass', 'fail', 'skip', 'crash', 'timeout', 'unresolved'];

/** One assertion that did not hold, with where it stands and both values in words. */
export interface AssertionFailure {
  readonly text: string;
  /** Path as the project knows it (relative to the repository or library folder) where that could be told. */
  readonly file: string | null;
  readonly line: number | null;
}

/** One frame of a guest's backtrace; `function`, `file`, `line` are null where no symbol was found. */
export interface StackFrame {
  readonly address: string;
  readonly function: string | null;
  readonly file: string | null;
  readonly line: number | null;
}
