// SPDX-License-Identifier: BSD-3-Clause
/** Runs the command line as a user does, in a folder of its own, and reads back its events. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { RunEvent } from '../model/events.ts';
import { readEvents } from '../reports/events.ts';

export const ROOT = join(import.meta.dirname, '..');

/** Run folders of benchmarks: on the same file system as those of users, which may be quicker than the one for temporary files. */
export const RUNS = join(ROOT, '.ukmatrix', 'bench');

export interface Invocation {
  readonly runDir: string;
  readonly events: readonly RunEvent[];
  /** Wall clock at the start, in milliseconds since 1970. */
  readonly startedAtMs: number;
  readonly wallMs: number;
}

/**
 * Exit status of a child process; its output is dropped. Its input stays open, as a guest's would with a terminal: at the end of its input
 * QEMU takes a guest's virtio console away, and the serial port is many times slower.
 */
export function ended(file: string, args: readonly string[], cwd = ROOT): Promise<number> {
  const child = spawn(file, args, { cwd, stdio: ['pipe', 'ignore', 'ignore'] });
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      settle(status ?? -1);
    });
  });
}

/** `ukmatrix run ARGS`. Rejects unless every outcome was as expected: a benchmark of a broken kernel means nothing. */
export async function ukmatrixRun(args: readonly string[]): Promise<Invocation> {
  mkdirSync(RUNS, { recursive: true });
  const runDir = join(mkdtempSync(join(RUNS, 'run-')), 'run');
  const [startedAtMs, started] = [Date.now(), performance.now()];
  const status = await ended(process.execPath, ['ci/ukmatrix.mjs', 'run', ...args, '--out', runDir]);
  const wallMs = performance.now() - started;
  if (status !== 0) {
    throw new Error(`ukmatrix run ${args.join(' ')} ended with ${status}; see ${runDir}/index.html`);
  }
  const events: RunEvent[] = [];
  await readEvents(join(runDir, 'events.ndjson'), (event) => events.push(event));
  return { runDir, events, startedAtMs, wallMs };
}

const Cases = z.array(z.object({ suite: z.string(), name: z.string() }));

/** The first `count` cases of a selection, for `--case`. */
export function firstCases(where: readonly string[], count: number): string {
  const { stdout } = spawnSync(process.execPath, ['ci/ukmatrix.mjs', 'list', 'cases', ...where, '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return Cases.parse(JSON.parse(stdout))
    .slice(0, count)
    .map(({ suite, name }) => `${suite}.${name}`)
    .join(',');
}

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
