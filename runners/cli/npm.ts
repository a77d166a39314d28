// SPDX-License-Identifier: BSD-3-Clause
/**
 * `npm run` starts its program through a shell. A signal that kills npm, or that the shell dies of, never reaches the program, which would
 * go on with nobody there to see it.
 */
import { readFileSync } from 'node:fs';
import { theLauncher } from '../monitors/launcher.ts';

type Starters =
  { readonly kind: 'none' } | { readonly kind: 'npm'; readonly pids: readonly number[] } | { readonly kind: 'gone' };

const INIT = 1;
/** The parent as early as can be: another one later means that this one has ended. */
const FIRST_PARENT = process.ppid;

/** The processes between npm and this one, npm included; gone where its shell has outlived it. */
function starters(environment: NodeJS.ProcessEnv): Starters {
  if (environment['npm_lifecycle_event'] === undefined) return { kind: 'none' };
  if (process.ppid !== FIRST_PARENT) return { kind: 'gone' };
  const pids: number[] = [];
  const commands: string[] = [];
  try {
    for (let pid = process.ppid; pid >= INIT; pid = parentOf(pid)) {
      pids.push(pid);
      commands.push(readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' '));
      if (/^(\S*node \S*)?np[mx]/.test(commands.at(-1) ?? '')) return { kind: 'npm', pids };
    }
  } catch {
    return { kind: 'none' }; // One of them ended while it was looked at.
  }
  const isLeftBehind = pids.length === 2 && /^sh -c .*(bootstrap\.mjs|ukmatrix)/.test(commands[0] ?? '');
  return { kind: isLeftBehind ? 'gone' : 'none' };
}

/** Zero where there is none (proc(5), /proc/PID/stat, the fourth field). */
function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

/** From here on the end of npm is an interruption. */
export function endWithNpm(): void {
  const found = starters(process.env);
  const end = (): void => void process.kill(process.pid, 'SIGTERM');
  if (found.kind === 'gone') end();
  if (found.kind === 'npm') theLauncher().watch(found.pids, end);
}
