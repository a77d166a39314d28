// SPDX-License-Identifier: BSD-3-Clause
/** The end of a run: it goes into the history, and is held against an earlier one if there is one. */
import type { RunRecord } from '../../reports/run-record.ts';
import { terminalText } from '../../reports/guest-text.ts';
import { allCases, resultsOf, type CaseResult } from '../../reports/results.ts';
import { counted } from '../../reports/terminal/style.ts';
import { EXIT } from '../dispatcher.ts';
import type { Project } from '../images.ts';
import { brokenSince, remember } from './history-file.ts';

export interface Remembered {
  readonly exitCode: number;
  /** `suite.case in cell`; null without a baseline. */
  readonly newlyBroken: readonly string[] | null;
}

export async function remembered(
  record: RunRecord,
  exitCode: number,
  baseline: string | undefined,
  { home }: Project,
): Promise<Remembered> {
  const trouble = remember(home, record);
  if (trouble !== null) process.stderr.write(`ukmatrix: ${trouble}\n`);
  if (baseline === undefined) return { exitCode, newlyBroken: null };
  const newlyBroken = await brokenSince(home, record, baseline);
  if (exitCode !== EXIT.unexpected) return { exitCode, newlyBroken };
  const words =
    newlyBroken.length === 0
      ? 'nothing is'
      : `${counted(newlyBroken.length, 'case')} ${newlyBroken.length === 1 ? 'is' : 'are'}`;
  const lines = [`${words} newly broken since ${baseline}`, ...newlyBroken.map(terminalText)];
  process.stdout.write(`${lines.join('\n  ')}\n`);
  if (newlyBroken.length > 0) return { exitCode, newlyBroken };
  return { exitCode: isResolved(record) ? EXIT.expected : EXIT.unresolved, newlyBroken };
}

/** What nobody could tell is no better for having been there before. */
function isResolved(record: RunRecord): boolean {
  const cells = resultsOf(record);
  const isTold = ({ last }: CaseResult): boolean => last.verdict !== 'unresolved';
  return cells.every(({ trouble }) => trouble === null) && allCases(cells).every(isTold);
}
