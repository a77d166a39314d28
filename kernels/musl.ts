// SPDX-License-Identifier: BSD-3-Clause
/**
 * musl as a static library for images, built once for each architecture and compiler below HOME/images/musl-HASH by
 * kernels/reference/lib/musl/archive/Makefile, and shared by all images that want it.
 */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa, wordsOf } from './execa.ts';
import type { Arch } from '../model/cell.ts';
import type { ImageStore } from './image-store.ts';
import { hashOf, type HashCache } from './inputs.ts';
import { muslSource } from './musl-source.ts';
import { compilerIdentity, toolchainPrefix } from './toolchain.ts';

export interface MuslBuild {
  readonly arch: Arch;
  /** Kernel source tree. */
  readonly root: string;
  readonly home: string;
  readonly jobs: number;
  readonly signal: AbortSignal;
}

/** A built musl, or why there is none. */
export type MuslResult =
  { readonly kind: 'built'; readonly dir: string } | { readonly kind: 'failed'; readonly message: string };

const archiveDir = (root: string): string => join(root, 'lib', 'musl', 'archive');

/** Builds unless it is there. */
export async function buildMusl(build: MuslBuild, store: ImageStore, hashes: HashCache): Promise<MuslResult> {
  try {
    const source = await muslSource(build.home, build.signal);
    const content = hashes.inputs([archiveDir(build.root)]).map(({ hash }) => hash);
    const version = readFileSync(join(source, 'VERSION'), 'utf8');
    const hash = hashOf(build.arch, compilerIdentity(build.arch) ?? '', version, ...content).slice(0, 32);
    const dir = store.dirOf(`musl-${hash}`);
    if (!existsSync(dir)) await store.locked(`musl-${hash}`, () => make(build, source, dir));
    return { kind: 'built', dir };
  } catch (error) {
    return { kind: 'failed', message: `musl: ${wordsOf(error)}` };
  }
}

/** Built beside its place and moved there when it is complete. */
async function make({ arch, root, jobs, signal }: MuslBuild, source: string, dir: string): Promise<void> {
  if (existsSync(dir)) return;
  const next = `${dir}.new`;
  rmSync(next, { recursive: true, force: true });
  const variables = [`SRC=${source}`, `O=${next}`, `UK_ARCH=${arch}`, `CROSS_COMPILE=${toolchainPrefix(arch)}`];
  const args = ['--pdeathsig', 'TERM', '--', 'make', '-C', archiveDir(root), ...variables, `-j${jobs}`];
  await execa('setpriv', args, { stdin: 'ignore', cancelSignal: signal, env: { LC_ALL: 'C', MAKEFLAGS: '' } });
  rmSync(join(next, 'obj'), { recursive: true });
  renameSync(next, dir);
}
