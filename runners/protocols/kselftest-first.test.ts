// SPDX-License-Identifier: BSD-3-Clause
/** kselftest up to Linux 5.1: no plan, `ok 1..N`, results in brackets, what programs say between them. */
import { expect, test } from 'vitest';
import { lines, readKtap, verdictsOf } from './ktap-samples.ts';

const RULE = '========================================';
const HEAD = ['TAP version 13', 'selftests: timers: a', RULE, '[RUN] one', 'ok 1..1 selftests: timers: a [PASS]'];
const SKIPPED = ['selftests: timers: b', RULE, 'Bail out! not root', 'not ok 1..2 selftests: timers: b [SKIP]'];
const FAILED = ['selftests: timers: c', RULE, 'c.c:7: it is late', 'not ok 1..3 selftests: timers: c [FAIL]'];

test('one number for each program; `not ok` of a skip is none', () => {
  const reading = readKtap(lines(...HEAD, ...SKIPPED, ...FAILED));
  expect(verdictsOf(reading)).toEqual([
    'log.selftests: timers: a pass',
    'log.selftests: timers: b skip',
    'log.selftests: timers: c fail',
  ]);
  expect(reading).toMatchObject({ end: 'complete', cause: null });
  expect(reading.suites[0]?.cases[1]?.assertions.failed).toBe(0);
  expect(reading.suites[0]?.cases[2]?.failures).toEqual([{ text: 'c.c:7: it is late', file: 'c.c', line: 7 }]);
});

test('TAP of a program, whose plan comes last and whose version is left to the runner', () => {
  const inner = ['ok 1 first', 'not ok 2 second', 'Pass 1 Fail 1 Xfail 0 Xpass 0 Skip 0 Error 0', '1..2'];
  const program = ['selftests: net: d', RULE, ...inner, 'not ok 1..4 selftests: net: d [FAIL]'];
  const reading = readKtap(lines(...HEAD, ...SKIPPED, ...FAILED, ...program));
  expect(verdictsOf(reading).slice(3)).toEqual(['selftests: net: d.first pass', 'selftests: net: d.second fail']);
  expect(reading).toMatchObject({ end: 'complete', cause: null });
});

test.each([
  ['a program without its result', [...HEAD, 'selftests: timers: b', RULE, 'half']],
  ['a program that is missing', [...HEAD, ...FAILED]],
])('cut: %s', (_, log) => {
  expect(readKtap(lines(...log)).end).not.toBe('complete');
});
