// SPDX-License-Identifier: BSD-3-Clause
/**
 * Linux as the judge of the cases: a program that does not pass as a process of the host on the same C library is broken and judges no
 * kernel. What it said of a program is kept by the program's content; a bad word is only believed when it is said again.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findExecutable, HOST_ARCH } from '../../kernels/toolchain.ts';
import { hashOf } from '../../kernels/inputs.ts';
import { readJson, writeJson } from '../../kernels/json-file.ts';
import type { Program } from '../../kernels/programs/programs.ts';
import type { Emulator, ProgramEnd } from '../../kernels/host/supervisor.ts';
import type { Arch } from '../../model/cell.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { HostProcesses } from './host-processes.ts';
import type { BuiltProgram } from './kernel-programs.ts';
import { verdictOfEnd, type ProgramTerms } from './program-verdict.ts';

/** Raised when the same program could be judged otherwise. */
const VERSION = '2';
const ATTEMPTS = 3;

/** Address space of one process: enough for tests that look for its end, too little to harm the machine. */
export const PROCESS_MEMORY_MIB = 512;
/** Where Debian's cross packages put the C library of an architecture. */
const CROSS_ROOTS: Readonly<Record<Arch, string>> = {
  arm64: '/usr/aarch64-linux-gnu',
  x86_64: '/usr/x86_64-linux-gnu',
};
export const EMULATORS: Readonly<Record<Arch, string>> = { arm64: 'qemu-aarch64', x86_64: 'qemu-x86_64' };

export function emulatorFor(arch: Arch): Emulator | null {
  if (arch === HOST_ARCH) return null;
  const name = EMULATORS[arch];
  const file = findExecutable(name) ?? findExecutable(`${name}-static`) ?? name;
  return { file, root: CROSS_ROOTS[arch], reservedMiB: PROCESS_MEMORY_MIB };
}

export interface Opinion {
  readonly verdict: Verdict;
  /** How it ended, where it did not pass. */
  readonly words: string | null;
}

type Opinions = Record<string, Opinion>;

/** One that gives no reason to ask. */
const isGood = ({ verdict }: Opinion): boolean => verdict === 'pass' || verdict === 'skip';

const keyOf = ({ id }: BuiltProgram, terms: ProgramTerms): string =>
  hashOf(VERSION, id, JSON.stringify(terms)).slice(0, 32);

export class Oracle {
  readonly #dir: string;
  readonly #processes: HostProcesses;
  /** What cells of the host find out in this run anyway. */
  readonly #told = new Map<string, Promise<Opinion>>();

  constructor(home: string, processes: HostProcesses) {
    this.#dir = join(home, 'oracle');
    this.#processes = processes;
  }

  /** A process that runs for another reason: if it ends well, nobody has to be asked. */
  tell(program: BuiltProgram, terms: ProgramTerms, end: Promise<ProgramEnd>): void {
    this.#told.set(
      keyOf(program, terms),
      end.then((known) => opinionOf(known, terms)),
    );
  }

  /** By name of the program. */
  async opinions(
    arch: Arch,
    programs: readonly Program[],
    termsOf: (name: string) => ProgramTerms,
  ): Promise<Map<string, Opinion>> {
    mkdirSync(this.#dir, { recursive: true });
    const file = join(this.#dir, `${arch}.json`);
    const known = (readJson(file) ?? {}) as Opinions;
    const news: Opinions = {};
    const entries = await Promise.all(
      programs.map(async (program): Promise<[string, Opinion]> => {
        if (program.kind === 'failed') return [program.name, unbuilt(program)];
        const terms = termsOf(program.name);
        const key = keyOf(program, terms);
        const opinion = known[key] ?? (await this.#ask(arch, program, terms));
        if (known[key] === undefined && isLasting(opinion)) news[key] = opinion;
        return [program.name, opinion];
      }),
    );
    if (Object.keys(news).length > 0) writeJson(file, { ...((readJson(file) ?? {}) as Opinions), ...news });
    return new Map(entries);
  }

  async #ask(arch: Arch, program: BuiltProgram, terms: ProgramTerms): Promise<Opinion> {
    const { name, file } = program;
    let last = (await this.#told.get(keyOf(program, terms))) ?? UNASKED;
    for (let attempt = 0; attempt < ATTEMPTS && !isGood(last); attempt++) {
      const { limitMs, outputBytes } = terms;
      const end = await this.#processes.run({
        ...{ file, name: `/${name}`, transcript: '/dev/null', limitMs, outputBytes },
        ...{ memoryMiB: PROCESS_MEMORY_MIB, emulator: emulatorFor(arch) },
      });
      last = opinionOf(end, terms);
    }
    return last;
  }
}

const UNASKED: Opinion = { verdict: 'unresolved', words: null };

function opinionOf(end: ProgramEnd, terms: ProgramTerms): Opinion {
  const { verdict, cause, failures } = verdictOfEnd(end, terms, '', '/');
  return { verdict, words: cause ?? failures.at(-1)?.text ?? null };
}

const unbuilt = ({ error }: Extract<Program, { kind: 'failed' }>): Opinion => ({
  verdict: 'unresolved',
  words: `it does not build there: ${error.message}`,
});

/** A machine under load may be too slow once; trouble of the harness says nothing about the program. */
const isLasting = ({ verdict }: Opinion): boolean => verdict !== 'timeout' && verdict !== 'unresolved';
