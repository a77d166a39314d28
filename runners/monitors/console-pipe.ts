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

/** The pipe's 64 KiB last longer than this at any speed that a guest's UART has. */
const READ_INTERVAL_MS = 5;
const READ_BYTES = 1 << 16;

export interface ConsolePipe {
  /** Resolves when the last writer has closed its end and everything was read. */
  readonly drained: Promise<void>;
  /** The writer has ended: what is left is read without delay. */
  hurry(): void;
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

/** `onOutput` must be done with the chunk when it returns: the next read goes into the same memory. */
export function openConsolePipe(onOutput: (chunk: Buffer) => void): ConsolePipe {
  const file = namedPipe();
  const readEnd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const sink = openSync(file, constants.O_WRONLY);
  let timer: NodeJS.Timeout | null = null;
  let isHurried = false;
  // Each byte would wake the harness; between two looks the pipe collects them. `false` stops reading until `resume`.
  const callback = (byteCount: number, buffer: Uint8Array): boolean => {
    onOutput(Buffer.from(buffer.buffer, buffer.byteOffset, byteCount));
    if (isHurried) return true;
    timer = setTimeout(() => source.resume(), READ_INTERVAL_MS);
    return false;
  };
  const onread = { buffer: Buffer.alloc(READ_BYTES), callback };
  const source = new Socket({ fd: readEnd, readable: true, writable: false, onread });
  source.resume();
  const drained = new Promise<void>((resolve) => {
    source.once('close', () => {
      free.push(file);
      resolve();
    });
  });
  return {
    drained,
    sink,
    hurry: () => {
      isHurried = true;
      if (timer !== null) clearTimeout(timer);
      source.resume();
    },
    closeSink: () => {
      closeSync(sink);
    },
  };
}
