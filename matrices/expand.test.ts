// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { cellId, expandMatrix, leftOut, parseAxisOption } from './expand.ts';
import { loadMatrix, parseMatrix } from './matrix-file.ts';

const ids = (yaml: string, selection: Parameters<typeof expandMatrix>[1] = {}): string[] =>
  expandMatrix(parseMatrix(yaml, 'm.yaml'), selection).map(cellId);

const SMOKE = 'axes:\n  arch: [x86_64, arm64]\n  smp: [1, 4]\n';

test('the product of the axes, each architecture on its own default machine', () => {
  expect(ids(SMOKE)).toEqual([
    'x86_64-nolibc-microvm-smp1',
    'x86_64-nolibc-microvm-smp4',
    'arm64-nolibc-virt-gicv2-smp1',
    'arm64-nolibc-virt-gicv2-smp4',
  ]);
});

test('a list of machines serves both architectures: impossible pairs are left out', () => {
  expect(ids('axes:\n  arch: [x86_64, arm64]\n  machine: [q35, virt-gicv3]\n')).toEqual([
    'x86_64-nolibc-q35-smp1',
    'arm64-nolibc-virt-gicv3-smp1',
  ]);
});

test('include adds, exclude takes away what it holds for in full, doubles appear once', () => {
  const extra =
    'include:\n  - {arch: arm64, machine: virt-gicv3, smp: 8}\n  - {arch: x86_64}\nexclude:\n  - {arch: x86_64, smp: 4}\n';
  expect(ids(SMOKE + extra)).toEqual([
    'x86_64-nolibc-microvm-smp1',
    'arm64-nolibc-virt-gicv2-smp1',
    'arm64-nolibc-virt-gicv2-smp4',
    'arm64-nolibc-virt-gicv3-smp8',
  ]);
});

test('what is left out is told with its reason: what no machine offers, rules, and what is no part of the product', () => {
  const rules = 'exclude:\n  - {smp: 4, end: request, reason: too slow}\n  - {smp: 4, arch: arm64}\n';
  const text = `axes: {arch: [x86_64, arm64], smp: [1, 4], end: [main, button, request]}\n${rules}not_an_axis: {accel: measured}\n`;
  expect(leftOut(parseMatrix(text, 'm.yaml'), {})).toEqual([
    { what: ['accel'], reason: 'measured', points: null },
    { what: [], reason: 'plain microvm has no power button', points: 2 },
    { what: ['smp=4 end=request'], reason: 'too slow', points: 2 },
    { what: ['arch=arm64 smp=4'], reason: 'the matrix gives no reason', points: 2 },
  ]);
});

test('every rule of nightly gives its reason', () => {
  const { exclude } = loadMatrix('nightly', import.meta.dirname);
  expect(exclude.filter(({ reason }) => reason === undefined)).toEqual([]);
});

test('memory tags: on arm64 alone, of the CPU models on `max` alone, emulated', () => {
  const axes = 'axes:\n  arch: [x86_64, arm64]\n  cpu: [max, cortex-a57]\n  accel: [auto, kvm]\n  mte: [off, sync]\n';
  const tagged = ids(axes).filter((id) => id.includes('mte'));
  expect(tagged).toEqual(['arm64-nolibc-virt-gicv2-smp1-mte-sync']);
});

test('a selection replaces the values of its axis, also for included cells', () => {
  expect(ids(SMOKE, { smp: [2], arch: ['arm64'] })).toEqual(['arm64-nolibc-virt-gicv2-smp2']);
  expect(ids(`${SMOKE}include:\n  - {arch: arm64, smp: 8}\n`, { smp: [4] })).toEqual([
    'x86_64-nolibc-microvm-smp4',
    'arm64-nolibc-virt-gicv2-smp4',
  ]);
});

test('CPU models and topologies: each architecture its own, gaps where there are CPUs and a table that shows them', () => {
  const axes = 'axes:\n  arch: [x86_64, arm64]\n  cpu: [max, qemu64, cortex-a57]\n';
  expect(ids(axes)).toEqual([
    'x86_64-nolibc-microvm-smp1',
    'x86_64-nolibc-microvm-smp1-qemu64',
    'arm64-nolibc-virt-gicv2-smp1',
    'arm64-nolibc-virt-gicv2-smp1-cortex-a57',
  ]);
  const machines = 'axes:\n  arch: [x86_64]\n  machine: [microvm, microvm-acpi, q35]\n';
  expect(ids(`${machines}  smp: [2, 4]\n  topology: [gaps]\n`)).toEqual([
    'x86_64-nolibc-microvm-acpi-smp4-gaps',
    'x86_64-nolibc-q35-smp4-gaps',
  ]);
});

test('values on the command line', () => {
  expect(parseAxisOption('smp', '--smp', '1,4')).toEqual([1, 4]);
  expect(() => parseAxisOption('smp', '--smp', '0x4')).toThrow(
    '--smp: unknown value "0x4" for axis smp; known: 1 to 8',
  );
});
