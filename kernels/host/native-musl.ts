// SPDX-License-Identifier: BSD-3-Clause
/**
 * musl for Linux processes, from the same source as the kernel's, built by musl's own configure and make: the oracle then differs from
 * the kernel under test in the kernel alone, on both architectures and whatever version the machine's Debian packages.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa, wordsOf } from '../execa.ts';
import type { Arch } from '../../model/cell.ts';
import type { ImageStore } from '../image-store.ts';
import { hashOf } from '../inputs.ts';
import type { MuslResult } from '../musl.ts';
import { muslSource } from '../musl-source.ts';
import { compilerIdentity, toolchainPrefix } from '../toolchain.ts';

export interface NativeMusl {
  readonly arch: Arch;
  readonly home: string;
  readonly jobs: number;
  readonly signal: AbortSignal;
}

/** Folder with include/ and lib/, built unless it is there. */
export async function buildNativeMusl(build: NativeMusl, store: ImageStore): Promise<MuslResult> {
  try {
    const source = await muslSource(build.home, build.signal);
    const version = readFileSync(join(source, 'VERSION'), 'utf8');
    const hash = hashOf(build.arch, compilerIdentity(build.arch) ?? '', version).slice(0, 32);
    const dir = store.dirOf(`native-musl-${hash}`);
    if (!existsSync(dir)) await store.locked(`native-musl-${hash}`, () => make(build, source, dir));
    return { kind: 'built', dir };
  } catch (error) {
    return { kind: 'failed', message: `musl for the host: ${wordsOf(error)}` };
  }
}

/** Built beside its place and moved there when it is complete. */
async function make({ arch, jobs, signal }: NativeMusl, source: string, dir: string): Promise<void> {
  if (existsSync(dir)) return;
  const next = `${dir}.new`;
  const objects = join(next, 'obj');
  rmSync(next, { recursive: true, force: true });
  mkdirSync(objects, { recursive: true });
  const options = { cwd: objects, stdin: 'ignore', cancelSignal: signal, env: { LC_ALL: 'C', MAKEFLAGS: '' } } as const;
  const target = arch === 'arm64' ? 'aarch64' : arch;
  const prefix = toolchainPrefix(arch);
  const settings = [
    '--prefix=/',
    '--disable-shared',
    `--target=${target}`,
    `CROSS_COMPILE=${prefix}`,
    `CC=${prefix}gcc`,
  ];
  await execa(join(source, 'configure'), settings, options);
  const tools = [`AR=${prefix}ar`, `RANLIB=${prefix}ranlib`];
  const goals = [`-j${jobs}`, ...tools, `DESTDIR=${next}`, 'install-headers', 'install-libs'];
  await execa('setpriv', ['--pdeathsig', 'TERM', '--', 'make', ...goals], options);
  rmSync(objects, { recursive: true });
  renameSync(next, dir);
}
