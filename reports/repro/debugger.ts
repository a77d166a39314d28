// SPDX-License-Identifier: BSD-3-Clause
/** The debugger's command for a repro: symbols of the image, attached to the monitor, a breakpoint where the case went wrong. */

export interface DebugSession {
  /** The image with debug information. */
  readonly debugFile: string;
  readonly port: number;
  readonly breakAt: { readonly file: string; readonly line: number } | null;
}

/** Options that make QEMU wait for a debugger before the first instruction; on this machine only. */
export const gdbServerOptions = (port: number): string[] => ['-gdb', `tcp:127.0.0.1:${port}`, '-S'];

export function gdbCommand({ debugFile, port, breakAt }: DebugSession): string[] {
  return [
    ...['gdb-multiarch', '-q', debugFile, '-ex', 'set confirm off', '-ex', `target remote 127.0.0.1:${port}`],
    ...(breakAt === null ? [] : ['-ex', `break ${breakAt.file}:${breakAt.line}`]),
  ];
}
