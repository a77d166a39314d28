// SPDX-License-Identifier: BSD-3-Clause
/**
 * Content hashes of everything that goes into an image. A file is read again only when its time, size or inode changed, so that
 * an unchanged tree costs one stat for each file.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readJson, writeJson } from './json-file.ts';

/** Folders that hold no input of a kernel: history, and the broken kernels of a suite. */
const SKIPPED = new Set(['.git', '.unikraft', 'mutants', 'node_modules']);

interface CachedHash {
  readonly stamp: string;
  readonly hash: string;
}

/** One file that goes into an image. `mtimeMs` tells whether make would see a change. */
export interface Input {
  readonly file: string;
  readonly hash: string;
  readonly mtimeMs: number;
}

/** What make built objects from, by file, and when it began. */
export interface LastBuild {
  readonly startedAtMs: number;
  readonly inputs: Readonly<Record<string, string>>;
}

export const inputHashes = (inputs: readonly Input[]): LastBuild['inputs'] =>
  Object.fromEntries(inputs.map(({ file, hash }) => [file, hash]));

/** Whether make would miss a change since then: it does not see a file that differs and is older than the objects. */
export const isMissedByMake = (inputs: readonly Input[], last: LastBuild): boolean =>
  inputs.some(({ file, hash, mtimeMs }) => last.inputs[file] !== hash && mtimeMs < last.startedAtMs);

/** Each part ends with a NUL, which none holds. Hashed at once: thousands of small pieces take longer. */
export const hashOf = (...parts: readonly string[]): string =>
  createHash('sha256')
    .update(parts.map((part) => `${part}\0`).join(''))
    .digest('hex');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() || (entry.isSymbolicLink() && leadsToFile(path)) ? [path] : [];
    });
}

/** A link may lead nowhere, or to a folder that leads back. */
const leadsToFile = (link: string): boolean => statSync(link, { throwIfNoEntry: false })?.isFile() === true;

export class HashCache {
  readonly #file: string;
  readonly #known: Map<string, CachedHash>;
  /** What was looked at in this turn of the event loop: images have nearly all of their files in common. */
  readonly #folders = new Map<string, readonly string[]>();
  readonly #seen = new Map<string, Input>();
  #isChanged = false;

  constructor(file: string) {
    this.#file = file;
    this.#known = new Map(Object.entries((readJson(file) ?? {}) as Record<string, CachedHash>));
  }

  /** All files below the folders, by name. */
  inputs(folders: readonly string[]): Input[] {
    if (this.#seen.size === 0) {
      setImmediate(() => {
        this.#forget();
      });
    }
    return folders
      .flatMap((folder) => this.#filesBelow(folder))
      .sort()
      .map((file) => this.#seenInput(file));
  }

  /** Whatever comes between may change files. */
  #forget(): void {
    this.#folders.clear();
    this.#seen.clear();
  }

  #filesBelow(folder: string): readonly string[] {
    const files = this.#folders.get(folder) ?? filesBelow(folder);
    this.#folders.set(folder, files);
    return files;
  }

  #seenInput(file: string): Input {
    const input = this.#seen.get(file) ?? this.#input(file);
    this.#seen.set(file, input);
    return input;
  }

  /** Null where there is no such file. */
  hash(file: string): string | null {
    return existsSync(file) ? this.#input(file).hash : null;
  }

  #input(file: string): Input {
    const { mtimeNs, mtimeMs, size, ino } = statSync(file, { bigint: true });
    const stamp = `${mtimeNs} ${size} ${ino}`;
    const known = this.#known.get(file);
    if (known?.stamp === stamp) return { file, hash: known.hash, mtimeMs: Number(mtimeMs) };
    const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
    this.#known.set(file, { stamp, hash });
    this.#isChanged = true;
    return { file, hash, mtimeMs: Number(mtimeMs) };
  }

  /** Keeps what was learnt; of two processes that save at once the later wins, and the loser's files are merely read again. */
  save(): void {
    if (!this.#isChanged) return;
    mkdirSync(dirname(this.#file), { recursive: true });
    writeJson(this.#file, Object.fromEntries(this.#known));
  }
}
