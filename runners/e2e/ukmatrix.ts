// SPDX-License-Identifier: BSD-3-Clause
/** Runs the command line as a user does, in a run folder of its own, and reads back what it left. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { RunEvent } from '../../model/events.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
/** As users start it: it keeps compiled code, which is most of a short run. */
const MAIN = join(ROOT, 'ci', 'ukmatrix.mjs');

export interface Finished {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly events: readonly RunEvent[];
  readonly runDir: string;
}

export interface Started {
  readonly runDir: string;
  readonly pid: number;
  readonly finished: Promise<Finished>;
}

export function readEvents(runDir: string): RunEvent[] {
  const file = join(runDir, 'events.ndjson');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RunEvent);
}

/** A folder that is gone when the test is. */
export function temporaryFolder(): { readonly dir: string; [Symbol.dispose](): void } {
  const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-e2e-'));
  return {
    dir,
    [Symbol.dispose]: () => {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** `ukmatrix run ... --out DIR/run`, not awaited. */
export function startRun(dir: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const runDir = join(dir, 'run');
  const child = execa(process.execPath, [MAIN, 'run', ...args, '--out', runDir], {
    cwd: ROOT,
    env,
    stdin: 'ignore',
    reject: false,
    detached: true,
  });
  const finished = child.then(({ exitCode, stdout, stderr }) => ({
    exitCode,
    stdout,
    stderr,
    events: readEvents(runDir),
    runDir,
  }));
  return { runDir, pid: child.pid ?? 0, finished };
}

export const ukmatrixRun = (dir: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> =>
  startRun(dir, args, env).finished;

export async function ukmatrix(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Omit<Finished, 'events' | 'runDir'>> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [MAIN, ...args], {
    cwd: ROOT,
    env,
    stdin: 'ignore',
    reject: false,
  });
  return { exitCode, stdout, stderr };
}

/** `suite.case` -> verdict in one cell. */
export function verdictsOf(events: readonly RunEvent[], cell: string): Map<string, string> {
  const ended = events.filter((event) => event.type === 'case-ended');
  return new Map(
    ended.filter((event) => event.cell === cell).map(({ suite, name, verdict }) => [`${suite}.${name}`, verdict]),
  );
}
