// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { endTrace, exitBehind, machineEnd } from './machine-end.ts';

const RUNS = 'runstate_set current_run_state 6 (prelaunch) new_state 9 (running)';
const STOPS = 'runstate_set current_run_state 9 (running) new_state 11 (shutdown)';
const ASKS = 'qemu_system_shutdown_request reason=6';

test.each([
  ['switched off', [RUNS, ASKS, STOPS], 'other', ''],
  ['reset, as by a triple fault', [RUNS, STOPS], 'reset', ''],
  ['ended by an exit device, or by semihosting', [RUNS], 'other', ''],
  ['with times', [`12@1700000000.123456:${RUNS}`, `12@1700000000.123457:${STOPS}`], 'reset', ''],
  [
    'its own words stay, once each',
    [RUNS, 'qemu-system-x86_64: warning: x', 'qemu-system-x86_64: warning: x', STOPS],
    'reset',
    'qemu-system-x86_64: warning: x',
  ],
  [
    'somebody ended QEMU',
    [RUNS, 'qemu-system-x86_64: terminating on signal 15 from pid 1 (init)', STOPS],
    'signal',
    'qemu-system-x86_64: terminating on signal 15 from pid 1 (init)',
  ],
  ['a QEMU without traces', ["qemu-system-x86_64: warning: trace event 'runstate_set' does not exist"], 'other', ''],
])('%s', (_, lines, kind, messages) => {
  expect(machineEnd(lines.join('\n'), 'pc')).toEqual({ kind, messages });
});

test.each([
  ['reset, as by a triple fault', [], 'reset'],
  ['switched off', [ASKS], 'other'],
  ['ended by somebody', ['qemu-system-x86_64: terminating on signal 15'], 'signal'],
  ['of a QEMU without traces', ["qemu: warning: trace event 'qemu_system_shutdown_request' does not exist"], 'other'],
])('a microvm %s', (_, lines, kind) => {
  expect(machineEnd(lines.join('\n'), 'microvm,acpi=off').kind).toBe(kind);
});

test('the trace that a microvm does not start under is not asked for', () => {
  expect(endTrace('microvm')).toEqual(['-trace', 'qemu_system_shutdown_request']);
  expect(endTrace('pc')).toHaveLength(4);
});

const ENDED = 'qemu-system-aarch64: terminating on signal 15 from pid 7 (kill)';

test.each([
  ['ended by SIGTERM', 0, `warning: x\n${ENDED}`, { kind: 'signal', signal: 'SIGTERM' }],
  ['ended by SIGINT', 0, 'qemu-system-x86_64: terminating on signal 2', { kind: 'signal', signal: 'SIGINT' }],
  ["the guest's own end, just before", 33, ENDED, { kind: 'status', status: 33 }],
  ['switched off', 0, 'qemu-system-x86_64: warning: x', { kind: 'status', status: 0 }],
])('the exit of a QEMU %s', (_, status, stderr, exit) => {
  expect(exitBehind({ kind: 'status', status }, stderr)).toEqual(exit);
});
