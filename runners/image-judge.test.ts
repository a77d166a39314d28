// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { judgeReading, stopperOf } from './image-judge.ts';
import type { Reading } from './protocols/reading.ts';

const reading = (cause: string, verdict: 'pass' | 'fail'): Reading => ({
  ...{ end: 'crash', cause, findings: [] },
  suites: [
    {
      name: 'fs',
      cases: [{ name: 'opens', verdict, assertions: { passed: 0, failed: verdict === 'fail' ? 1 : 0 }, failures: [] }],
    },
  ],
});

test('a kernel that stops at the first failure has the verdict of the case, and those behind did not run', () => {
  const { cases, judgement } = judgeReading(reading('Crashing on first failure!', 'fail'), 'kernel');
  expect(cases.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(['opens fail']);
  expect(stopperOf(judgement)?.name).toBe('opens');
});

test('the last case of a log that was cut is told why it is open, and those behind it did not run', () => {
  const open = { name: 'opens', verdict: 'unresolved', assertions: { passed: 1, failed: 0 }, failures: [] } as const;
  const cut = {
    end: 'truncated',
    cause: 'the log stops',
    findings: [],
    suites: [{ name: 'fs', cases: [open] }],
  } as const;
  const { cases, judgement } = judgeReading(cut, 'kernel');
  expect(cases).toMatchObject([{ name: 'opens', verdict: 'unresolved', cause: 'the log stops' }]);
  expect(stopperOf(judgement)?.name).toBe('opens');
});

test('a crash that no case carries is told beside them', () => {
  const { cases } = judgeReading(reading('Assertion failure: x', 'fail'), 'kernel');
  expect(cases.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(['opens fail', '(log) crash']);
});

test('a suite that did not start is told by its cause alone', () => {
  const refused = { ...reading('seeded', 'pass'), suites: [{ name: 'net', cases: [] }], findings: ['totals'] };
  const { cases, judgement } = judgeReading(refused, 'kernel');
  expect(cases).toMatchObject([{ suite: 'net', name: '(init)', verdict: 'crash', cause: 'seeded' }]);
  expect(judgement.findings).toEqual(['totals']);
});

test('a suite that did not start is told where the kernel went on behind it, whatever came then', () => {
  const finding = 'suite net did not start: init function failed';
  const crashed = reading('Assertion failure: x', 'pass');
  const log = (cause: string): string[] => {
    const gone = { ...crashed, cause, suites: [{ name: 'net', cases: [] }, ...crashed.suites], findings: [finding] };
    return judgeReading(gone, 'kernel').cases.map(({ suite, name, verdict }) => `${suite}.${name} ${verdict}`);
  };
  expect(log('Assertion failure: x')).toEqual(['net.(init) unresolved', 'fs.opens pass', 'kernel.(log) crash']);
  expect(log('Init function at 0x10 returned error -5')).toEqual(['fs.opens pass', 'net.(init) crash']);
});

test.each(['pass', 'fail'] as const)(
  'an application that says that it failed has failed, beside cases that %s',
  (verdict) => {
    const { cases } = judgeReading({ ...reading('main returned 7', verdict), end: 'complete' }, 'kernel');
    expect(cases.map((one) => `${one.name} ${one.verdict}`)).toEqual([`opens ${verdict}`, '(log) fail']);
    expect(cases[1]?.failures).toMatchObject([{ text: 'main returned 7' }]);
  },
);
