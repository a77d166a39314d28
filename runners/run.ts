// SPDX-License-Identifier: BSD-3-Clause
/**
 * Carries out a plan: builds each image once, boots cells in a pool, hands evidence to the dispatcher. Processes and files are here,
 * decisions are not.
 */
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';
import { dirname, join } from 'node:path';
import PQueue from 'p-queue';
import type { BuildResult } from '../kernels/tree.ts';
import { buildFailureInWords } from '../model/build-failure.ts';
import { caseKey, type Cell, type ImagePlan, type CaseId } from '../model/cell.ts';
import { LIST_CASE, type PlannedCase } from '../model/events.ts';
import { resolveAccel } from './accelerator.ts';
import { ABSENT_SUITE, absentSuites, batchesOf, selectionWords } from './batches.ts';
import { runBoot, type BootLimits, type RawEvidence } from './boot.ts';
import { ListFailure } from './case-list.ts';
import { lateFaultOf } from './late-fault.ts';
import { limitsOf } from './case-limits.ts';
import type { BootPlace, Dispatcher } from './dispatcher.ts';
import type { Images } from './images.ts';
import { noteOrder, studyOrder, type RanIn } from './order-study.ts';
import type { RunOptions } from './run-options.ts';
import { withShownPaths } from './shown-paths.ts';
import { limitMonitors } from './monitors/launcher.ts';
import { frameAddresses } from './protocols/protocol-event.ts';
import { pressOf } from './power-button.ts';
import { poolSize, startOrder, tasksFor } from './pool.ts';
import { runsPrograms, type Plan } from './plan.ts';
import { programWords, type KernelPrograms } from './programs/kernel-programs.ts';
import { refineReported } from './programs/program-verdict.ts';
import { bootLimitsOf } from './programs/terms.ts';
import { coverageFolder } from './monitors/share.ts';
import { HostProcesses } from './programs/host-processes.ts';
import { Oracle } from './programs/oracle.ts';
import { ProgramCells } from './programs/program-cells.ts';
import { ProgramSource } from './programs/program-source.ts';
import { usualOf, type Usual } from './monitors/silence.ts';
import { describeStuck } from './stuck-cpus.ts';
import { symbolise } from './symbols.ts';

type BuiltImage = Extract<BuildResult, { kind: 'built' | 'cached' }>;

interface CellRun {
  readonly cell: Cell;
  readonly plan: ImagePlan;
  readonly built: BuiltImage;
  readonly accel: 'tcg' | 'kvm';
  /** All cases of the image. */
  readonly listed: readonly PlannedCase[];
  readonly format: ConsoleFormat;
  /** Where the kernel gets the cases from, if they are programs. */
  readonly programs?: KernelPrograms;
  /** Those that the cell runs, in the order of definition. */
  readonly planned: readonly CaseId[];
  /** By key: a case's first boot. Kept only where orders are studied. */
  readonly ranIn: Map<string, RanIn>;
}

/** Absolute. */
interface BootPaths {
  readonly shareDir: string | null;
  readonly transcript: string;
}

type BootableCell = Omit<CellRun, 'planned' | 'ranIn'>;

interface EndedBoot {
  readonly place: BootPlace;
  /** False: the run was interrupted before it was its turn. */
  readonly hasStarted: boolean;
  readonly raw: RawEvidence;
  readonly paths: BootPaths;
}

/** How long boots wait at most for those of other cells at the beginning, so that the boots of the images that are there begin in their order. */
const GATHERING_MS = 30;

/** A kernel that is broken through and through is not studied case by case. */
const MOST_STUDIED = 8;

/**
 * The classic text is ten times as long as TAP, and each byte of a console costs a system call in QEMU. So the first cell of a run prints
 * both, which is enough to hold the two readings against each other; the others print TAP alone.
 */
type ConsoleFormat = 'both' | 'tap';

export class Run {
  readonly #options: RunOptions;
  readonly #images: Images;
  readonly #dispatcher: Dispatcher;
  readonly #boots: PQueue;
  readonly #startOrder: ReadonlyMap<string, number>;
  readonly #firstCell: Cell | undefined;
  /** Cells whose boots are not lined up yet. */
  #awaitedCount = 0;
  /** One at a time: make itself uses all processors. */
  readonly #builds = new PQueue({ concurrency: 1 });
  readonly #processes: HostProcesses;
  readonly #programs: ProgramCells;

  constructor(plan: Plan, options: RunOptions, images: Images, dispatcher: Dispatcher) {
    this.#options = options;
    this.#images = images;
    this.#dispatcher = dispatcher;
    const size = options.jobs ?? poolSize(plan.cells, availableParallelism(), freemem() / (1 << 20));
    limitMonitors(size);
    this.#boots = new PQueue({ concurrency: tasksFor(size, dispatcher), autoStart: false });
    this.#startOrder = startOrder(plan.cells);
    this.#firstCell = plan.cells[0];
    this.#processes = new HostProcesses(options.project.home, images.hashes, options.jobs);
    this.#programs = this.#programCells();
  }

  #programCells(): ProgramCells {
    const { project, jobs, isOracleAsked, signal } = this.#options;
    const { store, hashes } = this.#images;
    const processes = this.#processes;
    const builds = this.#builds;
    const source = new ProgramSource({ project, store, hashes, jobs: jobs ?? availableParallelism(), builds, signal });
    const oracle = isOracleAsked ? new Oracle(project.home, processes) : null;
    const { rootDir } = project;
    return new ProgramCells({ ...this.#options, rootDir, dispatcher: this.#dispatcher, source, processes, oracle });
  }

  async carryOut(plan: Plan): Promise<void> {
    const stop = (): void => void this.#processes.close();
    this.#options.signal.addEventListener('abort', stop, { once: true });
    this.#awaitedCount = plan.cells.length;
    setTimeout(() => this.#boots.start(), GATHERING_MS);
    await Promise.all(
      plan.images.map((image) => {
        const cells = plan.cells.filter((cell) => cell.image === image.key);
        if (image.kernel === 'host') return Promise.all(cells.map((cell) => this.#programs.runHostCell(cell)));
        return this.#runImage(image, cells);
      }),
    );
    await this.#processes.close();
  }

  async #runImage(plan: ImagePlan, cells: readonly Cell[]): Promise<void> {
    const built = await this.#builds.add(() => this.#build(plan));
    if (this.#dispatcher.isOver()) return;
    if (built.kind === 'failed') {
      for (const { id } of cells)
        this.#dispatcher.abandonCell(id, `image ${plan.key} could not be built: ${buildFailureInWords(built)}`);
      return;
    }
    if (cells.some((cell) => runsPrograms(cell, this.#options.suites))) {
      await Promise.all(cells.map((cell) => this.#runProgramCell(cell, { plan, built, format: this.#formatOf(cell) })));
      return;
    }
    // What is known needs no boot, and would wait for those of other images.
    const asked = this.#images.knownList(built.image) ?? this.#boots.add(() => this.#images.cases(plan, built.image));
    const told = await asked;
    if (this.#dispatcher.isOver()) return;
    const unlisted = told instanceof ListFailure ? told : null;
    const listed = told instanceof ListFailure ? this.#images.heldCases(built.image) : told;
    if (listed === null) {
      for (const { id } of cells) this.#dispatcher.abandonCell(id, unlisted?.message ?? 'it holds no cases');
      return;
    }
    const image = { plan, built, listed };
    await Promise.all(cells.map((cell) => this.#runCell(cell, { ...image, format: this.#formatOf(cell) }, unlisted)));
  }

  #formatOf(cell: Cell): ConsoleFormat {
    return cell === this.#firstCell ? 'both' : 'tap';
  }

  async #build(plan: ImagePlan): Promise<BuildResult> {
    this.#dispatcher.emit({ type: 'build-started', image: plan.key });
    const built = await this.#images.build(plan);
    const { durationMs } = built;
    if (built.kind === 'failed') {
      const { kind, message, file, line } = built;
      this.#dispatcher.emit({
        type: 'build-ended',
        image: plan.key,
        result: { kind, message, file, line },
        durationMs,
      });
      return built;
    }
    const { hash, file, debugFile, objectDir } = built.image;
    const result = { kind: built.kind, hash, file, debugFile, objectDir, ...this.#images.describe(plan) };
    this.#dispatcher.emit({ type: 'build-ended', image: plan.key, result, durationMs });
    return built;
  }

  async #runCell(cell: Cell, image: Omit<BootableCell, 'cell' | 'accel'>, unlisted: ListFailure | null): Promise<void> {
    const { listed } = image;
    const inSuites = listed.filter(({ suite }) => cell.suites.includes(suite));
    const planned = inSuites.filter((id) => this.#options.isSelected(cell, id));
    const absent = absentSuites(cell.suites, listed).filter((id) => this.#options.isSelected(cell, id));
    const { promises } = this.#options;
    promises.offer(cell, inSuites);
    const list = unlisted === null ? [] : [LIST_CASE];
    this.#dispatcher.planCell(cell.id, [...list, ...planned, ...absent], (id) => promises.of(cell, id));
    if (unlisted !== null) this.#dispatcher.settle(cell.id, unlisted.ofCase());
    for (const id of absent) this.#dispatcher.cannotRun(cell.id, id, ABSENT_SUITE);
    const accel = await this.#accelOf(cell);
    await this.#runBatches({ ...image, cell, accel }, planned);
    this.#dispatcher.endCell(cell.id);
  }

  /** Memory tags are emulated, whatever else the host is good at. */
  async #accelOf({ axes }: Cell): Promise<'tcg' | 'kvm'> {
    if (axes.mte !== 'off') return 'tcg';
    return resolveAccel(axes.accel, axes.arch, this.#options.project.home);
  }

  /** A kernel has the programs of one suite at a time. */
  async #runProgramCell(cell: Cell, image: Pick<CellRun, 'plan' | 'built' | 'format'>): Promise<void> {
    const { project } = this.#options;
    const ready = await this.#programs.prepareGuest(cell, project);
    if (ready === null) return;
    const accel = await this.#accelOf(cell);
    await Promise.all(
      ready.map((programs) =>
        this.#runBatches({ ...image, cell, accel, listed: programs.listed, programs }, programs.listed),
      ),
    );
    this.#dispatcher.endCell(cell.id);
  }

  async #runBatches(image: BootableCell, planned: readonly CaseId[]): Promise<void> {
    const run: CellRun = { ...image, planned, ranIn: new Map() };
    const batches = batchesOf(planned, this.#options.isolation);
    const pool = { priority: -(this.#startOrder.get(run.cell.id) ?? 0) };
    const ended = Promise.all(batches.map((batch) => this.#boots.add(() => this.#runBatch(run, batch), pool)));
    if (--this.#awaitedCount === 0) this.#boots.start();
    await ended;
  }

  /** The batch, then what the dispatcher wants to see once more. */
  async #runBatch(run: CellRun, batch: readonly CaseId[]): Promise<void> {
    const nextTries = (): readonly (readonly CaseId[])[] => this.#dispatcher.retriesOf(run.cell.id, batch);
    await this.#bootAll(run, batch);
    if (this.#options.isOrderStudied) await this.#studyOrders(run, batch);
    for (let tries = nextTries(); tries.length > 0; tries = nextTries()) {
      for (const cases of tries) await this.#bootAll(run, cases);
    }
  }

  async #studyOrders(run: CellRun, batch: readonly CaseId[]): Promise<void> {
    const { cell } = run;
    const broken = this.#dispatcher.takeBroken(cell.id, batch).slice(0, MOST_STUDIED);
    for (const id of broken) {
      if (this.#dispatcher.isOver()) return;
      const { started, index } = run.ranIn.get(caseKey(id)) ?? { started: [], index: 0 };
      const before = started.slice(0, index);
      const company = run.planned.slice(
        0,
        run.planned.findIndex((other) => caseKey(other) === caseKey(id)),
      );
      const found = await studyOrder(id, before, company, (cases) => this.#look(run, id, cases));
      if (found !== null) this.#dispatcher.dependsOnOrder(cell.id, id, found);
    }
  }

  /** One boot more, from which no verdict comes. */
  async #look(run: CellRun, id: CaseId, cases: readonly CaseId[]): Promise<boolean | null> {
    if (this.#dispatcher.isOver()) return null;
    const { place, raw } = await this.#startBoot(run, cases);
    if (raw.killed === 'interrupt') return null;
    return this.#dispatcher.endLook(place, { ...raw, backtrace: [] }, id, this.#options.promises.of(run.cell, id));
  }

  /** Boots until each of these cases has a verdict; each boot settles at least one. */
  async #bootAll(run: CellRun, batch: readonly CaseId[]): Promise<void> {
    let remaining = batch;
    while (remaining.length > 0 && !this.#dispatcher.isOver()) remaining = await this.#runBoot(run, remaining);
  }

  async #runBoot(run: CellRun, asked: readonly CaseId[]): Promise<readonly CaseId[]> {
    const { place, raw, paths, hasStarted } = await this.#startBoot(run, asked);
    if (!hasStarted) return [];
    if (this.#options.isOrderStudied)
      noteOrder(
        run.ranIn,
        raw.tap.filter((event) => event.type === 'case-started'),
      );
    const remaining = await this.#conclude(run, place, raw, paths);
    await this.#blame(run, raw);
    return remaining;
  }

  /** A fault of memory tags that was told late: the same cases with faults at the access name the one that made it. */
  async #blame(run: CellRun, { tap }: RawEvidence): Promise<void> {
    const { axes } = run.cell;
    const sighting = axes.mte === 'off' || axes.mte === 'sync' ? null : lateFaultOf(tap);
    if (sighting === null || this.#dispatcher.isOver()) return;
    const cell = { ...run.cell, axes: { ...axes, mte: 'sync' } } as const;
    const { place, raw } = await this.#startBoot({ ...run, cell }, sighting.suspects);
    if (raw.killed !== 'interrupt') this.#dispatcher.endLateFaultLook(place, { ...raw, backtrace: [] }, sighting.where);
  }

  async #startBoot(run: CellRun, asked: readonly CaseId[]): Promise<EndedBoot> {
    const { cell, built, accel, plan } = run;
    const { runDir, limits, signal } = this.#options;
    const place = this.#dispatcher.nextBoot(cell.id);
    const transcript = join('transcripts', cell.id, `${place.boot}.log`);
    const needsShare = plan.coverage || cell.axes.arch === 'arm64';
    const shareDir = needsShare ? join(runDir, 'shares', cell.id, `${place.boot}`) : null;
    let hasStarted = false;
    const raw = await runBoot({
      axes: cell.axes,
      accel,
      image: built.image.file,
      words: this.#words(run, asked),
      press: pressOf(cell.axes.end, cell.id, place.boot, this.#options.seed),
      asked,
      limits,
      limitsOf: (id) => this.#limitsOf(run, id),
      counted: plan.coverage ? built.image.debugFile : undefined,
      programsDir: run.programs?.dir,
      transcript: join(runDir, transcript),
      shareDir,
      signal,
      onStart: (command) => {
        hasStarted = true;
        this.#dispatcher.startBoot(place, command, transcript);
      },
      onCaseStarted: (id) => {
        this.#dispatcher.startCase(place, id);
      },
    });
    return { place, raw, hasStarted, paths: { shareDir, transcript: join(runDir, transcript) } };
  }

  /** What a suite sets for itself counts for more than what earlier runs say. */
  #limitsOf({ cell, plan, accel, programs }: CellRun, id: CaseId): BootLimits {
    const { limits, suites, pastTimes } = this.#options;
    const set = limitsOf(id, suites, limits);
    const own = programs === undefined ? set : bootLimitsOf(programs.suite, id.name, limits);
    if (set.setFor !== undefined || pastTimes === null) return own;
    const { coverage } = plan;
    const usual = async (): Promise<Usual | null> =>
      usualOf(await pastTimes({ cell: cell.id, accel, coverage }, id), cell.axes.smp);
    return { ...own, usual };
  }

  #words({ plan, listed, format, programs }: CellRun, asked: readonly CaseId[]): string[] {
    const { seed } = this.#options;
    return [
      `uktest.format=${format}`,
      ...(programs === undefined ? [] : programWords(programs)),
      ...selectionWords(listed, asked),
      ...(seed === null ? [] : [`uktest.seed=${seed}`]),
      ...(plan.coverage ? ['ukgcov.out=file'] : []),
    ];
  }

  async #conclude(
    run: CellRun,
    place: BootPlace,
    raw: RawEvidence,
    { shareDir, transcript }: BootPaths,
  ): Promise<readonly CaseId[]> {
    const { rootDir, kernelDir } = this.#options.project;
    const image = {
      debugFile: run.built.image.debugFile,
      toolchainPrefix: this.#images.describe(run.plan).toolchainPrefix,
    };
    const own = await symbolise(frameAddresses(raw.classic), image, rootDir);
    const cpusFile = transcript.replace(/\.log$/, '.cpus.txt');
    const stuck = await describeStuck(raw, image, rootDir, cpusFile);
    const evidence = {
      ...raw,
      exit: stuck.exit,
      tap: raw.tap.map((event) => withShownPaths(event, kernelDir, rootDir)),
      // The kernel knows better than the monitor where it crashed before it hung.
      backtrace: own.length > 0 ? own : stuck.backtrace,
    };
    const coverageDir = this.#keepCoverage(place, raw, shareDir);
    if (run.programs === undefined) return this.#dispatcher.endBoot(place, evidence, coverageDir);
    let console: string | null = null;
    return this.#dispatcher.endBoot(place, evidence, coverageDir, (verdict) => {
      if (verdict.verdict === 'pass' || verdict.range === null) return verdict;
      console ??= readFileSync(transcript, 'latin1');
      return refineReported(verdict, console.slice(...verdict.range), rootDir);
    });
  }

  /** Moves a boot's coverage to where the run keeps it; the path is relative to the run's folder. */
  #keepCoverage(place: BootPlace, raw: RawEvidence, shareDir: string | null): string | null {
    if (shareDir === null || raw.share?.hasCoverage !== true) return null;
    const kept = join('coverage', 'raw', place.cell, `${place.boot}`);
    mkdirSync(dirname(join(this.#options.runDir, kept)), { recursive: true });
    renameSync(coverageFolder(shareDir), join(this.#options.runDir, kept));
    return kept;
  }
}
