// SPDX-License-Identifier: BSD-3-Clause
/**
 * What each CPU of a stuck guest was doing: the guest is stopped, then registers and stack are read through the monitor. Frames are
 * {previous frame, return address} on both architectures (System V x86-64 psABI 3.2.2, AAPCS64 6.4.6).
 */
import type { Arch } from '../../model/cell.ts';
import type { Qmp } from './qmp.ts';

const MAX_FRAMES = 32;

export interface CpuState {
  readonly index: number;
  /** As the monitor prints them. */
  readonly registers: string;
  readonly pc: bigint;
  /** False: still as the machine's reset left it. */
  readonly isStarted: boolean;
  /** Return addresses, innermost first. */
  readonly returns: readonly bigint[];
  /**
   * Where the function at `pc` may return to if it has no frame of its own (yet): the link register, or the top of the stack where the
   * call before it leads to `target`. Only the symbols tell whether it does.
   */
  readonly unframed: { readonly address: bigint; readonly target: bigint | null } | null;
}

interface Registers {
  readonly pc: bigint;
  readonly fp: bigint;
  readonly sp: bigint;
  /** Null on x86_64. */
  readonly link: bigint | null;
}

const NAMES: Readonly<Record<Arch, { pc: string; fp: string; sp: string; link: string | null }>> = {
  x86_64: { pc: 'RIP', fp: 'RBP', sp: 'RSP', link: null },
  arm64: { pc: 'PC', fp: 'X29', sp: 'SP', link: 'X30' },
};

/** The first CPU always has: an exception before there is a stack for it may leave it none. */
export const hasStarted = (index: number, sp: bigint): boolean => index === 0 || sp !== 0n;

/** Null where the text is none of this architecture. */
export function parseRegisters(text: string, arch: Arch): Registers | null {
  const names = NAMES[arch];
  const valueOf = (name: string): bigint | null => {
    const [, hex] = new RegExp(`(?:^|\\s)${name}\\s*=([0-9a-fA-F]{16})\\b`).exec(text) ?? [];
    return hex === undefined ? null : BigInt(`0x${hex}`);
  };
  const [pc, fp, sp] = [valueOf(names.pc), valueOf(names.fp), valueOf(names.sp)];
  const link = names.link === null ? null : valueOf(names.link);
  return pc === null || fp === null || sp === null ? null : { pc, fp, sp, link };
}

/** Of `x /Ngx ADDRESS`: `0000...: 0x... 0x...`. Empty where the guest has no memory there. */
export const parseWords = (text: string): bigint[] =>
  [...text.matchAll(/ (0x[0-9a-f]{16})\b/g)].map(([, word]) => BigInt(word ?? 0));

const hex = (value: bigint): string => `0x${value.toString(16)}`;

class StoppedGuest {
  readonly #qmp: Qmp;
  readonly #arch: Arch;

  constructor(qmp: Qmp, arch: Arch) {
    this.#qmp = qmp;
    this.#arch = arch;
  }

  async #words(cpu: number, address: bigint, count: number): Promise<bigint[]> {
    const text = await this.#qmp.ask(`x /${count}gx ${hex(address)}`, cpu);
    return text === null ? [] : parseWords(text);
  }

  async cpu(index: number): Promise<CpuState | null> {
    const text = await this.#qmp.ask('info registers', index);
    const registers = text === null ? null : parseRegisters(text, this.#arch);
    if (text === null || registers === null) return null;
    const returns = await this.#returns(index, registers.fp);
    const unframed = await this.#unframed(index, registers);
    const { pc, sp } = registers;
    const isStarted = hasStarted(index, sp);
    return { index, registers: text.replaceAll('\r', '').trim(), pc, isStarted, returns, unframed };
  }

  async #returns(cpu: number, fp: bigint): Promise<bigint[]> {
    const returns: bigint[] = [];
    const seen = new Set<bigint>();
    for (let frame = fp; frame !== 0n && frame % 8n === 0n && returns.length < MAX_FRAMES && !seen.has(frame);) {
      seen.add(frame);
      const [previous, address] = await this.#words(cpu, frame, 2);
      if (previous === undefined || address === undefined || address === 0n) break;
      returns.push(address);
      frame = previous;
    }
    return returns;
  }

  async #unframed(cpu: number, { sp, link }: Registers): Promise<CpuState['unframed']> {
    if (link !== null) return { address: link, target: null };
    const [address] = await this.#words(cpu, sp, 1);
    const [before] = address === undefined || address < 8n ? [] : await this.#words(cpu, address - 8n, 1);
    if (address === undefined || before === undefined) return null;
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(before);
    // CALL rel32 (Intel SDM volume 2, CALL): e8 and the distance from the next instruction.
    return bytes[3] === 0xe8 ? { address, target: address + BigInt(bytes.readInt32LE(4)) } : null;
  }
}

/** Each CPU goes into `into` as soon as it is known, so that a monitor which falls silent takes only the rest along. */
export async function readCpus(qmp: Qmp, arch: Arch, count: number, into: CpuState[]): Promise<void> {
  if ((await qmp.execute('qmp_capabilities')) === null || (await qmp.execute('stop')) === null) return;
  const guest = new StoppedGuest(qmp, arch);
  for (let index = 0; index < count; index++) {
    const state = await guest.cpu(index);
    if (state !== null) into.push(state);
  }
}
