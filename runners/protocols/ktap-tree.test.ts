// SPDX-License-Identifier: BSD-3-Clause
/** Which results belong to which: by indentation, by names before and behind, by braces. */
import { expect, test } from 'vitest';
import { lines, readKtap, verdictsOf } from './ktap-samples.ts';
import type { Reading } from './reading.ts';

test.each<[string, string, string[], Partial<Reading>]>([
  [
    'names of TAP 14, each before its own level',
    lines(
      'TAP version 14',
      '# Subtest: net.t',
      '    # Subtest: send',
      '        ok 1 - short',
      '        1..1',
      '    ok 1 - send # time=2ms',
      '    # Subtest: receive',
      '        not ok 1 - long',
      '        1..1',
      '    not ok 2 - receive',
      '    1..2',
      'not ok 1 - net.t',
      'ok 2 - disk.t # SKIP no disk',
      '1..2',
    ),
    ['net.t.send/short pass', 'net.t.receive/long fail', 'log.disk.t skip'],
    { end: 'complete', cause: null, findings: [] },
  ],
  [
    'a name before each result, as node:test has it',
    lines(
      'TAP version 13',
      '# Subtest: alone',
      'ok 1 - alone',
      '# Subtest: group',
      '    # Subtest: one',
      '    ok 1 - one',
      '    # Subtest: two',
      '    not ok 2 - two',
      '    1..2',
      'not ok 2 - group',
      '1..2',
    ),
    ['log.alone pass', 'group.one pass', 'group.two fail'],
    { end: 'complete', cause: null, findings: [] },
  ],
  [
    'subtests in braces behind their result',
    lines(
      '1..3',
      'ok 1 - a {',
      '    ok 1 - x',
      '    1..1',
      '}',
      'ok 2 - b # time=1ms {',
      '    1..1',
      '    ok 1 - y',
      '}',
    ) + lines('not ok 3 - c {', '    1..2', '    ok 1 - u', '    not ok 2 - v', '}'),
    ['a.x pass', 'b.y pass', 'c.u pass', 'c.v fail'],
    { end: 'complete', cause: null, findings: [] },
  ],
  [
    'a brace that is the end of a name',
    lines('1..2', 'ok 1 - parses {', 'ok 2 - parses }'),
    ['log.parses { pass', 'log.parses } pass'],
    { end: 'complete', findings: [] },
  ],
  [
    'braces that a cut left open',
    lines('1..1', 'ok 1 - a {', '    1..2', '    ok 1 - x'),
    ['a.x pass', 'a.test 2 unresolved'],
    { end: 'truncated' },
  ],
  [
    'a suite whose own result lost the end of its name',
    lines('KTAP version 1', '1..1', '    # Subtest: clock_list', '    1..1', '    ok 1 a', 'ok 1 clock_l'),
    ['clock_list.a pass'],
    { end: 'complete' },
  ],
  [
    'a second document of a level, the result of the first of which is lost',
    lines('1..2', '    # Subtest: s', '    1..1', '    ok 1 a', '    # Subtest: t', '    1..2', '    ok 1 b') +
      lines('    not ok 2 c', 'not ok 2 t'),
    ['s.a pass', 's.(suite) unresolved', 't.b pass', 't.c fail'],
    { findings: ['no result for s itself'] },
  ],
  [
    'an indented document that names itself and was cut before its own result',
    lines('    KTAP version 1', '    # Subtest: s', '    1..2', '    ok 1 a', '    ok 2 b'),
    ['s.a pass', 's.b pass', 's.(suite) unresolved'],
    { end: 'truncated' },
  ],
  [
    'the same, whole',
    lines('    KTAP version 1', '    # Subtest: s', '    1..2', '    ok 1 a', '    ok 2 b', 'ok 1 s'),
    ['s.a pass', 's.b pass'],
    { end: 'complete' },
  ],
  [
    'a suite that fails before its tests run',
    lines('KTAP version 1', '1..1', '    # Subtest: s', '    1..2', '    # failed to initialize (-19)', 'not ok 1 s'),
    ['s.test 1 unresolved', 's.test 2 unresolved', 's.(suite) fail'],
    { end: 'complete', cause: null },
  ],
  [
    'results without numbers count on',
    lines('1..4', 'ok 1 a', 'not ok b', 'ok 3 c', 'Bail out!'),
    ['log.a pass', 'log.b fail', 'log.c pass', 'log.test 4 crash'],
    { end: 'crash', cause: 'Bail out!' },
  ],
  [
    'giving up when all is said',
    lines('TAP version 13', '1..2', 'ok 1 a', 'not ok 2 b', 'Bail out! 1 of 2 tests failed'),
    ['log.a pass', 'log.b fail'],
    { end: 'complete', cause: null },
  ],
  [
    'giving up when all that was said is good',
    lines('TAP version 13', '1..1', 'ok 1 a', 'Bail out! no memory'),
    ['log.a pass'],
    { end: 'complete', cause: 'Bail out! no memory' },
  ],
  [
    'a program that gives up, and the next one',
    lines('TAP version 13', '1..2', '# selftests: a: b', '# TAP version 13', '# Bail out! needs root') +
      lines('not ok 1 selftests: a: b # exit=1', '# selftests: a: c', 'ok 2 selftests: a: c'),
    ['selftests: a: b.(suite) fail', 'log.selftests: a: c pass'],
    { end: 'complete', cause: null },
  ],
  [
    'a program that gives up and is said to be good',
    lines('1..1', '    1..1', '    ok 1 a', '    Bail out! no disk', 'ok 1 s'),
    ['s.a pass'],
    { end: 'complete', cause: 'reported ok after: Bail out! no disk' },
  ],
])('%s', (_, log, cases, rest) => {
  const reading = readKtap(log);
  expect(verdictsOf(reading)).toEqual(cases);
  expect(reading).toMatchObject(rest);
});

test('an explanation of several lines', () => {
  const block = ['  ---', '  error: |-', '    1 is not 2', '', '    really', '  code: x', '  ...'];
  const reading = readKtap(lines('1..1', 'not ok 1 a', ...block));
  expect(reading.suites[0]?.cases[0]?.failures).toEqual([{ text: '1 is not 2\n\nreally', file: null, line: null }]);
});

test('what the one that gave up said is why it failed', () => {
  const log = lines(
    '1..1',
    '# selftests: a: b',
    '# TAP version 13',
    '# Bail out! needs root',
    'not ok 1 selftests: a: b',
  );
  expect(readKtap(log).suites[0]?.cases[0]?.failures).toEqual([
    { text: 'Bail out! needs root', file: null, line: null },
  ]);
});

test.each(['1..3\nok 1 - a\nok 2 - b\nok 3', '1..3\nok 1 - a\nok 2 - b\nok 3 -', '1..3\nok 1 - a\nok 2 - b\nok 3 - '])(
  'a last line that stops before its name among tests with names: %j',
  (log) => {
    expect(readKtap(log).suites[0]?.cases.at(-1)?.verdict).toBe('unresolved');
  },
);
