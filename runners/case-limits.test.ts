// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { limitsOf } from './case-limits.ts';

const GENERAL = { progressMs: 1000, capMs: 6000, outputBytes: 100 };
const SUITES = [
  { name: 'plain', limits: undefined },
  {
    name: 'slow',
    limits: { progressMs: 3000, cases: { 'soak_*': { progressMs: 5000, capMs: 5000 }, '*_print': { outputBytes: 9 } } },
  },
];
const of = (suite: string, name: string): object => limitsOf({ suite, name }, SUITES, GENERAL);

test('a suite without limits, and one that nobody knows, have those of the run', () => {
  expect(of('plain', 'a')).toBe(GENERAL);
  expect(of('unknown', 'a')).toBe(GENERAL);
});

test('a suite has its own, and the cap grows along', () => {
  expect(of('slow', 'a')).toEqual({ progressMs: 3000, capMs: 18_000, outputBytes: 100, setFor: 'slow' });
});

test('a case has its own before those of its suite; the last glob that matches counts', () => {
  expect(of('slow', 'soak_long')).toEqual({ progressMs: 5000, capMs: 5000, outputBytes: 100, setFor: 'slow.soak_*' });
  expect(of('slow', 'soak_print')).toEqual({ progressMs: 3000, capMs: 18_000, outputBytes: 9, setFor: 'slow' });
});
