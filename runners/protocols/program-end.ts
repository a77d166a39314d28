// SPDX-License-Identifier: BSD-3-Clause
/** What the end of a test program tells, as opposed to its results: by itself, by whoever ended it, by the runner that started it. */
import { singleResult, type EndFacts } from './log-reader.ts';
import type { CaseReading } from './reading.ts';

/** What a program's end says that none of its results does. */
export const EXIT_CASE = '(exit)';

/** timeout(1)'s own. */
const TIMEOUT_STATUS = 124;

/** timeout(1) ended it, by its status or by what QEMU says of who sent the signal. */
export const isTimedOut = ({ exitStatus, isKilled, killed }: Omit<EndFacts, 'missing'>): boolean =>
  exitStatus === TIMEOUT_STATUS ? isKilled : exitStatus === null && (killed?.endsWith('(timeout)') ?? false);

/** What a runner knows of a program and none of its results tells. */
export function failuresKnownToRunner(
  line: string,
  isTimeout: boolean,
  crash: string | null,
  isBad: boolean,
): CaseReading[] {
  if (isTimeout) return [{ ...singleResult(EXIT_CASE, 'timeout'), reason: line }];
  if (crash !== null) return [{ ...singleResult(EXIT_CASE, 'crash'), reason: crash }];
  return isBad ? [] : [singleResult(EXIT_CASE, 'fail', [{ text: line, file: null, line: null }])];
}
