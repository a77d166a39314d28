// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { firstBuildError } from './build-errors.ts';

const read = (log: string): ReturnType<typeof firstBuildError> =>
  firstBuildError(log, '/src/kernels/reference', '/src');

test("the compiler's first error wins over what make says later", () => {
  const log = [
    '  CC      lib/ukalloc/alloc.c',
    "lib/ukalloc/alloc.c:12:3: warning: unused variable 'x' [-Wunused-variable]",
    "lib/ukalloc/alloc.c:42:9: error: 'foo' undeclared (first use in this function)",
    '/src/suites/ukalloc/cases.c:7:1: error: second',
    'make: *** [support/build/objects.mk:36: /out/alloc.o] Error 1',
  ].join('\n');
  expect(read(log)).toEqual({
    message: "'foo' undeclared (first use in this function)",
    file: 'kernels/reference/lib/ukalloc/alloc.c',
    line: 42,
  });
});

test('a suite outside of the kernel is shown by its own path', () => {
  expect(read('/src/suites/smp/cases.c:3:10: fatal error: uk/none.h: No such file or directory')).toMatchObject({
    file: 'suites/smp/cases.c',
    line: 3,
  });
});

test('the linker names the place of an undefined reference', () => {
  const log = [
    "/usr/bin/ld: /out/a.o: in function `main':",
    "/src/suites/app/main.c:9: undefined reference to `nothing'",
  ].join('\n');
  expect(read(log)).toEqual({ message: "undefined reference to `nothing'", file: 'suites/app/main.c', line: 9 });
});

test("make's own complaint is better than nothing", () => {
  expect(read('support/build/paths.mk:3: *** A= names no application folder.  Stop.\n')).toEqual({
    message: 'A= names no application folder',
    file: null,
    line: null,
  });
  expect(read('')).toMatchObject({ message: 'the build ended without a word' });
});
