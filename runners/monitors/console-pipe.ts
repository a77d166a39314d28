// SPDX-License-Identifier: BSD-3-Clause
/**
 * A pipe from a monitor's console to the harness. QEMU writes a guest's output byte by byte; Node's own pipes to a child are socket
 * pairs, which hold some 200 such writes and then stall the guest until the harness is scheduled. A real pipe holds 64 KiB.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ConsolePipe {
  readonly source: Socket;
  /** Writing end, for the child; the harness closes its own copy with `closeSink` once the child has it. */
  readonly sink: number;
  closeSink(): void;
}

/** Named pipes that no boot uses now: making one takes a process, using it again takes nothing. */
const free: string[] = [];
let folder: string | null = null;
let count = 0;

function namedPipe(): string {
  const unused = free.pop();
  if (unused !== undefined) return unused;
  if (folder === null) {
    const created = mkdtempSync(join(tmpdir(), 'ukmatrix-'));
    folder = created;
    process.once('exit', () => {
      rmSync(created, { recursive: true, force: true });
    });
  }
  const file = join(folder, `${count++}`);
  execFileSync('mkfifo', ['-m', '600', file]);
  return file;
}

export function openConsolePipe(): ConsolePipe {
  const file = namedPipe();
  const readEnd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const sink = openSync(file, constants.O_WRONLY);
  const source = new Socket({ fd: readEnd, readable: true, writable: false });
  source.once('close', () => free.push(file));
  return {
    source,
    sink,
    closeSink: () => {
      closeSync(sink);
    },
  };
}
