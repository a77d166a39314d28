// SPDX-License-Identifier: BSD-3-Clause
/** Gets the programs of a suite for whoever runs them: the C library first, then each program, once for a run and target. */
import type PQueue from 'p-queue';
import { isExecaError, wordsOf } from '../../kernels/execa.ts';
import { buildNativeMusl } from '../../kernels/host/native-musl.ts';
import type { HashCache } from '../../kernels/inputs.ts';
import type { ImageStore } from '../../kernels/image-store.ts';
import { buildMusl, type MuslResult } from '../../kernels/musl.ts';
import { guestTarget } from '../../kernels/programs/guest.ts';
import { buildPrograms, type Program } from '../../kernels/programs/programs.ts';
import { glibcProcess, muslProcess, type ProgramTarget } from '../../kernels/programs/target.ts';
import type { Arch } from '../../model/cell.ts';
import { nothingIn } from '../../suites/program-suite.ts';
import type { Suite } from '../../suites/suite-file.ts';
import type { Project } from '../images.ts';

export interface ProgramSourceOptions {
  readonly project: Project;
  readonly store: ImageStore;
  readonly hashes: HashCache;
  readonly jobs: number;
  /** Builds wait for one another there: each uses all processors. */
  readonly builds: PQueue;
  readonly signal: AbortSignal;
}

/** Programs, or in words why there are none. */
export type Programs = readonly Program[] | string;

export class ProgramSource {
  readonly #options: ProgramSourceOptions;
  readonly #made = new Map<string, Promise<Programs>>();

  constructor(options: ProgramSourceOptions) {
    this.#options = options;
  }

  /** For processes of the host. */
  host(suite: Suite, arch: Arch, libc: string): Promise<Programs> {
    return this.#once(`host ${suite.name} ${arch} ${libc}`, async () => {
      if (libc === 'glibc') return this.#build(suite, glibcProcess(arch));
      const { project, jobs, signal, store, hashes } = this.#options;
      const request = { arch, root: project.kernelDir, home: project.home, jobs, signal };
      const musl = await buildNativeMusl(request, store, hashes);
      return this.#withMusl(musl, (dir) => this.#build(suite, muslProcess(arch, dir)));
    });
  }

  /** For the kernel under test. */
  guest(suite: Suite, arch: Arch, libc: string): Promise<Programs> {
    return this.#once(`guest ${suite.name} ${arch} ${libc}`, async () => {
      const { project, jobs, signal, store, hashes } = this.#options;
      const { kernelDir: root, home } = project;
      if (libc === 'nolibc') {
        return this.#build(suite, await guestTarget({ arch, root, libc: { name: 'nolibc' }, store, hashes }));
      }
      const built = await buildMusl({ arch, root, home, jobs, signal }, store, hashes);
      return this.#withMusl(built, async (dir) =>
        this.#build(suite, await guestTarget({ arch, root, libc: { name: 'musl', dir }, store, hashes })),
      );
    });
  }

  #once(key: string, make: () => Promise<Programs>): Promise<Programs> {
    const known = this.#made.get(key) ?? this.#options.builds.add(() => this.#attempt(make));
    this.#made.set(key, known);
    return known;
  }

  /** What was stopped half-way may fail anywhere. */
  async #attempt(make: () => Promise<Programs>): Promise<Programs> {
    try {
      return await make();
    } catch (error) {
      if (this.#options.signal.aborted) return 'the build was interrupted';
      if (isExecaError(error)) return wordsOf(error);
      throw error;
    }
  }

  async #withMusl(musl: MuslResult, build: (dir: string) => Promise<Programs>): Promise<Programs> {
    return musl.kind === 'failed' ? musl.message : build(musl.dir);
  }

  async #build(suite: Suite, target: ProgramTarget): Promise<Programs> {
    const { project, hashes, jobs, signal } = this.#options;
    const programs = await buildPrograms(
      { suite, target, jobs, signal, home: project.home, rootDir: project.rootDir },
      hashes,
    );
    hashes.save();
    return programs.length > 0 ? programs : nothingIn(suite);
  }
}
