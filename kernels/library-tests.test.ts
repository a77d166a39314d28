// SPDX-License-Identifier: BSD-3-Clause
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readKconfigFiles } from './kconfig-file.ts';
import { LibraryReader, parseMakefile, readSourceTests } from './library-tests.ts';

const root = mkdtempSync(join(tmpdir(), 'ukmatrix-library-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

function library(name: string, files: Readonly<Record<string, string>>): LibraryReader {
  const dir = join(root, name);
  mkdirSync(join(dir, 'tests'), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(dir, file), text);
  return new LibraryReader(dir, readKconfigFiles([dir]));
}

test('a makefile says which symbols a source depends on', () => {
  const { library: name, sources } = parseMakefile(
    [
      '$(eval $(call addlib_s,libx,$(CONFIG_LIBX)))',
      'LIBX_SRCS-y += $(LIBX_BASE)/x.c|isr',
      'ifneq ($(filter y,$(CONFIG_LIBX_TEST) $(CONFIG_LIBUKTEST_ALL)),)',
      '\tLIBX_SRCS-y += $(LIBX_ORIGIN)/src/a.c \\',
      '\t\t$(LIBX_BASE)/tests/b.c',
      'else',
      'LIBX_SRCS-y += $(LIBX_BASE)/c.c',
      'endif',
      'ifeq ($(filter y,$(CONFIG_LIBNOLIBC)),)',
      'LIBX_SRCS-$(CONFIG_LIBX_D) += $(LIBX_BASE)/d.c',
      'endif',
      '#LIBX_SRCS-y += $(LIBX_BASE)/no.c',
    ].join('\n'),
    '/l',
  );
  expect(name).toBe('libx');
  expect(sources.map(({ symbols, path }) => ({ symbols, path }))).toEqual([
    { symbols: [], path: '/l/x.c' },
    { symbols: ['LIBX_TEST', 'LIBUKTEST_ALL'], path: '/src/a.c' },
    { symbols: ['LIBX_TEST', 'LIBUKTEST_ALL'], path: '/l/tests/b.c' },
    { symbols: [], path: '/l/c.c' },
    { symbols: ['LIBX_D'], path: '/l/d.c' },
  ]);
});

test('a makefile may register several libraries, of a platform or with a folder of its own for objects, too', () => {
  const text = [
    '$(eval $(call addlib_s,libmusl,$(CONFIG_LIBMUSL)))',
    '# $(eval $(call addlib,libold))',
    '$(eval $(call addlib_tree_s,libmuslglue,$(CONFIG_LIBMUSL)))',
    '$(eval $(call addplatlib_s,kvm,libpl011,$(CONFIG_LIBPL011)))',
    '$(eval $(call addlib_paramprefix,libpl011,pl011))',
  ].join('\n');
  const { library: name, libraries } = parseMakefile(text, '/l');
  expect([name, libraries]).toEqual(['libmusl', ['libmusl', 'libmuslglue', 'libpl011']]);
});

test('how tests are told is nothing that a suite could be turned off by', () => {
  const reader = library('uktest', {
    'Makefile.uk': 'LIBUKTEST_SRCS-y += $(LIBUKTEST_BASE)/test.c\n',
    'Config.uk':
      'menuconfig LIBUKTEST\n\tbool "uktest"\nconfig LIBUKTEST_LOG_TESTS\n\tbool "log"\nconfig LIBUKTEST_TEST_MYSELF\n\tbool "self"\n',
  });
  expect(reader.read([]).map(({ symbol }) => symbol)).toEqual(['LIBUKTEST_TEST_MYSELF']);
});

test('a source says its cases, and under which conditions its suites are registered', () => {
  const { cases, registered } = readSourceTests(
    [
      'UK_TESTCASE(one, first)',
      'UK_TESTCASE_DESC(one, second, "described")',
      '#ifndef CONFIG_LIBNOLIBC',
      '  #if defined(CONFIG_LIBUKTEST_ALL) || defined(CONFIG_LIBX_SORT_TESTS)',
      '    uk_testsuite_register(one, NULL);',
      '  #endif',
      '#endif',
      'uk_testsuite_late_prio(two, init, 3);',
      '#define UK_TESTCASE(suite, name) \\',
      '\tUK_TESTCASE(a, b) uk_testsuite_register(suite, NULL)',
      '#define uk_testsuite_register(suite, init) nothing',
    ].join('\n'),
  );
  expect(cases).toEqual([
    { suite: 'one', name: 'first' },
    { suite: 'one', name: 'second' },
  ]);
  expect([...registered]).toEqual([
    ['one', ['LIBUKTEST_ALL', 'LIBX_SORT_TESTS']],
    ['two', []],
  ]);
});

test("a library's tests belong to the symbol that builds them", () => {
  const providers = library('vmem', {
    'Config.uk':
      'menuconfig LIBVMEM\n\tbool "vmem"\nif LIBVMEM\nconfig LIBVMEM_SIZE\n\tint "n"\nconfig LIBVMEM_TEST\n\tbool "tests"\n\tselect LIBUKTEST\nendif\n',
    'Makefile.uk':
      '$(eval $(call addlib_s,libvmem,$(CONFIG_LIBVMEM)))\nLIBVMEM_SRCS-y += $(LIBVMEM_BASE)/v.c\nifneq ($(filter y,$(CONFIG_LIBVMEM_TEST) $(CONFIG_LIBUKTEST_ALL)),)\nLIBVMEM_SRCS-y += $(LIBVMEM_BASE)/tests/t.c\nendif\n',
    'v.c': 'int v;\n',
    'tests/t.c': 'UK_TESTCASE(vmem, maps) {}\nuk_testsuite_register(vmem, NULL);\n',
  }).read([]);
  expect(providers).toEqual([
    {
      symbol: 'LIBVMEM_TEST',
      dir: join(root, 'vmem'),
      library: 'libvmem',
      suites: ['vmem'],
      cases: [{ suite: 'vmem', name: 'maps' }],
      sources: [join(root, 'vmem', 'tests', 't.c')],
      isWhole: false,
      needs: [],
    },
  ]);
});

test('a library that is all tests is its own symbol; sources that make fetched are read where they are', () => {
  const origin = join(root, 'origin');
  mkdirSync(join(origin, 'src'), { recursive: true });
  writeFileSync(join(origin, 'src', 'env.c'), 'UK_TESTCASE(env_tests, getenv)\n');
  const reader = library('ctest', {
    'Config.uk':
      'menuconfig LIBCTEST\n\tbool "ctest"\nif LIBCTEST\nconfig LIBCTEST_ENV_TESTS\n\tbool "env"\nconfig LIBCTEST_PWD_TESTS\n\tbool "pwd"\nendif\n',
    'Makefile.uk':
      '$(eval $(call addlib_s,libctest,$(CONFIG_LIBCTEST)))\nLIBCTEST_SRCS-y += $(LIBCTEST_BASE)/main.c\nifneq ($(filter y,$(CONFIG_LIBCTEST_ENV_TESTS)),)\nLIBCTEST_SRCS-y += $(LIBCTEST_X)/src/env.c\nendif\n',
    'main.c':
      '#if defined(CONFIG_LIBCTEST_ENV_TESTS)\nuk_testsuite_register(env_tests, NULL);\n#endif\nuk_testsuite_register(base, NULL);\n',
  });
  const providers = reader.read([origin]);
  expect(providers.map(({ symbol, suites, cases, isWhole }) => ({ symbol, suites, cases, isWhole }))).toEqual([
    {
      symbol: 'LIBCTEST_ENV_TESTS',
      suites: ['env_tests'],
      cases: [{ suite: 'env_tests', name: 'getenv' }],
      isWhole: false,
    },
    { symbol: 'LIBCTEST', suites: ['base'], cases: [], isWhole: true },
    { symbol: 'LIBCTEST_PWD_TESTS', suites: [], cases: [], isWhole: false },
  ]);
});

test('a feature that a test needs is no switch of the test', () => {
  const [provider, ...others] = library('process', {
    'Config.uk':
      'menuconfig LIBPROCESS\n\tbool "process"\nif LIBPROCESS\nconfig LIBPROCESS_CLONE\n\tbool "clone"\nconfig LIBPROCESS_TEST\n\tbool "tests"\nendif\n',
    'Makefile.uk':
      '$(eval $(call addlib_s,libprocess,$(CONFIG_LIBPROCESS)))\nLIBPROCESS_SRCS-$(CONFIG_LIBPROCESS_CLONE) += $(LIBPROCESS_BASE)/clone.c\nifneq ($(filter y,$(CONFIG_LIBPROCESS_TEST) $(CONFIG_LIBUKTEST_ALL)),)\n\tifeq (y,$(CONFIG_LIBMUSL))\n\t\tLIBPROCESS_SRCS-$(CONFIG_LIBPROCESS_CLONE) += $(LIBPROCESS_BASE)/tests/clone.c\n\tendif\nendif\n',
    'tests/clone.c': 'UK_TESTCASE(clone_tests, child) {}\nuk_testsuite_register(clone_tests, NULL);\n',
  }).read([]);
  expect(others).toEqual([]);
  expect(provider).toMatchObject({ symbol: 'LIBPROCESS_TEST', suites: ['clone_tests'], needs: ['LIBPROCESS_CLONE'] });
});

test('a pipe among the sources is no source', () => {
  mkdirSync(join(root, 'piped', 'tests'), { recursive: true });
  execFileSync('mkfifo', [join(root, 'piped', 'tests', 'all.h')]);
  const piped = library('piped', { 'Config.uk': 'config LIBPIPED\n\tbool "x"\n', 'Makefile.uk': '' });
  expect(piped.read([])).toEqual([]);
});

test('a source that other trees are not asked to build says what keeps it out', () => {
  const text =
    'ifneq ($(CONFIG_LIBTREE_UKTEST),y)\nX_SRCS-y += $(X_BASE)/guard.c\nendif\nX_SRCS-y += $(X_BASE)/all.c\n';
  expect(parseMakefile(text, '/l').sources).toEqual([
    { symbols: [], unless: ['LIBTREE_UKTEST'], path: '/l/guard.c' },
    { symbols: [], unless: [], path: '/l/all.c' },
  ]);
});
