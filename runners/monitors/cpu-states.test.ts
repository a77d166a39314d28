// SPDX-License-Identifier: BSD-3-Clause
/** What QEMU 7.2 prints of CPUs and memory. */
import { expect, test } from 'vitest';
import { hasStarted, parseRegisters, parseWords } from './cpu-states.ts';

const X86_64 = [
  '\r',
  'CPU#0\r',
  'RSI=0000000000252df4 RDI=0000000000228bc0 RBP=0000000000252de0 RSP=0000000000252da0\r',
  'R8 =00000000000003fd R9 =0000000000000000 R10=00000000000003f8 R11=0000000000000001\r',
  'RIP=000000000010a5ed RFL=00000246 [---Z-P-] CPL=0 II=0 A20=1 SMM=0 HLT=0\r',
].join('\n');

const ARM64 = [
  ' PC=000000004020a324 X00=0000000000000003 X01=0000000000000003',
  'X29=00000000402b9d30 X30=000000004020a328  SP=00000000402b9d20',
].join('\r\n');

test('registers of both architectures, and of neither', () => {
  expect(parseRegisters(X86_64, 'x86_64')).toEqual({ pc: 0x10a5edn, fp: 0x252de0n, sp: 0x252da0n, link: null });
  const arm64 = { pc: 0x4020a324n, fp: 0x402b9d30n, sp: 0x402b9d20n, link: 0x4020a328n };
  expect(parseRegisters(ARM64, 'arm64')).toEqual(arm64);
  expect(parseRegisters(X86_64, 'arm64')).toBeNull();
  expect(parseRegisters('', 'x86_64')).toBeNull();
});

test('words of memory, and where there is none', () => {
  expect(parseWords('000000000010d000: 0x8348002293408a88 0x008000fa814801c2\r\n')).toEqual([
    0x8348002293408a88n,
    0x008000fa814801c2n,
  ]);
  expect(parseWords('0000000000000000: Cannot access memory\r\n')).toEqual([]);
});

test('a CPU without a stack has not started, unless it is the first: its exceptions may have none', () => {
  expect([hasStarted(0, 0n), hasStarted(1, 0n), hasStarted(1, 0x1000n)]).toEqual([true, false, true]);
});
