// SPDX-License-Identifier: BSD-3-Clause
/**
 * How QEMU ended that says status 0. Switched off, reset (with -no-reboot) or ended by a signal: its status is the same, and after a triple
 * fault, which is a reset, a guest must not look as if it had ended well. Two of QEMU's own trace events tell them apart: the machine stops
 * running in each of these cases, and only a guest that switches it off requests that. The firmware of microvm does not start under the
 * first trace in QEMU 7.2; there the second tells enough, as its exit device has no status 0.
 */
import type { BootExit } from '../../model/events.ts';

const STATE = 'runstate_set';
const REQUEST = 'qemu_system_shutdown_request';

const isStateTold = (machine: string): boolean => !machine.startsWith('microvm');

export const endTrace = (machine: string): string[] =>
  (isStateTold(machine) ? [STATE, REQUEST] : [REQUEST]).flatMap((name) => ['-trace', name]);

/** Bare, or behind process and time; a QEMU that was built without traces says that it has none. */
const TRACE_LINE = new RegExp(`^(?:\\S{1,60}:)?(?:${STATE}|${REQUEST}) .*$`);
const NO_TRACE = new RegExp(`warning: trace event '(?:${STATE}|${REQUEST})'`);
const STOPPED = /new_state \d+ \(shutdown\)/;
const SIGNAL = /^\S{1,100}: terminating on signal (\d+)/m;
const SIGNAL_NAMES = new Map([
  ['1', 'SIGHUP'],
  ['2', 'SIGINT'],
  ['15', 'SIGTERM'],
]);

/** QEMU takes these signals as a wish and ends with status 0, as if its guest had switched the machine off. */
export function exitBehind(exit: BootExit, stderr: string): BootExit {
  const number = exit.kind === 'status' && exit.status === 0 ? SIGNAL.exec(stderr)?.[1] : undefined;
  return number === undefined ? exit : { kind: 'signal', signal: SIGNAL_NAMES.get(number) ?? `signal ${number}` };
}

export interface MachineEnd {
  readonly kind: 'reset' | 'signal' | 'other';
  /** The messages without the traces, each once: QEMU repeats a warning for each CPU. */
  readonly messages: string;
}

/** Of a QEMU that was started with `endTrace(machine)` and ended with status 0. */
export function machineEnd(stderr: string, machine: string): MachineEnd {
  const lines = stderr.split('\n');
  const traces = lines.filter((line) => TRACE_LINE.test(line));
  const others = lines.filter((line) => !TRACE_LINE.test(line) && !NO_TRACE.test(line));
  const messages = [...new Set(others)].join('\n').trim();
  if (lines.some((line) => SIGNAL.test(line))) return { kind: 'signal', messages };
  const isStopped = isStateTold(machine)
    ? traces.some((line) => STOPPED.test(line))
    : !lines.some((line) => NO_TRACE.test(line));
  const isRequested = traces.some((line) => line.includes(REQUEST));
  return { kind: isStopped && !isRequested ? 'reset' : 'other', messages };
}
