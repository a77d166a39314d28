// SPDX-License-Identifier: BSD-3-Clause
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nothingIn, outsideSuites } from './program-suite.ts';

test('a suite without programs says so', () => {
  expect(nothingIn({ dir: '/tests/src' })).toBe('/tests/src: no C file there defines main()');
});

test('names that match nothing are told with what a pattern may hold', () => {
  expect(nothingIn({ dir: '/tests/src', globs: ['[ab]*', 'x/*'] })).toBe(
    '/tests/src: no program there matches "[ab]*" or "x/*" ' +
      '(names are paths below it without .c; * stands for any characters, ? for one)',
  );
});

test('a glob that matches nothing is refused beside one that does', () => {
  const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-programs-'));
  onTestFinished(() => {
    rmSync(dir, { recursive: true });
  });
  writeFileSync(join(dir, 'opens.c'), 'int main(void) { return 0; }\n');
  const globsOf = (...globs: readonly string[]): unknown =>
    outsideSuites(
      globs.map((glob) => `${dir}:${glob}`),
      null,
      [],
    ).map((suite) => suite.globs);
  expect(globsOf('o*', 'opens')).toEqual([['o*', 'opens']]);
  expect(() => globsOf('o*', '[x]*')).toThrow(`--program-suite: ${dir}: no program there matches "[x]*"`);
});
