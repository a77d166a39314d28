// SPDX-License-Identifier: BSD-3-Clause
/** From the events of a run to coverage by source: reads each boot's counters, sums them by image, asks gcov. */
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BootEnded, BuildEnded, RunEvent } from '../../model/events.ts';
import { readBundle } from './bundle.ts';
import { formatGcda, sumCounters, type CounterFile } from './gcda.ts';
import { addCounts, addHits, runGcov } from './gcov.ts';
import { ImageObjects } from './objects.ts';
import type { SourceMap } from './sources.ts';

type BuiltImage = Exclude<BuildEnded['result'], { readonly kind: 'failed' }>;

export interface Collected {
  readonly sources: SourceMap;
  /** Cells that brought counters home. */
  readonly cells: readonly string[];
  /** What could not be used, in words. */
  readonly findings: readonly string[];
}

/** Refused objects that are named one by one for each boot. */
const NAMED_REFUSALS = 3;

function builtImages(events: readonly RunEvent[]): Map<string, BuiltImage> {
  const images = new Map<string, BuiltImage>();
  for (const event of events) {
    if (event.type === 'build-ended' && event.result.kind !== 'failed') {
      images.set(event.image, event.result);
    }
  }
  return images;
}

/** Boots that may have left counters, by image key. */
function bootsByImage(events: readonly RunEvent[]): Map<string, BootEnded[]> {
  const imageOf = new Map<string, string>();
  const boots = new Map<string, BootEnded[]>();
  for (const event of events) {
    if (event.type === 'run-started') {
      event.cells.forEach(({ id, image }) => imageOf.set(id, image));
    } else if (event.type === 'boot-ended' && event.coverageDir !== null) {
      const image = imageOf.get(event.cell) ?? '';
      boots.set(image, [...(boots.get(image) ?? []), event]);
    }
  }
  return boots;
}

/** Adds one boot's counters to its image. Returns what could not be used. */
function addBoot(objects: ImageObjects, runDir: string, boot: BootEnded): string[] {
  const where = `coverage of ${boot.cell} boot ${boot.boot}`;
  const bundle = readBundle(join(runDir, boot.coverageDir ?? ''));
  if (bundle.kind === 'unusable') {
    const isNoSurprise = boot.end !== 'complete' && bundle.reason.startsWith('no ');
    return isNoSurprise ? [] : [`${where} is not used: ${bundle.reason}`];
  }
  const refusals = bundle.objects.map((one) => objects.add(boot.cell, one)).filter((reason) => reason !== null);
  const rest = refusals.length - NAMED_REFUSALS;
  return [
    ...refusals.slice(0, NAMED_REFUSALS).map((reason) => `${where}: not used: ${reason}`),
    ...(rest > 0 ? [`${where}: ${rest} more objects are not used`] : []),
  ];
}

const isCounted = (file: CounterFile): boolean => file.counters.some((count) => count > 0n);

const hasFiles = (files: readonly CounterFile[]): files is readonly [CounterFile, ...CounterFile[]] => files.length > 0;

interface Staged {
  /** Names of counter files: sums over all cells, and sums of one cell each. */
  readonly merged: readonly string[];
  readonly byCell: readonly string[];
}

/** Writes pairs of notes and counters for gcov: `N.gcda` for object N in all cells, `N-C.gcda` in cell C alone. */
function stage(folder: string, objects: ImageObjects, cells: readonly string[]): Staged {
  const merged: string[] = [];
  const byCell: string[] = [];
  const put = (name: string, gcno: string, files: readonly [CounterFile, ...CounterFile[]]): boolean => {
    const sum = sumCounters(files);
    symlinkSync(gcno, join(folder, `${name}.gcno`));
    writeFileSync(join(folder, `${name}.gcda`), formatGcda(sum));
    return isCounted(sum);
  };
  for (const [index, object] of objects.all().entries()) {
    const all = [...object.byCell.values()].flat();
    const isHit = hasFiles(all) && put(`${index}`, object.gcno, all);
    merged.push(`${index}.gcda`);
    for (const [cellIndex, cell] of isHit && cells.length > 1 ? cells.entries() : []) {
      const files = (object.byCell.get(cell) ?? []).filter(isCounted);
      if (hasFiles(files)) {
        put(`${index}-${cellIndex}`, object.gcno, files);
        byCell.push(`${index}-${cellIndex}.gcda`);
      }
    }
  }
  return { merged, byCell };
}

function wantedSources({ sourceRoots }: BuiltImage): (path: string) => boolean {
  const folders = sourceRoots.map((root) => (root.endsWith('/') ? root : `${root}/`));
  return (path) => folders.length === 0 || folders.some((folder) => path.startsWith(folder));
}

/** Asks the image's own gcov and adds its answer to `sources`. Returns complaints. */
async function countImage(
  image: BuiltImage,
  objects: ImageObjects,
  cells: readonly string[],
  folder: string,
  sources: SourceMap,
): Promise<string[]> {
  mkdirSync(folder);
  const { merged, byCell } = stage(folder, objects, cells);
  const isWanted = wantedSources(image);
  const program = `${image.toolchainPrefix}gcov`;
  const [onlyCell] = cells.length === 1 ? cells : [];
  const complaints = await runGcov(program, folder, merged, { branches: true }, (document) => {
    addCounts(sources, document, cells, isWanted);
    if (onlyCell !== undefined) {
      addHits(sources, document, onlyCell);
    }
  });
  const moreComplaints = await runGcov(program, folder, byCell, { branches: false }, (document) => {
    const cell = cells[Number(/-(\d+)\.gcda$/.exec(document.data_file)?.[1])];
    if (cell !== undefined) {
      addHits(sources, document, cell);
    }
  });
  return [...new Set([...complaints, ...moreComplaints])];
}

async function collectImage(
  runDir: string,
  image: BuiltImage,
  boots: readonly BootEnded[],
  folder: string,
  sources: SourceMap,
): Promise<string[]> {
  let objects: ImageObjects;
  try {
    objects = new ImageObjects(image.objectDir);
  } catch (error) {
    return [`coverage of image ${image.hash} is not used: its object tree cannot be read: ${String(error)}`];
  }
  const findings = boots.flatMap((boot) => addBoot(objects, runDir, boot));
  const cells = [...new Set(objects.all().flatMap(({ byCell }) => [...byCell.keys()]))];
  return cells.length === 0 ? findings : [...findings, ...(await countImage(image, objects, cells, folder, sources))];
}

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

/** Collects coverage of a run from its events so far; paths of coverage folders are relative to `runDir`. */
export async function collectCoverage(runDir: string, events: readonly RunEvent[]): Promise<Collected> {
  const images = builtImages(events);
  const sources: SourceMap = new Map();
  const folder = scratchFolder();
  try {
    const findings = await Promise.all(
      [...bootsByImage(events)].map(([key, boots], index) => {
        const image = images.get(key);
        return image === undefined
          ? Promise.resolve([`coverage of image ${key} is not used: the image is unknown`])
          : collectImage(runDir, image, boots, join(folder, String(index)), sources);
      }),
    );
    const cells = [...new Set([...sources.values()].flatMap(({ presentIn }) => [...presentIn]))].sort();
    return { sources, cells, findings: findings.flat() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
