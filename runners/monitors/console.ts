// SPDX-License-Identifier: BSD-3-Clause
/**
 * A monitor's console. QEMU may write a guest's output byte by byte; Node's own pipes to a child are socket pairs, which hold some 200 such
 * writes and then stall the guest until the harness is scheduled. The launcher's pipe holds 64 KiB.
 */
import { constants, openSync } from 'node:fs';
import { Socket } from 'node:net';

/** The pipe's 64 KiB last longer than this at any speed that a guest's UART has. */
const READ_INTERVAL_MS = 5;
const READ_BYTES = 1 << 16;

export interface Console {
  /** Resolves when the last writer has closed its end and everything was read. */
  readonly drained: Promise<void>;
  /** The writer has ended: what is left is read without delay. */
  hurry(): void;
}

/** `onOutput` must be done with the chunk when it returns: the next read goes into the same memory. Throws what the file system says. */
export function openConsole(pipe: string, onOutput: (chunk: Buffer) => void): Console {
  const fd = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  let timer: NodeJS.Timeout | null = null;
  let isHurried = false;
  // Each byte would wake the harness; between two looks the pipe collects them. `false` stops reading until `resume`.
  const callback = (byteCount: number, buffer: Uint8Array): boolean => {
    onOutput(Buffer.from(buffer.buffer, buffer.byteOffset, byteCount));
    if (isHurried) return true;
    timer = setTimeout(() => source.resume(), READ_INTERVAL_MS);
    return false;
  };
  const source = new Socket({
    fd,
    readable: true,
    writable: false,
    onread: { buffer: Buffer.allocUnsafe(READ_BYTES), callback },
  });
  source.resume();
  return {
    drained: new Promise((resolve) =>
      source.once('close', () => {
        resolve();
      }),
    ),
    hurry: () => {
      isHurried = true;
      if (timer !== null) clearTimeout(timer);
      source.resume();
    },
  };
}
