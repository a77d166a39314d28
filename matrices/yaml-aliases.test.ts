// SPDX-License-Identifier: BSD-3-Clause
/** An alias that leads nowhere, into itself, or to millions of nodes ended the program with a stack trace. */
import { expect, test } from 'vitest';
import { UserError } from '../model/errors.ts';
import { parseMatrix } from './matrix-file.ts';

const LAUGHS = ['a', 'b', 'c', 'd'].map((name, index, names) => {
  const inner = index === 0 ? 'x' : `*${names[index - 1] ?? ''}`;
  return `${name}: &${name} [${Array.from({ length: 9 }, () => inner).join(', ')}]`;
});

test.each([
  ['without an anchor', 'axes: *none\n', 'none'],
  ['inside of its own anchor', 'axes: &axes\n  arch: [*axes]\n', 'circular'],
  ['to millions of nodes', `${LAUGHS.join('\n')}\naxes: {arch: [*d]}\n`, 'alias count'],
])('an alias %s is told in one line', (_, text, words) => {
  let error: unknown = null;
  try {
    parseMatrix(text, 'm.yaml');
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toMatch(new RegExp(`^m\\.yaml: its aliases cannot be followed: .*${words}.*$`));
});

test('an alias with an anchor is what the anchor is', () => {
  expect(parseMatrix('axes: {arch: &both [x86_64, arm64]}\n', 'm.yaml').axes.arch).toEqual(['x86_64', 'arm64']);
});
