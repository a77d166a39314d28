// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { readInits } from './suite-inits.ts';

test('a function that prepares a suite is found with its lines', () => {
  const text = `#include <uk/test.h>
static int begin(struct uk_testsuite *suite __unused);
static int
begin(struct uk_testsuite *suite __unused)
{
	UK_ASSERT(ready);
	return 0;
}
UK_TESTCASE(fs, opens) { }
uk_testsuite_register(fs, begin);
`;
  expect(readInits(text)).toEqual([{ suite: 'fs', name: 'begin', line: 3, body: text.split('\n').slice(2, 7) }]);
});

test('one of a single line ends there', () => {
  const text = 'static int up(struct uk_testsuite *s) { return 0; }\nint x;\nuk_testsuite_prio(net, up, 3);\n';
  expect(readInits(text)).toEqual([
    { suite: 'net', name: 'up', line: 1, body: ['static int up(struct uk_testsuite *s) { return 0; }'] },
  ]);
});

test('a suite that needs none has none, nor one whose function is elsewhere', () => {
  expect(readInits('uk_testsuite_register(a, NULL);\nuk_testsuite_register(b, elsewhere);\n')).toEqual([]);
});

test('one that a case calls, or another source can, says nothing of who called it', () => {
  const init = 'int up(struct uk_testsuite *s) { return 0; }\nuk_testsuite_register(net, up);\n';
  expect(readInits(`static ${init}`)).toHaveLength(1);
  expect(readInits(`static ${init}UK_TESTCASE(fs, a) { up(NULL); }\n`)).toEqual([]);
  expect(readInits(`static ${init}static struct ops ops = { .start = up };\n`)).toEqual([]);
  expect(readInits(init)).toEqual([]);
});
