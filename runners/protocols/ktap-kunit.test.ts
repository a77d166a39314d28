// SPDX-License-Identifier: BSD-3-Clause
/** Logs of KUnit whose results alone would look good. */
import { expect, test } from 'vitest';
import { lines, readKtap, verdictsOf } from './ktap-samples.ts';

const BEGIN = ['KTAP version 1', '1..1', '    KTAP version 1', '    # Subtest: s', '    1..2', '    ok 1 a'];
const END = ['    ok 2 b', 'ok 1 s'];
const clocked = (...texts: readonly string[]): string => lines(...texts.map((text) => `[    0.587690] ${text}`));
const death = (thread: string): string[] => [
  'BUG: kernel NULL pointer dereference, address: 0000000000000000',
  'Oops: 0002 [#1] SMP',
  `CPU: 0 PID: 24 Comm: ${thread} Tainted: G                 N 6.1.192 #2`,
];

test.each([
  ['a thread of its own, while a test runs', [...BEGIN, ...death('seed_thread'), ...END], 'crash'],
  ['a worker, behind the last result', [...BEGIN, ...END, ...death('kworker/0:0')], 'crash'],
  ['the thread of a test that wanted it so', [...BEGIN, ...death('kunit_try_catch'), ...END], 'complete'],
])('the kernel goes on without %s', (_, log, end) => {
  const reading = readKtap(clocked(...log), 0);
  expect(verdictsOf(reading)).toEqual(['s.a pass', 's.b pass']);
  expect(reading.end).toBe(end);
  expect(reading.cause).toEqual(end === 'crash' ? expect.stringMatching(/^Oops: 0002 \[#1\] in \S+, which/) : null);
});

const FAILURE = ['    # b: EXPECTATION FAILED at lib/s.c:7', '    Expected 1 == 2, but'];

test.each([
  ['    ok 2 b # SKIP no disk', 'ok 1 s'],
  ['    ok 2 b', 'not ok 1 s'],
])('%j does not take back that an expectation failed, behind which stands %j', (result, suite) => {
  const reading = readKtap(clocked(...BEGIN, ...FAILURE, result, suite), 0);
  expect(reading.cause).toMatch(/^b is reported (?:ok|skipped) after EXPECTATION FAILED at lib\/s\.c:7$/);
  const ofAnother = readKtap(clocked(...BEGIN, '    # x: EXPECTATION FAILED at lib/s.c:7', result, 'ok 1 s'), 0);
  expect(ofAnother.cause).toBe(null);
});

test('a test that prints such words itself and passes, as its suite does', () => {
  const reading = readKtap(clocked(...BEGIN, ...FAILURE, ...END), 0);
  expect(verdictsOf(reading)).toEqual(['s.a pass', 's.b pass']);
  expect(reading).toMatchObject({ end: 'complete', cause: null });
  expect(reading.findings).toEqual(['b is reported ok after EXPECTATION FAILED at lib/s.c:7, and so is its suite']);
});

test.each(['reboot: Power down', 'reboot: Restarting system'])(
  'the kernel ends in the middle of a test: %s',
  (words) => {
    const reading = readKtap(clocked(...BEGIN, words), null);
    expect(verdictsOf(reading)).toEqual(['s.a pass', 's.test 2 unresolved']);
    expect(reading).toMatchObject({
      end: 'truncated',
      cause: `the log ends inside a subtest; the kernel ended before that: ${words}`,
    });
    expect(readKtap(clocked(...BEGIN, ...END, words), null)).toMatchObject({ end: 'complete', cause: null });
    expect(readKtap(clocked(...BEGIN, words, '    ok 2 b'), null).cause).not.toContain('reboot');
  },
);

test('a hang before the first result of a parameterised test is its own', () => {
  const log = clocked(...BEGIN, '        KTAP version 1', '        # Subtest: b');
  expect(verdictsOf(readKtap(log, 124))).toEqual(['s.a pass', 's.b timeout']);
});
