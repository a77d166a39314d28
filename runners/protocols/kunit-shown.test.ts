// SPDX-License-Identifier: BSD-3-Clause
/** What kunit.py shows to people, read as the log of a run. */
import { expect, test } from 'vitest';
import { chooseProtocol } from './choose.ts';
import type { Reading } from './reading.ts';

const SHOWN = [
  'Starting KUnit Kernel (1/1)...',
  '============================================================',
  '=================== ring (2 subtests) ======================',
  '[PASSED] fills',
  '# drains: EXPECTATION FAILED at lib/ring.c:12',
  'Expected 1 == 2, but',
  '[FAILED] drains',
  '===================== [FAILED] ring ========================',
  '=================== heap (3 subtests) ======================',
  '[SKIPPED] aligned',
  '======================= sizes  =============================',
  '[PASSED] 8 bytes',
  '[PASSED] 16 bytes',
  '==================== [PASSED] sizes ========================',
  '[CRASHED] freed_twice',
  '==================== [CRASHED] heap ========================',
  '============================================================',
];
const END = 'Testing complete. Ran 6 tests: passed: 3, failed: 1, crashed: 1, skipped: 1';

const shown = (lines: readonly string[], colour: string): string =>
  lines.map((line) => `[10:12:09] ${colour}${line}${colour === '' ? '' : '\x1b[0;0m'}\n`).join('');

function read(log: string): Reading {
  const reader = chooseProtocol({ protocol: 'ktap', suite: 'LOG' })(log);
  reader.push(Buffer.from(log, 'latin1'));
  return reader.finish(null);
}

const verdictsOf = ({ suites }: Reading): string[] =>
  suites.flatMap(({ name, cases }) => cases.map((one) => `${name}.${one.name} ${one.verdict}`));

const VERDICTS = [
  'ring.fills pass',
  'ring.drains fail',
  'heap.aligned skip',
  'heap.sizes/8 bytes pass',
  'heap.sizes/16 bytes pass',
  'heap.freed_twice crash',
];

test.each(['', '\x1b[1;32m'])('suites, tests and parameters, in colours or not: %j', (colour) => {
  const reading = read(shown([...SHOWN, END], colour));
  expect(verdictsOf(reading)).toEqual(VERDICTS);
  expect(reading).toMatchObject({ end: 'complete', cause: null });
  expect(reading.suites[0]?.cases[1]?.failures).toMatchObject([{ file: 'lib/ring.c', line: 12 }]);
});

test('without the last line nobody knows whether more came', () => {
  expect(read(shown(SHOWN, '')).end).toBe('truncated');
});

test('a test that is counted and not shown was lost', () => {
  const lost = SHOWN.filter((line) => line !== '[CRASHED] freed_twice' && !line.includes('[CRASHED] heap'));
  expect(read(shown([...lost, END], '')).cause).toBe('kunit.py counts 1 crashed, which the lines do not show');
  expect(read(shown([...lost, END.replace('crashed: 1, ', '')], '')).cause).toBe(null);
  const short = [...lost.slice(0, -1), '==================== [PASSED] heap ========================', END];
  expect(read(shown(short, '').replace('crashed: 1, ', '')).cause).toBe('heap shows 2 of 3 tests');
});

test('a suite that failed though none of its tests did has a verdict of its own', () => {
  const one = ['====== ring (1 subtest) ======', '[PASSED] fills', '====== [FAILED] ring ======'];
  const reading = read(shown([...one, 'Testing complete. Passed: 1, Failed: 0, Crashed: 0'], ''));
  expect(verdictsOf(reading)).toEqual(['ring.fills pass', 'ring.(suite) fail']);
});
