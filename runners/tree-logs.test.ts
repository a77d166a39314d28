// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { judgeReading, type JudgedBoot } from './image-judge.ts';
import { logNameOf, renamedLog, withOwnLogs } from './tree-logs.ts';

const boot = (cause: string): JudgedBoot => judgeReading({ end: 'crash', cause, findings: [], suites: [] }, 'cell');
const namesOf = (...causes: readonly string[]): string[] =>
  withOwnLogs(causes.map(boot)).map(({ judgement }) => judgement.verdicts.map(({ name }) => name).join());

test('boots that end in different ways have a case each', () => {
  expect(namesOf('Assertion failure: a', 'Assertion failure: b', 'Assertion failure: a')).toEqual([
    '(log)',
    '(log 2)',
    '(log)',
  ]);
});

test('addresses and times make no difference', () => {
  expect(namesOf('at 0x103bd0, [    0.000012] y', 'at 0x103d90, [    0.700000] y')).toEqual(['(log)', '(log)']);
});

test('a retry goes by the name that its boot had', () => {
  const [, second] = withOwnLogs([boot('a'), boot('b')]);
  expect(second && logNameOf(second)).toBe('(log 2)');
  expect(renamedLog(boot('b'), '(log 2)').cases.map(({ name }) => name)).toEqual(['(log 2)']);
});
