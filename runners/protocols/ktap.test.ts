// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KtapReader } from './ktap.ts';
import { lines, readKtap, verdictsOf } from './ktap-samples.ts';
import type { Reading } from './reading.ts';

test('a flat TAP 13 with every directive', () => {
  const log = lines(
    'TAP version 13',
    '1..8',
    'ok 1 - one',
    'not ok 2 - two',
    'ok 3 - three # SKIP no disk',
    'not ok 4 - four # TODO later',
    'ok 5 - five # todo done',
    'not ok 6 six # TIMEOUT 45 seconds',
    'ok # XFAIL seven',
    String.raw`ok 8 - eight \# not a directive`,
  );
  const reading = readKtap(log, 0);
  expect(verdictsOf(reading)).toEqual([
    'log.one pass',
    'log.two fail',
    'log.three skip',
    'log.four fail!',
    'log.five pass',
    'log.six timeout',
    'log.seven fail!',
    'log.eight # not a directive pass',
  ]);
  expect(reading).toMatchObject({ end: 'complete', cause: null, findings: [] });
  expect(reading.suites[0]?.cases[2]?.reason).toBe('no disk');
});

test('TAP 14 subtests: the comment stands outside, the block behind a result explains it', () => {
  const log = lines(
    'TAP version 14',
    '# Subtest: disk',
    '    ok 1 - read',
    '    not ok 2 - write',
    '      ---',
    "      message: 'wrote 3 of 4'",
    '      at:',
    '        file: disk.c',
    '        line: 12',
    '      ...',
    '    1..2',
    'not ok 1 - disk',
    '1..1',
  );
  const { suites, end } = readKtap(log);
  expect(end).toBe('complete');
  expect(suites[0]).toMatchObject({
    name: 'disk',
    cases: [
      { name: 'read', verdict: 'pass' },
      { name: 'write', verdict: 'fail', failures: [{ text: 'wrote 3 of 4', file: 'disk.c', line: 12 }] },
    ],
  });
});

const KUNIT = [
  'KTAP version 1',
  '1..2',
  '    KTAP version 1',
  '    # Subtest: example',
  '    1..3',
  '    ok 1 simple',
  '    # broken: EXPECTATION FAILED at lib/example.c:42',
  '    Expected a == b, but',
  '        a == 1 (0x1)',
  '    not ok 2 broken',
  '        KTAP version 1',
  '        # Subtest: params',
  '        ok 1 value 1',
  '        not ok 2 value 2',
  '    not ok 3 params',
  '# Totals: pass:2 fail:2 skip:0 total:4',
  'not ok 1 example',
  '    KTAP version 1',
  '    # Subtest: list',
  '    1..2',
  '    # list_init: initializing',
];
const KUNIT_CASES = [
  'example.simple pass',
  'example.broken fail',
  'example.params/value 1 pass',
  'example.params/value 2 fail',
];

test.each([
  ['plain', ''],
  ['behind a clock', '[    0.060000] '],
  ['behind level, clock and thread', '<6>[   12.060000][    T1] '],
])("KUnit's nested results, %s, and a crash in the second suite", (_, prefix) => {
  const text = lines(...[...KUNIT, 'Kernel panic - not syncing: Fatal exception'].map((line) => `${prefix}${line}`));
  const reading = readKtap(text, 0);
  expect(verdictsOf(reading)).toEqual([...KUNIT_CASES, 'list.list_init crash', 'list.test 2 unresolved']);
  expect(reading).toMatchObject({ end: 'crash', cause: 'Kernel panic - not syncing: Fatal exception' });
  expect(reading.suites[0]?.cases[1]?.failures).toEqual([
    { text: 'Expected a == b, but\na == 1 (0x1)', file: 'lib/example.c', line: 42 },
  ]);
});

test('the same, killed from outside: the running one timed out', () => {
  const reading = readKtap(lines(...KUNIT), 124);
  expect(verdictsOf(reading)).toEqual([...KUNIT_CASES, 'list.list_init timeout', 'list.test 2 unresolved']);
  expect(reading.end).toBe('hang');
});

test.each(['', '   '])("kselftest's inner documents stand in comments, behind %j", (margin) => {
  const log = [
    'TAP version 13',
    '1..2',
    '# selftests: timers: posix',
    '# TAP version 13',
    '# 1..2',
    '# ok 1 alarm',
    '# not ok 2 drift',
    '# # Totals: pass:1 fail:1',
    'not ok 1 selftests: timers: posix # exit=1',
    '# ok 9 said a program',
    'ok 2 selftests: timers: nsleep # SKIP',
  ].map((line) => `${margin}${line}`);
  expect(verdictsOf(readKtap(lines(...log)))).toEqual([
    'selftests: timers: posix.alarm pass',
    'selftests: timers: posix.drift fail',
    'log.selftests: timers: nsleep skip',
  ]);
});

test.each<[string, string, string[], Partial<Reading>]>([
  ['a plan that is not met', lines('1..2', 'ok 1 - a'), ['log.a pass', 'log.test 2 unresolved'], { end: 'truncated' }],
  [
    'bailing out',
    lines('TAP version 13', '1..2', 'ok 1 - a', 'Bail out! no disk'),
    ['log.a pass', 'log.test 2 crash'],
    { end: 'crash' },
  ],
  [
    'no plan at all',
    lines('TAP version 13', 'ok 1 - a'),
    ['log.a pass'],
    { end: 'truncated', cause: 'the log has no plan' },
  ],
  ['a skipped plan', lines('TAP version 13', '1..0 # SKIP no FPU'), ['log.all skip'], { end: 'complete' }],
  [
    'too many',
    lines('1..1', 'ok 1', 'ok 2'),
    ['log.test 1 pass', 'log.test 2 pass'],
    { findings: ['test 2 (test 2) of 1 in log', '2 of 1 planned tests in log'] },
  ],
  [
    'a number twice',
    lines('1..2', 'ok 1 - a', 'not ok 1 - a'),
    ['log.a pass', 'log.a (2) fail'],
    { findings: ['number 1 twice in log'] },
  ],
  [
    'a suite that fails though nothing in it does',
    lines('TAP version 14', '1..1', '    1..1', '    ok 1 - a', 'not ok 1 - s'),
    ['s.a pass', 's.(suite) fail'],
    { end: 'complete' },
  ],
  [
    'a suite that is ok though something in it is not',
    lines('TAP version 14', '1..1', '    1..1', '    not ok 1 - a', 'ok 1 - s'),
    ['s.a fail'],
    { end: 'complete', cause: 's (suite) is reported ok with a failed test inside' },
  ],
  ['no TAP', lines('booting', 'okay', 'not ok'), [], { end: 'truncated', cause: 'nothing in it is TAP' }],
  [
    'two documents, as two modules print them',
    lines('KTAP version 1', '1..1', 'ok 1 a', 'noise', 'KTAP version 1', '1..1', 'not ok 1 b'),
    ['log.a pass', 'log.b fail'],
    { end: 'complete' },
  ],
])('%s', (_, log, cases, rest) => {
  const reading = readKtap(log);
  expect(verdictsOf(reading)).toEqual(cases);
  expect(reading).toMatchObject(rest);
});

const LINE = fc.constantFrom(
  'ok 1 a',
  'not ok 2 b',
  '    ok 1 c',
  '        not ok 1 d',
  '1..3',
  '    1..2',
  '# Subtest: s',
  'KTAP version 1',
  '    KTAP version 1',
  '# TAP version 13',
  '# ok 1 x',
  '      ---',
  '      ...',
  'Bail out!',
  'Kernel panic - not syncing: x',
  '',
);

test('any lines get a reading, the same however they are cut, with no pass that was not printed', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(LINE, fc.string())), fc.nat(40), (all, size) => {
      const bytes = Buffer.from(lines(...all));
      const whole = readKtap(bytes.toString());
      const reader = new KtapReader('log');
      for (let at = 0; at < bytes.length; at += size + 1) reader.push(bytes.subarray(at, at + size + 1));
      expect(reader.finish(null)).toEqual(whole);
      const passed = verdictsOf(whole).filter((text) => text.endsWith(' pass')).length;
      expect(passed).toBeLessThanOrEqual(all.join('\n').split(/\bok\b/).length - 1);
    }),
  );
});

test.each<[string, string, string[], Reading['end']]>([
  ['a plan behind the results', 'ok 1 a\nnot ok 2 b\n1..2\n', ['log.a pass', 'log.b fail'], 'complete'],
  [
    'subtests before anything else',
    '# Subtest: s\n    ok 1 - a\n    not ok 2 - b\n    1..2\nnot ok 1 - s\n1..1\n',
    ['s.a pass', 's.b fail'],
    'complete',
  ],
  [
    'tests that KUnit survived',
    lines(
      'KTAP version 1',
      '1..1',
      '    # Subtest: s',
      '    1..3',
      'BUG: kernel NULL pointer dereference, address: 0000000000000000',
      '    # a: try faulted: last line seen lib/s.c:40',
      '    # a: internal error occurred preventing test case from running: -4',
      '    not ok 1 a',
      '    # b: try timed out',
      '    not ok 2 b',
      '    not ok 3 c',
      'not ok 1 s',
    ),
    ['s.a crash', 's.b timeout', 's.c fail'],
    'complete',
  ],
  [
    'no plan, and a kernel without a root file system',
    'TAP version 14\nok 1 - a\nKernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(98,0)\n',
    ['log.a pass'],
    'truncated',
  ],
  [
    'no plan, but suites that end, and a kernel without a root file system',
    'KTAP version 1\n  # Subtest: s\n  1..1\n  ok 1 a\nok 1 s\n  # Subtest: t\n  ok 1 b\nok 2 t\n' +
      'Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(98,0)\n',
    ['s.a pass', 't.b pass'],
    'complete',
  ],
  [
    'no plan, and suites of which one is lost',
    'KTAP version 1\n  # Subtest: s\n  1..1\n  ok 1 a\nok 1 s\n  # Subtest: u\n  1..1\n  ok 1 c\nok 3 u\n',
    ['s.a pass', 'u.c pass'],
    'truncated',
  ],
  [
    'no plan, and a crash behind the last suite',
    'KTAP version 1\n  # Subtest: s\n  1..1\n  ok 1 a\nok 1 s\nKernel panic - not syncing: Fatal exception\n',
    ['s.a pass'],
    'crash',
  ],
  [
    'a panic that is indented',
    'TAP version 14\n1..1\n\tKernel panic - not syncing: x\n',
    ['log.test 1 crash'],
    'crash',
  ],
])('%s', (_, log, expected, end) => {
  const reading = readKtap(log);
  expect(verdictsOf(reading)).toEqual(expected);
  expect(reading.end).toBe(end);
});

test.each<[string, string[], string[]]>([
  [
    'its head was lost',
    ['    KTAP version 1', '    # Subtest: s', '    1..2', '    ok 1 a', '    not ok 2 b', 'not ok 1 s', 'ok 2 t'],
    ['s.a pass', 's.b fail', 'log.t pass'],
  ],
  [
    'tests without any inside',
    [
      '1..3',
      '    # Subtest: a',
      'ok 1 a',
      '    # Subtest: b',
      '    1..0',
      'ok 2 b',
      '    1..0 # SKIP no disk',
      'ok 3 c',
    ],
    ['a.(suite) unresolved', 'b.(suite) skip', 'c.(suite) skip'],
  ],
  [
    'one that was ended',
    ['1..1', '# TAP version 13', '# 1..3', '# ok 1 a', 'not ok 1 s # TIMEOUT 45 seconds'],
    ['s.a pass', 's.test 2 timeout', 's.test 3 unresolved'],
  ],
  [
    'a number sign',
    ['1..4', 'ok 1 - bug #42 in C# code', 'not ok 2 b # exit=1', 'ok 3 c # time=1ms', 'ok 4 d #SKIP'],
    ['log.bug #42 in C# code pass', 'log.b fail', 'log.c pass', 'log.d skip'],
  ],
  [
    'a result between two subtests was lost',
    [
      ...['1..1', '    # Subtest: s', '    1..3', '        KTAP version 1', '        # Subtest: a', '        ok 1 x'],
      ...['        KTAP version 1', '        # Subtest: b', '        ok 1 y', '    ok 2 b', '    ok 3 c', 'ok 1 s'],
    ],
    ['s.a/x pass', 's.a unresolved', 's.b/y pass', 's.c pass'],
  ],
  [
    "a program's result was lost",
    [
      '1..2',
      '# selftests: a: b',
      '# TAP version 13',
      '# 1..1',
      '# ok 1 x',
      '# selftests: a: c',
      'ok 2 selftests: a: c',
    ],
    ['selftests: a: b.x pass', 'selftests: a: b.(suite) unresolved', 'log.selftests: a: c pass'],
  ],
  ['no numbers', ['ok - a', 'not ok - b', '1..2'], ['log.a pass', 'log.b fail']],
])('%s', (_, text, expected) => {
  expect(verdictsOf(readKtap(lines(...text)))).toEqual(expected);
});

test('whoever promises that a test with others inside fails promises it of those', () => {
  const inner = ['# Subtest: s', '    1..2', '    ok 1 a', '    not ok 2 b'];
  const reading = readKtap(lines('TAP version 14', '1..1', ...inner, 'not ok 1 s # TODO later'));
  expect(verdictsOf(reading)).toEqual(['s.a pass', 's.b fail!']);
  expect(reading).toMatchObject({ end: 'complete', cause: null });
});

test.each([
  ['a number that no plan has', ['1..1', 'ok 0 - a'], 'test 0 (a) of 1 in log'],
  [
    'other words where all is to be TAP',
    ['pragma +strict', '1..1', 'hello', 'ok 1 - a'],
    'no TAP, and it is to be strict: hello',
  ],
  ['other words behind that', ['pragma +strict', 'pragma -strict', '1..1', 'hello', 'ok 1 - a'], null],
])('%s', (_, log, cause) => {
  expect(readKtap(lines('TAP version 14', ...log)).cause).toBe(cause);
});

test('who gives up at once says why', () => {
  expect(readKtap(lines('Bail out! no disk'))).toMatchObject({ end: 'crash', cause: 'Bail out! no disk' });
});
