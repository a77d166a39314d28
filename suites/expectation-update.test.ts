// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { AXIS_DEFAULTS, MACHINES } from '../matrices/axes.ts';
import type { Arch, Axes, Cell } from '../model/cell.ts';
import { holdsIn, parseExpectations } from './expectation-file.ts';
import { newEntries, withEntries, type Surprise } from './expectation-update.ts';

const cell = (arch: Arch, smp: number): Cell => ({
  id: `${arch}-${smp}`,
  axes: { ...AXIS_DEFAULTS, arch, smp, machine: MACHINES[arch][0] },
  suites: ['smp'],
  image: arch,
});
const RUN = [cell('x86_64', 1), cell('x86_64', 4), cell('arm64', 1), cell('arm64', 4)] as const;
const [X1, X4, A1, A4] = RUN;
const surprise = (of: Cell, name: string, verdict: Surprise['verdict'] = 'fail'): Surprise => ({
  suite: 'smp',
  name,
  cell: of,
  verdict,
  headline: 'x: "is" #3\n- cases: *',
});

test('cells that form a product make one entry, others one each', () => {
  const where = (...cells: Cell[]): unknown[] =>
    newEntries(
      cells.map((of) => surprise(of, 'one')),
      RUN,
    ).map((entry) => entry.where);
  expect(where(X1, X4)).toMatchObject([{ arch: 'x86_64', smp: [1, 4] }]);
  expect(where(...RUN)).toMatchObject([{ arch: ['x86_64', 'arm64'], smp: [1, 4] }]);
  expect(where(X1, A4)).toMatchObject([
    { arch: 'x86_64', smp: 1 },
    { arch: 'arm64', smp: 4 },
  ]);
  expect(where(A1)).toMatchObject([{ kernel: 'reference', libc: 'nolibc', machine: 'virt-gicv2' }]);
});

test('entries come in the order of their cases, a verdict each', () => {
  const entries = newEntries([surprise(X4, 'two'), surprise(A1, 'one', 'crash'), surprise(X1, 'one')], RUN);
  expect(entries.map(({ cases, verdict }) => `${cases} ${verdict}`)).toEqual([
    'smp.one crash',
    'smp.one fail',
    'smp.two fail',
  ]);
});

test('what is written can be read, and what stood there stays as it was', () => {
  const entries = newEntries([surprise(X1, 'one')], RUN);
  const created = withEntries(null, entries, '2027-01-31', 'r1');
  expect(parseExpectations(created, 'f.yaml')).toMatchObject([
    { cases: ['smp.one'], where: { arch: ['x86_64'], smp: [1] }, verdict: 'fail', expires: '2027-01-31' },
  ]);
  expect(created).toContain('# Seen in run r1. Reason and link are to be given.');
  const own =
    '# mine\nexpectations:\n  # why\n  - cases: smp # all\n    verdict: skip\n    reason: r\n    expires: 2030-01-01\n';
  const added = withEntries(own, entries, '2027-01-31', 'r2');
  expect(added.startsWith(own)).toBe(true);
  expect(parseExpectations(added, 'f.yaml')).toHaveLength(2);
});

test('what a run of kernels from elsewhere writes can be read, too, and holds there', () => {
  const axes: Axes = {
    ...AXIS_DEFAULTS,
    kernel: 'tree:/home/me/unikraft',
    arch: 'x86_64',
    libc: 'none',
    smp: 16,
    machine: 'qemu:pc',
    cpu: 'qemu64,+rdrand',
  };
  const foreign: Cell = { id: 'tree', axes, suites: ['smp'], image: 'tree' };
  const run = [foreign, { ...foreign, id: 'other', axes: { ...axes, cpu: 'max' } }];
  const text = withEntries(null, newEntries([surprise(foreign, 'one')], run), '2027-01-31', 'r1');
  const [read] = parseExpectations(text, 'f.yaml');
  expect(read && holdsIn(read, axes)).toBe(true);
  expect(read && holdsIn(read, A1.axes)).toBe(false);
});

test('kernels from elsewhere may be named by a glob; a misspelt kernel is refused', () => {
  const entryFor = (kernel: string): string =>
    `expectations:\n  - {cases: smp, where: {kernel: '${kernel}'}, verdict: fail, reason: r, expires: 2027-01-31}\n`;
  const [entry] = parseExpectations(entryFor('tree:*/unikraft'), 'f.yaml');
  const holds = (kernel: string): boolean => entry !== undefined && holdsIn(entry, { ...A1.axes, kernel });
  expect([holds('tree:/home/me/unikraft'), holds('tree:/home/me/other'), holds('reference')]).toEqual([
    true,
    false,
    false,
  ]);
  expect(() => parseExpectations(entryFor('refrence'), 'f.yaml')).toThrow(
    'unknown value "refrence" for axis kernel; known: reference, host',
  );
});

test('a CPU model is one of the axis, or any where the entry is about kernels from elsewhere', () => {
  const read = (where: string): unknown =>
    parseExpectations(
      `expectations:\n  - {cases: smp, where: {${where}}, verdict: fail, reason: r, expires: 2027-01-31}\n`,
      'f.yaml',
    )[0]?.where.cpu;
  expect(read('cpu: [qemu64, cortex-a57]')).toEqual(['qemu64', 'cortex-a57']);
  expect(read("kernel: 'image:*', cpu: 'Haswell,+x2apic'")).toEqual(['Haswell,+x2apic']);
  const refused = /f\.yaml:2:.*unknown value "cortex-a75" for axis cpu; known: .*cortex-a72/;
  expect(() => read('cpu: cortex-a75')).toThrow(refused);
  expect(() => read('kernel: reference, cpu: [max, cortex-a75]')).toThrow(refused);
});
