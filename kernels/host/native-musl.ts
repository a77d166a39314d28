// SPDX-License-Identifier: BSD-3-Clause
/**
 * musl for Linux processes: the objects that the kernel under test has of it (kernels/musl.ts), which reach whatever kernel there is by a
 * call, and the few that enter Linux. The oracle then differs from the kernel under test in the kernel alone, on both architectures and
 * whatever version the machine's Debian packages.
 */
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execa, wordsOf } from '../execa.ts';
import type { Arch } from '../../model/cell.ts';
import type { ImageStore } from '../image-store.ts';
import { hashOf, type HashCache } from '../inputs.ts';
import { buildMusl, type MuslBuild, type MuslResult } from '../musl.ts';
import { muslSource } from '../musl-source.ts';
import { toolchainPrefix } from '../toolchain.ts';

/** musl's own assembly for Linux, which a kernel replaces by its own. */
const LINUX_ONLY = [
  ...['__set_thread_area', '__unmapself', 'clone', 'syscall_cp'].map((name) => `thread/ARCH/${name}.s`),
  ...['signal/ARCH/restore.s', 'process/ARCH/vfork.s'],
];
const ARCH_OF: Readonly<Record<Arch, string>> = { x86_64: 'x86_64', arm64: 'aarch64' };

/** musl's sources say nothing of the stack, which Linux then makes executable, and all of memory with it. */
const ASSEMBLE = ['-c', '-Wa,--noexecstack'];

const entryOf = (arch: Arch): string => join(import.meta.dirname, `linux-${arch}.S`);

/** Folder with include/ and lib/, built unless it is there. */
export async function buildNativeMusl(build: MuslBuild, store: ImageStore, hashes: HashCache): Promise<MuslResult> {
  const musl = await buildMusl(build, store, hashes);
  if (musl.kind === 'failed') return musl;
  try {
    const hash = hashOf(basename(musl.dir), ...ASSEMBLE, readFileSync(entryOf(build.arch), 'utf8')).slice(0, 32);
    const name = `native-musl-${hash}`;
    const dir = store.dirOf(name);
    if (!existsSync(dir)) await store.locked(name, () => make(build, musl.dir, dir));
    return { kind: 'built', dir };
  } catch (error) {
    return { kind: 'failed', message: `musl for the host: ${wordsOf(error)}` };
  }
}

/** Built beside its place and moved there when it is complete. */
async function make({ arch, home, signal }: MuslBuild, muslDir: string, dir: string): Promise<void> {
  if (existsSync(dir)) return;
  const next = `${dir}.new`;
  const lib = join(next, 'lib');
  rmSync(next, { recursive: true, force: true });
  mkdirSync(lib, { recursive: true });
  symlinkSync(join(muslDir, 'include'), join(next, 'include'));
  for (const file of ['libc.a', 'crt1.o', 'crti.o', 'crtn.o']) cpSync(join(muslDir, file), join(lib, file));
  const source = join(await muslSource(home, signal), 'src');
  const files = LINUX_ONLY.map((file) => file.replace('ARCH', ARCH_OF[arch])).filter((file) =>
    existsSync(join(source, file)),
  );
  const objects = join(next, 'obj');
  mkdirSync(objects);
  const options = { cwd: objects, stdin: 'ignore', cancelSignal: signal, env: { LC_ALL: 'C' } } as const;
  const prefix = toolchainPrefix(arch);
  await execa(`${prefix}gcc`, [...ASSEMBLE, entryOf(arch), ...files.map((file) => join(source, file))], options);
  await execa(`${prefix}ar`, ['rs', join(lib, 'libc.a'), ...globSync('*.o', { cwd: objects })], options);
  rmSync(objects, { recursive: true });
  renameSync(next, dir);
}
