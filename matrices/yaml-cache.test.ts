// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { knownYaml, rememberYaml } from './yaml-cache.ts';

test('the same text holds the same, another text is not known', () => {
  rememberYaml('a: [1, x]\n', { a: [1, 'x'] });
  expect(knownYaml('a: [1, x]\n')).toEqual({ a: [1, 'x'] });
  expect(knownYaml('a: [1, x] \n')).toBeUndefined();
});

test('what JSON would change is not kept', () => {
  rememberYaml('a: .nan\n', { a: NaN });
  rememberYaml('a: 2001-12-14\n', { a: new Date(0) });
  expect(knownYaml('a: .nan\n')).toBeUndefined();
  expect(knownYaml('a: 2001-12-14\n')).toBeUndefined();
});
