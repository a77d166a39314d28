// SPDX-License-Identifier: BSD-3-Clause
/** Gets each distinct image of a plan: built or found, and with the list of its cases, which the image itself tells in one boot. */
import { join } from 'node:path';
import { ImageStore, type StoredImage } from '../kernels/image-store.ts';
import { HashCache } from '../kernels/inputs.ts';
import { buildMusl, type MuslResult } from '../kernels/musl.ts';
import { toolchainPrefix } from '../kernels/toolchain.ts';
import { buildTree, type BuildResult } from '../kernels/tree.ts';
import { AXIS_DEFAULTS, MACHINES } from '../matrices/axes.ts';
import { caseKey, type ImagePlan } from '../model/cell.ts';
import type { PlannedCase } from '../model/events.ts';
import type { Suite } from '../suites/suite-file.ts';
import { runBoot, type BootLimits } from './boot.ts';
import { ListFailure, listedCases } from './case-list.ts';
import { caseTable } from './case-table.ts';
import { frameAddresses } from './protocols/protocol-event.ts';
import { shownPath, symbolise } from './symbols.ts';

/** Folders of one project: its sources and where it keeps what can be made again. All absolute. */
export interface Project {
  readonly rootDir: string;
  readonly home: string;
  /** The kernel source tree; a mutant is a patched copy. */
  readonly kernelDir: string;
}

export interface ImageSource {
  readonly project: Project;
  readonly suites: readonly Suite[];
  readonly jobs: number;
  readonly limits: BootLimits;
  readonly signal: AbortSignal;
}

/** Kernel options that every test image has: the result file, and coverage where it is asked for. */
const symbolsOf = (plan: ImagePlan, suites: readonly Suite[]): string[] => [
  'LIBUKRESULT',
  ...(plan.coverage ? ['LIBUKGCOV'] : []),
  ...(plan.libc === 'musl' ? ['LIBMUSL'] : []),
  ...(plan.memoryTags ? ['ARM64_FEAT_MTE'] : []),
  ...(plan.largeAtomics ? ['ARM64_FEAT_LSE'] : []),
  ...(suites.some(({ programs }) => programs) ? ['LIBELFLOADER'] : []),
  ...new Set(suites.flatMap(({ kconfig }) => kconfig)),
];

/** A list takes milliseconds, and each case that it names is progress: it needs no case's patience. */
const LIST_SHARE = 1 / 5;
const SHORTEST_LIST_MS = 1000;

function listLimits(general: BootLimits): BootLimits {
  const progressMs = Math.min(general.progressMs, Math.max(SHORTEST_LIST_MS, LIST_SHARE * general.progressMs));
  return { ...general, progressMs, setFor: 'its list' };
}

export class Images {
  readonly #source: ImageSource;
  readonly store: ImageStore;
  readonly hashes: HashCache;
  readonly #known = new Set<string>();

  constructor(source: ImageSource) {
    this.#source = source;
    this.store = new ImageStore(source.project.home);
    this.hashes = new HashCache(join(source.project.home, 'cache', 'hashes.json'));
  }

  async build(plan: ImagePlan): Promise<BuildResult> {
    const { project, jobs, signal } = this.#source;
    const suites = this.#source.suites.filter(({ name }) => plan.suites.includes(name));
    const musl = plan.libc === 'musl' ? await this.musl(plan) : null;
    if (musl?.kind === 'failed') return { ...musl, durationMs: 0, file: null, line: null };
    const request = {
      arch: plan.arch,
      root: project.kernelDir,
      app: join(project.rootDir, 'suites', 'app'),
      libs: suites.filter(({ programs }) => !programs).map(({ dir }) => dir),
      symbols: symbolsOf(plan, suites),
      muslDir: musl?.dir ?? null,
      jobs,
      rootDir: project.rootDir,
      signal,
    };
    const result = await buildTree(request, this.store, this.hashes);
    this.hashes.save();
    return result;
  }

  /** The C library of a plan that wants musl, built if need be. */
  musl({ arch }: ImagePlan): Promise<MuslResult> {
    const { project, jobs, signal } = this.#source;
    return buildMusl({ arch, root: project.kernelDir, home: project.home, jobs, signal }, this.store, this.hashes);
  }

  /** Source roots and tool chain of an image, for those who read its debug information and coverage. */
  describe(plan: ImagePlan): { readonly sourceRoots: readonly string[]; readonly toolchainPrefix: string } {
    const { project, suites } = this.#source;
    const libs = suites.filter(({ name, programs }) => plan.suites.includes(name) && !programs).map(({ dir }) => dir);
    return {
      sourceRoots: [project.kernelDir, join(project.rootDir, 'suites', 'app'), ...libs],
      toolchainPrefix: toolchainPrefix(plan.arch),
    };
  }

  /** `suite.case` of every case that an image of this run has listed. */
  knownCases(): string[] {
    return [...this.#known];
  }

  /** The cases of an image as it lists them itself. Asked once for each image, unless it cannot tell. */
  async cases(plan: ImagePlan, image: StoredImage): Promise<readonly PlannedCase[] | ListFailure> {
    const cases = this.knownList(image) ?? (await this.#askCases(plan, image));
    if (!(cases instanceof ListFailure)) this.#remember(cases);
    return cases;
  }

  /** The cases that an image holds, whether or not it can list them; null where its file does not tell. */
  heldCases(image: StoredImage): readonly PlannedCase[] | null {
    const table = caseTable(image.debugFile);
    if (table === null) return null;
    const cases = this.#shown(table.cases);
    this.#remember(cases);
    return cases;
  }

  #remember(cases: readonly PlannedCase[]): void {
    for (const one of cases) this.#known.add(caseKey(one));
  }

  /** With files as the project names them. */
  #shown(cases: readonly PlannedCase[]): PlannedCase[] {
    const { rootDir, kernelDir } = this.#source.project;
    const shown = (file: string): string => shownPath(file.startsWith('/') ? file : join(kernelDir, file), rootDir);
    return cases.map((one) => ({ ...one, file: one.file === null ? null : shown(one.file) }));
  }

  /** The cases as an earlier run was told them, null if none was. */
  knownList(image: StoredImage): readonly PlannedCase[] | null {
    const cases = this.store.cases(image.hash);
    this.#remember(cases ?? []);
    return cases;
  }

  async #askCases(plan: ImagePlan, image: StoredImage): Promise<readonly PlannedCase[] | ListFailure> {
    const { kernel, arch } = plan;
    const evidence = await runBoot({
      axes: { kernel, arch, machine: MACHINES[arch][0], smp: 1, memoryMiB: AXIS_DEFAULTS.memoryMiB },
      accel: 'tcg',
      image: image.file,
      words: ['uktest.list', 'ukgcov.out=none'],
      asked: [],
      limits: listLimits(this.#source.limits),
      transcript: join(image.dir, 'list.log'),
      shareDir: null,
      signal: this.#source.signal,
      onStart: () => undefined,
      onCaseStarted: () => undefined,
    });
    const { rootDir } = this.#source.project;
    const symbols = { debugFile: image.debugFile, toolchainPrefix: toolchainPrefix(arch) };
    const backtrace = await symbolise(frameAddresses(evidence.classic), symbols, rootDir);
    const listed = listedCases({ ...evidence, backtrace }, caseTable(image.debugFile));
    if (listed instanceof ListFailure) return listed;
    const cases = this.#shown(listed);
    this.store.saveCases(image.hash, cases);
    return cases;
  }
}
