// SPDX-License-Identifier: BSD-3-Clause
/** A new folder for a run: .ukmatrix/runs/ID with `latest` pointing at it, or the one that --out names. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../model/errors.ts';

export interface RunFolder {
  readonly runId: string;
  readonly runDir: string;
}

/** Sortable by time and unique on this machine: `20260131-142530-1234`. */
function newRunId(now: Date): string {
  const [date = '', time = ''] = now.toISOString().split('T');
  return `${date.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}-${process.pid}`;
}

/** Step by step: what is asked for below /proc, mkdir's own recursion in Node 24 would try for ever. */
function makeFolder(dir: string): void {
  if (existsSync(dir)) return;
  makeFolder(dirname(dir));
  try {
    mkdirSync(dir);
  } catch (cause) {
    if (!existsSync(dir)) throw cause; // Else another run made it just now.
  }
}

export function createRunFolder(home: string, out: string | undefined): RunFolder {
  const runId = newRunId(new Date());
  const runsDir = join(home, 'runs');
  const runDir = out === undefined ? join(runsDir, runId) : resolve(out);
  try {
    makeFolder(runDir);
    if (out !== undefined && readdirSync(runDir).length > 0) {
      throw new UserError('folder-unusable', `--out: ${runDir} is not empty`, { hint: 'name a new folder' });
    }
    if (out === undefined) pointLatest(runsDir, runId);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const { message } = cause as Error;
    throw new UserError('folder-unusable', `cannot create the run folder ${runDir}: ${message}`, {
      cause,
      hint: out === undefined ? 'set UKMATRIX_HOME to a folder that can be written' : 'name another folder',
      exitCode: 3,
    });
  }
  return { runId, runDir };
}

/** By rename, so that the link is never missing. */
function pointLatest(runsDir: string, runId: string): void {
  const next = join(runsDir, `.latest-${process.pid}`);
  rmSync(next, { force: true });
  symlinkSync(runId, next);
  renameSync(next, join(runsDir, 'latest'));
}
