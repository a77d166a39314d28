// SPDX-License-Identifier: BSD-3-Clause
/** The CPUs of a hung boot in words: a backtrace with names for each, a text file for people, half a line for the cause. */
import { writeFileSync } from 'node:fs';
import type { StackFrame } from '../model/verdict.ts';
import type { RawEvidence } from './boot.ts';
import type { BootEvidence } from './evidence.ts';
import type { CpuState } from './monitors/cpu-states.ts';
import { symbolise, type SymbolSource } from './symbols.ts';

export interface StuckCpu {
  readonly state: CpuState;
  readonly backtrace: readonly StackFrame[];
}

/** CPUs that the cause names; all are in the file. */
const NAMED_CPUS = 4;

const hex = (address: bigint): string => `0x${address.toString(16).padStart(16, '0')}`;

/** The function that has its code there, not one inlined into it. */
async function functionAt(address: bigint, image: SymbolSource, rootDir: string): Promise<string | null> {
  const frames = await symbolise([hex(address)], image, rootDir);
  return frames.at(-1)?.function ?? null;
}

/** The caller of a function without a frame. A link register that points into the function itself is a leftover of its own calls. */
async function unframedCaller(state: CpuState, image: SymbolSource, rootDir: string): Promise<bigint[]> {
  const { unframed, pc, returns } = state;
  if (unframed === null || unframed.address === returns[0]) return [];
  const current = await functionAt(pc, image, rootDir);
  if (unframed.target !== null) {
    const callee = await functionAt(unframed.target, image, rootDir);
    return current !== null && callee === current ? [unframed.address] : [];
  }
  const caller = await functionAt(unframed.address - 1n, image, rootDir);
  return caller !== null && caller !== current ? [unframed.address] : [];
}

async function nameCpus(states: readonly CpuState[], image: SymbolSource, rootDir: string): Promise<StuckCpu[]> {
  return Promise.all(
    states.map(async (state) => {
      const callers = await unframedCaller(state, image, rootDir);
      const addresses = [state.pc, ...callers, ...state.returns].map(hex);
      return { state, backtrace: await symbolise(addresses, image, rootDir) };
    }),
  );
}

const placeOf = ({ file, line }: StackFrame): string => (file === null ? '' : ` (${file}:${line ?? '?'})`);

function describeCpus(cpus: readonly StuckCpu[]): string {
  const named = cpus.flatMap(({ state, backtrace: [top] }) =>
    top === undefined || top.function === null || !state.isStarted
      ? []
      : [`CPU ${state.index} in ${top.function}${placeOf(top)}`],
  );
  const rest = named.length - NAMED_CPUS;
  return [...named.slice(0, NAMED_CPUS), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}

const frameLine = (frame: StackFrame): string => `  ${frame.address} ${frame.function ?? '??'}${placeOf(frame)}\n`;

const cpusText = (reason: string, cpus: readonly StuckCpu[]): string =>
  `${reason}\n${cpus
    .map(({ state, backtrace }) => `\nCPU ${state.index}\n${backtrace.map(frameLine).join('')}\n${state.registers}\n`)
    .join('')}`;

/** Names for what the CPUs of a killed boot were doing: in its exit's words, and in `file`. CPU 0 runs the cases. */
export async function describeStuck(
  { exit, stuckCpus }: Pick<RawEvidence, 'exit' | 'stuckCpus'>,
  image: SymbolSource,
  rootDir: string,
  file: string,
): Promise<Pick<BootEvidence, 'exit' | 'backtrace'>> {
  if (stuckCpus.length === 0 || exit.kind !== 'killed') return { exit, backtrace: [] };
  const cpus = await nameCpus(stuckCpus, image, rootDir);
  writeFileSync(file, cpusText(exit.reason, cpus));
  const where = describeCpus(cpus);
  const reason = where === '' ? exit.reason : `${exit.reason}; ${where}`;
  return { exit: { kind: 'killed', reason }, backtrace: cpus[0]?.backtrace ?? [] };
}
