// SPDX-License-Identifier: BSD-3-Clause
/**
 * Counters of one image, object by object: finds the notes (.gcno) that belong to what a boot reported and keeps the counters
 * of each cell apart. Whatever does not belong to exactly this build is refused with a reason.
 */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ObjectCounters } from './bundle.ts';
import { gcnoIdentity, parseGcda, shapeOf, sumCounters, type CounterFile } from './gcda.ts';

interface Notes {
  /** Absolute path of the .gcno file. */
  readonly path: string;
  readonly identity: ReturnType<typeof gcnoIdentity>;
}

interface ObjectRecord {
  readonly notes: Notes;
  readonly shape: string;
  /** What all boots of a cell counted together. */
  readonly byCell: Map<string, CounterFile>;
}

function readNotes(path: string): Notes {
  const head = Buffer.alloc(12);
  const descriptor = openSync(path, 'r');
  try {
    return { path, identity: gcnoIdentity(head.subarray(0, readSync(descriptor, head))) };
  } finally {
    closeSync(descriptor);
  }
}

const stem = (path: string): string => path.replace(/\.gc(no|da)$/, '');

/** How many folders and the file name two paths share, counted from the end. */
function commonTail(one: string, other: string): number {
  const [left, right] = [stem(one).split('/').reverse(), stem(other).split('/').reverse()];
  const difference = left.findIndex((part, index) => part !== right[index]);
  return difference === -1 ? left.length : difference;
}

export class ImageObjects {
  /** Notes below the object tree by file name without ending; one name may stand in several folders. */
  readonly #notes = new Map<string, Notes[]>();
  readonly #objects = new Map<string, ObjectRecord>();
  /** By path of counters: every boot of an image names the same. */
  readonly #nearest = new Map<string, readonly Notes[]>();

  /** `objectDir` is listed once, now; throws what the file system says. */
  constructor(objectDir: string) {
    // With their types, as Node looks at each entry once more without.
    for (const { name, parentPath } of readdirSync(objectDir, { recursive: true, withFileTypes: true })) {
      if (name.endsWith('.gcno')) {
        const key = stem(name);
        this.#notes.set(key, [...(this.#notes.get(key) ?? []), readNotes(join(parentPath, name))]);
      }
    }
  }

  /** Adds what one boot of `cell` counted in one object. Returns null, or why it was refused. */
  add(cell: string, { path, bytes }: ObjectCounters): string | null {
    const parsed = parseGcda(bytes);
    if (parsed.kind === 'unusable') {
      return `${path}: ${parsed.reason}`;
    }
    const notes = this.#notesFor(path, parsed.file);
    if (typeof notes === 'string') {
      return `${path}: ${notes}`;
    }
    const shape = shapeOf(parsed.file);
    const known = this.#objects.get(notes.path);
    if (known === undefined) {
      this.#objects.set(notes.path, { notes, shape, byCell: new Map([[cell, parsed.file]]) });
      return null;
    }
    if (known.shape !== shape) {
      return `${path}: its functions or checksums differ from those of an earlier boot of the same image`;
    }
    const before = known.byCell.get(cell);
    known.byCell.set(cell, before === undefined ? parsed.file : sumCounters([before, parsed.file]));
    return null;
  }

  /** What was added, in a stable order. */
  all(): { readonly gcno: string; readonly byCell: ReadonlyMap<string, CounterFile> }[] {
    return [...this.#objects.values()]
      .map(({ notes, byCell }) => ({ gcno: notes.path, byCell }))
      .sort((one, other) => (one.gcno < other.gcno ? -1 : 1));
  }

  /** Those that share the longest end of their paths with what the compiler called the counters. */
  #nearestTo(path: string): readonly Notes[] {
    const known = this.#nearest.get(path);
    if (known !== undefined) {
      return known;
    }
    const candidates = this.#notes.get(basename(stem(path))) ?? [];
    const lengths = candidates.map((notes) => commonTail(notes.path, path));
    const longest = Math.max(0, ...lengths);
    const nearest = candidates.filter((_, index) => lengths[index] === longest);
    this.#nearest.set(path, nearest);
    return nearest;
  }

  #notesFor(path: string, file: CounterFile): Notes | string {
    const nearest = this.#nearestTo(path);
    if (nearest.length === 0) {
      return 'no .gcno of that name in the object tree';
    }
    const match = nearest.find(({ identity }) => identity?.stamp === file.stamp && identity.version === file.version);
    return match ?? 'its stamp is not that of the .gcno: another build wrote it';
  }
}
