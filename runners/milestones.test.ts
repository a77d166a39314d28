// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { Milestones } from './milestones.ts';
import { TapReader } from './protocols/tap.ts';

const CASES = ['one', 'two'].map((name) => ({ suite: 'g', name }));

/** Which of these lines of a console are progress. */
function progressIn(milestones: Milestones, ...lines: readonly string[]): string[] {
  const reader = new TapReader('n');
  return lines.filter((line) => milestones.arePassedBy(reader.push(Buffer.from(`@n ${line}\n`))));
}

test('each suite and case counts once, however often a kernel tells of it', () => {
  const orderly = [
    ...['TAP version 14', '1..1', '# Subtest: g', '    1..2', '    # Case: one', '    ok 1 - one # SKIP no'],
    ...[
      '    # Case: two',
      '    ok 2 - two # SKIP no',
      'ok 1 - g',
      '# End: suites=1 cases=2 passed=0 failed=0 skipped=2',
    ],
  ];
  const milestones = new Milestones(CASES);
  expect(progressIn(milestones, ...orderly)).toEqual(orderly.filter((line) => /Subtest|Case|SKIP|End/.test(line)));
  expect(progressIn(milestones, ...orderly)).toEqual([]);
});

test('what nobody asked for, and what contradicts itself, is no progress', () => {
  const babble = [
    'TAP version 14',
    '# Subtest: h',
    '    # Case: one',
    '    # Failed: x',
    '# Failed: y',
    'not ok',
    '1..1',
  ];
  expect(progressIn(new Milestones(CASES), ...babble)).toEqual([]);
});

test('a list names each case once', () => {
  const list = ['# List: g.one', '# List: g.two', '# List: g.one', '# List: nonsense'];
  expect(progressIn(new Milestones([]), ...list)).toEqual(list.slice(0, 2));
});
