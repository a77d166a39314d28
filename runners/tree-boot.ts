// SPDX-License-Identifier: BSD-3-Clause
/** One cell of a source tree that is not ours, and one boot of an image that was built from it. */
import { join } from 'node:path';
import type { ForeignTree } from '../kernels/foreign/tree-libraries.ts';
import type { ImageEntry } from '../matrices/image-list.ts';
import type { TreeEntry } from '../matrices/tree-list.ts';
import type { CaseId, Cell } from '../model/cell.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Suite } from '../suites/suite-file.ts';
import { resolveAccel } from './accelerator.ts';
import type { Isolation } from './batches.ts';
import type { BootLimits } from './boot.ts';
import type { BootPlace, Dispatcher } from './dispatcher.ts';
import { ImageBoot, type ImageEnd } from './image-boot.ts';
import type { ImageCase } from './image-judge.ts';
import type { Project } from './images.ts';
import { imageCommand } from './monitors/image-command.ts';
import { endTrace } from './monitors/machine-end.ts';
import type { Promises } from './promises.ts';
import type { MakeReader } from './protocols/choose.ts';

export interface TreeRunOptions {
  readonly project: Project;
  readonly runDir: string;
  readonly jobs: number | null;
  readonly limits: BootLimits;
  readonly isolation: Isolation;
  /** Whether a case is one of those that the run is about. */
  readonly isSelected: (cell: Cell, id: CaseId) => boolean;
  /** Globs over suites; null: all. */
  readonly suites: readonly string[] | null;
  /** How long a build may print nothing; null: the usual. */
  readonly buildSilenceMs: number | null;
  readonly promises: Promises;
  readonly signal: AbortSignal;
}

export interface TreeCell {
  readonly cell: Cell;
  readonly tree: TreeEntry;
  readonly app: string;
  readonly smp: number;
  /** Suites of programs, each of which is the application of an image of its own; none: the suites that are libraries. */
  readonly programs: readonly Suite[];
  /** Suites of this project that were asked for, and what the tree lacks for them. */
  readonly lacking: readonly { readonly suite: string; readonly why: string }[];
}

export const treeOf = ({ tree, app }: Pick<TreeCell, 'tree' | 'app'>): ForeignTree => ({
  ...{ root: tree.path, app, libs: tree.libs },
  config: new Map(Object.entries(tree.config)),
  wishes: new Map(Object.entries(tree.wishes)),
});

/** Status of released trees on x86_64 through this port: 83 after a halt, 85 after a crash. */
const EXIT_DEVICE = 'isa-debug-exit,iobase=0x501,iosize=4';

/** What releases of all ages start on: some assert on newer CPUs, some want random numbers. */
const CPUS = { x86_64: 'qemu64,+pdpe1gb,+rdrand', arm64: 'max' } as const;
const MACHINES = { x86_64: 'pc', arm64: 'virt' } as const;

export const machineOfTree = ({ machine }: TreeEntry, arch: 'x86_64' | 'arm64'): string => machine ?? MACHINES[arch];
export const cpuOfTree = ({ cpu }: TreeEntry, arch: 'x86_64' | 'arm64'): string => cpu ?? CPUS[arch];

export function unresolved(
  id: CaseId,
  cause: string,
  failures: ImageCase['failures'] = [],
  verdict: Verdict = 'unresolved',
): ImageCase {
  const counts = { passed: 0, failed: 0 };
  return {
    ...{ suite: id.suite, name: id.name, verdict, cause, failures },
    ...{ assertions: counts, backtrace: [], durationMs: 0, range: null, isPromisedToFail: false },
  };
}

/** One boot of an image that was built from a tree. */
export async function bootTree(
  { cell, tree, smp }: TreeCell,
  file: string,
  place: BootPlace,
  { runDir, limits, project, signal }: TreeRunOptions,
  dispatcher: Dispatcher,
  makeReader?: MakeReader,
): Promise<ImageEnd> {
  const { arch } = cell.axes;
  const entry: ImageEntry = {
    ...{ name: cell.id, file, arch, smp, memoryMiB: tree.memoryMiB, accel: tree.accel, load: 'kernel' },
    ...{ machine: machineOfTree(tree, arch), cpu: cpuOfTree(tree, arch), append: tree.append, args: [...tree.args] },
    ...{
      devices: arch === 'x86_64' ? [EXIT_DEVICE] : [],
      protocol: 'uktest',
      statusMap: 'isa-debug-exit',
      ifRefused: 'unresolved',
    },
    ...{ outputMiB: limits.outputBytes >> 20, groups: [], requires: [] },
    ...(tree.initrd === undefined ? {} : { initrd: [tree.initrd] }),
  };
  const accel = await resolveAccel(tree.accel, arch, project.home);
  const command = [...imageCommand(entry, accel), ...endTrace(machineOfTree(tree, arch))];
  const transcript = join('transcripts', cell.id, `${place.boot}.log`);
  const progressMs = tree.timeoutMs ?? limits.progressMs;
  const own = { ...limits, progressMs, capMs: progressMs * Math.max(1, limits.capMs / limits.progressMs) };
  const onStart = (): void => {
    dispatcher.startBoot(place, command, transcript);
  };
  const boot = { limits: own, onStart, isQuestioned: true, ...(makeReader === undefined ? {} : { makeReader }) };
  return new ImageBoot(command, entry, join(runDir, transcript), boot).run(signal);
}
