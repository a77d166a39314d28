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

export async function openRun(home: string, run: string): Promise<RecordedRun> {
  const runDir = findRun(home, run);
  const { events, damage } = await readLog(join(runDir, 'events.ndjson'));
  const record = emptyRecord();
  for (const event of events) applyEvent(record, event);
  if (record.start === null) {
    throw new UserError('run-not-found', `${runDir}: its events do not say how the run began`, {
      hint: 'the run was killed before it recorded anything, or the file is damaged',
    });
  }
  return { runDir, events, record, damage };
}

async function readLog(file: string): ReturnType<typeof readEvents> {
  try {
    return await readEvents(file);
  } catch (cause) {
    throw new UserError('folder-unusable', (cause as Error).message, { cause });
  }
}
