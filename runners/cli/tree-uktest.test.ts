// SPDX-License-Identifier: BSD-3-Clause
/**
 * suites/tree_uktest beside the macros that released kernels offer, compiled for the host: what it prints is read as any console is. Stand-ins
 * for the kernel's headers are below.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { missingNeeds, offeredHeaders } from '../../kernels/foreign/suite-needs.ts';
import { readKconfigFiles } from '../../kernels/kconfig-file.ts';
import { readConsole } from './judge.ts';
import type { Reading } from '../protocols/reading.ts';

const SUITES = join(import.meta.dirname, '..', '..', 'suites');
const ADDITION = join(SUITES, 'tree_uktest');
const root = mkdtempSync(join(tmpdir(), 'ukmatrix-tree-uktest-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** The part of a released <uk/test.h> that counts: a case is told when it starts, an assertion knows its case and line. */
const TEST_H = `
#ifndef __UK_TEST_H__
#define __UK_TEST_H__
#include <stdio.h>
typedef unsigned long __sz;
typedef unsigned long __uptr;
struct uk_testcase { int failed; };
#define uk_test_printf(fmt, ...) printf("Info: \\t" fmt, ##__VA_ARGS__)
#define UK_TEST_ASSERTF(cond, fmt, ...) do { esac->failed |= !(cond); \\
	uk_test_printf(fmt " ....... [ %s ]\\n", ##__VA_ARGS__, (cond) ? "PASSED" : "FAILED"); } while (0)
#define UK_TESTCASE_DESC(suite, fn, desc) static void case_##suite##_##fn(struct uk_testcase *esac)
#define UK_TESTCASE(suite, fn) UK_TESTCASE_DESC(suite, fn, NULL)
#define UK_TEST_EXPECT(cond) UK_TEST_ASSERTF((cond), "expected")
#define UK_TEST_ASSERT(cond) UK_TEST_EXPECT(cond)
#define UK_PRIO_LATEST 9
struct uk_testsuite { const char *name; int (*init)(struct uk_testsuite *); };
#define uk_testsuite_prio(suite, fn, prio) struct uk_testsuite testsuite_##suite = { #suite, fn }
#define uk_testsuite_register(suite, fn) uk_testsuite_prio(suite, fn, UK_PRIO_LATEST)
#define START(suite) testsuite_##suite.init(&testsuite_##suite)
#define RUN(suite, fn) do { struct uk_testcase one = {0}; printf("Info: test:\\033[0m %s->%s\\n", testsuite_##suite.name, #fn); \\
	case_##suite##_##fn(&one); } while (0)
#endif
`;

const SUITE_C = `
#include <uk/test.h>
#include <uk/test_cpus.h>
static void helper(struct uk_testcase *esac) { UK_TEST_EXPECT_BYTES_EQ("abc", "abd", 3); }
UK_TESTCASE(s, passes) { UK_TEST_EXPECT_ZERO(0); UK_TEST_EXPECTF(1, "a%dc", 1); }
UK_TESTCASE(s, fails) { helper(esac); UK_TEST_EXPECT_SNUM_EQ(1 + 1, 2); }
UK_TESTCASE(s, leaves) { UK_TEST_ASSERT(0 > 1); UK_TEST_EXPECT_NULL("never"); }
UK_TESTCASE(s, skips) { if (uk_test_cpus() < 2) UK_TEST_SKIP("needs two CPUs"); }
struct uk_testsuite testsuite_s = { "the kernel's own of that name", NULL };
static int begin(struct uk_testsuite *suite) { return suite != &testsuite_s ? 0 : -1; }
uk_testsuite_register(s, begin);
int main(void) { if (START(ukmatrix_s)) return 1; RUN(ukmatrix_s, passes); RUN(ukmatrix_s, fails); RUN(ukmatrix_s, leaves); RUN(ukmatrix_s, skips); printf("Info: main returned 0\\n"); return 0; }
`;

function write(file: string, text: string): string {
  const path = join(root, file);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

let reading: Reading;
beforeAll(async () => {
  write('include/uk/test.h', TEST_H);
  write('include/uk/arch/time.h', 'typedef long __nsec;\n');
  write('include/uk/plat/lcpu.h', '');
  write(
    'include/uk/plat/time.h',
    '#include <uk/arch/time.h>\nstatic inline __nsec ukplat_monotonic_clock(void) { return 0; }\n',
  );
  const sources = [write('suite.c', SUITE_C), join(ADDITION, 'expect.c'), join(ADDITION, 'cpus.c')];
  const flags = [
    `-I${join(root, 'include')}`,
    `-I${join(ADDITION, 'include')}`,
    '-include',
    join(ADDITION, 'tree_uktest.h'),
  ];
  const program = join(root, 'suite');
  execFileSync('gcc', ['-std=gnu11', '-Wall', '-Werror', ...flags, '-o', program, ...sources]);
  const stdout = execFileSync(program);
  reading = await readConsole(
    // eslint-disable-next-line @typescript-eslint/require-await
    (async function* () {
      yield stdout;
    })(),
    { protocol: 'uktest', suite: 's' },
    null,
  );
});

test('cases of this project are judged in a kernel that lacks its macros', () => {
  expect(
    reading.suites[0]?.cases.map(({ name, verdict, reason = '' }) => `${name} ${verdict} ${reason}`.trim()),
  ).toEqual(['passes pass', 'fails fail', 'leaves fail', 'skips skip needs two CPUs']);
});

test('what failed in a function that the case calls has its text and place', () => {
  const [, fails, leaves] = reading.suites[0]?.cases ?? [];
  expect(fails?.failures[0]).toEqual({
    text: 'expected `"abc"` to equal `"abd"` but byte 2 is 0x63 and 0x64',
    ...{ file: 'suite.c', line: 4 },
  });
  expect(leaves?.failures.map(({ text }) => text)).toEqual(['expected `0 > 1` to be true']);
  expect(leaves?.assertions.failed).toBe(1);
});

test('a suite that needs more than a tree has says what', () => {
  const tree = join(SUITES, '..', 'runners', 'e2e', 'foreign', 'tree');
  const dir = join(SUITES, 'ukgcov');
  const offered = offeredHeaders([tree, ADDITION]);
  const missing = missingNeeds(dir, 'x86_64', offered, readKconfigFiles([tree, ADDITION, dir]));
  expect(missing).toEqual(expect.arrayContaining(['<uk/gcov.h>', 'LIBUKGCOV']));
  expect(missing).not.toEqual(expect.arrayContaining(['<uk/test.h>']));
  expect(readFileSync(join(dir, 'Config.uk'), 'utf8')).toContain('LIBUKGCOV');
});

test('a header that only a source full of cases includes is nothing that the whole suite needs', () => {
  const dir = join(root, 'suites', 'partly');
  write('suites/partly/Config.uk', '');
  write('suites/partly/suite.c', '#include <uk/needed.h>\nuk_testsuite_register(partly, NULL);\n');
  write('suites/partly/spare.c', '#include <uk/spare.h>\nUK_TESTCASE(partly, one) {}\n');
  write(
    'suites/partly/helper.c',
    '#if __has_include(<uk/maybe.h>)\n#include <uk/maybe.h>\n#endif\n#include <uk/help.h>\n',
  );
  write('suites/partly/x86_64/below.c', '#include <uk/below.h>\nUK_TESTCASE(partly, two) {}\n');
  expect(missingNeeds(dir, 'x86_64', new Set(), new Map())).toEqual(['<uk/below.h>', '<uk/help.h>', '<uk/needed.h>']);
});

test("a header that only the tree's platforms see is none that it offers", () => {
  const tree = join(root, 'offered');
  for (const dir of ['plat/common/include/uk/plat/common', 'include/uk/plat', 'lib/x/include/uk'])
    mkdirSync(join(tree, dir), { recursive: true });
  for (const file of ['plat/common/include/uk/plat/common/lcpu.h', 'include/uk/plat/lcpu.h', 'lib/x/include/uk/x.h'])
    writeFileSync(join(tree, file), '');
  expect([...offeredHeaders([tree])].sort()).toEqual(['uk/plat/lcpu.h', 'uk/x.h']);
});
