// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import type { AxisName } from '../matrices/axes.ts';
import { parseMatrix } from '../matrices/matrix-file.ts';
import type { Suite } from '../suites/suite-file.ts';
import { planRun } from './plan.ts';

const suite = (name: string, axes?: AxisName[]): Suite =>
  ({
    name,
    arch: ['x86_64', 'arm64'],
    libc: ['nolibc', 'musl'],
    programs: false,
    mutants: [],
    axes,
  }) as unknown as Suite;

const SUITES = [suite('lists', []), suite('locks', ['smp']), suite('traps', ['smp', 'machine']), suite('unknown')];

const MATRIX = `
axes:
  arch: [x86_64]
  smp: [1, 4]
  machine: [microvm, q35]
`;

const cellsOf = (text: string): Record<string, readonly string[]> => {
  const plan = planRun(parseMatrix(text, 'm.yaml'), SUITES, { axes: {}, suites: null, coverage: null });
  return Object.fromEntries(plan.cells.map(({ id, suites }) => [id, suites]));
};

test('a matrix may leave out suites that this project does not have', () => {
  expect(cellsOf(`axes: {arch: [x86_64]}\nsuites: ['*', '!locks', '!libc']\n`)).toEqual({
    'x86_64-nolibc-microvm-smp1': ['lists', 'traps', 'unknown'],
  });
});

test('with relevant_only a suite runs where each axis that is not at its default can matter to it', () => {
  expect(cellsOf(`${MATRIX}relevant_only: true\n`)).toEqual({
    'x86_64-nolibc-microvm-smp1': ['lists', 'locks', 'traps', 'unknown'],
    'x86_64-nolibc-microvm-smp4': ['locks', 'traps', 'unknown'],
    'x86_64-nolibc-q35-smp1': ['traps', 'unknown'],
    'x86_64-nolibc-q35-smp4': ['traps', 'unknown'],
  });
});

test('without it every suite runs in every cell', () => {
  for (const suites of Object.values(cellsOf(MATRIX))) expect(suites).toHaveLength(SUITES.length);
});
