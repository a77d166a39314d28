// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { AXIS_DEFAULTS, MACHINES } from '../matrices/axes.ts';
import type { Arch, Cell } from '../model/cell.ts';
import { UserError } from '../model/errors.ts';
import { VERDICTS } from '../model/verdict.ts';
import { parseExpectations } from '../suites/expectation-file.ts';
import { isKept, Promises } from './promises.ts';

const TODAY = '2026-06-15';
const SUITES = ['smp', 'ukalloc'];
const cell = (arch: Arch, smp: number, suites = ['smp', 'ukalloc']): Cell => ({
  id: `${arch}-${smp}`,
  axes: { ...AXIS_DEFAULTS, arch, smp, machine: MACHINES[arch][0] },
  suites,
  image: arch,
});
const CASES = ['one', 'two'].map((name) => ({ suite: 'smp', name }));
const [ONE = { suite: '', name: '' }, TWO = { suite: '', name: '' }] = CASES;

const promises = (...entries: string[]): Promises =>
  new Promises(
    parseExpectations(`expectations:\n${entries.map((entry) => `- ${entry}\n`).join('')}`, 'f.yaml'),
    SUITES,
    TODAY,
  );
const entry = (cases: string, rest = '', verdict = 'fail', expires = '2026-06-15'): string =>
  `{cases: ${cases}, verdict: ${verdict}, reason: known, expires: ${expires}${rest}}`;

test('a deviation holds for its cases in the cells that it is about', () => {
  const promised = promises(entry('smp.one', ', where: {arch: arm64, smp: [2, 4]}, link: https://example.org/1'));
  expect(promised.of(cell('arm64', 4), ONE)).toMatchObject({
    verdict: 'fail',
    reason: 'known (https://example.org/1)',
  });
  expect(promised.of(cell('arm64', 1), ONE).verdict).toBe('pass');
  expect(promised.of(cell('x86_64', 4), ONE).verdict).toBe('pass');
  expect(promised.of(cell('arm64', 4), TWO).verdict).toBe('pass');
});

test('a name in full is stronger than wildcards, a later entry than an earlier one', () => {
  const here = cell('arm64', 1);
  expect(promises(entry('smp.one', '', 'crash'), entry('"*"')).of(here, ONE).verdict).toBe('crash');
  expect(promises(entry('smp'), entry('"smp.*"', '', 'skip')).of(here, ONE).verdict).toBe('skip');
});

test('the day after its last one an entry promises nothing, and says so', () => {
  const expired = promises(entry('smp.one', '', 'fail', '2026-06-14'));
  expired.offer(cell('arm64', 1), CASES);
  expect(expired.of(cell('arm64', 1), ONE).verdict).toBe('pass');
  expect(expired.findings()).toEqual([
    'f.yaml, entry 1 (smp.one): expired on 2026-06-14, its cases are promised to pass: look again, then renew it or take it away',
  ]);
});

test('an entry about nothing is found out where this run can tell', () => {
  const found = (pattern: string, suites: string[], where = ''): string[] => {
    const promised = promises(entry(pattern, where));
    promised.offer(cell('arm64', 1, suites), CASES);
    return promised.findings();
  };
  expect(found('smp.onne', ['smp'])).toEqual([
    'f.yaml, entry 1 (smp.onne): no case matches "smp.onne": correct it or take it away',
  ]);
  expect(found('pms.one', ['smp'])).toHaveLength(1);
  expect(found('"*.onne"', ['smp', 'ukalloc'])).toHaveLength(1);
  expect(found('"*.onne"', ['smp']), 'the other suite may have it').toEqual([]);
  expect(found('ukalloc.zero', ['smp']), 'its suite was not selected').toEqual([]);
  expect(found('smp.onne', ['smp'], ', where: {smp: 4}'), 'no such cell in this run').toEqual([]);
});

test('what the updater wrote and nobody explained is said at each run', () => {
  const promised = promises('{cases: smp.one, verdict: fail, reason: "UNEXPLAINED: x", expires: 2027-01-01}');
  promised.offer(cell('arm64', 1), CASES);
  expect(promised.findings()).toEqual(['f.yaml, entry 1 (smp.one): nobody has written down the reason']);
});

test('only a promise to pass is kept by a skip; what is unresolved keeps none', () => {
  const kept = (promised: 'pass' | 'fail' | 'skip'): string[] =>
    VERDICTS.filter((verdict) => isKept(verdict, promised));
  expect(kept('pass')).toEqual(['pass', 'skip']);
  expect(kept('fail')).toEqual(['fail']);
  expect(kept('skip')).toEqual(['skip']);
});

test.each([
  ['{cases: smp, verdict: pass, reason: x, expires: 2026-01-01}', 'f.yaml:2:27: verdict: one of fail, crash'],
  ['{cases: smp, verdict: fail, expires: 2026-01-01}', 'reason: say why'],
  ['{cases: smp, verdict: fail, reason: "", expires: 2026-01-01}', 'reason: say why'],
  ['{cases: smp, verdict: fail, reason: x, expires: soon}', 'expires: the last day on which this holds'],
  ['{cases: smp, verdict: fail, reason: x, expires: 2026-01-01, link: none}', 'link: no URL'],
  ['{cases: smp, verdict: fail, reason: x, expires: 2026-01-01, where: {archh: arm64}}', 'did you mean arch?'],
  [
    '{cases: smp, verdict: fail, reason: x, expires: 2026-01-01, where: {arch: arm46}}',
    'unknown value "arm46" for axis arch',
  ],
])('%s is refused with its place', (text, message) => {
  let error: unknown = null;
  try {
    parseExpectations(`expectations:\n  - ${text}\n`, 'f.yaml');
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toContain(message);
});
