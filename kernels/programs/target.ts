// SPDX-License-Identifier: BSD-3-Clause
/**
 * What programs are built for: an architecture, a C library, and who runs them. A target says how a source becomes an object and objects
 * become a program; nothing else knows compilers.
 */
import type { Arch } from '../../model/cell.ts';
import { hashOf } from '../inputs.ts';
import { compilerIdentity, toolchainPrefix } from '../toolchain.ts';

export interface ProgramTarget {
  /** Short and readable: `host-x86_64-musl`. */
  readonly key: string;
  readonly arch: Arch;
  readonly compiler: string;
  /** Everything besides the sources that a program depends on, as one hash. */
  readonly identity: string;
  /** Before the suite's own flags. */
  readonly cflags: readonly string[];
  /** Arguments of the compiler that link: `objects` in full, of `archives` what is needed. */
  readonly link: (objects: readonly string[], archives: readonly string[], output: string) => readonly string[];
}

/** Headers of musl first, then the compiler's own, such as <stdatomic.h>, and nothing of the host. */
const muslHeaders = (muslDir: string): string[] => [
  '-nostdinc',
  '-isystem',
  `${muslDir}/include`,
  '-idirafter',
  '=GCC=',
];

/** Stands for the folder of the compiler's own headers, which only the compiler can tell. */
export const COMPILER_HEADERS = '=GCC=';

/** Programs that say nothing else mean POSIX.1-2008 in C99; a wrong rounding or an inlined function would test the compiler. */
export const USUAL_CFLAGS: readonly string[] = [
  '-std=c99',
  '-D_POSIX_C_SOURCE=200809L',
  '-fno-builtin',
  '-frounding-math',
  '-g',
];

export const STRICT = ['-pipe', '-Werror=implicit-function-declaration', '-Werror=implicit-int'];

const identityOf = (arch: Arch, ...parts: readonly string[]): string => hashOf(compilerIdentity(arch) ?? '', ...parts);

/** A Linux process on Debian's own glibc, dynamic as programs there are. */
export function glibcProcess(arch: Arch): ProgramTarget {
  const cflags = [...STRICT, '-D_FILE_OFFSET_BITS=64'];
  const libraries = ['-lm', '-lpthread', '-lrt', '-ldl'];
  return {
    key: `host-${arch}-glibc`,
    arch,
    compiler: `${toolchainPrefix(arch)}gcc`,
    identity: identityOf(arch, ...cflags, ...libraries),
    cflags,
    link: (objects, archives, output) => ['-o', output, ...objects, ...archives, ...libraries],
  };
}

/** A Linux process on musl: `muslDir` is what musl's own build installed. */
export function muslProcess(arch: Arch, muslDir: string): ProgramTarget {
  const cflags = [...STRICT, ...muslHeaders(muslDir), '-fno-pie', '-fno-stack-protector'];
  const lib = (name: string): string => `${muslDir}/lib/${name}`;
  return {
    key: `host-${arch}-musl`,
    arch,
    compiler: `${toolchainPrefix(arch)}gcc`,
    identity: identityOf(arch, ...cflags),
    cflags,
    link: (objects, archives, output) => [
      ...['-static', '-no-pie', '-nostdlib', '-Wl,--strip-debug', '-o', output, lib('crt1.o'), lib('crti.o')],
      ...objects,
      ...archives,
      ...['-Wl,--start-group', lib('libc.a'), '-lgcc', '-lgcc_eh', '-Wl,--end-group', lib('crtn.o')],
    ],
  };
}
