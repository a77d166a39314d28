// SPDX-License-Identifier: BSD-3-Clause
/** Runs the cells of kernels that are built from other source trees, and builds for them, one image at a time. */
import { availableParallelism, freemem } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { buildForeign, type ForeignResult } from '../kernels/foreign/build.ts';
import { ImageStore } from '../kernels/image-store.ts';
import { HashCache } from '../kernels/inputs.ts';
import { MAKE_LIMITS } from '../kernels/make.ts';
import { toolchainPrefix } from '../kernels/toolchain.ts';
import type { TreeEntry } from '../matrices/tree-list.ts';
import type { Cell } from '../model/cell.ts';
import type { Dispatcher } from './dispatcher.ts';
import { poolSize } from './pool.ts';
import { treeOf, type TreeCell, type TreeRunOptions } from './tree-boot.ts';
import { runTreePrograms } from './tree-programs.ts';
import { TreeCellRun } from './tree-cell-run.ts';

export class TreeRun {
  readonly #options: TreeRunOptions;
  readonly #dispatcher: Dispatcher;
  readonly #store: ImageStore;
  readonly #hashes: HashCache;
  /** One at a time: make itself uses all processors. */
  readonly #builds = new PQueue({ concurrency: 1 });

  constructor(options: TreeRunOptions, dispatcher: Dispatcher) {
    const { home } = options.project;
    this.#options = options;
    this.#dispatcher = dispatcher;
    this.#store = new ImageStore(home);
    this.#hashes = new HashCache(join(home, 'cache', 'hashes.json'));
  }

  async carryOut(cells: readonly TreeCell[]): Promise<void> {
    const all = cells.map(({ cell }) => cell);
    const size = this.#options.jobs ?? poolSize(all, availableParallelism(), freemem() / (1 << 20));
    const pool = new PQueue({ concurrency: size });
    await Promise.all(cells.map((one) => pool.add(() => this.#runCell(one))));
  }

  async #runCell(one: TreeCell): Promise<void> {
    if (this.#dispatcher.isOver()) {
      this.#dispatcher.abandonCell(one.cell.id, 'not booted: the run ended before');
      return;
    }
    const build = (without: ReadonlySet<string> | null, app = one.app): Promise<ForeignResult> =>
      this.#builds.add(() => this.#build({ ...one, app }, without));
    if (one.programs.length > 0) await runTreePrograms(one, this.#options, this.#dispatcher, (app) => build(null, app));
    else await new TreeCellRun(one, this.#options, this.#dispatcher, build).run();
  }

  async #build({ cell, tree, app }: TreeCell, without: ReadonlySet<string> | null): Promise<ForeignResult> {
    const { project, signal, buildSilenceMs } = this.#options;
    const silentMs = buildSilenceMs ?? MAKE_LIMITS.silentMs;
    const limits = { ...MAKE_LIMITS, silentMs, totalMs: Math.max(silentMs * 6, 1) };
    const request = {
      ...{ tree: treeOf({ tree, app }), arch: cell.axes.arch, without },
      ...{ jobs: availableParallelism(), rootDir: project.rootDir, limits, signal },
    };
    const isProgram = without === null;
    if (!isProgram) this.#dispatcher.emit({ type: 'build-started', image: cell.image });
    const result = await buildForeign(request, this.#store, this.#hashes, project.home);
    // A program that cannot be built is a case, not a cell without a kernel.
    if (!isProgram || result.kind !== 'failed') this.#report(cell, app, tree, result);
    return result;
  }

  #report({ image: key, axes }: Cell, app: string, tree: TreeEntry, result: ForeignResult): void {
    const { durationMs } = result;
    if (result.kind === 'failed') {
      const { kind, message, file, line } = result;
      this.#dispatcher.emit({ type: 'build-ended', image: key, result: { kind, message, file, line }, durationMs });
      return;
    }
    const { hash, file, debugFile } = result.image;
    const sourceRoots = [tree.path, app, ...tree.libs];
    const made = { hash, file, debugFile, objectDir: this.#store.dirOf(hash), sourceRoots };
    const prefix = toolchainPrefix(axes.arch);
    this.#dispatcher.emit({
      ...{ type: 'build-ended', image: key, durationMs },
      result: { kind: result.kind, ...made, toolchainPrefix: prefix },
    });
  }
}
