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

/** Its program, or the script that an interpreter runs. */
const isCalled = (command: string, name: string): boolean =>
  command
    .split(' ')
    .slice(0, 2)
    .some((word) => word.slice(word.lastIndexOf('/') + 1).startsWith(name));

/**
 * The processes between npm and this one, npm included. Gone: its shell has outlived it, or both had ended before this process could
 * look, which only a script of this project may take from npm's absence, as anything may inherit npm's environment.
 */
function starters(environment: NodeJS.ProcessEnv): Starters {
  const { npm_lifecycle_event: event, npm_lifecycle_script: script = '', npm_user_agent: agent = 'npm' } = environment;
  if (event === undefined) return { kind: 'none' };
  const absent: Starters = { kind: /\bbootstrap\.mjs\b/.test(script) ? 'gone' : 'none' };
  if (process.ppid !== FIRST_PARENT) return { kind: 'gone' };
  const [name = 'npm'] = agent.split('/');
  const pids: number[] = [];
  try {
    for (let pid = process.ppid; pid >= INIT; pid = parentOf(pid)) {
      pids.push(pid);
      const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
      if (isCalled(command, name) || /^(\S*node \S*)?np[mx]/.test(command)) return { kind: 'npm', pids };
    }
  } catch {
    return absent; // One of them ended while it was looked at.
  }
  return absent;
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
