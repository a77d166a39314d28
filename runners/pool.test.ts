// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { AXIS_DEFAULTS } from '../matrices/axes.ts';
import type { Cell } from '../model/cell.ts';
import { startOrder } from './pool.ts';

const cell = (smp: number): Cell => ({
  id: `smp${smp}`,
  axes: { ...AXIS_DEFAULTS, arch: 'x86_64', machine: 'microvm', smp },
  suites: [],
  image: 'x86_64',
});

test('cells with many CPUs and with few begin in turn, each once', () => {
  const order = startOrder([1, 6, 2, 4, 8].map(cell));
  expect([...order.keys()]).toEqual(['smp8', 'smp1', 'smp6', 'smp2', 'smp4']);
  expect([...order.values()]).toEqual([0, 1, 2, 3, 4]);
});
