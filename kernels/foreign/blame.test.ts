// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import type { TestProvider } from '../library-tests.ts';
import { culpritsOf } from './blame.ts';

const provider = (symbol: string, dir: string, sources: readonly string[]): TestProvider => ({
  ...{ symbol, dir, sources, library: 'lib', suites: [], cases: [], isWhole: false, needs: [] },
});
const PROVIDERS = [
  provider('LIBX_TEST', '/t/lib/x', ['/t/lib/x/tests/t.c']),
  provider('LIBC_ENV_TESTS', '/l/libc-test', ['/functional/env.c']),
];
const LIBRARIES = [
  { name: 'libx', dir: '/t/lib/x' },
  { name: 'libmusl', dir: '/l/musl' },
  { name: 'libdrv', dir: '/t/drivers/a' },
  { name: 'libdrvb', dir: '/t/drivers/a/b' },
];
const blame = (...files: string[]): string[] =>
  culpritsOf(
    files.map((file) => ({ file, error: { file, line: 1, message: 'm' } })),
    PROVIDERS,
    LIBRARIES,
    '/out',
  ).map(({ kind, id }) => `${kind} ${id}`);

test("a suite's own source is the suite's fault, fetched sources by the end of their path", () => {
  expect(blame('/t/lib/x/tests/t.c', '/out/liblibctest/origin/src/functional/env.c')).toEqual([
    'suite LIBX_TEST',
    'suite LIBC_ENV_TESTS',
  ]);
});

test("anything else is its library's, by folder or by object, each named once", () => {
  expect(blame('/t/lib/x/x.c', '/t/lib/x/y.c', '/out/libmusl/getrandom.o', '/out/libmusl.o')).toEqual([
    'library /t/lib/x',
    'library /l/musl',
  ]);
});

test('the innermost folder counts, and what is in none is nobody to blame for', () => {
  expect(blame('/t/drivers/a/b/x.c', '/t/arch/x86/boot.S', '/t/lib/xy/z.c')).toEqual(['library /t/drivers/a/b']);
});

test("an object is its suite's where the library has a test source of that name", () => {
  expect(blame('/out/libx/t.variant.o', '/out/libx/x.o')).toEqual(['suite LIBX_TEST', 'library /t/lib/x']);
});
