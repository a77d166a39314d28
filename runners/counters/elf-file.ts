// SPDX-License-Identifier: BSD-3-Clause
/**
 * What is needed of a linked kernel, ELF-64 little endian (System V ABI, chapters 4 and 5): symbols by name, the bytes that the file gives
 * an address, and the physical address where the loader puts it. Offsets are those of Elf64_Ehdr, Elf64_Phdr, Elf64_Shdr and Elf64_Sym.
 */
import { readFileSync } from 'node:fs';

const MAGIC = 0x464c457f;
const CLASS_64_LITTLE_ENDIAN = 0x0102;
const PT_LOAD = 1;
const SHT_SYMTAB = 2;
const SEGMENT_BYTES = 56;
const SECTION_BYTES = 64;
const SYMBOL_BYTES = 24;

interface Segment {
  readonly vaddr: number;
  readonly paddr: number;
  readonly offset: number;
  readonly fileBytes: number;
  readonly memoryBytes: number;
}

/** The file is none of that kind, or does not hold what was asked for. */
export class NotInElf extends Error {}

export class ElfFile {
  readonly #bytes: Buffer;
  readonly #segments: readonly Segment[];

  /** Throws NotInElf, or what the file system says. */
  constructor(file: string) {
    this.#bytes = readFileSync(file);
    const { length } = this.#bytes;
    if (length < 64 || this.#u32(0) !== MAGIC || this.#bytes.readUInt16LE(4) !== CLASS_64_LITTLE_ENDIAN)
      throw new NotInElf('no 64-bit ELF file');
    const [start, count] = [this.#u64(32), this.#bytes.readUInt16LE(56)];
    this.#segments = Array.from({ length: count }, (_, index) => start + index * SEGMENT_BYTES)
      .filter((at) => this.#u32(at) === PT_LOAD)
      .map((at) => ({
        offset: this.#u64(at + 8),
        vaddr: this.#u64(at + 16),
        paddr: this.#u64(at + 24),
        fileBytes: this.#u64(at + 32),
        memoryBytes: this.#u64(at + 40),
      }));
  }

  /** Addresses of these symbols; a name that is not defined is not in the map. */
  symbols(names: readonly string[]): ReadonlyMap<string, number> {
    const wanted = new Set(names);
    const found = new Map<string, number>();
    const [start, count] = [this.#u64(40), this.#bytes.readUInt16LE(60)];
    const sections = Array.from({ length: count }, (_, index) => start + index * SECTION_BYTES);
    for (const section of sections.filter((at) => this.#u32(at + 4) === SHT_SYMTAB)) {
      const strings = this.#u64((sections[this.#u32(section + 40)] ?? section) + 24);
      const [from, bytes] = [this.#u64(section + 24), this.#u64(section + 32)];
      for (let at = from; at < from + bytes; at += SYMBOL_BYTES) {
        const name = this.#textAt(strings + this.#u32(at));
        if (wanted.has(name) && this.#within(at + 6, 2).readUInt16LE() !== 0) found.set(name, this.#u64(at + 8));
      }
    }
    return found;
  }

  /** What the loader puts at `vaddr`: the file's bytes, zeros behind them. Throws NotInElf where no segment holds all of it. */
  read(vaddr: number, bytes: number): Buffer {
    const segment = this.#segmentOf(vaddr, bytes);
    const from = vaddr - segment.vaddr;
    const inFile = Math.max(0, Math.min(bytes, segment.fileBytes - from));
    return Buffer.concat([this.#within(segment.offset + from, inFile)], bytes);
  }

  text(vaddr: number): string {
    const { offset, vaddr: start } = this.#segmentOf(vaddr, 1);
    return this.#textAt(offset + vaddr - start);
  }

  physical(vaddr: number, bytes: number): number {
    const { paddr, vaddr: start } = this.#segmentOf(vaddr, bytes);
    return paddr + vaddr - start;
  }

  #segmentOf(vaddr: number, bytes: number): Segment {
    const found = this.#segments.find(
      (segment) => segment.vaddr <= vaddr && vaddr + bytes <= segment.vaddr + segment.memoryBytes,
    );
    if (found === undefined) throw new NotInElf(`nothing is loaded at 0x${vaddr.toString(16)}`);
    return found;
  }

  #textAt(offset: number): string {
    const end = this.#bytes.indexOf(0, offset);
    if (end === -1) throw new NotInElf('a name without end');
    return this.#bytes.toString('utf8', offset, end);
  }

  #within(offset: number, bytes: number): Buffer {
    if (offset + bytes > this.#bytes.length) throw new NotInElf('it is cut off');
    return this.#bytes.subarray(offset, offset + bytes);
  }

  #u32(offset: number): number {
    return this.#within(offset, 4).readUInt32LE();
  }

  #u64(offset: number): number {
    return Number(this.#within(offset, 8).readBigUInt64LE());
  }
}
