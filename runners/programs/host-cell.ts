// SPDX-License-Identifier: BSD-3-Clause
/** A cell of kernel `host`: each program is a Linux process of its own, with a transcript of its own. */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ProgramEnd } from '../../kernels/host/supervisor.ts';
import type { Cell } from '../../model/cell.ts';
import type { BootExit } from '../../model/events.ts';
import type { BootPlace, Dispatcher } from '../dispatcher.ts';
import type { CaseVerdict } from '../judge.ts';
import type { HostProcesses } from './host-processes.ts';
import type { BuiltProgram } from './kernel-programs.ts';
import { emulatorFor, PROCESS_MEMORY_MIB, type Oracle } from './oracle.ts';
import { verdictOfEnd, type ProgramTerms } from './program-verdict.ts';

export interface HostProgram {
  readonly suite: string;
  readonly program: BuiltProgram;
  readonly terms: ProgramTerms;
}

export interface HostCellOptions {
  readonly runDir: string;
  readonly rootDir: string;
  readonly processes: HostProcesses;
  readonly oracle: Oracle | null;
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
}

/** Until its verdict is as promised, or no retry is left. */
export async function runHostProgram(cell: Cell, one: HostProgram, options: HostCellOptions): Promise<void> {
  const id = { suite: one.suite, name: one.program.name };
  const { dispatcher } = options;
  do await runOnce(cell, one, options);
  while (dispatcher.retriesOf(cell.id, [id]).length > 0);
}

async function runOnce(cell: Cell, { suite, program, terms }: HostProgram, options: HostCellOptions): Promise<void> {
  const { runDir, rootDir, processes, oracle, dispatcher, signal } = options;
  if (dispatcher.isOver()) return;
  const place = dispatcher.nextBoot(cell.id);
  const transcript = join('transcripts', cell.id, `${place.boot}.log`);
  const file = join(runDir, transcript);
  mkdirSync(dirname(file), { recursive: true });
  const { arch } = cell.axes;
  const emulator = emulatorFor(arch);
  const command = [
    ...(emulator === null ? [] : [emulator.file, '-R', `${emulator.reservedMiB}M`, '-L', emulator.root ?? '/']),
    program.file,
  ];
  dispatcher.startBoot(place, command, transcript);
  dispatcher.startCase(place, { suite, name: program.name });
  const { limitMs, outputBytes } = terms;
  const limits = { limitMs, outputBytes, memoryMiB: PROCESS_MEMORY_MIB };
  const ending = processes.run({
    ...{ file: program.file, name: `/${program.name}`, transcript: file, emulator },
    ...limits,
  });
  oracle?.tell(program, terms, ending);
  const end = await ending;
  if (signal.aborted) return;
  const output = end.kind === 'exit' && end.status === 0 ? '' : readFileSync(file, 'latin1');
  const verdict: CaseVerdict = {
    ...{ suite, name: program.name, ...verdictOfEnd(end, terms, output, rootDir) },
    ...{ assertions: { passed: 0, failed: 0 }, backtrace: [], durationMs: end.durationMs, range: [0, end.byteCount] },
  };
  conclude(place, verdict, end, dispatcher);
}

function conclude(place: BootPlace, verdict: CaseVerdict, end: ProgramEnd, dispatcher: Dispatcher): void {
  const { durationMs } = end;
  dispatcher.endProgram(place, verdict, { durationMs, exit: exitOf(end, verdict) });
}

function exitOf(end: ProgramEnd, { cause, failures }: CaseVerdict): BootExit {
  switch (end.kind) {
    case 'exit':
      return { kind: 'status', status: end.status };
    case 'signal':
      return { kind: 'signal', signal: `${end.number}` };
    case 'timeout':
    case 'output':
      return { kind: 'killed', reason: cause ?? failures.at(-1)?.text ?? end.kind };
    case 'not-run':
      return { kind: 'not-started', reason: end.reason };
    default:
      return end satisfies never;
  }
}
