// SPDX-License-Identifier: BSD-3-Clause
/** The end of a run: it goes into the history, and is held against an earlier one if there is one. */
import type { RunEvent } from '../../model/events.ts';
import { applyEvent, emptyRecord } from '../../reports/run-record.ts';
import { EXIT } from '../dispatcher.ts';
import type { Project } from '../images.ts';
import { brokenSince, remember } from './history-file.ts';

/** Into the history, and held against the baseline if there is one. */
export async function remembered(
  events: readonly RunEvent[],
  exitCode: number,
  baseline: string | undefined,
  { home }: Project,
): Promise<number> {
  const record = emptyRecord();
  for (const event of events) applyEvent(record, event);
  const trouble = remember(home, record);
  if (trouble !== null) process.stderr.write(`ukmatrix: ${trouble}\n`);
  if (baseline === undefined || exitCode !== EXIT.unexpected) return exitCode;
  const broken = await brokenSince(home, record, baseline);
  const words = broken.length === 0 ? 'nothing is' : `${broken.length} cases are`;
  process.stdout.write(`${[`${words} newly broken since ${baseline}`, ...broken].join('\n  ')}\n`);
  return broken.length === 0 ? EXIT.expected : EXIT.unexpected;
}
