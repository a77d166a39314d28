// SPDX-License-Identifier: BSD-3-Clause
/**
 * Cells of programs: builds each suite's programs, asks the oracle which of them may judge, settles those that cannot run, and has the
 * others run: as processes of the host, or by the kernel under test in as many boots as it takes.
 */
import type { Program } from '../../kernels/programs/programs.ts';
import type { Cell, CaseId } from '../../model/cell.ts';
import type { Suite } from '../../suites/suite-file.ts';
import type { BootLimits } from '../boot.ts';
import type { Dispatcher } from '../dispatcher.ts';
import type { Project } from '../images.ts';
import type { CaseVerdict } from '../judge.ts';
import type { Promised, Promises } from '../promises.ts';
import { loadClaims, type Claims } from '../../suites/claims.ts';
import { runHostProgram } from './host-cell.ts';
import type { HostProcesses } from './host-processes.ts';
import { kernelPrograms, plannedOf, type BuiltProgram, type KernelPrograms } from './kernel-programs.ts';
import type { Opinion, Oracle } from './oracle.ts';
import type { ProgramSource, Programs } from './program-source.ts';
import { termsOf } from './terms.ts';

export interface ProgramCellOptions {
  readonly rootDir: string;
  readonly runDir: string;
  readonly suites: readonly Suite[];
  readonly limits: BootLimits;
  readonly isSelected: (cell: Cell, id: CaseId) => boolean;
  readonly promises: Promises;
  readonly dispatcher: Dispatcher;
  readonly source: ProgramSource;
  readonly processes: HostProcesses;
  /** Null: every program judges. */
  readonly oracle: Oracle | null;
  readonly signal: AbortSignal;
}

/** The selected programs of one suite in one cell. */
export interface CellPrograms {
  readonly suite: Suite;
  readonly programs: readonly Program[];
}

/** What a cell runs after everything else is settled. */
export interface ReadyPrograms {
  readonly suite: Suite;
  readonly programs: readonly BuiltProgram[];
}

/** So many are named in a finding; of a large suite from elsewhere more than a hundred may be broken. */
const BROKEN_NAMES = 5;

const unrun = (id: CaseId, verdict: 'skip' | 'unresolved', cause: string): CaseVerdict => ({
  ...{ suite: id.suite, name: id.name, verdict, cause, assertions: { passed: 0, failed: 0 } },
  ...{ failures: [], backtrace: [], durationMs: 0, range: null },
});

export class ProgramCells {
  readonly #options: ProgramCellOptions;

  constructor(options: ProgramCellOptions) {
    this.#options = options;
  }

  suitesOf(cell: Pick<Cell, 'suites'>): Suite[] {
    return this.#options.suites.filter(({ name }) => cell.suites.includes(name));
  }

  /** All of a cell of kernel `host`. */
  async runHostCell(cell: Cell): Promise<void> {
    const { source, dispatcher, processes, limits } = this.#options;
    const { arch, libc } = cell.axes;
    const ready = await this.prepare(cell, (suite) => source.host(suite, arch, libc));
    if (ready === null) return;
    const all = ready.flatMap(({ suite, programs }) => programs.map((program) => ({ suite, program })));
    await Promise.all(
      all.map(({ suite, program }) =>
        runHostProgram(
          cell,
          { suite: suite.name, program, terms: termsOf(suite, program.name, limits) },
          this.#options,
        ),
      ),
    );
    if (processes.containment === 'group') {
      const text = 'this system offers no namespaces: programs were kept apart by user and process group alone';
      dispatcher.finding({ cell: cell.id, boot: null }, text);
    }
    dispatcher.endCell(cell.id);
  }

  /** A cell of the kernel under test, up to its first boot. */
  async prepareGuest(cell: Cell, project: Project): Promise<KernelPrograms[] | null> {
    const { arch, libc } = cell.axes;
    const { source, limits } = this.#options;
    const ready = await this.prepare(cell, (suite) => source.guest(suite, arch, libc));
    return (
      ready
        ?.filter(({ programs }) => programs.length > 0)
        .map(({ suite, programs }) => kernelPrograms(project, suite, programs, limits)) ?? null
    );
  }

  /** Builds and plans a cell and settles what cannot run in it; null where nothing of it can. */
  async prepare(cell: Cell, build: (suite: Suite) => Promise<Programs>): Promise<ReadyPrograms[] | null> {
    const { dispatcher } = this.#options;
    const found: CellPrograms[] = [];
    for (const suite of this.suitesOf(cell)) {
      const programs = await build(suite);
      if (dispatcher.isOver()) return null;
      if (typeof programs === 'string') {
        dispatcher.abandonCell(cell.id, programs);
        return null;
      }
      const isSelected = (name: string): boolean => this.#options.isSelected(cell, { suite: suite.name, name });
      found.push({ suite, programs: programs.filter(({ name }) => isSelected(name)) });
    }
    const opinions = await this.#opinions(cell, found);
    if (dispatcher.isOver()) return null;
    this.#plan(cell, found, opinions);
    return found.map(({ suite, programs }) => ({ suite, programs: this.#settle(cell, suite, programs) }));
  }

  #plan(cell: Cell, found: readonly CellPrograms[], opinions: ReadonlyMap<string, Opinion>): void {
    const { promises, dispatcher, rootDir } = this.#options;
    const cases = found.flatMap(({ suite, programs }) => plannedOf(suite, programs, rootDir));
    promises.offer(cell, cases);
    dispatcher.planCell(cell.id, cases, (id) => {
      const opinion = opinions.get(`${id.suite}.${id.name}`);
      return opinion === undefined ? promises.of(cell, id) : brokenPromise(opinion);
    });
    this.#tellBroken(cell, opinions);
  }

  /** Of the programs that do not pass on Linux, by `suite.name`. Empty for the host itself. */
  async #opinions(cell: Cell, found: readonly CellPrograms[]): Promise<Map<string, Opinion>> {
    const { oracle, source, dispatcher, limits } = this.#options;
    const broken = new Map<string, Opinion>();
    if (oracle === null || cell.axes.kernel === 'host') return broken;
    const { arch } = cell.axes;
    for (const { suite, programs } of found) {
      const native = await source.host(suite, arch, 'musl');
      if (typeof native === 'string') {
        dispatcher.finding({ cell: cell.id, boot: null }, `no oracle for ${suite.name}: ${native}`);
        continue;
      }
      const claims = this.#claimsOf(cell, suite);
      const wanted = new Set(programs.map(({ name }) => name).filter((name) => claims(name) === null));
      const asked = native.filter(({ name }) => wanted.has(name));
      const opinions = await oracle.opinions(arch, asked, (name) => termsOf(suite, name, limits));
      for (const [name, opinion] of opinions) {
        if (opinion.verdict !== 'pass' && opinion.verdict !== 'skip') broken.set(`${suite.name}.${name}`, opinion);
      }
    }
    return broken;
  }

  #tellBroken(cell: Cell, opinions: ReadonlyMap<string, Opinion>): void {
    if (opinions.size === 0) return;
    const names = [...opinions]
      .slice(0, BROKEN_NAMES)
      .map(([key, { verdict, words }]) => `${key} (${words ?? verdict})`);
    const more = opinions.size > names.length ? `, and ${opinions.size - names.length} more, each with its reason` : '';
    const count = opinions.size === 1 ? '1 case is' : `${opinions.size} cases are`;
    const text = `${count} broken, as Linux fails them too, and judge nothing: ${names.join(', ')}${more}`;
    this.#options.dispatcher.finding({ cell: cell.id, boot: null }, text);
  }

  /** Only nolibc is no complete C library. */
  #claimsOf({ axes: { kernel, libc } }: Cell, suite: Suite): Claims {
    return kernel !== 'host' && libc === 'nolibc' ? loadClaims(suite, libc, this.#options.rootDir) : () => null;
  }

  /** The programs that are left to run. */
  #settle(cell: Cell, suite: Suite, programs: readonly Program[]): BuiltProgram[] {
    const { dispatcher } = this.#options;
    const claims = this.#claimsOf(cell, suite);
    return programs.flatMap((program) => {
      const id = { suite: suite.name, name: program.name };
      const reason = claims(program.name);
      if (reason !== null) dispatcher.settle(cell.id, unrun(id, 'skip', reason));
      else if (program.kind === 'failed') dispatcher.settle(cell.id, unrun(id, 'unresolved', buildWords(program)));
      else return [program];
      return [];
    });
  }
}

function buildWords({ error, source }: Extract<Program, { kind: 'failed' }>): string {
  const { file, line, message } = error;
  const place = file === null ? source : line === null ? file : `${file}:${line}`;
  return `it does not build: ${place}: ${message}`;
}

/** Whatever such a case does in the kernel is as good as anything else. */
function brokenPromise({ verdict, words }: Opinion): Promised {
  const known = verdict === 'unresolved' ? 'fail' : verdict;
  const reason = `broken: the host oracle fails it too (${words ?? verdict})`;
  return { verdict: known, reason, source: 'the host oracle', isBroken: true };
}
