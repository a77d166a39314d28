// SPDX-License-Identifier: BSD-3-Clause
/** What a process has used of the machine, and what it was kept from using, from /proc (proc(5)). */
import { readdirSync, readFileSync } from 'node:fs';

/** What is known of a monitor at one moment; both times grow from its start. */
export interface Usage {
  readonly cpuMs: number;
  /** What its threads spent in line for a processor, all together; null where the system does not tell. */
  readonly queuedMs: number | null;
  /** No thread runs, waits for a processor, or waits for a disk, and none is stopped. */
  readonly isAsleep: boolean;
  /** By a signal or a debugger. */
  readonly isStopped: boolean;
}

const CLOCK_TICK_MS = 10;
const NS_PER_MS = 1e6;

/** Fields of /proc/PID/stat: state is the third, utime and stime the 14th and 15th, in ticks. */
function parseStat(stat: string): { state: string; ticks: number } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', ticks: Number(fields[11] ?? 0) + Number(fields[12] ?? 0) };
}

/** /proc/PID/task/TID/schedstat: time on a processor, time in line for one, in nanoseconds. Null on kernels that do not count. */
function queuedOf(task: string): number | null {
  try {
    const [, queued] = readFileSync(`${task}/schedstat`, 'utf8').split(' ');
    return Number(queued) / NS_PER_MS;
  } catch {
    return null; // Built without CONFIG_SCHED_INFO, or the thread has just ended.
  }
}

/** Null where it cannot be told: once the process is gone, or one of its threads while they were counted. */
export function readUsage(pid: number): Usage | null {
  try {
    const { ticks } = parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    const tasks = readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}`);
    const states = tasks.map((task) => parseStat(readFileSync(`${task}/stat`, 'utf8')).state);
    const queued = tasks.map(queuedOf);
    return {
      cpuMs: ticks * CLOCK_TICK_MS,
      queuedMs: queued.includes(null) ? null : queued.reduce<number>((sum, one) => sum + (one ?? 0), 0),
      isAsleep: !states.some((state) => 'RDTt'.includes(state)),
      isStopped: states.some((state) => 'Tt'.includes(state)),
    };
  } catch {
    return null; // The process or one of its threads ended while its files were read.
  }
}
