// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseKey, type CaseId } from '../model/cell.ts';
import { matchesCase } from '../model/glob.ts';
import { absentSuites, batchesOf, selectionWords } from './batches.ts';

const ALL: CaseId[] = ['a', 'b', 'c'].flatMap((suite) => ['x', 'y', 'z'].map((name) => ({ suite, name })));

test('one boot for all, for each suite, for each case', () => {
  expect(batchesOf(ALL, 'batch')).toEqual([ALL]);
  expect(batchesOf(ALL, 'suite')).toHaveLength(3);
  expect(batchesOf(ALL, 'case')).toHaveLength(9);
  expect(batchesOf([], 'batch')).toEqual([]);
});

test('a suite of which the image lists no case is not passed over', () => {
  expect(absentSuites(['a', 'b'], ALL)).toEqual([]);
  expect(absentSuites(['a', 'd'], ALL)).toMatchObject([{ suite: 'd', name: '(none)' }]);
});

test('the shorter way to say it: nothing, a suite by its name, what to skip', () => {
  expect(selectionWords(ALL, ALL)).toEqual([]);
  expect(selectionWords(ALL, ALL.slice(0, 3))).toEqual(['uktest.select=a']);
  expect(selectionWords(ALL, ALL.slice(1))).toEqual(['uktest.skip=a.x']);
});

test('whatever is wanted, the kernel runs exactly that', () => {
  fc.assert(
    fc.property(fc.subarray(ALL, { minLength: 1 }), (wanted) => {
      const [word = 'uktest.skip='] = selectionWords(ALL, wanted);
      const patterns = (word.split('=')[1] ?? '').split(',').filter((pattern) => pattern !== '');
      const isNamed = (id: CaseId): boolean => patterns.some((pattern) => matchesCase(pattern, id));
      const runs = ALL.filter((id) => isNamed(id) === word.startsWith('uktest.select='));
      expect(runs.map(caseKey)).toEqual(wanted.map(caseKey));
    }),
  );
});
