// SPDX-License-Identifier: BSD-3-Clause
/**
 * Built images by content: HOME/images/HASH/ holds the build's output folder, its log, what went in, and the cases the image
 * lists. `image.json` is written last and by rename: an image without it is not complete and is built again. Builds of one kin (one
 * kernel tree, architecture and compiler) wait for each other, each takes over what those before it compiled, on a lock that the
 * operating system releases when its holder dies.
 */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from './execa.ts';
import type { PlannedCase } from '../model/events.ts';
import { inputHashes, isMissedByMake, type Input, type LastBuild } from './inputs.ts';
import { readJson, writeJson } from './json-file.ts';

/** A complete image as the store knows it. Paths are absolute. */
export interface StoredImage {
  readonly hash: string;
  readonly dir: string;
  readonly file: string;
  readonly debugFile: string;
  readonly objectDir: string;
}

interface ImageRecord extends LastBuild {
  readonly file: string;
  readonly debugFile: string;
  /** Below them lies everything that an object was made from; all absolute. */
  readonly folders: readonly string[];
}

/** What an image is made from. */
export interface ImageSources {
  readonly folders: readonly string[];
  readonly inputs: readonly Input[];
}

/** For somebody who does not wait for ever; `givenUp`: what comes of it when the signal comes first. */
export interface Wait<Result> {
  readonly signal: AbortSignal;
  readonly givenUp: Result;
}

/** What the objects were made from that a build began with. */
export type TakenOver = Pick<ImageRecord, 'folders' | 'inputs'>;

export class ImageStore {
  readonly #dir: string;

  constructor(home: string) {
    this.#dir = join(home, 'images');
  }

  dirOf(hash: string): string {
    return join(this.#dir, hash);
  }

  find(hash: string): StoredImage | null {
    const record = readRecord(join(this.dirOf(hash), 'image.json'));
    if (record === null || !existsSync(record.file)) return null;
    return { hash, dir: this.dirOf(hash), objectDir: join(this.dirOf(hash), 'out'), ...record };
  }

  /**
   * An empty folder to build in, or all objects of the last image of its kin, whatever its configuration: make finds out which of them
   * it can use. Where make would miss a change since then, as a file differs and yet is older than those objects, the build starts from
   * nothing. Returns what the objects were made from.
   */
  prepare(hash: string, kin: string, { inputs }: ImageSources): TakenOver {
    const dir = this.dirOf(hash);
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    const last = readJson(join(this.#dir, `${kin}.last.json`)) as { hash: string } | null;
    const record = last === null ? null : readRecord(join(this.dirOf(last.hash), 'image.json'));
    if (last === null || record === null) return { folders: [], inputs: {} };
    // Of a folder that is new to those objects none was made from.
    const isKnown = ({ file }: Input): boolean => record.folders.some((folder) => file.startsWith(`${folder}/`));
    if (isMissedByMake(inputs.filter(isKnown), record)) return { folders: [], inputs: {} };
    const results = [record.file, record.debugFile];
    cpSync(join(this.dirOf(last.hash), 'out'), join(dir, 'out'), {
      recursive: true,
      preserveTimestamps: true,
      filter: (file) => !results.includes(file),
    });
    return record;
  }

  complete(
    hash: string,
    kin: string,
    files: Pick<ImageRecord, 'file' | 'debugFile' | 'startedAtMs'>,
    { folders, inputs }: ImageSources,
    takenOver: TakenOver,
  ): void {
    const record: ImageRecord = {
      ...files,
      folders: [...new Set([...takenOver.folders, ...folders])],
      inputs: { ...takenOver.inputs, ...inputHashes(inputs) },
    };
    writeJson(join(this.dirOf(hash), 'image.json'), record);
    writeJson(join(this.#dir, `${kin}.last.json`), { hash });
  }

  cases(hash: string): readonly PlannedCase[] | null {
    return readJson(join(this.dirOf(hash), 'cases.json')) as readonly PlannedCase[] | null;
  }

  saveCases(hash: string, cases: readonly PlannedCase[]): void {
    writeJson(join(this.dirOf(hash), 'cases.json'), cases);
  }

  /** Runs `work` while no other process works on what has this name. */
  async locked<Result>(name: string, work: () => Promise<Result>, wait?: Wait<Result>): Promise<Result> {
    mkdirSync(this.#dir, { recursive: true });
    const holder = execa('flock', [join(this.#dir, `${name}.lock`), 'sh', '-c', 'echo locked; exec cat >/dev/null'], {
      reject: false,
      detached: true, // Ctrl-C in the terminal must not free the lock before make has ended.
      buffer: false,
    });
    const giveUp = (): void => void holder.kill();
    // A signal that has come already tells nobody who listens later.
    if (wait?.signal.aborted === true) giveUp();
    wait?.signal.addEventListener('abort', giveUp);
    try {
      const isHeld = await new Promise<boolean>((resolve, reject) => {
        holder.stdout.once('data', () => {
          resolve(true);
        });
        holder.once('error', reject);
        holder.once('exit', () => {
          if (wait?.signal.aborted === true) resolve(false);
          else reject(new Error(`flock could not lock ${name}`));
        });
      });
      wait?.signal.removeEventListener('abort', giveUp);
      return wait === undefined || isHeld ? await work() : wait.givenUp;
    } finally {
      wait?.signal.removeEventListener('abort', giveUp);
      holder.stdin.end();
      await holder;
    }
  }
}

const readRecord = (file: string): ImageRecord | null => readJson(file) as ImageRecord | null;
