// SPDX-License-Identifier: BSD-3-Clause
/** Counters of one image: sums them cell by cell as boots end, and asks the image's own gcov what they mean for its sources. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type PQueue from 'p-queue';
import type { BootEnded, BuildEnded } from '../../model/events.ts';
import { readBundle } from './bundle.ts';
import { formatGcda, isCounted, sumCounters, type CounterFile } from './gcda.ts';
import { CellHits, ImageSources, runGcov } from './gcov.ts';
import { ImageObjects } from './objects.ts';
import type { SourceMap } from './sources.ts';

export type BuiltImage = Exclude<BuildEnded['result'], { readonly kind: 'failed' }>;

/** Refused objects that are named one by one for each boot. */
const NAMED_REFUSALS = 3;

const hasFiles = (files: readonly CounterFile[]): files is readonly [CounterFile, ...CounterFile[]] => files.length > 0;

function wantedSources({ sourceRoots }: BuiltImage): (path: string) => boolean {
  const folders = sourceRoots.map((root) => (root.endsWith('/') ? root : `${root}/`));
  return (path) => folders.length === 0 || folders.some((folder) => path.startsWith(folder));
}

/** Returns the names of the counter files. */
function writePairs(folder: string, files: readonly { readonly gcno: string; readonly file: CounterFile }[]): string[] {
  mkdirSync(folder, { recursive: true });
  return files.map(({ gcno, file }, index) => {
    symlinkSync(gcno, join(folder, `${index}.gcno`));
    writeFileSync(join(folder, `${index}.gcda`), formatGcda(file));
    return `${index}.gcda`;
  });
}

export class ImageCounts {
  readonly #image: BuiltImage;
  readonly #objects: ImageObjects;
  /** For pairs of notes and counters; made when it is needed. */
  readonly #folder: string;
  /** By cell, until it boots once more. */
  readonly #hits = new Map<string, Promise<CellHits>>();
  readonly #complaints = new Set<string>();
  readonly #gcovs: PQueue;
  readonly #signal: AbortSignal;
  #folderCount = 0;

  /** Throws what the file system says of the image's object tree. */
  constructor(image: BuiltImage, folder: string, gcovs: PQueue, signal: AbortSignal) {
    this.#image = image;
    this.#gcovs = gcovs;
    this.#signal = signal;
    this.#objects = new ImageObjects(image.objectDir);
    this.#folder = folder;
  }

  /** Cells that brought counters home. */
  get cells(): readonly string[] {
    return [...new Set(this.#objects.all().flatMap(({ byCell }) => [...byCell.keys()]))];
  }

  /** What gcov complained of. */
  get complaints(): readonly string[] {
    return [...this.#complaints];
  }

  /** Adds one boot's counters. Returns what could not be used. */
  addBoot(runDir: string, boot: BootEnded): string[] {
    const where = `coverage of ${boot.cell} boot ${boot.boot}`;
    const bundle = readBundle(join(runDir, boot.coverageDir ?? ''));
    if (bundle.kind === 'unusable') {
      const isNoSurprise = boot.end !== 'complete' && bundle.reason.startsWith('no ');
      return isNoSurprise ? [] : [`${where} is not used: ${bundle.reason}`];
    }
    this.#hits.delete(boot.cell);
    const refusals = bundle.objects.map((one) => this.#objects.add(boot.cell, one)).filter((reason) => reason !== null);
    const rest = refusals.length - NAMED_REFUSALS;
    return [
      ...refusals.slice(0, NAMED_REFUSALS).map((reason) => `${where}: not used: ${reason}`),
      ...(rest > 0 ? [`${where}: ${rest} more objects are not used`] : []),
    ];
  }

  /** Finds out what `cell` alone ran. Its boots should have ended: one more, and this was in vain. */
  countCell(cell: string): Promise<CellHits> {
    const known = this.#hits.get(cell) ?? this.#askOf(cell);
    this.#hits.set(cell, known);
    return known;
  }

  async #askOf(cell: string): Promise<CellHits> {
    const hits = new CellHits();
    const files = this.#objects.all().flatMap(({ gcno, byCell }) => {
      const file = byCell.get(cell);
      return file === undefined || !isCounted(file) ? [] : [{ gcno, file }];
    });
    await this.#ask(files, false, (document) => {
      hits.add(document);
    });
    return hits;
  }

  /** Adds the counts of all cells together to `sources`, and what each of them ran. */
  async count(sources: SourceMap): Promise<void> {
    const { cells } = this;
    if (cells.length === 0) {
      return;
    }
    const [onlyCell] = cells.length === 1 ? cells : [];
    const image = new ImageSources(sources, wantedSources(this.#image));
    const onlyHits = new CellHits();
    const files = this.#objects.all().flatMap(({ gcno, byCell }) => {
      const all = [...byCell.values()];
      return hasFiles(all) ? [{ gcno, file: sumCounters(all) }] : [];
    });
    const alone = onlyCell === undefined ? cells.map((cell) => this.countCell(cell)) : [];
    const together = this.#ask(files, true, (document) => {
      image.add(document);
      if (onlyCell !== undefined) {
        onlyHits.add(document);
      }
    });
    const [each] = await Promise.all([Promise.all(alone), together]);
    for (const [path, code] of image.code) {
      cells.forEach((cell) => sources.get(path)?.codeIn.set(cell, code));
    }
    const hits = onlyCell === undefined ? each : [onlyHits];
    hits.forEach((one, index) => {
      one.hand(sources, cells[index] ?? '');
    });
  }

  /** Writes pairs of notes and counters and runs gcov over them. */
  async #ask(
    files: readonly { readonly gcno: string; readonly file: CounterFile }[],
    branches: boolean,
    consume: Parameters<typeof runGcov>[4],
  ): Promise<void> {
    const folder = join(this.#folder, String((this.#folderCount += 1)));
    const signal = this.#signal;
    const complaints = await this.#gcovs.add(async () => {
      if (signal.aborted) {
        return [];
      }
      const names = writePairs(folder, files);
      const said = await runGcov(`${this.#image.toolchainPrefix}gcov`, folder, names, { branches, signal }, consume);
      // Now, as others still boot, and not when everything waits for it.
      rmSync(folder, { recursive: true, force: true });
      return said;
    });
    complaints.forEach((complaint) => this.#complaints.add(complaint));
  }
}
