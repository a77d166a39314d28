// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import type { Cell } from '../../model/cell.ts';
import type { RunEvent } from '../../model/events.ts';
import { cell, ended, planned, recordOf, started } from '../synthetic-run.ts';
import { remainingMs } from './eta.ts';

const [short, long] = [cell('x86_64', 1), cell('x86_64', 4)];
const cases = Array.from({ length: 10 }, (_, index) => planned('ukalloc', `case${index}`));
const planOf = (of: Cell): RunEvent => ({ type: 'cell-planned', atMs: 1, cell: of.id, cases });
const usual = new Map([
  [short.id, 1000],
  [long.id, 3000],
]);

const left = (done: readonly [Cell, number][], known = usual): number | null => {
  const ends = done.flatMap(([of, count]) => cases.slice(0, count).map((one) => ended(of, one)));
  const record = recordOf([started([short, long]), planOf(short), planOf(long), ...ends]);
  return remainingMs(record.cells.values(), known, 500);
};

test('what is left, at the pace of this run', () => {
  expect(left([[short, 10]])).toBe(1500);
  expect(left([[long, 5]])).toBeCloseTo((500 * 2500) / 1500);
  expect(
    left([
      [short, 10],
      [long, 10],
    ]),
  ).toBe(0);
});

test('a cell that never ran counts as an average one', () => {
  expect(left([[short, 10]], new Map([[short.id, 1000]]))).toBe(500);
});

test('nothing is said too early, or where nothing is known', () => {
  expect(left([[short, 1]])).toBeNull();
  expect(left([[short, 10]], new Map())).toBeNull();
});
