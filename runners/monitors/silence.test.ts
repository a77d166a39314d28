// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { judgeAgainstUsual, judgeSilence, usualOf, type Judgement, type Silence } from './silence.ts';
import { readUsage } from './usage.ts';

const LIMITS = { progressMs: 1000, capMs: 6000 };
const QUIET: Silence = { wallMs: 0, awakeMs: 0, asleepMs: 0, cpuMs: 0, queuedMs: 0, isStopped: false };
const awake = (wallMs: number, silence: Partial<Silence>): Silence => ({
  ...QUIET,
  wallMs,
  awakeMs: wallMs,
  ...silence,
});
const judged = (wallMs: number, silence: Partial<Silence>, limits = LIMITS): Judgement =>
  judgeSilence(awake(wallMs, silence), limits);
const kind = (wallMs: number, silence: Partial<Silence>): string => judged(wallMs, silence).kind;
const reason = (judgement: Judgement): string => (judgement.kind === 'hang' ? judgement.reason : '');

test('before the limit nothing is a hang', () => {
  expect(judged(400, { cpuMs: 400 })).toEqual({ kind: 'wait', untilMs: 600 });
});

test('a guest that used its time, or slept through it, hangs', () => {
  expect(reason(judged(1000, { cpuMs: 950 }))).toMatch(/it runs but gets nowhere$/);
  expect(reason(judged(1000, { asleepMs: 1000 }))).toMatch(/it sleeps$/);
  expect(reason(judged(1000, { cpuMs: 300, asleepMs: 700 }))).toMatch(/it sleeps$/);
});

test('a guest that had no time did not use its own: its monitor was stopped, or stood in line before it fell asleep', () => {
  expect(kind(3000, { awakeMs: 900, asleepMs: 900 })).toBe('wait');
  expect(kind(3000, { awakeMs: 900, cpuMs: 3600 })).toBe('wait');
  expect(kind(3000, { asleepMs: 100, queuedMs: 2900 })).toBe('wait');
  expect(reason(judged(6000, { awakeMs: 0, isStopped: true }))).toMatch(/the monitor is stopped$/);
});

test('a guest that was not given the processor waits on, up to the cap', () => {
  expect(kind(1000, { cpuMs: 100 })).toBe('wait');
  expect(kind(5999, { cpuMs: 100 })).toBe('wait');
  expect(kind(6000, { cpuMs: 100 })).toBe('hang');
});

test('usage of a process that is gone', () => {
  expect(readUsage(process.pid)?.cpuMs).toBeGreaterThan(0);
  expect(readUsage(2 ** 30)).toBeNull();
});

test('the message says which limit was used up, and whose it is', () => {
  const own = { ...LIMITS, setFor: 'smp.soak_*' };
  const reasonOf = (wallMs: number, limits: typeof LIMITS): string => reason(judged(wallMs, { cpuMs: 950 }, limits));
  expect(reasonOf(1000, LIMITS)).toContain('(limit 1.0 s): it runs');
  expect(reasonOf(1000, own)).toContain('(limit 1.0 s set for smp.soak_*): it runs');
  expect(reasonOf(6000, own)).toContain('(cap 6.0 s set for smp.soak_*)');
});

test('the usual time is the middle one; the limit leaves room for the longest, and for what is quick', () => {
  expect(usualOf([], 1)).toBeNull();
  expect(usualOf([2000, 2100, 1900], 1)).toEqual({ usualMs: 2000, limitMs: 3500 });
  expect(usualOf([2000, 2000, 4000], 1)).toEqual({ usualMs: 2000, limitMs: 5000 });
  expect(usualOf([1], 1)?.limitMs).toBe(1000);
  expect([2, 4, 8].map((cpuCount) => usualOf([1], cpuCount)?.limitMs)).toEqual([3000, 5000, 9000]);
});

const USUAL = { usualMs: 2000, limitMs: 3500 };
const usually = (wallMs: number, silence: Partial<Silence>): Judgement =>
  judgeAgainstUsual(awake(wallMs, silence), USUAL);
const usualKind = (wallMs: number, silence: Partial<Silence>): string => usually(wallMs, silence).kind;

test('a hang is found within twice the usual time', () => {
  expect(usualKind(3400, { cpuMs: 3400 })).toBe('wait');
  expect(usualKind(3550, { cpuMs: 3540 })).toBe('hang');
  expect(usualKind(3550, { cpuMs: 10, asleepMs: 3540 })).toBe('hang');
  const words = '3.5 s of CPU time (limit 3.5 s, as it usually takes 2.0 s;';
  expect(reason(usually(3550, { cpuMs: 3540 }))).toContain(words);
});

test('on a machine that is four times as busy it takes four times as long, and less is no hang', () => {
  expect(usualKind(8000, { cpuMs: 2000, queuedMs: 6000 })).toBe('wait');
  expect(usualKind(14_500, { cpuMs: 3600, queuedMs: 10_800 })).toBe('hang');
  // Four CPUs that take turns use much, and get nowhere for want of each other.
  expect(usualKind(8000, { cpuMs: 5000, queuedMs: 15_000 })).toBe('wait');
});

test('a monitor that is stopped for longer than its case usually takes is no hang', () => {
  expect(usualKind(8000, { awakeMs: 2000, asleepMs: 1000, cpuMs: 1000 })).toBe('wait');
});

test('where nobody counts the time in line, what a guest did not get is no hang', () => {
  expect(usualKind(8000, { cpuMs: 2000, queuedMs: null })).toBe('wait');
  expect(usualKind(8000, { cpuMs: 10, asleepMs: 7990, queuedMs: null })).toBe('hang');
});
