// SPDX-License-Identifier: BSD-3-Clause
/**
 * The raw bytes of one boot's console in a file, with their times of arrival in the file `arrivals` beside it: one for all boots of a folder,
 * as a new file costs more than all that is written into it.
 */
import { appendFileSync, closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** A disk that is full, or a folder that is gone, does not end the harness: it is told as `trouble`, and no verdict stands on it. */
export class Transcript {
  readonly #file: string;
  readonly #descriptor: number | null;
  #arrivals = '';
  #startedMs = performance.now();
  byteCount = 0;
  trouble: string | null = null;

  constructor(file: string) {
    this.#file = file;
    this.#descriptor = this.#attempt(() => {
      mkdirSync(dirname(file), { recursive: true });
      return openSync(file, 'w');
    });
  }

  /** The boot begins now. */
  begin(): void {
    this.#startedMs = performance.now();
  }

  append(chunk: Buffer): void {
    const ms = (performance.now() - this.#startedMs).toFixed(1);
    this.#arrivals += `${basename(this.#file)} ${this.byteCount} ${ms}\n`;
    this.byteCount += chunk.length;
    const descriptor = this.#descriptor;
    // writeSync() would write a part of it, and say so, where a disk has room for no more.
    if (descriptor === null || this.trouble !== null) return;
    this.#attempt(() => {
      writeFileSync(descriptor, chunk);
    });
  }

  /** Arrivals: a line for each chunk with the name of the log, its offset and its time of arrival in ms since the boot began. */
  close(): void {
    const descriptor = this.#descriptor;
    if (descriptor === null) return;
    this.#attempt(() => {
      closeSync(descriptor);
    });
    this.#attempt(() => {
      appendFileSync(join(dirname(this.#file), 'arrivals'), this.#arrivals);
    });
  }

  #attempt<Value>(operation: () => Value): Value | null {
    try {
      return operation();
    } catch (error) {
      this.trouble ??= `the transcript cannot be written: ${(error as Error).message}`;
      return null;
    }
  }
}
