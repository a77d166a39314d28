// SPDX-License-Identifier: BSD-3-Clause
/** A run as it stands on disk, found by its id, as `latest`, or by its folder; also one that was killed. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../model/errors.ts';
import type { RunEvent } from '../../model/events.ts';
import { didYouMean } from '../../model/glob.ts';
import { readEvents } from '../../reports/events.ts';
import { applyEvent, emptyRecord, type RunRecord } from '../../reports/run-record.ts';

export interface RecordedRun {
  readonly runDir: string;
  /** But for those of single cases, of which there may be a million: the record has what they amount to. */
  readonly events: readonly RunEvent[];
  readonly record: RunRecord;
  /** Lines of the log that could not be read, in words. */
  readonly damage: readonly string[];
}

export const hasLog = (dir: string): boolean => existsSync(join(dir, 'events.ndjson'));

/** Its folder. */
export function findRun(home: string, run: string): string {
  const runsDir = join(home, 'runs');
  const found = [join(runsDir, run), resolve(run)].find(hasLog);
  if (found !== undefined) return found;
  const known = existsSync(runsDir) ? readdirSync(runsDir).filter((name) => hasLog(join(runsDir, name))) : [];
  throw new UserError('run-not-found', `no run ${JSON.stringify(run)}${didYouMean(run, known)}`, {
    hint: `give a folder that holds an events.ndjson, or the name of one below ${runsDir}`,
  });
}

const isOfCase = ({ type }: RunEvent): boolean =>
  type === 'case-started' || type === 'case-ended' || type === 'cell-planned';

export const openRun = (home: string, run: string): Promise<RecordedRun> =>
  opened(findRun(home, run), (event) => !isOfCase(event));

/** The same with the events of its cases. */
export const openWholeRun = (home: string, run: string): Promise<RecordedRun> => opened(findRun(home, run), () => true);

async function opened(runDir: string, isKept: (event: RunEvent) => boolean): Promise<RecordedRun> {
  const record = emptyRecord();
  const events: RunEvent[] = [];
  const damage = await readLog(join(runDir, 'events.ndjson'), (event) => {
    applyEvent(record, event);
    if (isKept(event)) events.push(event);
  });
  if (record.start === null) {
    throw new UserError('run-not-found', `${runDir}: its events do not say how the run began`, {
      hint: 'the run was killed before it recorded anything, or the file is damaged',
    });
  }
  return { runDir, events, record, damage };
}

async function readLog(...[file, take]: Parameters<typeof readEvents>): Promise<string[]> {
  try {
    return await readEvents(file, take);
  } catch (cause) {
    throw new UserError('folder-unusable', (cause as Error).message, { cause });
  }
}
