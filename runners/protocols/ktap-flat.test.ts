// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { lines, readKtap, verdictsOf } from './ktap-samples.ts';

const KUNIT = [
  'KTAP version 1',
  '1..2',
  '    KTAP version 1',
  '    # Subtest: alpha',
  '    # module: alpha_test',
  '    1..3',
  '    ok 1 one',
  '    # two: EXPECTATION FAILED at lib/alpha_test.c:12',
  '    Expected x == y, but',
  '    not ok 2 two',
  '        KTAP version 1',
  '        # Subtest: sizes',
  '        ok 1 small',
  '        ok 2 large # SKIP no memory',
  '    # sizes: pass:1 fail:0 skip:1 total:2',
  '    ok 3 sizes',
  '# alpha: pass:2 fail:1 skip:0 total:3',
  '# Totals: pass:2 fail:1 skip:1 total:4',
  'not ok 1 alpha',
  '    KTAP version 1',
  '    # Subtest: beta',
  '    1..1',
  '    ok 1 one',
  'ok 2 beta',
];
const FLAT = KUNIT.map((line) => line.trimStart());

test('indentation that is lost on the way is given back by the names of the levels', () => {
  const reading = readKtap(lines(...KUNIT));
  expect(verdictsOf(reading)).toEqual([
    ...['alpha.one pass', 'alpha.two fail', 'alpha.sizes/small pass', 'alpha.sizes/large skip', 'beta.one pass'],
  ]);
  expect(readKtap(lines(...FLAT))).toEqual(reading);
  const noisy = FLAT.flatMap((line) => [line, 'random: crng init done']);
  expect(verdictsOf(readKtap(lines(...noisy)))).toEqual(verdictsOf(reading));
});

test.each(FLAT.map((_, index) => [index + 1]))('cut behind line %d it is no more than it was', (count) => {
  const [flat, indented] = [FLAT, KUNIT].map((log) => readKtap(lines(...log.slice(0, count))));
  expect(flat?.end).toBe(indented?.end);
  const passed = verdictsOf(readKtap(lines(...KUNIT))).filter((one) => one.endsWith(' pass'));
  if (flat !== undefined && count < FLAT.length)
    expect(passed).toEqual(
      expect.arrayContaining(verdictsOf(flat).filter((one) => one.startsWith('alpha') && one.endsWith(' pass'))),
    );
});

test.each([
  [
    'names before results, as node --test prints them',
    ['1..2', '# Subtest: a', 'ok 1 - a', '# Subtest: b', 'ok 2 - b'],
  ],
  ['a name before what is indented', ['1..1', '# Subtest: a', '    1..1', '    ok 1 - x', 'ok 1 - a']],
  ['a name at the end', ['1..1', 'ok 1 - a', '# Subtest: b']],
])('what is flat by itself stays so: %s', (_, log) => {
  const reading = readKtap(lines('TAP version 14', ...log));
  expect(reading).toMatchObject({ end: 'complete', cause: null, findings: [] });
});
