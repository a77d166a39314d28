// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { judgeSilence, readUsage } from './watchdog.ts';

const LIMITS = { progressMs: 1000, capMs: 6000 };
const kind = (idleMs: number, cpuMs: number, isAsleep: boolean): string =>
  judgeSilence(idleMs, cpuMs, isAsleep, LIMITS).kind;

test('before the limit nothing is a hang', () => {
  expect(judgeSilence(400, 400, false, LIMITS)).toEqual({ kind: 'wait', untilMs: 600 });
});

test('a guest that used its time, or slept through it, hangs', () => {
  expect(kind(1000, 950, false)).toBe('hang');
  expect(kind(1000, 0, true)).toBe('hang');
});

test('a guest that was not given the processor waits on, up to the cap', () => {
  expect(kind(1000, 100, false)).toBe('wait');
  expect(kind(5999, 100, false)).toBe('wait');
  expect(kind(6000, 100, false)).toBe('hang');
});

test('usage of a process that is gone', () => {
  expect(readUsage(process.pid)?.cpuMs).toBeGreaterThan(0);
  expect(readUsage(2 ** 30)).toBeNull();
});
