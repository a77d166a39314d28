// SPDX-License-Identifier: BSD-3-Clause
/**
 * Coverage of a boot that could not bring it home: it crashed, hung or was killed. Its counters are read from the file that was the guest's
 * memory and written as the guest would have: `BUNDLE` and `MANIFEST` with a stream for each object in the form of a .gcda file
 * (gcov-io.h of gcc 12: magic, version, stamp, checksum, records of tag and length in bytes, a zero word).
 *
 * Memory in a file and not questions to the monitor, because at the end of a crash there is no monitor to question: the exit device of
 * x86_64 and the reset of arm64 end it within the instruction. It costs about 4 ms for a boot, only where coverage is measured.
 */
import { closeSync, mkdirSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Arch } from '../../model/cell.ts';
import { counterLayout, type CounterFunction, type CounterObject } from './counter-layout.ts';
import { ElfFile, NotInElf } from './elf-file.ts';

const MAGIC = 0x67636461;
const TAG_SUMMARY = 0xa1000000;
const TAG_FUNCTION = 0x01000000;
const TAG_ARCS = 0x01a10000;
const COUNTER_BYTES = 8;

/** Physical address of the first byte of memory. */
const MEMORY_START: Readonly<Record<Arch, number>> = { x86_64: 0, arm64: 0x4000_0000 };

/** No boot counts that far; a stray write does. */
const LARGEST_COUNT = 1n << 48n;

/** By file: kernels crash again and again, and one that was built does not change. */
const layouts = new Map<string, readonly CounterObject[] | null>();

function layoutOf(debugFile: string): readonly CounterObject[] | null {
  const known = layouts.get(debugFile);
  if (known !== undefined) return known;
  const layout = counterLayout(new ElfFile(debugFile));
  layouts.set(debugFile, layout);
  return layout;
}

class GuestMemory {
  readonly #descriptor: number;
  readonly #start: number;

  constructor(descriptor: number, arch: Arch) {
    this.#descriptor = descriptor;
    this.#start = MEMORY_START[arch];
  }

  /** Null where the guest has no memory there, or what stands there are no counts. */
  counters({ address, count }: CounterFunction): Buffer | null {
    const bytes = Buffer.alloc(count * COUNTER_BYTES);
    const from = address - this.#start;
    if (from < 0 || readSync(this.#descriptor, bytes, 0, bytes.length, from) !== bytes.length) return null;
    for (let at = 0; at < bytes.length; at += COUNTER_BYTES) {
      if (bytes.readBigUInt64LE(at) > LARGEST_COUNT) return null;
    }
    return bytes;
  }
}

const words = (...values: readonly number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);

/** Null where one of its counters cannot be used. */
function stream(object: CounterObject, memory: GuestMemory): Buffer | null {
  const parts = [words(MAGIC, object.version, object.stamp, object.checksum, TAG_SUMMARY, 8, 1, 0)];
  for (const one of object.functions) {
    if (one === null) {
      parts.push(words(TAG_FUNCTION, 0));
      continue;
    }
    const counters = memory.counters(one);
    if (counters === null) return null;
    parts.push(words(TAG_FUNCTION, 12, one.ident, one.linesChecksum, one.graphChecksum));
    parts.push(words(TAG_ARCS, counters.length), counters);
  }
  return Buffer.concat([...parts, words(0)]);
}

/** `path` as the guest's MANIFEST has it: one line each. */
function writeBundle(dir: string, streams: readonly { readonly path: string; readonly bytes: Buffer }[]): void {
  let offset = 0;
  const lines = streams.map(({ path, bytes }) => {
    const line = `${offset} ${bytes.length} ${crc32(bytes).toString(16).padStart(8, '0')} ${path}`;
    offset += bytes.length;
    return line;
  });
  // What the guest began and did not end.
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'BUNDLE'), Buffer.concat(streams.map(({ bytes }) => bytes)));
  writeFileSync(join(dir, 'MANIFEST'), [`ukgcov 1 ${streams.length} ${offset}`, ...lines, 'end', ''].join('\n'));
}

export interface MemoryCounters {
  readonly isWritten: boolean;
  /** What could not be used, in words; null: nothing to complain of. */
  readonly finding: string | null;
}

const NOTHING: MemoryCounters = { isWritten: false, finding: null };

function recover(debugFile: string, memory: GuestMemory, dir: string): MemoryCounters {
  const layout = layoutOf(debugFile);
  if (layout === null || layout.length === 0) return NOTHING;
  const streams = layout.flatMap((object) => {
    const bytes = stream(object, memory);
    return bytes === null ? [] : [{ path: object.path, bytes }];
  });
  const lost = layout.length - streams.length;
  const finding = lost === 0 ? null : `counters of ${lost} of ${layout.length} objects were overwritten in its memory`;
  if (streams.length === 0) return { isWritten: false, finding };
  writeBundle(dir, streams);
  return { isWritten: true, finding };
}

/** Writes what the guest's memory holds into `dir`, in the place of what is there, and closes `descriptor`. */
export function countersFromMemory(debugFile: string, arch: Arch, descriptor: number, dir: string): MemoryCounters {
  try {
    return recover(debugFile, new GuestMemory(descriptor, arch), dir);
  } catch (error) {
    if (!(error instanceof NotInElf)) throw error;
    return { isWritten: false, finding: `the counters of its kernel are not found: ${error.message}` };
  } finally {
    closeSync(descriptor);
  }
}
