// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { judgeAgainstUsual, judgeSilence, usualOf, type Silence } from './silence.ts';
import { readUsage } from './usage.ts';

const LIMITS = { progressMs: 1000, capMs: 6000 };
const QUIET: Silence = { wallMs: 0, cpuMs: 0, queuedMs: 0, isAsleep: false };
const kind = (wallMs: number, cpuMs: number, isAsleep: boolean): string =>
  judgeSilence({ ...QUIET, wallMs, cpuMs, isAsleep }, LIMITS).kind;

test('before the limit nothing is a hang', () => {
  expect(judgeSilence({ ...QUIET, wallMs: 400, cpuMs: 400 }, LIMITS)).toEqual({ kind: 'wait', untilMs: 600 });
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
  const reasonOf = (wallMs: number, limits: typeof LIMITS): string => {
    const judgement = judgeSilence({ ...QUIET, wallMs, cpuMs: 950 }, limits);
    return judgement.kind === 'hang' ? judgement.reason : '';
  };
  expect(reasonOf(1000, LIMITS)).toContain('(limit 1.0 s): it runs');
  expect(reasonOf(1000, own)).toContain('(limit 1.0 s set for smp.soak_*): it runs');
  expect(reasonOf(6000, own)).toContain('(cap 6.0 s set for smp.soak_*)');
});

test('the usual time is the middle one; the limit leaves room for the longest, and for what is quick', () => {
  expect(usualOf([], 1)).toBeNull();
  expect(usualOf([2000, 2100, 1900], 1)).toEqual({ usualMs: 2000, limitMs: 3500 });
  expect(usualOf([2000, 2000, 4000], 1)).toEqual({ usualMs: 2000, limitMs: 5000 });
  expect(usualOf([1], 1)?.limitMs).toBe(1000);
  expect(usualOf([1], 4)?.limitMs).toBe(3000);
});

const USUAL = { usualMs: 2000, limitMs: 3500 };
const usualKind = (silence: Partial<Silence>): string => judgeAgainstUsual({ ...QUIET, ...silence }, USUAL).kind;

test('a hang is found within twice the usual time', () => {
  expect(usualKind({ wallMs: 3400, cpuMs: 3400 })).toBe('wait');
  expect(usualKind({ wallMs: 3550, cpuMs: 3540 })).toBe('hang');
  expect(usualKind({ wallMs: 3550, cpuMs: 10, isAsleep: true })).toBe('hang');
  const judgement = judgeAgainstUsual({ ...QUIET, wallMs: 3550, cpuMs: 3540 }, USUAL);
  const words = '3.5 s of CPU time (limit 3.5 s, as it usually takes 2.0 s;';
  expect(judgement.kind === 'hang' ? judgement.reason : '').toContain(words);
});

test('on a machine that is four times as busy it takes four times as long, and less is no hang', () => {
  expect(usualKind({ wallMs: 8000, cpuMs: 2000, queuedMs: 6000 })).toBe('wait');
  expect(usualKind({ wallMs: 14_500, cpuMs: 3600, queuedMs: 10_800 })).toBe('hang');
  // Four CPUs that take turns use much, and get nowhere for want of each other.
  expect(usualKind({ wallMs: 8000, cpuMs: 5000, queuedMs: 15_000 })).toBe('wait');
});

test('where nobody counts the time in line, what a guest did not get is no hang', () => {
  expect(usualKind({ wallMs: 8000, cpuMs: 2000, queuedMs: null })).toBe('wait');
  expect(usualKind({ wallMs: 8000, cpuMs: 10, queuedMs: null, isAsleep: true })).toBe('hang');
});
