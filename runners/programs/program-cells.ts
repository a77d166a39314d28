// SPDX-License-Identifier: BSD-3-Clause
/**
 * Cells of programs: builds each suite's programs, asks the oracle which of them may judge, settles those that cannot run, and has the
 * others run: as processes of the host, or by the kernel under test in as many boots as it takes.
 */
import type { Program } from '../../kernels/programs/programs.ts';
import type { Cell, CaseId } from '../../model/cell.ts';
import type { PlannedCase } from '../../model/events.ts';
import { matchesCase } from '../../model/glob.ts';
import type { Suite } from '../../suites/suite-file.ts';
import type { BootLimits } from '../boot.ts';
import { limitsOf } from '../case-limits.ts';
import type { Dispatcher } from '../dispatcher.ts';
import type { CaseVerdict } from '../judge.ts';
import type { Promised, Promises } from '../promises.ts';
import { shownPath } from '../symbols.ts';
import { loadClaims, type Claims } from './claims.ts';
import { runHostProgram } from './host-cell.ts';
import type { HostProcesses } from './host-processes.ts';
import type { Opinion, Oracle } from './oracle.ts';
import type { ProgramSource, Programs } from './program-source.ts';
import type { ProgramTerms } from './program-verdict.ts';

/** What a program may print where its suite does not say. */
const OUTPUT_BYTES = 1 << 20;

export interface ProgramCellOptions {
  readonly rootDir: string;
  readonly runDir: string;
  readonly suites: readonly Suite[];
  readonly limits: BootLimits;
  /** Patterns over `suite.case`; null: all. */
  readonly cases: readonly string[] | null;
  readonly promises: Promises;
  readonly dispatcher: Dispatcher;
  readonly source: ProgramSource;
  readonly processes: HostProcesses;
  /** Null: every program judges. */
  readonly oracle: Oracle | null;
  readonly signal: AbortSignal;
}

/** What a kernel gets on top of a program's own limits to end it and say so. */
const KERNEL_GRACE_MS = 5000;
const KERNEL_OUTPUT_BYTES = 1 << 16;

/** The selected programs of one suite in one cell. */
export interface CellPrograms {
  readonly suite: Suite;
  readonly programs: readonly Program[];
}

type Built = Extract<Program, { kind: 'built' }>;

/** What a cell runs after everything else is settled. */
export interface ReadyPrograms {
  readonly suite: Suite;
  readonly programs: readonly Built[];
}

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

  termsOf(suite: Suite, name: string): ProgramTerms {
    const { limits, suites } = this.#options;
    const own = limitsOf({ suite: suite.name, name }, suites, { ...limits, outputBytes: OUTPUT_BYTES });
    return { limitMs: own.progressMs, outputBytes: own.outputBytes, skipStatus: suite.skip_status ?? null };
  }

  /** The kernel itself ends a program that takes too long or prints too much; a boot is ended when it does not. */
  bootLimits(suite: Suite, name: string): BootLimits {
    const { limitMs, outputBytes } = this.termsOf(suite, name);
    const progressMs = limitMs + KERNEL_GRACE_MS;
    const { limits } = this.#options;
    const capMs = Math.max(limits.capMs, Math.ceil((limits.capMs * progressMs) / limits.progressMs));
    return { progressMs, capMs, outputBytes: 2 * outputBytes + KERNEL_OUTPUT_BYTES, setFor: suite.name };
  }

  /** All of a cell of kernel `host`. */
  async runHostCell(cell: Cell): Promise<void> {
    const { source, dispatcher, processes } = this.#options;
    const { arch, libc } = cell.axes;
    const ready = await this.prepare(cell, (suite) => source.host(suite, arch, libc));
    if (ready === null) return;
    const all = ready.flatMap(({ suite, programs }) => programs.map((program) => ({ suite, program })));
    await Promise.all(
      all.map(({ suite, program }) =>
        runHostProgram(cell, { suite: suite.name, program, terms: this.termsOf(suite, program.name) }, this.#options),
      ),
    );
    if (processes.containment === 'group') {
      const text = 'this system offers no namespaces: programs were kept apart by user and process group alone';
      dispatcher.finding({ cell: cell.id, boot: null }, text);
    }
    dispatcher.endCell(cell.id);
  }

  /** A cell of the kernel under test, up to its first boot. */
  prepareGuest(cell: Cell): Promise<ReadyPrograms[] | null> {
    const { arch, libc } = cell.axes;
    return this.prepare(cell, (suite) => this.#options.source.guest(suite, arch, libc));
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
      found.push({ suite, programs: programs.filter(({ name }) => this.#isSelected(suite, name)) });
    }
    const opinions = await this.#opinions(cell, found);
    if (dispatcher.isOver()) return null;
    this.#plan(cell, found, opinions);
    return found.map(({ suite, programs }) => ({ suite, programs: this.#settle(cell, suite, programs) }));
  }

  #isSelected(suite: Suite, name: string): boolean {
    const { cases } = this.#options;
    return cases === null || cases.some((pattern) => matchesCase(pattern, { suite: suite.name, name }));
  }

  #plan(cell: Cell, found: readonly CellPrograms[], opinions: ReadonlyMap<string, Opinion>): void {
    const { promises, dispatcher, rootDir } = this.#options;
    const cases = found.flatMap(({ suite, programs }) =>
      programs.map(({ name, source }): PlannedCase => {
        return { suite: suite.name, name, file: shownPath(source, rootDir), line: null };
      }),
    );
    promises.offer(cell, cases);
    dispatcher.planCell(cell.id, cases, (id) => {
      const opinion = opinions.get(`${id.suite}.${id.name}`);
      return opinion === undefined ? promises.of(cell, id) : brokenPromise(opinion);
    });
    this.#tellBroken(cell, opinions);
  }

  /** Of the programs that do not pass on Linux, by `suite.name`. Empty for the host itself. */
  async #opinions(cell: Cell, found: readonly CellPrograms[]): Promise<Map<string, Opinion>> {
    const { oracle, source, dispatcher } = this.#options;
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
      const opinions = await oracle.opinions(arch, asked, (name) => this.termsOf(suite, name));
      for (const [name, opinion] of opinions) {
        if (opinion.verdict !== 'pass' && opinion.verdict !== 'skip') broken.set(`${suite.name}.${name}`, opinion);
      }
    }
    return broken;
  }

  #tellBroken(cell: Cell, opinions: ReadonlyMap<string, Opinion>): void {
    if (opinions.size === 0) return;
    const names = [...opinions].map(([key, { verdict, words }]) => `${key} (${words ?? verdict})`);
    const text = `${opinions.size} cases are broken, as Linux fails them too, and judge nothing: ${names.join(', ')}`;
    this.#options.dispatcher.finding({ cell: cell.id, boot: null }, text);
  }

  /** Only nolibc is no complete C library. */
  #claimsOf({ axes: { kernel, libc } }: Cell, suite: Suite): Claims {
    return kernel !== 'host' && libc === 'nolibc' ? loadClaims(suite, libc, this.#options.rootDir) : () => null;
  }

  /** The programs that are left to run. */
  #settle(cell: Cell, suite: Suite, programs: readonly Program[]): Built[] {
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
