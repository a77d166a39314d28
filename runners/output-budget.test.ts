// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { OutputBudget } from './output-budget.ts';

test('a case with a budget of its own spends nothing of the boot, and gets it once', () => {
  const budget = new OutputBudget(10);
  expect(budget.spendUpTo(6)).toBeNull();
  budget.useOwn('s.c', 100);
  expect(budget.spendUpTo(96)).toBeNull();
  budget.useGeneral();
  expect(budget.spendUpTo(100)).toBeNull();
  budget.useOwn('s.c', 100);
  expect(budget.spendUpTo(111)).toBe(100);
  budget.useGeneral();
  expect(budget.spendUpTo(112)).toBe(10);
});

test('a line that began before what is spent already costs nothing more', () => {
  const budget = new OutputBudget(10);
  expect(budget.spendUpTo(10)).toBeNull();
  expect(budget.spendUpTo(4)).toBeNull();
  expect(budget.spendUpTo(10)).toBeNull();
});
