// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { lines, readKtap } from './ktap-samples.ts';

const suite = (...inside: readonly string[]): string[] => [
  ...['KTAP version 1', '1..1', '    KTAP version 1', '    # Subtest: alpha', '    1..2'],
  ...inside,
  'ok 1 alpha',
];

test.each([
  ['a skip whose reason and word are lost', suite('    ok 1 a', '    ok 2 b', '# alpha: pass:1 fail:0 skip:1 total:2')],
  ['a failure that no line tells', suite('    ok 1 a', '    ok 2 b', '# alpha: pass:1 fail:1 skip:0 total:2')],
  ['tests that no line tells', suite('    ok 1 a', '    ok 2 b', '# alpha: pass:3 fail:0 skip:0 total:3')],
  ['a program', ['TAP version 13', '1..1', 'ok 1 a', '# Totals: pass:0 fail:0 xfail:0 xpass:0 skip:1 error:0']],
])('a count that is higher than what the lines show is told: %s', (_, log) => {
  const reading = readKtap(lines(...log));
  expect(reading.end).toBe('complete');
  expect(reading.cause).toMatch(/counts pass:\d.*which its lines do not show$/);
});

test.each([
  ['right', suite('    ok 1 a', '    ok 2 b # SKIP x', '# alpha: pass:1 fail:0 skip:1 total:2')],
  [
    'of an expected failure',
    ['TAP version 13', '1..1', 'not ok 1 a # XFAIL x', '# Totals: pass:0 fail:0 xfail:1 xpass:0 skip:0 error:0'],
  ],
  ['of a level that nobody named', suite('    ok 1 a', '    ok 2 b', '# gamma: pass:9 fail:9 skip:0 total:18')],
])('a count that is %s is none to speak of', (_, log) => {
  expect(readKtap(lines(...log))).toMatchObject({ end: 'complete', cause: null, findings: [] });
});

const LOADED = ['    KTAP version 1', '    # Subtest: a', '    1..1', '    ok 1 x', 'ok 1 a'];
const BOOT = '[    0.000000] Linux version 6.1.0';

test('a console without a plan that ends with a suite may have been cut there, an excerpt is what it is', () => {
  const console = ['KTAP version 1', ...LOADED];
  expect(readKtap(lines(BOOT, ...console))).toMatchObject({
    end: 'truncated',
    cause: 'the log has no plan, and nothing follows its last suite',
  });
  expect(readKtap(lines(BOOT, ...console, '[    1.000000] reboot: Power down')).end).toBe('complete');
  expect(readKtap(lines(BOOT, ...console), 0).end).toBe('complete');
  expect(readKtap(lines(...console)).end).toBe('complete');
  expect(readKtap(`${lines(...console)}[    1.0`).end).toBe('truncated');
  expect(readKtap(lines(...console).trimEnd()).end).toBe('complete');
  expect(
    readKtap(
      lines(...console)
        .trimEnd()
        .slice(0, -1),
    ).end,
  ).toBe('truncated');
  expect(readKtap(`${lines(BOOT, ...console)}/ # `).end).toBe('complete');
});

test.each([
  ['pass:1 fail:0 skip:2 total:3', null],
  ['pass:0 fail:1 skip:2 total:3', expect.stringContaining('which its lines do not show')],
])("a test's parameters that Linux 6.1 skips without a word: %s", (counts, cause) => {
  const inside = [
    '    # Subtest: alpha',
    '    1..1',
    '        # Subtest: p',
    '        ok 1 x',
    '        ok 2 y',
    '        ok 3 z',
  ];
  const log = [
    'KTAP version 1',
    '1..1',
    '    KTAP version 1',
    ...inside,
    `    # p: ${counts}`,
    '    ok 1 p',
    'ok 1 alpha',
  ];
  expect(readKtap(lines(...log)).cause).toEqual(cause);
});
