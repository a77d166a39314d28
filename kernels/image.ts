// SPDX-License-Identifier: BSD-3-Clause
/** The adapter for prebuilt images: is this file what the list says it is? */
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { Arch } from '../model/cell.ts';

/** e_machine of the ELF header (System V ABI, generic part, 4). x86_64 machines load 32-bit images, too. */
const ELF_MACHINES: Readonly<Record<number, { readonly name: string; readonly arch: Arch | null }>> = {
  3: { name: 'i386', arch: 'x86_64' },
  8: { name: 'MIPS', arch: null },
  21: { name: 'ppc64', arch: null },
  22: { name: 's390x', arch: null },
  40: { name: 'arm (32 bits)', arch: null },
  62: { name: 'x86_64', arch: 'x86_64' },
  183: { name: 'arm64', arch: 'arm64' },
  243: { name: 'riscv', arch: null },
};

/** Linux, Documentation/arch/arm64/booting.rst: the magic of an Image. */
const ARM64_IMAGE = { offset: 0x38, magic: 'ARM\x64' };
/** Linux, Documentation/arch/x86/boot.rst: the magic of a bzImage. */
const X86_IMAGE = { offset: 0x202, magic: 'HdrS' };
/** QEMU unpacks gzip for arm64 only, and nothing else. */
const PACKED: Readonly<Record<string, { readonly name: string; readonly unpackedFor: Arch | null }>> = {
  '\x1f\x8b': { name: 'gzip', unpackedFor: 'arm64' },
  '\xfd7zXZ\0': { name: 'xz', unpackedFor: null },
  '\x28\xb5\x2f\xfd': { name: 'zstd', unpackedFor: null },
};
const HEAD_BYTES = 1024;
/** ECMA-119, 8.1: a volume descriptor at the 16th sector. QEMU takes a disc that also begins with boot code for a kernel. */
const DISC = { offset: 0x8001, magic: Buffer.from('CD001') };

const NO_FILE = 'ENOFILE';

interface Head {
  readonly head: Buffer;
  readonly isDisc: boolean;
}

function readAt(descriptor: number, offset: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, size, offset));
}

/** A pipe that nobody writes into would hold the whole run. */
function readHead(file: string): Head {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const kind = fstatSync(descriptor);
    if (!kind.isFile() && !kind.isBlockDevice() && !kind.isDirectory())
      throw Object.assign(new Error(NO_FILE), { code: NO_FILE });
    return {
      head: readAt(descriptor, 0, HEAD_BYTES),
      isDisc: readAt(descriptor, DISC.offset, DISC.magic.length).equals(DISC.magic),
    };
  } finally {
    closeSync(descriptor);
  }
}

function archOf(head: Buffer): { readonly name: string; readonly arch: Arch | null } | null {
  const has = ({ offset, magic }: { readonly offset: number; readonly magic: string }): boolean =>
    head.toString('latin1', offset, offset + magic.length) === magic;
  if (has({ offset: 0, magic: '\x7fELF' }) && head.length >= 20) {
    const machine = head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18);
    return ELF_MACHINES[machine] ?? { name: `ELF machine ${machine}`, arch: null };
  }
  if (has(ARM64_IMAGE)) return { name: 'arm64', arch: 'arm64' };
  return has(X86_IMAGE) ? { name: 'x86_64', arch: 'x86_64' } : null;
}

/** What the file itself says it is made for; null where it does not, or cannot be read. */
export function archOfImage(file: string): Arch | null {
  try {
    return archOf(readHead(file).head)?.arch ?? null;
  } catch {
    // Whoever boots it tells why.
    return null;
  }
}

const READ_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'no permission to read it',
  [NO_FILE]: 'it is a pipe or a character device, not a file',
};

function whyUnreadable(file: string, { code = '', message }: NodeJS.ErrnoException): string {
  return `the image ${file} cannot be read: ${READ_ERRORS[code] ?? message}`;
}

/** Why this file cannot be booted on this architecture, as `-kernel` if it is that; null if nothing speaks against it. */
export function whyNotBootable(file: string, arch: Arch, isKernel: boolean): string | null {
  let head: Buffer;
  let isDisc: boolean;
  try {
    ({ head, isDisc } = readHead(file));
  } catch (error) {
    return whyUnreadable(file, error as NodeJS.ErrnoException);
  }
  if (head.length === 0) return `${file} is empty`;
  if (isKernel && isDisc) return `${file} is a disc (ISO 9660), not a kernel: \`load: cdrom\` boots it`;
  const found = archOf(head);
  if (found !== null && found.arch !== arch) return `${file} is made for ${found.name}, not for ${arch}`;
  const start = head.toString('latin1', 0, 8);
  const packed = Object.entries(PACKED).find(([magic]) => start.startsWith(magic))?.[1];
  return packed === undefined || packed.unpackedFor === arch
    ? null
    : `${file} is packed (${packed.name}), and QEMU does not unpack it for ${arch}: unpack it first`;
}

/** The first of these conditions that this host does not meet, in words. */
export function unmetRequirement(
  requirements: readonly { readonly file: string; readonly value: string }[],
): string | null {
  for (const { file, value } of requirements) {
    let found: string;
    try {
      found = readFileSync(file, 'utf8').split('\n')[0]?.trim() ?? '';
    } catch {
      found = 'not there';
    }
    if (found !== value) return `needs ${file} to be ${value}, it is ${found}`;
  }
  return null;
}
