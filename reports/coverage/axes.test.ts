// SPDX-License-Identifier: BSD-3-Clause
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../model/cell.ts';
import { cell } from '../synthetic-run.ts';
import { AxisWords, varyingAxes } from './axes.ts';

const with_ = (base: Cell, axes: Partial<Cell['axes']>): Cell => ({ ...base, axes: { ...base.axes, ...axes } });
const x86 = (smp: number): Cell => with_(cell('x86_64', smp), { machine: 'microvm' });
const arm = (smp: number): Cell => with_(cell('arm64', smp), { machine: 'virt-gicv2' });

describe('words about axes', () => {
  const cells = [x86(1), x86(4), arm(1), arm(4)];
  const words = new AxisWords(cells);
  const all = [0, 1, 2, 3];

  it.each<[readonly number[], readonly string[]]>([
    [[2, 3], ['only arm64']],
    [[2], ['only arm64', 'only smp=1']],
    [[1, 3], ['only smp=4']],
    [[0, 1, 2], ['only in 3 of 4 cells']],
    [[], []],
    [all, []],
  ])('cells %j', (some, expected) => {
    expect(words.tell(some, all)).toEqual(expected);
  });

  it('speak of the cells that could have only', () => {
    expect(words.tell([2], [2, 3])).toEqual(['only smp=1']);
  });

  it('name what is missing where several values are there', () => {
    const more = [1, 2, 4, 8].map(x86);
    expect(new AxisWords(more).tell([0, 1], [0, 1, 2, 3])).toEqual(['never on smp=4, smp=8']);
    const libcs = (['nolibc', 'musl', 'glibc'] as const).map((libc) => with_(x86(1), { libc }));
    expect(new AxisWords(libcs).tell([1, 2], [0, 1, 2])).toEqual(['never on nolibc']);
  });

  it('say the same thing once', () => {
    expect(varyingAxes(cells).map(({ name }) => name)).toEqual(['arch', 'smp']);
  });
});
