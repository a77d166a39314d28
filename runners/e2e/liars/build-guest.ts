// SPDX-License-Identifier: BSD-3-Clause
/** Builds the guest that does what its command line says, with the tool chain of its architecture: a second, no kernel tree. */
import { join } from 'node:path';
import { execa } from 'execa';
import { toolchainPrefix } from '../../../kernels/toolchain.ts';
import type { Arch } from '../../../model/cell.ts';

const SOURCES = join(import.meta.dirname, 'guest');
const FLAGS: Readonly<Record<Arch, readonly string[]>> = {
  x86_64: ['-m32', '-fno-pic', '-no-pie', '-mno-sse', '-Wl,-Ttext-segment=0x100000', '-Wl,-z,noexecstack'],
  arm64: ['-mgeneral-regs-only', '-mstrict-align', '-mno-outline-atomics', '-Wl,-Ttext-segment=0x40200000'],
};
const COMMON = [
  '-O2',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-ffreestanding',
  '-nostdlib',
  '-static',
  '-fno-stack-protector',
  '-fno-tree-loop-distribute-patterns',
  '-Wl,--build-id=none',
  '-Wl,-n',
];

export async function buildGuest(arch: Arch, dir: string): Promise<string> {
  const file = join(dir, `guest-${arch}`);
  const names = ['guest.c', 'share.c', `machine-${arch}.c`, `start-${arch}.S`];
  const sources = names.map((name) => join(SOURCES, name));
  await execa(`${toolchainPrefix(arch)}gcc`, [...COMMON, ...FLAGS[arch], '-o', file, ...sources]);
  return file;
}
