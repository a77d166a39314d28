// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import type { CaseId } from '../model/cell.ts';
import { studyOrder } from './order-study.ts';

const id = (name: string): CaseId => ({ suite: 's', name });
const CASES = ['a', 'b', 'c', 'd', 'e', 'f'].map(id);
const victim = id('x');

/** A kernel in which one case keeps its promise only with, or only without, another one before it. */
const kernel =
  (other: string, isKeptBehindIt: boolean) =>
  (cases: readonly CaseId[]): Promise<boolean> =>
    Promise.resolve(cases.some(({ name }) => name === other) === isKeptBehindIt);

test('a case that another one breaks', async () => {
  const found = await studyOrder(victim, CASES, CASES, kernel('c', false));
  expect(found).toEqual({ isKeptAlone: true, after: [id('c')], isShortest: true });
});

test('a case that needs another one', async () => {
  const found = await studyOrder(victim, [], [...CASES, victim], kernel('e', true));
  expect(found).toEqual({ isKeptAlone: false, after: [id('e')], isShortest: true });
});

test.each<[string, (boolean | null)[]]>([
  ['fails alone, too', [false]],
  ['passes in the same company the second time: flaky', [true, true]],
  ['never ran alone', [null]],
])('one that %s does not depend on order', async (_, answers) => {
  const queue = [...answers];
  expect(await studyOrder(victim, CASES, CASES, () => Promise.resolve(queue.shift() ?? null))).toBeNull();
  expect(queue).toEqual([]);
});

test('a case that nothing ran before is not studied', async () => {
  expect(await studyOrder(victim, [], [victim], () => Promise.reject(new Error('no boot')))).toBeNull();
});
