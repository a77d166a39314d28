// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { againCommand } from './again.ts';
import type { CaseResult } from './results.ts';

const result = (id: string, kernel: string, file: string | null): CaseResult =>
  ({
    cell: {
      id,
      axes: {
        kernel,
        arch: 'arm64',
        libc: 'musl',
        smp: 4,
        machine: 'virt-gicv2',
        cpu: 'max',
        topology: 'packed',
        timer: 'quiet',
        end: 'main',
        mte: 'off',
      },
    },
    last: { suite: 'libc', name: 'string/memcpy' },
    planned: { file },
  }) as unknown as CaseResult;

test.each([
  [
    'a suite of the kernel',
    'arm64-musl',
    'reference',
    'suites/x.c',
    '--smp 4 --machine virt-gicv2 --libc musl --case libc.string/memcpy',
  ],
  [
    'a program of the project',
    'a-programs',
    'reference',
    'suites/libc/string/memcpy.c',
    '--smp 4 --machine virt-gicv2 --libc musl --suite libc --case libc.string/memcpy',
  ],
  [
    'a program from outside',
    'a-programs',
    'reference',
    '/my tests/a.c',
    "--smp 4 --machine virt-gicv2 --libc musl --program-suite '/my tests/a.c'",
  ],
  ['a process', 'host-arm64-musl', 'host', '/tests/a.c', '--kernel host --libc musl --program-suite /tests/a.c'],
])('%s', (_, id, kernel, file, words) => {
  expect(againCommand(result(id, kernel, file), [])).toBe(`npm run ukmatrix -- run --arch arm64 ${words}`);
});

test('a case that breaks behind others is run behind them', () => {
  const alone = result('arm64-musl', 'reference', null);
  const order = { isKeptAlone: true, after: ['libc.a', 'libc.b'] } as unknown as CaseResult['order'];
  expect(againCommand({ ...alone, order }, [])).toContain('--case libc.a,libc.b,libc.string/memcpy');
});

test.each([
  [
    ['run', '--matrix', 'my list.yaml', '--suite', 'a*', '--jobs', '2', '--out=x'],
    "run --matrix 'my list.yaml' --jobs 2 --suite apic",
  ],
  [['run', '--kernel', 'image:k.elf', '--protocol', 'tap', '--out', 'x'], 'run --kernel image:k.elf --protocol tap'],
])('an image: %j', (argv, words) => {
  const cell = { id: 'apic', image: 'apic', axes: { kernel: 'image:k.elf', arch: 'x86_64' } };
  const image = { cell, last: { suite: 'apic', name: 'a' }, planned: null } as unknown as CaseResult;
  expect(againCommand(image, argv)).toBe(`npm run ukmatrix -- ${words}`);
});

test('a kernel from elsewhere is run with the words that its run had', () => {
  const foreign = result('tree-arm64', 'tree:/k', null);
  const cell = { ...foreign.cell, axes: { ...foreign.cell.axes, machine: 'qemu:virt' as const } };
  const argv = ['run', '--kernel', 'tree:/k', '--libs', '/my lib', '--out', 'here', '--baseline=r1'];
  expect(againCommand({ ...foreign, cell }, argv)).toBe(
    "npm run ukmatrix -- run --kernel tree:/k --libs '/my lib' --arch arm64 --suite libc",
  );
});

test('what the log of a tree says as a whole is seen again with the suites of its run', () => {
  const foreign = result('tree-arm64', 'tree:/k', null);
  const cell = { ...foreign.cell, axes: { ...foreign.cell.axes, machine: 'qemu:virt' as const } };
  const log = { ...foreign, cell, last: { ...foreign.last, suite: 'tree-arm64', name: '(log)' } };
  expect(againCommand(log, ['run', '--kernel', 'tree:/k', '--arch=arm64', '--suite', 'uk*', '--out=x'])).toBe(
    "npm run ukmatrix -- run --kernel tree:/k --suite 'uk*' --arch arm64",
  );
});
