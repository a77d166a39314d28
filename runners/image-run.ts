// SPDX-License-Identifier: BSD-3-Clause
/**
 * Boots prebuilt images: one boot for each, as many at a time as processors and memory allow, and another one for each retry. Processes
 * and files are here; image-judge.ts and the dispatcher decide.
 */
import { availableParallelism, freemem } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { unmetRequirement, whyNotBootable } from '../kernels/image.ts';
import type { ImageEntry } from '../matrices/image-list.ts';
import { caseKey, type Cell } from '../model/cell.ts';
import { resolveAccel } from './accelerator.ts';
import type { BootLimits } from './boot.ts';
import type { BootPlace, Dispatcher } from './dispatcher.ts';
import { ImageBoot } from './image-boot.ts';
import { judgeReading, withDurations, type ImageCase } from './image-judge.ts';
import { imageCommand, machineOf } from './monitors/image-command.ts';
import { limitMonitors } from './monitors/launcher.ts';
import { endTrace } from './monitors/machine-end.ts';
import { poolSize, tasksFor } from './pool.ts';
import type { Promised, Promises } from './promises.ts';

export interface ImageRunOptions {
  readonly home: string;
  readonly runDir: string;
  readonly jobs: number | null;
  readonly limits: BootLimits;
  readonly promises: Promises;
  readonly signal: AbortSignal;
}

export interface ImageCell {
  readonly cell: Cell;
  readonly image: ImageEntry;
}

type Cases = readonly ImageCase[];

/** What an earlier boot of the image named and this one did not. */
function missingOf(planned: Cases, cases: Cases): Cases {
  const reported = new Set(cases.map(caseKey));
  const gone = planned.filter((one) => !reported.has(caseKey(one)));
  return gone.map((one) => ({
    ...one,
    verdict: 'unresolved',
    cause: 'an earlier boot named it, this one did not',
    failures: [],
  }));
}

export class ImageRun {
  readonly #options: ImageRunOptions;
  readonly #dispatcher: Dispatcher;

  constructor(options: ImageRunOptions, dispatcher: Dispatcher) {
    this.#options = options;
    this.#dispatcher = dispatcher;
  }

  async carryOut(cells: readonly ImageCell[]): Promise<void> {
    const { jobs } = this.#options;
    const size =
      jobs ??
      poolSize(
        cells.map(({ cell }) => cell),
        availableParallelism(),
        freemem() / (1 << 20),
      );
    limitMonitors(size);
    const pool = new PQueue({ concurrency: tasksFor(size, this.#dispatcher) });
    await Promise.all(cells.map((one) => pool.add(() => this.#runCell(one))));
  }

  async #runCell({ cell, image }: ImageCell): Promise<void> {
    if (this.#dispatcher.isOver()) {
      this.#dispatcher.abandonCell(cell.id, 'not booted: the run ended before');
      return;
    }
    const skipped = image.skip ?? unmetRequirement(image.requires);
    const unbootable = skipped === null ? whyNotBootable(image.file, image.arch, image.load === 'kernel') : null;
    if (unbootable !== null) {
      this.#dispatcher.abandonCell(cell.id, unbootable);
      return;
    }
    if (skipped === null) await this.#bootAll({ cell, image });
    else this.#dispatcher.skipCell(cell.id, image.name, skipped);
    this.#dispatcher.endCell(cell.id);
  }

  /** Again as a whole, as long as something in it does not do as promised and a retry is left. */
  async #bootAll(one: ImageCell): Promise<void> {
    const { id } = one.cell;
    const planned = await this.#boot(one, { cell: id, boot: 0 }, null);
    while (!this.#dispatcher.isOver() && this.#dispatcher.hasOpen(id))
      await this.#boot(one, this.#dispatcher.nextBoot(id), planned);
  }

  async #boot({ cell, image }: ImageCell, place: BootPlace, planned: Cases | null): Promise<Cases> {
    const { home, runDir, limits, signal } = this.#options;
    const accel = await resolveAccel(image.accel, image.arch, home);
    const command = [...imageCommand(image, accel), ...endTrace(machineOf(image))];
    const transcript = join('transcripts', cell.id, `${place.boot}.log`);
    const own = limitsFor(image, limits);
    const onStart = (): void => {
      this.#dispatcher.startBoot(place, command, transcript);
    };
    const end = await new ImageBoot(command, image, join(runDir, transcript), { limits: own, onStart }).run(signal);
    if (end.isInterrupted && !end.hasStarted) {
      if (planned === null) this.#plan(cell, []);
      return [];
    }
    const { cases, judgement } = withDurations(judgeReading(end.reading, image.name), end.tookMs);
    if (planned === null) {
      this.#plan(cell, cases);
      this.#dispatcher.nextBoot(cell.id);
    }
    const verdicts = [...judgement.verdicts, ...missingOf(planned ?? [], cases)];
    this.#dispatcher.endImageBoot(place, { ...judgement, verdicts }, end);
    return cases;
  }

  #plan(cell: Cell, cases: Cases): void {
    const { promises } = this.#options;
    const toFail = new Set(cases.filter((one) => one.isPromisedToFail).map(caseKey));
    promises.offer(cell, cases);
    // The console tells where a case failed, not where it is defined.
    const planned = cases.map(({ suite, name }) => ({ suite, name, file: null, line: null }));
    this.#dispatcher.planCell(cell.id, planned, (id): Promised => {
      if (toFail.has(caseKey(id))) return { verdict: 'fail', reason: 'its own log says so', source: 'the log' };
      return promises.of(cell, id);
    });
  }
}

/** The cap grows with the limit. */
function limitsFor({ timeoutMs, outputMiB }: ImageEntry, { progressMs, capMs }: BootLimits): BootLimits {
  const ownMs = timeoutMs ?? progressMs;
  return { progressMs: ownMs, capMs: ownMs * Math.max(1, capMs / progressMs), outputBytes: outputMiB << 20 };
}
