// SPDX-License-Identifier: BSD-3-Clause
/** The debugger's command for a repro: symbols of the image, stopped at the kernel's entry, a breakpoint where the case went wrong. */
import { readFileSync } from 'node:fs';
import type { Arch } from '../../model/cell.ts';

export interface DebugSession {
  /** The image with debug information. */
  readonly debugFile: string;
  readonly port: number;
  /** Address of the kernel's first instruction where the machine begins with another one; null: it begins there. */
  readonly entry: string | null;
  readonly breakAt: { readonly file: string; readonly line: number } | null;
}

/** Options that make QEMU wait for a debugger before the first instruction; on this machine only. */
export const gdbServerOptions = (port: number): string[] => ['-gdb', `tcp:127.0.0.1:${port}`, '-S'];

/** Where e_entry stands in a 64-bit ELF file (System V ABI, ELF header). */
const ENTRY_OFFSET = 24;

/** The kernel's entry on x86_64, where the firmware runs first. Null on arm64, and where the file cannot be read. */
export function entryOf(arch: Arch, debugFile: string | null): string | null {
  if (arch === 'arm64' || debugFile === null) return null;
  try {
    return `0x${readFileSync(debugFile).readBigUInt64LE(ENTRY_OFFSET).toString(16)}`;
  } catch {
    return null; // The image is gone: the debugger will say so.
  }
}

export function gdbCommand({ debugFile, port, entry, breakAt }: DebugSession): string[] {
  return [
    ...['gdb-multiarch', '-q', debugFile, '-ex', 'set confirm off', '-ex', `target remote 127.0.0.1:${port}`],
    ...(breakAt === null ? [] : ['-ex', `break ${breakAt.file}:${breakAt.line}`]),
    ...(entry === null ? [] : ['-ex', `tbreak *${entry}`, '-ex', 'continue']),
  ];
}
