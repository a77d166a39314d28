// SPDX-License-Identifier: BSD-3-Clause
/**
 * Programs for the kernel under test: lib/elfloader/program of its tree says how one is built, with a few lines of its own that every
 * program is linked with. Its output is small and shared by all programs of an architecture and C library.
 */
import { existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import type { Arch } from '../../model/cell.ts';
import type { ImageStore } from '../image-store.ts';
import { hashOf, type HashCache } from '../inputs.ts';
import { compilerIdentity, toolchainPrefix } from '../toolchain.ts';
import { STRICT, type ProgramTarget } from './target.ts';

export interface GuestTarget {
  readonly arch: Arch;
  /** Kernel source tree. */
  readonly root: string;
  /** Folder of the C library, as its own build left it. */
  readonly libcDir: string;
  readonly libc: string;
  readonly store: ImageStore;
  readonly hashes: HashCache;
}

const recipeDir = (root: string): string => join(root, 'lib', 'elfloader', 'program');
/** The word between a program and its kernel. */
const abiHeader = (root: string): string => join(root, 'lib', 'posix-process', 'include', 'uk', 'program_abi.h');

/** Throws with make's words. */
export async function guestTarget(request: GuestTarget): Promise<ProgramTarget> {
  const { arch, root, libcDir, libc, store, hashes } = request;
  const recipe = hashes.inputs([recipeDir(root)]).map(({ hash }) => hash);
  const abi = hashes.hash(abiHeader(root)) ?? '';
  const identity = hashOf(arch, compilerIdentity(arch) ?? '', basename(libcDir), abi, ...recipe);
  const name = `program-${identity.slice(0, 32)}`;
  const dir = store.dirOf(name);
  if (!existsSync(dir)) await store.locked(name, () => make(request, dir));
  return {
    key: `guest-${arch}-${libc}`,
    arch,
    compiler: `${toolchainPrefix(arch)}gcc`,
    identity,
    cflags: [...STRICT, `@${join(dir, 'cflags')}`],
    link: (objects, archives, output) => [
      ...['-o', output, '-Wl,--strip-debug', ...objects, ...archives],
      `@${join(dir, 'ldflags')}`,
    ],
  };
}

/** The flags name their folder, so it is made in its place; a part of it is nothing that anybody would use. */
async function make({ arch, root, libcDir, libc }: GuestTarget, dir: string): Promise<void> {
  if (existsSync(dir)) return;
  const prefix = toolchainPrefix(arch);
  const variables = [`UK_ARCH=${arch}`, `${libc.toUpperCase()}=${libcDir}`, `O=${dir}`, `CROSS_COMPILE=${prefix}`];
  try {
    await execa('make', ['-C', recipeDir(root), ...variables], {
      stdin: 'ignore',
      env: { LC_ALL: 'C', MAKEFLAGS: '' },
    });
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}
