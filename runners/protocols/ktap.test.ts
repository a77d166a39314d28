// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KtapReader } from './ktap.ts';
import type { Reading } from './reading.ts';

function read(text: string, status: number | null = null): Reading {
  const reader = new KtapReader('log');
  reader.push(Buffer.from(text));
  return reader.finish(status);
}

/** `suite.case verdict`, a `!` where the log promised the failure. */
const verdicts = ({ suites }: Reading): string[] =>
  suites.flatMap(({ name, cases }) =>
    cases.map((one) => `${name}.${one.name} ${one.verdict}${one.promised === undefined ? '' : '!'}`),
  );

const lines = (...text: string[]): string => `${text.join('\n')}\n`;

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
  const reading = read(log, 0);
  expect(verdicts(reading)).toEqual([
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
  const { suites, end } = read(log);
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
  const reading = read(text, 0);
  expect(verdicts(reading)).toEqual([...KUNIT_CASES, 'list.list_init crash', 'list.test 2 unresolved']);
  expect(reading).toMatchObject({ end: 'crash', cause: 'Kernel panic - not syncing: Fatal exception' });
  expect(reading.suites[0]?.cases[1]?.failures).toEqual([
    { text: 'Expected a == b, but\na == 1 (0x1)', file: 'lib/example.c', line: 42 },
  ]);
});

test('the same, killed from outside: the running one timed out', () => {
  const reading = read(lines(...KUNIT), 124);
  expect(verdicts(reading)).toEqual([...KUNIT_CASES, 'list.list_init timeout', 'list.test 2 unresolved']);
  expect(reading.end).toBe('hang');
});

test("kselftest's inner documents stand in comments", () => {
  const log = lines(
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
  );
  expect(verdicts(read(log))).toEqual([
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
  const reading = read(log);
  expect(verdicts(reading)).toEqual(cases);
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
      const whole = read(bytes.toString());
      const reader = new KtapReader('log');
      for (let at = 0; at < bytes.length; at += size + 1) reader.push(bytes.subarray(at, at + size + 1));
      expect(reader.finish(null)).toEqual(whole);
      const passed = verdicts(whole).filter((text) => text.endsWith(' pass')).length;
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
  const reading = read(log);
  expect(verdicts(reading)).toEqual(expected);
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
  expect(verdicts(read(lines(...text)))).toEqual(expected);
});

test('what ended a log ended none of the tests that were lost before', () => {
  const first = lines(
    'TAP version 13',
    '1..1',
    '# selftests: a: b',
    '# TAP version 13',
    '# 1..1',
    'ok 1 selftests: a: b',
  );
  const reading = read(`${first}${first.replace('ok 1', 'Kernel panic - not syncing: ')}`);
  expect(verdicts(reading)).toEqual(['selftests: a: b.test 1 unresolved', 'selftests: a: b.test 1 (2) crash']);
  expect(reading.end).toBe('crash');
});

test('the program that ran is known from the line before it', () => {
  const log =
    'TAP version 13\n1..2\n# selftests: a: b\nok 1 selftests: a: b\n# selftests: a: c\nKernel panic - not syncing: x\n';
  expect(verdicts(read(log))).toEqual(['log.selftests: a: b pass', 'log.selftests: a: c crash']);
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
  expect(verdicts(read(log))).toEqual(['s.a pass', 's.(suite) crash']);
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
  const reading = read(log);
  expect(verdicts(reading)).toEqual(expected);
  expect(reading.end).toBe(end);
});

test("comments behind a failure are about it, but KUnit's are about the next", () => {
  const perl = read("1..2\nnot ok 1 - a\n#   Failed test 'a'\n#   at t.pl line 5.\nok 2 - b\n# Looks fine\n");
  expect(perl.suites[0]?.cases.map(({ failures }) => failures)).toEqual([
    [{ text: "Failed test 'a'\nat t.pl line 5.", file: null, line: null }],
    [],
  ]);
  const programs = read('1..2\nnot ok 1 a # exit=1\n# selftests: x: b\n# no such file\nnot ok 2 b # exit=2\n');
  expect(programs.suites[0]?.cases.map(({ failures }) => failures)).toEqual([
    [],
    [{ text: 'no such file', file: null, line: null }],
  ]);
  const kunit = read('KTAP version 1\n1..2\nnot ok 1 a\n# b: initializing\n# timeout set to 45\nnot ok 2 b # exit=1\n');
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
  expect(read(`${begun}${bug}`, 0)).toMatchObject({ end: 'crash', cause: 'kernel BUG at lib/s.c:24!' });
  expect(read(`${begun}divide error: 0000 [#1] PREEMPT SMP\n`, 0).end).toBe('crash');
  const survived = `BUG: sleeping function called\n${'noise\n'.repeat(150)}`;
  expect(read(`${begun}${survived}Oops: 0002 [#1]\n`, 0).cause).toBe('Oops: 0002 [#1]');
});

test('a kernel that is quiet shows failures alone', () => {
  const log = '[    0.880044]     # reads: EXPECTATION FAILED at lib/s.c:7\n[    0.880100]     Expected a == b\n';
  expect(read(log, 0).cause).toBe('KUnit tells a failure and no result: is the kernel `quiet`?');
});

const CLOCK = '[    7.809969] ';

test.each<[string, string[], string[]]>([
  ['in the middle', [`ok 2${CLOCK}random: crng init done`, ' - b'], ['log.b pass']],
  ['at its end', [`not ok 2 - b${CLOCK}random: crng init done`, ''], ['log.b fail']],
  ['before its directive', [`ok 2 - b ${CLOCK}[T1] random`, `${CLOCK}more of it`, '# SKIP no disk'], ['log.b skip']],
  ['twice', [`ok 2 - ${CLOCK}one`, `lon${CLOCK}two`, 'ger'], ['log.longer pass']],
  ['and nothing follows', [`ok 2 - b${CLOCK}reboot: Power down`], ['log.b pass']],
])('the kernel prints into a result of a program: %s', (_, broken, expected) => {
  const reading = read(lines('TAP version 13', '1..3', 'ok 1 - a', ...broken, 'not ok 3 - c'), 0);
  expect(verdicts(reading)).toEqual(['log.a pass', ...expected, 'log.c fail']);
  expect(reading).toMatchObject({ end: 'complete', cause: null });
});

test('a panic that breaks into a result ends the log, and a kernel that stopped there is not waited for', () => {
  const reader = new KtapReader('log');
  reader.push(Buffer.from(lines('TAP version 13', '1..2', `ok 1 - a${CLOCK}Kernel panic - not syncing: lost`)));
  expect(reader.hasSaidAll()).toBe(false);
  reader.push(Buffer.from(lines(`${CLOCK}---[ end Kernel panic - not syncing: lost ]---`)));
  expect(reader.hasSaidAll()).toBe(true);
  const reading = reader.finish(124);
  expect(verdicts(reading)).toEqual(['log.a pass', 'log.test 2 crash']);
  expect(reading.end).toBe('crash');
});

test('an init that ends before its tests do is why they did not come, where a kernel without one is not', () => {
  const log = lines('TAP version 13', '1..2', 'ok 1 - a');
  const killed = 'Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000300';
  const noRoot = 'Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)';
  expect(read(`${log}${CLOCK}${killed}\n`)).toMatchObject({ end: 'crash', cause: killed });
  expect(read(`${log}ok 2 - b\n${CLOCK}${killed}\n`)).toMatchObject({ end: 'complete', cause: null });
  expect(read(`${log}${CLOCK}${noRoot}\n`)).toMatchObject({ end: 'truncated' });
});
