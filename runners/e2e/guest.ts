// SPDX-License-Identifier: BSD-3-Clause
/** The misbehaving test guest: built with the tool chain of its architecture, booted and judged like any kernel. */
import { join } from 'node:path';
import { execa } from 'execa';
import { toolchainPrefix } from '../../kernels/toolchain.ts';
import { MACHINES } from '../../matrices/axes.ts';
import type { Arch } from '../../model/cell.ts';
import { runBoot, type BootLimits, type RawEvidence } from '../boot.ts';
import { judgeBoot, type BootJudgement } from '../judge.ts';

const SOURCES = join(import.meta.dirname, 'guests');
const FLAGS: Readonly<Record<Arch, readonly string[]>> = {
  x86_64: ['-m32', '-fno-pic', '-no-pie', '-mno-sse', '-Wl,-Ttext-segment=0x100000', '-Wl,-z,noexecstack'],
  arm64: ['-mgeneral-regs-only', '-mstrict-align', '-Wl,-Ttext-segment=0x40200000'],
};
const COMMON = [
  '-O2',
  '-ffreestanding',
  '-nostdlib',
  '-static',
  '-fno-stack-protector',
  '-Wl,--build-id=none',
  '-Wl,-n',
];

export const CASES = ['one', 'two', 'three'].map((name) => ({ suite: 'g', name }));

export async function buildGuest(arch: Arch, dir: string): Promise<string> {
  const file = join(dir, `guest-${arch}`);
  const sources = [join(SOURCES, `start-${arch}.S`), join(SOURCES, 'guest.c')];
  await execa(`${toolchainPrefix(arch)}gcc`, [...COMMON, ...FLAGS[arch], '-o', file, ...sources]);
  return file;
}

export interface GuestOutcome {
  readonly evidence: RawEvidence;
  readonly judgement: BootJudgement;
  /** Case -> verdict. */
  readonly verdicts: Readonly<Record<string, string>>;
}

export async function bootGuest(
  arch: Arch,
  image: string,
  act: string,
  dir: string,
  limits: BootLimits,
  onStart: (command: readonly string[]) => void = () => undefined,
): Promise<GuestOutcome> {
  const evidence = await runBoot({
    axes: { arch, machine: MACHINES[arch][0], smp: 1, memoryMiB: 64 },
    accel: 'tcg',
    image,
    words: [`guest.act=${act}`],
    asked: CASES,
    limits,
    transcript: join(dir, `${arch}-${act}.log`),
    shareDir: null,
    signal: new AbortController().signal,
    onStart,
    onCaseStarted: () => undefined,
  });
  const judgement = judgeBoot({ ...evidence, backtrace: [] });
  const verdicts = Object.fromEntries(judgement.verdicts.map(({ name, verdict }) => [name, verdict]));
  return { evidence, judgement, verdicts };
}
