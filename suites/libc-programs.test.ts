// SPDX-License-Identifier: BSD-3-Clause
/** Each program of suites/libc says what it stands on, is short, and nolibc says of each whether it claims it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadClaims } from './claims.ts';
import { sourcesOf } from './program-suite.ts';

const ROOT = join(import.meta.dirname, '..');
const suite = { dir: join(import.meta.dirname, 'libc'), name: 'libc' };
const sources = sourcesOf(suite);
const LONGEST = 200;

test('there are programs', () => {
  expect(sources.length).toBeGreaterThan(220);
});

test('the first line of each names the clause of a standard', () => {
  const standard = /^\/\* .*(ISO C11|POSIX|IEC 60559|ISO 8859|RFC \d+|Unicode)/;
  const without = sources.filter(({ file }) => !standard.test(readFileSync(file, 'utf8').split('\n')[1] ?? ''));
  expect(without.map(({ name }) => name)).toEqual([]);
});

test('each can be read in one go', () => {
  const long = sources.filter(({ file }) => readFileSync(file, 'utf8').split('\n').length > LONGEST);
  expect(long.map(({ name }) => name)).toEqual([]);
});

test('nolibc claims each case, or says why not', () => {
  const reasonOf = loadClaims(suite, 'nolibc', ROOT);
  const silent = sources.filter(({ name }) => reasonOf(name)?.includes('does not say'));
  expect(silent.map(({ name }) => name)).toEqual([]);
});
