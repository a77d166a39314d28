// SPDX-License-Identifier: BSD-3-Clause
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { brokenSources, FILTER_LIBRARY, isLackOfOurs, sourceToLeave } from './own-sources.ts';

const root = mkdtempSync(join(tmpdir(), 'ukmatrix-own-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const suite = join(root, 'suites', 'sums');
const filter = join(root, 'suites', FILTER_LIBRARY);
mkdirSync(suite, { recursive: true });
for (const name of ['add.c', 'div.c', 'suite.c']) writeFileSync(join(suite, name), '');

const errorIn = (name: string, message: string, line = 3) => ({ file: join(suite, name), line, message });
const DIV = errorIn('div.c', "unknown type name 'div_t'");

test('the first error of a source of ours takes it out, and says whether the tree lacks something', () => {
  const errors = [DIV, errorIn('div.c', 'stray', 9), errorIn('add.c', "expected ';' before '}' token")];
  const broken = brokenSources(errors, [suite, filter], new Set(), root);
  expect(broken.map(({ source, message, file }) => ({ source, message, file }))).toEqual([
    {
      source: { name: 'div.c', isLacking: true },
      message: "does not compile: unknown type name 'div_t'",
      file: 'suites/sums/div.c',
    },
    {
      source: { name: 'add.c', isLacking: false },
      message: "does not compile: expected ';' before '}' token",
      file: 'suites/sums/add.c',
    },
  ]);
});

test.each([
  "'struct uk_pagetable' has no member named 'nr_pt_pages'",
  "field 'a' has incomplete type",
  "variable 'a' has initializer but incomplete type",
  "invalid use of undefined type 'struct uk_fallocbuddy'",
  "too few arguments to function 'uk_raise_event_ptr'",
])('an interface of another shape is one that the tree lacks: %s', (message) => {
  expect(isLackOfOurs(suite, message, [suite, filter])).toBe(true);
});

test('not twice, not of other libraries, not in a build without ours, and not the last of a suite', () => {
  const other = { ...DIV, file: join(root, 'elsewhere', 'x', 'div.c') };
  expect(brokenSources([DIV], [suite, filter], new Set([DIV.file]), root)).toEqual([]);
  expect(brokenSources([other], [join(root, 'elsewhere', 'x'), suite, filter], new Set(), root)).toEqual([]);
  expect(brokenSources([DIV], [suite], new Set(), root)).toEqual([]);
  const all = ['add.c', 'div.c', 'suite.c'].map((name) => errorIn(name, 'undefined reference to `x`'));
  expect(brokenSources(all, [suite, filter], new Set(), root)).toEqual([]);
});

test('a suite of ours of which nothing can be built lacks something or is wrong; libraries of others are never said to lack anything', () => {
  expect(isLackOfOurs(suite, DIV.message, [suite, filter])).toBe(true);
  expect(isLackOfOurs(suite, "expected ';' before '}' token", [suite, filter])).toBe(false);
  expect(isLackOfOurs(join(root, 'elsewhere', 'x'), DIV.message, [suite, filter])).toBe(false);
});

test('a case that ends its boots takes its source along, unless the suite is nothing without that', () => {
  const dir = join(root, 'suites', 'roots');
  mkdirSync(dir);
  writeFileSync(join(dir, 'suite.c'), 'UK_TESTCASE(roots, none) { }\nuk_testsuite_register(roots, NULL);\n');
  writeFileSync(join(dir, 'square.c'), 'UK_TESTCASE(roots, of_four) { }\nUK_TESTCASE(roots, of_minus_one) { }\n');
  const ofMinusOne = { suite: 'roots', name: 'of_minus_one' };
  const none = new Set<string>();
  expect(sourceToLeave(ofMinusOne, [suite, dir, filter], none)).toBe(join(dir, 'square.c'));
  expect(sourceToLeave(ofMinusOne, [suite, dir, filter], new Set([join(dir, 'square.c')]))).toBeNull();
  expect(sourceToLeave({ suite: 'roots', name: 'none' }, [suite, dir, filter], none)).toBeNull();
  expect(sourceToLeave(ofMinusOne, [suite, dir], none)).toBeNull();
});
