// SPDX-License-Identifier: BSD-3-Clause
/** events.ndjson while it is being written: what came since the last look, whole lines only. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { RunEvent } from '../../model/events.ts';
import { parseEventLine } from '../events.ts';

const CHUNK_BYTES = 1 << 20;

export type Look =
  | { readonly kind: 'events'; readonly events: readonly RunEvent[] }
  /** The file got shorter or is another one: what was read before holds no longer; look again. */
  | { readonly kind: 'replaced' }
  | { readonly kind: 'gone' };

export class EventTail {
  readonly #file: string;
  #offset = 0;
  #inode: number | null = null;
  /** Bytes of a line that has no end yet. */
  #begun: Buffer = Buffer.alloc(0);

  constructor(file: string) {
    this.#file = file;
  }

  /** What is new. Throws for a log of a newer version. */
  look(): Look {
    let descriptor: number;
    try {
      descriptor = openSync(this.#file, 'r');
    } catch {
      return { kind: 'gone' }; // the folder vanished, or the run has not begun to write
    }
    try {
      const { size, ino } = fstatSync(descriptor);
      if (size < this.#offset || (this.#inode !== null && ino !== this.#inode)) {
        [this.#offset, this.#inode, this.#begun] = [0, null, Buffer.alloc(0)];
        return { kind: 'replaced' };
      }
      this.#inode = ino;
      return { kind: 'events', events: this.#eventsTo(descriptor, size) };
    } finally {
      closeSync(descriptor);
    }
  }

  /** Of whole lines up to `size`; what is damaged is left out. */
  #eventsTo(descriptor: number, size: number): RunEvent[] {
    const events: RunEvent[] = [];
    while (this.#offset < size) {
      const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, size - this.#offset));
      const length = readSync(descriptor, chunk, 0, chunk.length, this.#offset);
      if (length === 0) break;
      this.#offset += length;
      const bytes = Buffer.concat([this.#begun, chunk.subarray(0, length)]);
      const end = bytes.lastIndexOf('\n') + 1;
      for (const line of bytes.toString('utf8', 0, end).split('\n').slice(0, -1)) this.#parse(line, events);
      this.#begun = bytes.subarray(end);
    }
    return events;
  }

  #parse(line: string, events: RunEvent[]): void {
    const parsed = parseEventLine(line);
    if (parsed.kind === 'newer') throw new Error(`${this.#file} has events of version ${parsed.version}, a newer one`);
    if (parsed.kind === 'event') events.push(parsed.event);
  }
}
