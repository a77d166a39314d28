// SPDX-License-Identifier: BSD-3-Clause
/**
 * Built images by content: HOME/images/HASH/ holds the build's output folder, its log, what went in, and the cases the image
 * lists. `image.json` is written last and by rename: an image without it is not complete and is built again. Processes that want the
 * same image at once wait for each other on a lock that the operating system releases when its holder dies.
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
}

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
   * An empty folder to build in, or the objects of the family's last image where make is sure to see each change since then: a
   * file that differs but is older than those objects would be missed, so then the build starts from nothing.
   */
  prepare(hash: string, family: string, inputs: readonly Input[]): void {
    const dir = this.dirOf(hash);
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    const last = readJson(join(this.#dir, `${family}.last.json`)) as { hash: string } | null;
    const record = last === null ? null : readRecord(join(this.dirOf(last.hash), 'image.json'));
    if (last === null || record === null) return;
    if (isMissedByMake(inputs, record)) return;
    cpSync(join(this.dirOf(last.hash), 'out'), join(dir, 'out'), { recursive: true, preserveTimestamps: true });
  }

  complete(
    hash: string,
    family: string,
    files: Pick<ImageRecord, 'file' | 'debugFile' | 'startedAtMs'>,
    inputs: readonly Input[],
  ): void {
    const record: ImageRecord = { ...files, inputs: inputHashes(inputs) };
    writeJson(join(this.dirOf(hash), 'image.json'), record);
    writeJson(join(this.#dir, `${family}.last.json`), { hash });
  }

  cases(hash: string): readonly PlannedCase[] | null {
    return readJson(join(this.dirOf(hash), 'cases.json')) as readonly PlannedCase[] | null;
  }

  saveCases(hash: string, cases: readonly PlannedCase[]): void {
    writeJson(join(this.dirOf(hash), 'cases.json'), cases);
  }

  /** Runs `work` while no other process works on the same image. */
  async locked<Result>(hash: string, work: () => Promise<Result>): Promise<Result> {
    mkdirSync(this.#dir, { recursive: true });
    const holder = execa('flock', [join(this.#dir, `${hash}.lock`), 'sh', '-c', 'echo locked; exec cat >/dev/null'], {
      reject: false,
      detached: true, // Ctrl-C in the terminal must not free the lock before make has ended.
      buffer: false,
    });
    try {
      await new Promise<void>((resolve, reject) => {
        holder.stdout.once('data', () => {
          resolve();
        });
        holder.once('error', reject);
        holder.once('exit', () => {
          reject(new Error(`flock could not lock the image ${hash}`));
        });
      });
      return await work();
    } finally {
      holder.stdin.end();
      await holder;
    }
  }
}

const readRecord = (file: string): ImageRecord | null => readJson(file) as ImageRecord | null;
