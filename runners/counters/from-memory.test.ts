// SPDX-License-Identifier: BSD-3-Clause
/** A program that keeps its records as a kernel does stands for the guest; a file with what its memory would hold, for the guest's. */
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { counterLayout, type CounterObject } from './counter-layout.ts';
import { ElfFile } from './elf-file.ts';
import { countersFromMemory } from './from-memory.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-counters-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

const PROGRAM = `int twice(int x) { return x > 3 ? x + x : 0; }
void _start(void) { for (int i = 0; i < 9; i++) twice(i); for (;;); }
void __gcov_merge_add(long *to, unsigned count) { (void)to; (void)count; }
`;
const SCRIPT = `SECTIONS { . = 0x100000; .text : { *(.text*) } .data : ALIGN(4096) { *(.data* .rodata*) . = ALIGN(8);
  __gcov_info_start = .; KEEP(*(.gcov_info)) __gcov_info_end = .; } .bss : { *(.bss*) } /DISCARD/ : { *(.note*) *(.eh_frame*) } }`;

const kernel = join(dir, 'kernel.dbg');
beforeAll(() => {
  writeFileSync(join(dir, 'k.c'), PROGRAM);
  writeFileSync(join(dir, 'k.lds'), SCRIPT);
  const coverage = ['-fprofile-arcs', '-ftest-coverage', '-fprofile-info-section'];
  const flags = [
    '-ffreestanding',
    '-nostdlib',
    '-static',
    '-no-pie',
    '-fno-pie',
    '-O1',
    '-Wl,--no-warn-rwx-segments,--build-id=none',
  ];
  execFileSync('gcc', ['-c', ...flags.slice(0, -1), ...coverage, 'k.c', '-o', 'k.o'], { cwd: dir });
  execFileSync('gcc', [...flags, '-T', 'k.lds', 'k.o', '-o', kernel], { cwd: dir });
  firstIdent = layout()[0]?.functions.at(-1)?.ident ?? 0;
});

/** gcc numbers the functions of an object in the order of the source, and lists them in the other one. */
let firstIdent = 0;

function layout(): readonly CounterObject[] {
  const found = counterLayout(new ElfFile(kernel));
  if (found === null) throw new Error('no layout');
  return found;
}

/** Memory in which counter `n` of the first function in the source is `values[n]`. */
function memoryWith(...values: readonly bigint[]): number {
  const first = layout()[0]?.functions.find((one) => one?.ident === firstIdent);
  const memory = Buffer.alloc(4 << 20);
  values.forEach((value, index) => memory.writeBigUInt64LE(value, (first?.address ?? 0) + 8 * index));
  writeFileSync(join(dir, 'memory'), memory);
  return openSync(join(dir, 'memory'), 'r');
}

test('the records of the kernel: an object, its functions, their counters at physical addresses', () => {
  const [object, ...others] = layout();
  expect(others).toEqual([]);
  expect(object?.path).toBe(join(dir, 'k.gcda'));
  const notes = readFileSync(join(dir, 'k.gcno'));
  expect([object?.version, object?.stamp]).toEqual([notes.readUInt32LE(4), notes.readUInt32LE(8)]);
  expect(object?.functions).toHaveLength(3);
  for (const one of object?.functions ?? []) expect(one?.address).toBeGreaterThan(0x100000);
});

test("gcov reads what is written, with the memory's counts", () => {
  const out = join(dir, 'gcda');
  expect(countersFromMemory(kernel, 'x86_64', memoryWith(5n), out)).toEqual({ isWritten: true, finding: null });
  const bundle = readFileSync(join(out, 'BUNDLE'));
  const [, line = ''] = readFileSync(join(out, 'MANIFEST'), 'utf8').split('\n');
  expect(line).toMatch(new RegExp(`^0 ${bundle.length} [0-9a-f]{8} .*k\\.gcda$`));
  writeFileSync(join(dir, 'k.gcda'), bundle);
  const said = execFileSync('gcov', ['--stdout', 'k.gcda'], { cwd: dir, encoding: 'utf8' });
  expect(said).toMatch(/^ +[1-9]\d*\*?: +1:int twice/m);
  expect(said).toMatch(/^ +#####: +2:void _start/m);
});

test('counts that no boot can reach, and memory that ends too early, are refused in words', () => {
  const out = join(dir, 'refused');
  const refused = { isWritten: false, finding: 'counters of 1 of 1 objects were overwritten in its memory' };
  expect(countersFromMemory(kernel, 'x86_64', memoryWith(1n << 63n), out)).toEqual(refused);
  const empty = openSync(join(dir, 'k.lds'), 'r');
  expect(countersFromMemory(kernel, 'x86_64', empty, out)).toEqual(refused);
  expect(() => {
    closeSync(empty);
  }).toThrow(/EBADF/);
  // A kernel whose addresses are below this machine's memory.
  expect(countersFromMemory(kernel, 'arm64', memoryWith(1n), out)).toEqual(refused);
  expect(existsSync(out)).toBe(false);
});

test('a kernel without records has nothing to say, a file that is cut off has a reason', () => {
  const out = join(dir, 'nothing');
  const plain = join(dir, 'plain');
  execFileSync('gcc', ['-ffreestanding', '-nostdlib', '-static', '-no-pie', 'k.c', '-o', plain], { cwd: dir });
  expect(countersFromMemory(plain, 'x86_64', memoryWith(), out)).toEqual({ isWritten: false, finding: null });
  const cut = join(dir, 'cut');
  writeFileSync(cut, readFileSync(kernel).subarray(0, 5000));
  expect(countersFromMemory(cut, 'x86_64', memoryWith(), out).finding).toMatch(/are not found: it is cut off/);
  const text = join(dir, 'text');
  writeFileSync(text, 'x'.repeat(100));
  expect(countersFromMemory(text, 'x86_64', memoryWith(), out).finding).toMatch(/no 64-bit ELF file/);
});
