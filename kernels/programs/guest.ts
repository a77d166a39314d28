// SPDX-License-Identifier: BSD-3-Clause
/**
 * Programs for the kernel under test: lib/elfloader/program of its tree says how one is built on musl, lib/nolibc/program how on nolibc,
 * with a few lines of their own that every program is linked with. Their output is shared by all programs of an architecture and C library.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execa } from '../execa.ts';
import type { Arch } from '../../model/cell.ts';
import type { ImageStore } from '../image-store.ts';
import { hashOf, type HashCache } from '../inputs.ts';
import { compilerIdentity, toolchainPrefix } from '../toolchain.ts';
import { STRICT, type ProgramTarget } from './target.ts';

export interface GuestTarget {
  readonly arch: Arch;
  /** Kernel source tree. */
  readonly root: string;
  readonly libc: GuestLibc;
  readonly store: ImageStore;
  readonly hashes: HashCache;
}

/** The C library, and of musl the folder where its own build left it. nolibc is built with the programs. */
export type GuestLibc = { readonly name: 'musl'; readonly dir: string } | { readonly name: 'nolibc' };

const entryDir = (root: string): string => join(root, 'lib', 'elfloader', 'program');
const nolibcDir = (root: string): string => join(root, 'lib', 'nolibc');
/** The word between a program and its kernel. */
const abiHeader = (root: string): string => join(root, 'lib', 'posix-process', 'include', 'uk', 'program_abi.h');

/** Throws with make's words. */
export async function guestTarget(request: GuestTarget): Promise<ProgramTarget> {
  const { arch, root, libc, store, hashes } = request;
  const folders = libc.name === 'musl' ? [entryDir(root)] : [entryDir(root), nolibcDir(root)];
  const recipe = hashes.inputs(folders).map(({ hash }) => hash);
  const library = libc.name === 'musl' ? basename(libc.dir) : '';
  const abi = hashes.hash(abiHeader(root)) ?? '';
  const identity = hashOf(arch, compilerIdentity(arch) ?? '', libc.name, library, abi, ...recipe);
  const name = `program-${identity.slice(0, 32)}`;
  const dir = store.dirOf(name);
  if (!isComplete(dir)) await store.locked(name, () => make(request, dir));
  return {
    key: `guest-${arch}-${libc.name}`,
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

/** The flags name their folder, so it is made in its place. The mark is written last: a part of it is nothing that anybody would use. */
const markOf = (dir: string): string => join(dir, 'complete');
const isComplete = (dir: string): boolean => existsSync(markOf(dir));

async function make({ arch, root, libc }: GuestTarget, dir: string): Promise<void> {
  if (isComplete(dir)) return;
  rmSync(dir, { recursive: true, force: true });
  const prefix = toolchainPrefix(arch);
  const recipe = libc.name === 'musl' ? entryDir(root) : join(nolibcDir(root), 'program');
  const musl = libc.name === 'musl' ? [`MUSL=${libc.dir}`] : [];
  const variables = [`UK_ARCH=${arch}`, `O=${dir}`, `CROSS_COMPILE=${prefix}`, ...musl];
  await execa('setpriv', ['--pdeathsig', 'TERM', '--', 'make', '-C', recipe, ...variables], {
    stdin: 'ignore',
    env: { LC_ALL: 'C', MAKEFLAGS: '' },
  });
  writeFileSync(markOf(dir), '');
}
