// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { KtapReader } from './ktap.ts';
import { lines, readKtap, verdictsOf } from './ktap-samples.ts';

test('what ended a log ended none of the tests that were lost before', () => {
  const first = lines(
    'TAP version 13',
    '1..1',
    '# selftests: a: b',
    '# TAP version 13',
    '# 1..1',
    'ok 1 selftests: a: b',
  );
  const reading = readKtap(`${first}${first.replace('ok 1', 'Kernel panic - not syncing: ')}`);
  expect(verdictsOf(reading)).toEqual(['selftests: a: b.test 1 unresolved', 'selftests: a: b.test 1 (2) crash']);
  expect(reading.end).toBe('crash');
});

test('the program that ran is known from the line before it', () => {
  const log =
    'TAP version 13\n1..2\n# selftests: a: b\nok 1 selftests: a: b\n# selftests: a: c\nKernel panic - not syncing: x\n';
  expect(verdictsOf(readKtap(log))).toEqual(['log.selftests: a: b pass', 'log.selftests: a: c crash']);
});

test('a subtest without a plan that a crash ended', () => {
  const log = lines(
    'KTAP version 1',
    '1..1',
    '    KTAP version 1',
    '    # Subtest: s',
    '    ok 1 a',
    'Kernel panic - not syncing: x',
  );
  expect(verdictsOf(readKtap(log))).toEqual(['s.a pass', 's.(suite) crash']);
});

test.each([
  ['a name', 'TAP version 13\n1..2\nok 1 a\nok 2 some', ['log.a pass', 'log.some pass'], 'complete'],
  [
    'a name before others',
    'TAP version 13\n1..3\nok 1 a\nok 2 some',
    ['log.a pass', 'log.some unresolved', 'log.test 3 unresolved'],
    'truncated',
  ],
  [
    'a failure',
    'TAP version 13\n1..3\nnot ok 1 a',
    ['log.a fail', 'log.test 2 unresolved', 'log.test 3 unresolved'],
    'truncated',
  ],
  ['a directive', 'TAP version 13\n1..1\nok 1 a # SK', ['log.a unresolved'], 'complete'],
  [
    'the name of a suite',
    'TAP version 13\n1..2\n# Subtest: whole\n    ok 1 a\n    1..1\nok 1 who',
    ['whole.a pass', 'log.test 2 unresolved'],
    'truncated',
  ],
])('a log that is cut in %s', (_, log, expected, end) => {
  const reading = readKtap(log);
  expect(verdictsOf(reading)).toEqual(expected);
  expect(reading.end).toBe(end);
});

test("comments behind a failure are about it, but KUnit's are about the next", () => {
  const perl = readKtap("1..2\nnot ok 1 - a\n#   Failed test 'a'\n#   at t.pl line 5.\nok 2 - b\n# Looks fine\n");
  expect(perl.suites[0]?.cases.map(({ failures }) => failures)).toEqual([
    [{ text: "Failed test 'a'\nat t.pl line 5.", file: null, line: null }],
    [],
  ]);
  const programs = readKtap('1..2\nnot ok 1 a # exit=1\n# selftests: x: b\n# no such file\nnot ok 2 b # exit=2\n');
  expect(programs.suites[0]?.cases.map(({ failures }) => failures)).toEqual([
    [],
    [{ text: 'no such file', file: null, line: null }],
  ]);
  const kunit = readKtap(
    'KTAP version 1\n1..2\nnot ok 1 a\n# b: initializing\n# timeout set to 45\nnot ok 2 b # exit=1\n',
  );
  expect(kunit.suites[0]?.cases[0]?.failures).toEqual([]);
});

test.each([
  '2026-05-01T10:00:00.1234567Z ',
  'Nov 21 23:00:00 host kernel: [    1.000000] ',
  '[Sat Nov 21 23:00:00 2026] ',
  'kern  :info  : [    1.000000] ',
])('a log that somebody collected: %j before each line', (prefix) => {
  const lines = [
    'KTAP version 1',
    '1..1',
    '    # Subtest: s',
    '    1..2',
    '    ok 1 a',
    '    not ok 2 b',
    'not ok 1 s',
  ];
  const reader = new KtapReader('x');
  reader.push(Buffer.from(lines.map((line) => `${prefix}${line}\n`).join('')));
  const { suites, end } = reader.finish(null);
  expect(end).toBe('complete');
  expect(suites.map(({ name, cases }) => [name, ...cases.map(({ verdict }) => verdict)])).toEqual([
    ['s', 'pass', 'fail'],
  ]);
});

test('one line with a clock before it, among lines without, is no result', () => {
  const reader = new KtapReader('x');
  reader.push(Buffer.from('TAP version 13\n1..2\nok 1 a\n2026-05-01T10:00:00Z ok 2 b\n'));
  expect(reader.finish(null).end).toBe('truncated');
});

test('a kernel tells first what is wrong, then how it names that; a bug that was survived long ago is not it', () => {
  const begun = 'KTAP version 1\n1..1\n    KTAP version 1\n    # Subtest: s\n    1..2\n    ok 1 a\n';
  const bug = 'kernel BUG at lib/s.c:24!\ninvalid opcode: 0000 [#1]\nKernel panic - not syncing: Fatal exception\n';
  expect(readKtap(`${begun}${bug}`, 0)).toMatchObject({ end: 'crash', cause: 'kernel BUG at lib/s.c:24!' });
  expect(readKtap(`${begun}divide error: 0000 [#1] PREEMPT SMP\n`, 0).end).toBe('crash');
  const survived = `BUG: sleeping function called\n${'noise\n'.repeat(150)}`;
  expect(readKtap(`${begun}${survived}Oops: 0002 [#1]\n`, 0).cause).toBe('Oops: 0002 [#1]');
});

test('a kernel that is quiet shows failures alone', () => {
  const log = '[    0.880044]     # reads: EXPECTATION FAILED at lib/s.c:7\n[    0.880100]     Expected a == b\n';
  expect(readKtap(log, 0).cause).toBe('KUnit tells a failure and no result: is the kernel `quiet`?');
});

const CLOCK = '[    7.809969] ';

test.each<[string, string[], string[]]>([
  ['in the middle', [`ok 2${CLOCK}random: crng init done`, ' - b'], ['log.b pass']],
  ['at its end', [`not ok 2 - b${CLOCK}random: crng init done`, ''], ['log.b fail']],
  ['before its directive', [`ok 2 - b ${CLOCK}[T1] random`, `${CLOCK}more of it`, '# SKIP no disk'], ['log.b skip']],
  ['twice', [`ok 2 - ${CLOCK}one`, `lon${CLOCK}two`, 'ger'], ['log.longer pass']],
  ['and nothing follows', [`ok 2 - b${CLOCK}reboot: Power down`], ['log.b pass']],
])('the kernel prints into a result of a program: %s', (_, broken, expected) => {
  const reading = readKtap(lines('TAP version 13', '1..3', 'ok 1 - a', ...broken, 'not ok 3 - c'), 0);
  expect(verdictsOf(reading)).toEqual(['log.a pass', ...expected, 'log.c fail']);
  expect(reading).toMatchObject({ end: 'complete', cause: null });
});

test('a panic that breaks into a result ends the log, and a kernel that stopped there is not waited for', () => {
  const reader = new KtapReader('log');
  reader.push(Buffer.from(lines('TAP version 13', '1..2', `ok 1 - a${CLOCK}Kernel panic - not syncing: lost`)));
  expect(reader.hasSaidAll()).toBe(false);
  reader.push(Buffer.from(lines(`${CLOCK}---[ end Kernel panic - not syncing: lost ]---`)));
  expect(reader.hasSaidAll()).toBe(true);
  const reading = reader.finish(124);
  expect(verdictsOf(reading)).toEqual(['log.a pass', 'log.test 2 crash']);
  expect(reading.end).toBe('crash');
});

test('an init that ends before its tests do is why they did not come, where a kernel without one is not', () => {
  const log = lines('TAP version 13', '1..2', 'ok 1 - a');
  const killed = 'Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000300';
  const noRoot = 'Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)';
  expect(readKtap(`${log}${CLOCK}${killed}\n`)).toMatchObject({ end: 'crash', cause: killed });
  expect(readKtap(`${log}ok 2 - b\n${CLOCK}${killed}\n`)).toMatchObject({ end: 'complete', cause: null });
  expect(readKtap(`${log}${CLOCK}${noRoot}\n`)).toMatchObject({ end: 'truncated' });
});

test.each([
  'WARNING: CPU: 0 PID: 12 at lib/x.c:10 foo+0x1/0x2',
  'WARNING: possible circular locking dependency detected',
  'UBSAN: shift-out-of-bounds in lib/x.c:12:3',
  'BUG kmalloc-64 (Not tainted): Left Redzone overwritten',
  'watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [a:7]',
  'rcu: INFO: rcu_sched self-detected stall on CPU',
  'INFO: task test:12 blocked for more than 120 seconds.',
  'refcount_t: underflow; use-after-free.',
  'kmemleak: 3 new suspected memory leaks (see /sys/kernel/debug/kmemleak)',
])('good results do not hide what the kernel says of itself: %s', (words) => {
  const log = ['TAP version 13', '1..2', 'ok 1 a', `[    1.500000] ${words}`, `[    2.500000] ${words}`, 'ok 2 b'];
  expect(readKtap(lines(...log))).toMatchObject({
    end: 'complete',
    cause: null,
    findings: [`the kernel complains: ${words} (and 1 more)`],
  });
});

test('a program that warns is no kernel', () => {
  const log = ['TAP version 13', '1..1', '# WARNING: CPU: 0 is slow', 'WARNING: no disk', 'ok 1 a'];
  expect(readKtap(lines(...log)).findings).toEqual([]);
});

const PROGRAM = ['TAP version 13', '1..1', '# selftests: a: b', '# TAP version 13'];
const END = 'ok 1 selftests: a: b';
const TOTALS = (pass: number, fail: number): string =>
  `# # Totals: pass:${pass} fail:${fail} xfail:0 xpass:0 skip:0 error:0`;

test('a program that counts its tests and has no line for each', () => {
  const good = readKtap(lines(...PROGRAM, '# 1..3', '# PASS: one', TOTALS(3, 0), END));
  expect(verdictsOf(good)).toEqual(['log.selftests: a: b pass']);
  expect(good).toMatchObject({ end: 'complete', cause: null });
  for (const totals of [TOTALS(2, 0), TOTALS(3, 1), '# quiet']) {
    const reading = readKtap(lines(...PROGRAM, '# 1..3', totals, END));
    expect(verdictsOf(reading)).toContain('selftests: a: b.test 3 unresolved');
  }
});

test('a result behind words that no end of a line follows', () => {
  const log = [...PROGRAM, '# 1..3', '# ok 1 x', '# Diff too high: 29..not ok 2 y', '# waiting...ok 3 z'];
  const reading = readKtap(lines(...log, 'not ok 1 selftests: a: b # exit=1'));
  const of = (name: string, verdict: string): string => `selftests: a: b.${name} ${verdict}`;
  expect(verdictsOf(reading)).toEqual([of('x', 'pass'), of('y', 'fail'), of('z', 'pass')]);
  const other = readKtap(lines(...PROGRAM, '# 1..2', '# ok 1 x', '# no.ok 7 y', '# book 2 pages', END));
  expect(verdictsOf(other)).toEqual([of('x', 'pass'), of('test 2', 'unresolved')]);
});

test('a program without a version begins with its plan', () => {
  const log = [
    'TAP version 13',
    '1..2',
    '# selftests: a: b',
    '# 1..2',
    '# ok 1 x',
    '# not ok 2 y',
    'not ok 1 selftests: a: b',
  ];
  const skipped = ['# selftests: a: c', '# 1..0 # SKIP no disk', 'ok 2 selftests: a: c # SKIP'];
  const reading = readKtap(lines(...log, ...skipped));
  expect(verdictsOf(reading)).toEqual(['selftests: a: b.x pass', 'selftests: a: b.y fail', 'log.selftests: a: c skip']);
  expect(readKtap(lines('TAP version 13', '1..1', '# 1..7', 'ok 1 a')).cause).toBeNull();
});

test('a program that forks prints again what waited to be printed', () => {
  const log = [...PROGRAM, '# 1..2', '# ok 1 x', '# ok 1 x', '# ok 2 y'];
  const same = readKtap(lines(...log, END));
  expect(verdictsOf(same)).toEqual(['selftests: a: b.x pass', 'selftests: a: b.y pass']);
  expect(same).toMatchObject({ cause: null, findings: ['results in selftests: a: b came twice, the same each time'] });
  expect(readKtap(lines(...log, '# not ok 2 y', END)).cause).toBe('number 2 twice in selftests: a: b');
});

test('a program that gives up and does not end is a log that stops, no crash', () => {
  const reading = readKtap(lines(...PROGRAM, '# 1..2', '# ok 1 x', '# Bail out! no memory'), 124);
  expect(reading.end).toBe('hang');
  expect(reading.findings).toContain('a program gave up, and nothing followed: Bail out! no memory');
});
