// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { ProgramExitReader } from './program-exit.ts';
import type { Reading } from './reading.ts';

function read(text: string, status: number | null = 0): Reading {
  const reader = new ProgramExitReader({ suite: 's', name: 'p', mark: '@n0nce exit ', skipStatus: 77 });
  reader.push(Buffer.from(text, 'latin1'));
  return reader.finish(status);
}
const verdictOf = (text: string, status: number | null = 0): string =>
  read(text, status).suites[0]?.cases[0]?.verdict ?? 'none';

test.each([
  ['@n0nce exit 0\r\n', 'pass'],
  ['@n0nce exit 3\n', 'fail'],
  ['@n0nce exit 77\n', 'skip'],
  ['@n0nce exit 3\n@n0nce exit 0\n', 'fail'],
  ['@other exit 0\n', 'crash'],
  ['it says @n0nce exit 0\n', 'crash'],
  ['@n0nce exit \n', 'crash'],
  ['', 'crash'],
  ['[    0.100000] CRIT: [x] <x.c @ 1> Assertion failure: 0\n', 'crash'],
  ['Assertion failure: 0\n@n0nce exit 0\n', 'pass'],
  ['@n0nce exit 0\n[    0.100000] CRIT: [x] <x.c @ 1> Assertion failure: 0\n', 'pass'],
])('%j: %s, though the monitor ended well', (text, verdict) => {
  expect(verdictOf(text)).toBe(verdict);
});

test('one that was killed has not ended, unless it had said so', () => {
  expect(verdictOf('working\n', 124)).toBe('timeout');
  expect(verdictOf('@n0nce exit 0\n', 124)).toBe('pass');
  expect(read('working\n', 124)).toMatchObject({ end: 'hang' });
});

test('what a program says of its failures is shown with it', () => {
  expect(read('src/a.c:12: expected 1\nhttp://x:1: no\n@n0nce exit 1\n').suites[0]?.cases[0]?.failures).toEqual([
    { text: 'expected 1', file: 'src/a.c', line: 12 },
  ]);
  expect(read('@n0nce exit 9\n').suites[0]?.cases[0]?.failures).toEqual([
    { text: 'exited with status 9', file: null, line: null },
  ]);
});
