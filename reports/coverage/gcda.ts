// SPDX-License-Identifier: BSD-3-Clause
/**
 * Counter files (.gcda) of gcc 12 and later, as gcov-io.h of gcc describes them: 32-bit words, little endian here; magic,
 * version, stamp, checksum, then records of tag, length in bytes and body, ended by a zero word. A counter record of
 * negative length stands for that many bytes of zeros. A file is taken as a whole or not at all: these bytes come from
 * a guest.
 */

const MAGIC = 0x67636461;
const TAG_FUNCTION = 0x01000000;
const TAG_OBJECT_SUMMARY = 0xa1000000;
/** Counters of arcs (-fprofile-arcs), the only kind whose merge is a sum and the only kind that coverage needs. */
const TAG_ARC_COUNTERS = 0x01a10000;

const WORD_BYTES = 4;
const COUNTER_BYTES = 8;
const LARGEST_WORD = 0xffff_ffff;
const HEADER_WORDS = 4;
const FUNCTION_WORDS = 3;
const SUMMARY_WORDS = 2;
/** More arcs than any object has; bounds what a record of zeros can make us allocate. */
const MOST_COUNTERS = 1 << 20;
/** 2^48: no boot counts that far; what a guest made up would make sums of other boots negative. */
const LARGEST_HIGH_WORD = 0xffff;

type GcdaRecord =
  | { readonly kind: 'function'; /** ident, checksum of lines, checksum of the graph; none for a function elsewhere. */ readonly words: readonly number[] }
  | { readonly kind: 'counters'; readonly count: number };

/** Counters of one object. */
export interface CounterFile {
  readonly version: number;
  readonly stamp: number;
  readonly checksum: number;
  readonly runs: number;
  readonly largestRunMaximum: number;
  readonly records: readonly GcdaRecord[];
  /** Counters of all records in order: the low and the high word of each. */
  readonly counters: Uint32Array;
}

export type GcdaResult =
  | { readonly kind: 'counters'; readonly file: CounterFile }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Why a file cannot be used; never leaves this module as an exception. */
class Unusable extends Error {}

/** Major version of gcc in a version word: `B22*` is 12.2, the letter counts tens. */
const majorVersion = (version: number): number => ((version >>> 24) - 0x41) * 10 + ((version >>> 16) & 0xff) - 0x30;

class Reader {
  readonly #view: DataView;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.#view.byteLength - this.#offset;
  }

  word(): number {
    this.#need(WORD_BYTES);
    const value = this.#view.getUint32(this.#offset, true);
    this.#offset += WORD_BYTES;
    return value;
  }

  words(count: number): number[] {
    return Array.from({ length: count }, () => this.word());
  }

  /** The low and the high word of each. */
  counters(count: number, into: number[]): void {
    this.#need(count * COUNTER_BYTES);
    for (let left = count; left > 0; left -= 1) {
      const high = this.#view.getUint32(this.#offset + WORD_BYTES, true);
      if (high > LARGEST_HIGH_WORD) {
        throw new Unusable('a counter of 2^48 or more, which no boot reaches');
      }
      into.push(this.#view.getUint32(this.#offset, true), high);
      this.#offset += COUNTER_BYTES;
    }
  }

  #need(bytes: number): void {
    if (bytes > this.remaining) {
      throw new Unusable('cut off');
    }
  }
}

function readHeader(reader: Reader): Pick<CounterFile, 'version' | 'stamp' | 'checksum'> {
  if (reader.word() !== MAGIC) {
    throw new Unusable('no gcda magic');
  }
  const version = reader.word();
  if (majorVersion(version) < 12) {
    throw new Unusable('written by a gcc older than 12, or by none');
  }
  return { version, stamp: reader.word(), checksum: reader.word() };
}

/** Reads a counter record's body, whose length in bytes is negative where all are zero; the number of counters. */
function readCounters(reader: Reader, length: number, into: number[]): number {
  const count = Math.abs(length) / COUNTER_BYTES;
  if (!Number.isInteger(count) || into.length / 2 + count > MOST_COUNTERS) {
    throw new Unusable(`a counter record of ${length} bytes`);
  }
  if (length >= 0) {
    reader.counters(count, into);
  } else {
    for (let words = 2 * count; words > 0; words -= 1) {
      into.push(0);
    }
  }
  return count;
}

function readGcda(reader: Reader): CounterFile {
  const header = readHeader(reader);
  const records: GcdaRecord[] = [];
  const counters: number[] = [];
  let [runs, largestRunMaximum] = [0, 0];
  for (let tag = reader.word(); tag !== 0; tag = reader.word()) {
    const length = reader.word() | 0;
    if (tag === TAG_ARC_COUNTERS) {
      records.push({ kind: 'counters', count: readCounters(reader, length, counters) });
    } else if (tag === TAG_FUNCTION && (length === 0 || length === FUNCTION_WORDS * WORD_BYTES)) {
      records.push({ kind: 'function', words: reader.words(length / WORD_BYTES) });
    } else if (tag === TAG_OBJECT_SUMMARY && length === SUMMARY_WORDS * WORD_BYTES) {
      [runs, largestRunMaximum] = [reader.word(), reader.word()];
    } else {
      throw new Unusable(`a record 0x${tag.toString(16)} of ${length} bytes, which cannot be merged`);
    }
  }
  if (reader.remaining > 0) {
    throw new Unusable(`${reader.remaining} bytes after its end mark`);
  }
  return { ...header, runs, largestRunMaximum, records, counters: Uint32Array.from(counters) };
}

/** Reads a counter file; any bytes get an answer. */
export function parseGcda(bytes: Uint8Array): GcdaResult {
  try {
    return { kind: 'counters', file: readGcda(new Reader(bytes)) };
  } catch (error) {
    if (error instanceof Unusable) {
      return { kind: 'unusable', reason: error.message };
    }
    throw error;
  }
}

/** Everything that must agree before counters may be summed: the same arcs of the same compilation. */
export const shapeOf = ({ version, stamp, checksum, records }: CounterFile): string =>
  [
    `${version} ${stamp} ${checksum}`,
    ...records.map((record) => (record.kind === 'function' ? record.words.join(' ') : `#${record.count}`)),
  ].join(',');

/** The sum of files of one shape (see shapeOf). Counters wrap at 64 bits, as those of gcc's own merge. */
export function sumCounters(files: readonly [CounterFile, ...CounterFile[]]): CounterFile {
  const sums = files[0].counters.slice();
  for (const { counters } of files.slice(1)) {
    for (let at = 0; at < sums.length; at += 2) {
      const low = (sums[at] ?? 0) + (counters[at] ?? 0);
      sums[at] = low;
      sums[at + 1] = (sums[at + 1] ?? 0) + (counters[at + 1] ?? 0) + (low > LARGEST_WORD ? 1 : 0);
    }
  }
  return {
    ...files[0],
    runs: files.reduce((sum, file) => sum + file.runs, 0),
    largestRunMaximum: Math.max(...files.map((file) => file.largestRunMaximum)),
    counters: sums,
  };
}

export const isCounted = ({ counters }: CounterFile): boolean => counters.some((word) => word !== 0);

/** The bytes of a counter file, for the toolchain's gcov. Words are the host's, which is little endian as the guests are. */
export function formatGcda(file: CounterFile): Buffer {
  const lengths = file.records.map((record) => 2 + (record.kind === 'function' ? record.words.length : 2 * record.count));
  const words = new Uint32Array(HEADER_WORDS + 2 + SUMMARY_WORDS + lengths.reduce((sum, length) => sum + length, 0) + 1);
  words.set([MAGIC, file.version, file.stamp, file.checksum]);
  words.set([TAG_OBJECT_SUMMARY, SUMMARY_WORDS * WORD_BYTES, file.runs, file.largestRunMaximum], HEADER_WORDS);
  let at = HEADER_WORDS + 2 + SUMMARY_WORDS;
  let next = 0;
  for (const [index, record] of file.records.entries()) {
    if (record.kind === 'function') {
      words.set([TAG_FUNCTION, record.words.length * WORD_BYTES, ...record.words], at);
    } else {
      words.set([TAG_ARC_COUNTERS, record.count * COUNTER_BYTES], at);
      words.set(file.counters.subarray(next, next + 2 * record.count), at + 2);
      next += 2 * record.count;
    }
    at += lengths[index] ?? 0;
  }
  return Buffer.from(words.buffer);
}

/** Stamp and version of a notes file (.gcno), to tell whether it describes the same compilation; null if it is none. */
export function gcnoIdentity(bytes: Uint8Array): Pick<CounterFile, 'version' | 'stamp'> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isNotes = bytes.byteLength >= (HEADER_WORDS - 1) * WORD_BYTES && view.getUint32(0, true) === 0x67636e6f;
  return isNotes ? { version: view.getUint32(4, true), stamp: view.getUint32(8, true) } : null;
}
