// SPDX-License-Identifier: BSD-3-Clause
/** The tool chain for an architecture: GNU tools, native or with Debian's cross prefix. */
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { arch as hostArch } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import type { Arch } from '../model/cell.ts';

export const HOST_ARCH: Arch = hostArch() === 'arm64' ? 'arm64' : 'x86_64';

const TRIPLETS: Readonly<Record<Arch, string>> = { x86_64: 'x86_64-linux-gnu-', arm64: 'aarch64-linux-gnu-' };

/** Debian package of the compiler for an architecture, seen from this machine. */
export const compilerPackage = (arch: Arch): string =>
  arch === HOST_ARCH ? 'gcc' : `gcc-${TRIPLETS[arch].slice(0, -1).replaceAll('_', '-')}`;

export const toolchainPrefix = (arch: Arch): string => (arch === HOST_ARCH ? '' : TRIPLETS[arch]);

/** Absolute path of the first executable on PATH that is wanted, or null. */
export function findExecutable(
  name: string,
  path: string = process.env['PATH'] ?? '',
  isWanted: (file: string) => boolean = () => true,
): string | null {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (isWanted(file)) return file;
    } catch {
      // Not in this folder; a later one may have it.
    }
  }
  return null;
}

/** A cache or a distributor that stands in a compiler's name before it on PATH: it says nothing of what it compiles with. */
const isCompiler = (file: string): boolean => !/^(?:ccache|sccache|distcc|icecc)$/.test(basename(realpathSync(file)));

/**
 * What tells one compiler from another without starting it: the file behind the name, its size and time. Null when there is no
 * compiler for the architecture.
 */
export function compilerIdentity(arch: Arch, path?: string): string | null {
  const file = findExecutable(`${toolchainPrefix(arch)}gcc`, path, isCompiler);
  if (file === null) return null;
  const real = realpathSync(file);
  const { size, mtimeMs } = statSync(real);
  return `${real} ${size} ${mtimeMs}`;
}
