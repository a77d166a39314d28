// SPDX-License-Identifier: BSD-3-Clause
/** Programs as Linux processes, so many at a time: supervisors that are started when they are needed and end with the run. */
import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import {
  Supervisor,
  buildSupervisor,
  type Containment,
  type ProgramEnd,
  type ProgramRun,
} from '../../kernels/host/supervisor.ts';
import type { HashCache } from '../../kernels/inputs.ts';

export class HostProcesses {
  readonly #home: string;
  readonly #hashes: HashCache;
  readonly #idle: Supervisor[] = [];
  readonly #all = new Set<Supervisor>();
  readonly #queue: PQueue;
  #file: Promise<string> | null = null;
  #isClosed = false;
  /** Null before the first program has run. */
  containment: Containment | null = null;

  constructor(home: string, hashes: HashCache, jobs: number | null) {
    this.#home = home;
    this.#hashes = hashes;
    this.#queue = new PQueue({ concurrency: jobs ?? availableParallelism() });
  }

  run(program: ProgramRun): Promise<ProgramEnd> {
    return this.#queue.add(() => this.#runNow(program));
  }

  async #runNow(program: ProgramRun): Promise<ProgramEnd> {
    const ended: ProgramEnd = { kind: 'not-run', reason: 'the run has ended', durationMs: 0, byteCount: 0 };
    if (this.#isClosed) return ended;
    const supervisor = this.#idle.pop() ?? (await this.#start());
    const end = await ask(supervisor, program);
    if (end.kind === 'not-run') {
      this.#all.delete(supervisor);
      await supervisor.close();
    } else this.#idle.push(supervisor);
    return end;
  }

  async #start(): Promise<Supervisor> {
    this.#file ??= buildSupervisor(this.#home, this.#hashes);
    const supervisor = new Supervisor(await this.#file);
    this.#all.add(supervisor);
    this.containment = await supervisor.containment();
    return supervisor;
  }

  /** Kills what still runs; programs that have not begun do not any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#all].map((supervisor) => supervisor.close()));
  }
}

/**
 * qemu-user gives out addresses in two ways, each with faults of its own: where they were set apart, holes between mappings seem
 * mapped; where they were not, a program that fills its memory starves the emulator, which then hangs. What does not pass in the first
 * way is asked in the second.
 */
async function ask(supervisor: Supervisor, program: ProgramRun): Promise<ProgramEnd> {
  const { emulator } = program;
  const end = await supervisor.run(program);
  const hasFailed = end.kind === 'signal' || (end.kind === 'exit' && end.status !== 0);
  if (emulator === null || !hasFailed) return end;
  return supervisor.run({ ...program, emulator: { ...emulator, reservedMiB: 0 } });
}
