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

test('the message says which limit was used up, and whose it is', () => {
  const own = { ...LIMITS, setFor: 'smp.soak_*' };
  const reasonOf = (idleMs: number, limits: typeof LIMITS): string => {
    const judgement = judgeSilence(idleMs, 950, false, limits);
    return judgement.kind === 'hang' ? judgement.reason : '';
  };
  expect(reasonOf(1000, LIMITS)).toContain('(limit 1.0 s): it runs');
  expect(reasonOf(1000, own)).toContain('(limit 1.0 s set for smp.soak_*): it runs');
  expect(reasonOf(6000, own)).toContain('(cap 6.0 s set for smp.soak_*)');
});
