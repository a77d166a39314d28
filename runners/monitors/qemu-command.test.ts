// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { qemuCommand, type QemuBoot } from './qemu-command.ts';

const BOOT: QemuBoot = {
  kernel: 'reference',
  arch: 'x86_64',
  machine: 'q35',
  accel: 'tcg',
  smp: 4,
  memoryMiB: 64,
  image: 'kernel',
  append: '',
  shareDir: null,
};

const valueOf = (option: string, boot: QemuBoot): string | undefined => {
  const words = qemuCommand(boot);
  return words[words.indexOf(option) + 1];
};

test('a CPU model by name; without one all that the accelerator can do', () => {
  expect(valueOf('-cpu', BOOT)).toBe('max');
  expect(valueOf('-cpu', { ...BOOT, accel: 'kvm' })).toBe('host');
  expect(valueOf('-cpu', { ...BOOT, accel: 'kvm', cpu: 'max' })).toBe('host');
  expect(valueOf('-cpu', { ...BOOT, cpu: 'qemu64' })).toBe('qemu64');
});

test('gaps between the numbers of CPUs come from sockets of three cores', () => {
  expect(valueOf('-smp', BOOT)).toBe('4');
  expect(valueOf('-smp', { ...BOOT, topology: 'gaps' })).toBe('4,sockets=2,cores=3,threads=1,maxcpus=6');
  expect(valueOf('-smp', { ...BOOT, smp: 8, topology: 'gaps' })).toBe('8,sockets=3,cores=3,threads=1,maxcpus=9');
});

test('memory for tags only where they are checked', () => {
  const arm: QemuBoot = { ...BOOT, arch: 'arm64', machine: 'virt-gicv2' };
  expect(valueOf('-M', { ...arm, mte: 'off' })).not.toContain('mte');
  expect(valueOf('-M', { ...arm, mte: 'async' })).toContain(',mte=on');
});
