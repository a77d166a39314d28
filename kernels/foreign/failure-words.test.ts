// SPDX-License-Identifier: BSD-3-Clause
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { failedTo, unfitFolder, withHint } from './failure-words.ts';

const hintOf = (message: string): string => withHint({ message, file: null, line: null }).message;

test('a tool that is missing comes with its package', () => {
  expect(hintOf('/bin/sh: 1: gawk: not found')).toMatch(/; run: sudo apt-get install -y gawk$/);
  expect(hintOf("/usr/bin/env: 'python3': No such file or directory")).toMatch(/ install -y python3$/);
  expect(hintOf('oops')).toBe('oops');
});

test.each(['/bin/sh: 1: bison: not found', '/bin/sh: 1: lex: not found', 'make[2]: yacc: No such file or directory'])(
  'who lacks one of the two that build Kconfig is told of both: %s',
  (message) => {
    expect(hintOf(message)).toBe(`${message}; run: sudo apt-get install -y bison flex`);
  },
);

test('a folder with a space in its name, or that is a link to one, is what make cannot take', () => {
  const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-words-'));
  onTestFinished(() => {
    rmSync(dir, { recursive: true });
  });
  mkdirSync(join(dir, 'my libs'));
  symlinkSync(join(dir, 'my libs'), join(dir, 'libs'));
  const words = `make takes no spaces in paths: rename ${realpathSync(dir)}/my libs`;
  expect(unfitFolder([dir, join(dir, 'none yet', 'deeper')])).toBe(
    `make takes no spaces in paths: rename ${dir}/none yet`,
  );
  expect(unfitFolder([dir, join(dir, 'libs')])).toBe(words);
  expect(unfitFolder([dir])).toBeNull();
});

test('what was tried in vain is told by the words of compiler and linker', () => {
  expect(failedTo("undefined reference to `x'", 'a.c', 3)).toBe('does not link');
  expect(failedTo('expected ;', 'a.c', 3)).toBe('does not compile');
  expect(failedTo('wget: unable to resolve host address', null, null)).toBe('cannot be built');
  expect(failedTo('missing separator', 'x/Makefile.uk', 3)).toBe('cannot be built');
});
