// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { failedTo, withHint } from './failure-words.ts';

const hintOf = (message: string, ...folders: string[]): string =>
  withHint({ message, file: null, line: null }, folders).message;

test('a tool that is missing comes with its package', () => {
  expect(hintOf('/bin/sh: 1: gawk: not found', '/t')).toMatch(/; run: sudo apt-get install -y gawk$/);
  expect(hintOf('oops', '/t')).toBe('oops');
});

test.each(['/bin/sh: 1: bison: not found', '/bin/sh: 1: lex: not found', 'make[2]: yacc: No such file or directory'])(
  'who lacks one of the two that build Kconfig is told of both: %s',
  (message) => {
    expect(hintOf(message, '/t')).toBe(`${message}; run: sudo apt-get install -y bison flex`);
  },
);

test('a failure in a folder with a space in its name says what make cannot do', () => {
  expect(hintOf('Invalid base directory', '/t', '/my libs/x')).toBe(
    'Invalid base directory; make takes no spaces in paths: rename /my libs/x',
  );
});

test('what was tried in vain is told by the words of compiler and linker', () => {
  expect(failedTo("undefined reference to `x'", 'a.c', 3)).toBe('does not link');
  expect(failedTo('expected ;', 'a.c', 3)).toBe('does not compile');
  expect(failedTo('wget: unable to resolve host address', null, null)).toBe('cannot be built');
  expect(failedTo('missing separator', 'x/Makefile.uk', 3)).toBe('cannot be built');
});
