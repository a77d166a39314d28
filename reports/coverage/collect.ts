// SPDX-License-Identifier: BSD-3-Clause
/**
 * From the events of a run to coverage by source. It may follow a run: each boot's counters are taken in as the boot ends, and what a cell
 * ran is found out while others still boot, so that at the end only the last cell and the sums are left.
 */
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import type { Cell } from '../../model/cell.ts';
import type { BootEnded, RunEvent } from '../../model/events.ts';
import { ImageCounts, type BuiltImage } from './image-counts.ts';
import type { SourceMap } from './sources.ts';

export interface Collected {
  readonly sources: SourceMap;
  /** Those of the run. */
  readonly cells: readonly Cell[];
  /** What could not be used, in words. */
  readonly findings: readonly string[];
}

/** It competes with the boots for processors. */
const GCOVS_AT_ONCE = 2;

/** Folder for hundreds of small files that live for a moment: in memory where Linux offers that. */
function scratchFolder(): string {
  const inMemory = '/dev/shm';
  try {
    accessSync(inMemory, constants.W_OK);
    return mkdtempSync(join(inMemory, 'ukmatrix-gcov-'));
  } catch {
    return mkdtempSync(join(tmpdir(), 'ukmatrix-gcov-')); // no such mount, as in some containers
  }
}

const trouble = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class CoverageCollector {
  readonly #runDir: string;
  readonly #cells = new Map<string, Cell>();
  readonly #built = new Map<string, BuiltImage>();
  /** By image key; null where the image cannot be used. */
  readonly #counts = new Map<string, ImageCounts | null>();
  readonly #findings: string[] = [];
  readonly #early: Promise<unknown>[] = [];
  /** Cells that boot no more, and images all of whose cells are among them. */
  readonly #ended = new Set<string>();
  readonly #counted = new Set<ImageCounts>();
  readonly #sources: SourceMap = new Map();
  readonly #gcovs = new PQueue({ concurrency: GCOVS_AT_ONCE });
  readonly #abandoned = new AbortController();
  #folder: string | null = null;

  /** Paths of coverage folders in events are relative to `runDir`. */
  constructor(runDir: string) {
    this.#runDir = runDir;
  }

  /** Whether any boot left something to count. */
  get isNeeded(): boolean {
    return this.#counts.size > 0;
  }

  /** Takes the events of a run in order. */
  consume(event: RunEvent): void {
    if (event.type === 'run-started') {
      event.cells.forEach((cell) => this.#cells.set(cell.id, cell));
    } else if (event.type === 'build-ended' && event.result.kind !== 'failed') {
      this.#built.set(event.image, event.result);
    } else if (event.type === 'boot-ended' && event.coverageDir !== null) {
      this.#addBoot(event);
    } else if (event.type === 'cell-ended') {
      this.#countEarly(event.cell);
    }
  }

  #addBoot(boot: BootEnded): void {
    const image = this.#countsOf(boot.cell);
    if (image !== null && this.#counted.has(image)) {
      this.#findings.push(`coverage of ${boot.cell} boot ${boot.boot} is not used: its cell had ended`);
    } else if (image !== null) {
      this.#findings.push(...image.addBoot(this.#runDir, boot));
    }
  }

  #imageOf(cell: string): string {
    return this.#cells.get(cell)?.image ?? '';
  }

  #countsOf(cell: string): ImageCounts | null {
    const key = this.#imageOf(cell);
    const known = this.#counts.get(key);
    if (known !== undefined) {
      return known;
    }
    const made = this.#open(key);
    this.#counts.set(key, made);
    return made;
  }

  #open(key: string): ImageCounts | null {
    const image = this.#built.get(key);
    if (image === undefined) {
      this.#findings.push(`coverage of image ${key} is not used: the image is unknown`);
      return null;
    }
    this.#folder ??= scratchFolder();
    try {
      return new ImageCounts(image, join(this.#folder, String(this.#counts.size)), this.#gcovs, this.#abandoned.signal);
    } catch (error) {
      this.#findings.push(
        `coverage of image ${image.hash} is not used: its object tree cannot be read: ${trouble(error)}`,
      );
      return null;
    }
  }

  /** What a cell ran once it has ended; what its image's cells ran together once the last of them has. */
  #countEarly(cell: string): void {
    this.#ended.add(cell);
    const key = this.#imageOf(cell);
    const counts = this.#counts.get(key);
    if (counts === undefined || counts === null) {
      return;
    }
    const cells = [...this.#cells.values()].filter(({ image }) => image === key);
    if (cells.every(({ id }) => this.#ended.has(id))) {
      this.#later(counts.count(this.#sources));
      this.#counted.add(counts);
    } else {
      this.#later(counts.countCell(cell));
    }
  }

  /** What goes wrong is told at the end. */
  #later(work: Promise<unknown>): void {
    work.catch(() => undefined);
    this.#early.push(work);
  }

  /** After the last event. Rejects with what the file system says of the folder for temporary files. */
  async finish(): Promise<Collected> {
    const sources = this.#sources;
    const images = [...this.#counts.values()].filter((counts) => counts !== null);
    try {
      await Promise.all(this.#early);
      const left = images.filter((counts) => !this.#counted.has(counts));
      await Promise.all(left.map((counts) => counts.count(sources)));
    } finally {
      this.#close();
    }
    const cells = [...this.#cells.values()];
    return { sources, cells, findings: [...this.#findings, ...images.flatMap(({ complaints }) => complaints)] };
  }

  /** Of a run that is not to be finished: nothing that was started for it goes on. */
  abandon(): void {
    this.#abandoned.abort();
    this.#close();
  }

  #close(): void {
    if (this.#folder !== null) {
      rmSync(this.#folder, { recursive: true, force: true });
    }
  }
}

/** Coverage of a run from its events so far. */
export async function collectCoverage(runDir: string, events: readonly RunEvent[]): Promise<Collected> {
  const collector = new CoverageCollector(runDir);
  events.forEach((event) => {
    collector.consume(event);
  });
  return collector.finish();
}
