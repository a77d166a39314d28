// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { nothingIn } from './program-source.ts';

test('a suite without programs says so', () => {
  expect(nothingIn({ dir: '/tests/src' })).toBe('/tests/src: no C file there defines main()');
});

test('names that match nothing are told with what a pattern may hold', () => {
  expect(nothingIn({ dir: '/tests/src', globs: ['[ab]*', 'x/*'] })).toBe(
    '/tests/src: no program there matches "[ab]*" or "x/*" ' +
      '(names are paths below it without .c; * stands for any characters, ? for one)',
  );
});
