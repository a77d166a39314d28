// SPDX-License-Identifier: BSD-3-Clause
/**
 * Where a kernel's coverage counters are in memory, from the records that gcc emits for each object (struct gcov_info, gcov_fn_info and
 * gcov_ctr_info of libgcov.h, LP64; with -fprofile-info-section their addresses stand between __gcov_info_start and __gcov_info_end).
 * Records are constants, so they are taken from the kernel's file: of a guest's memory only the counters themselves are believed.
 */
import { NotInElf, type ElfFile } from './elf-file.ts';

/** Counters of one kind in the record of a function; the first kind, arcs, is the one that coverage needs. */
const KINDS: Readonly<Record<number, number>> = { 12: 8, 13: 8, 14: 9, 15: 10 };
const POINTER_BYTES = 8;
const FUNCTION_HEAD_BYTES = 24;
/** Of struct gcov_info: version, next, stamp, checksum, file name; merge functions by kind; number of functions and their table. */
const MERGE_OFFSET = 32;
const MOST_OBJECTS = 1 << 16;

export interface CounterFunction {
  readonly ident: number;
  readonly linesChecksum: number;
  readonly graphChecksum: number;
  /** Physical. */
  readonly address: number;
  readonly count: number;
}

export interface CounterObject {
  /** The compiler's name of the .gcda file. */
  readonly path: string;
  readonly version: number;
  readonly stamp: number;
  readonly checksum: number;
  /** Null: the copy of another object was linked (COMDAT). */
  readonly functions: readonly (CounterFunction | null)[];
}

const majorVersion = (version: number): number => ((version >>> 24) - 0x41) * 10 + ((version >>> 16) & 0xff) - 0x30;

const address = (bytes: Buffer, offset: number): number => Number(bytes.readBigUInt64LE(offset));

function readFunction(elf: ElfFile, at: number, object: number): CounterFunction | null {
  if (at === 0) return null;
  const record = elf.read(at, FUNCTION_HEAD_BYTES + 2 * POINTER_BYTES);
  if (address(record, 0) !== object) return null;
  const count = record.readUInt32LE(FUNCTION_HEAD_BYTES);
  const values = address(record, FUNCTION_HEAD_BYTES + POINTER_BYTES);
  return {
    ident: record.readUInt32LE(8),
    linesChecksum: record.readUInt32LE(12),
    graphChecksum: record.readUInt32LE(16),
    address: elf.physical(values, count * POINTER_BYTES),
    count,
  };
}

function readObject(elf: ElfFile, at: number): CounterObject {
  const version = elf.read(at, 4).readUInt32LE();
  const kinds = KINDS[majorVersion(version)];
  if (kinds === undefined) throw new NotInElf('records of a gcc other than 12 to 15');
  const end = MERGE_OFFSET + (kinds + 2) * POINTER_BYTES;
  const record = elf.read(at, end);
  const isCounted = address(record, MERGE_OFFSET) !== 0;
  const count = isCounted ? record.readUInt32LE(end - 2 * POINTER_BYTES) : 0;
  const table = elf.read(address(record, end - POINTER_BYTES), count * POINTER_BYTES);
  return {
    path: elf.text(address(record, 24)),
    version,
    stamp: record.readUInt32LE(16),
    checksum: record.readUInt32LE(20),
    functions: Array.from({ length: count }, (_, index) =>
      readFunction(elf, address(table, index * POINTER_BYTES), at),
    ),
  };
}

/** Null: the kernel does not say where its counters are. Throws NotInElf where it does and they are not there. */
export function counterLayout(elf: ElfFile): readonly CounterObject[] | null {
  const symbols = elf.symbols(['__gcov_info_start', '__gcov_info_end']);
  const [start, end] = [symbols.get('__gcov_info_start'), symbols.get('__gcov_info_end')];
  if (start === undefined || end === undefined) return null;
  const count = (end - start) / POINTER_BYTES;
  if (!Number.isInteger(count) || count < 0 || count > MOST_OBJECTS)
    throw new NotInElf('a table of records of odd size');
  const table = elf.read(start, count * POINTER_BYTES);
  return Array.from({ length: count }, (_, index) => readObject(elf, address(table, index * POINTER_BYTES)));
}
