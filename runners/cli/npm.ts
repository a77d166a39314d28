// SPDX-License-Identifier: BSD-3-Clause
/**
 * `npm run` starts its program through a shell. A signal that kills npm, or that the shell dies of, never reaches the program, which would
 * go on with nobody there to see it.
 */
import { readFileSync } from 'node:fs';
import { theLauncher } from '../monitors/launcher.ts';

/** The processes between npm and this one, npm included (proc(5)). Empty where it was not npm that started it. */
function upToNpm(environment: NodeJS.ProcessEnv): number[] {
  if (environment['npm_lifecycle_event'] === undefined) return [];
  const found: number[] = [];
  try {
    for (let pid = process.ppid; pid > 1; pid = parentOf(pid)) {
      found.push(pid);
      if (/^(\S*node \S*)?np[mx]/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')))
        return found;
    }
  } catch {
    // One of them has ended, or /proc is not there.
  }
  return [];
}

function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

/** From here on the end of npm is an interruption. */
export function endWithNpm(): void {
  const starters = upToNpm(process.env);
  if (starters.length === 0) return;
  theLauncher().watch(starters, () => process.kill(process.pid, 'SIGTERM'));
}
