// SPDX-License-Identifier: BSD-3-Clause
/**
 * Objects and programs by content below HOME/programs/TARGET/. A record beside each object says from which files it was made, so that it
 * holds as long as those are the same; a record of a failure holds until anything in the suite's folders changes.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildFailure } from '../build-errors.ts';

/** A file and the hash of its content. */
export type Dependency = readonly [file: string, hash: string];

export type ObjectRecord =
  | {
      readonly kind: 'object';
      /** Names the content: equal ids, equal objects. */
      readonly id: string;
      readonly definesMain: boolean;
      readonly dependencies: readonly Dependency[];
    }
  | ({ readonly kind: 'failed'; readonly tree: string } & BuildFailure);

export class ObjectStore {
  readonly #dir: string;
  #count = 0;

  constructor(home: string, target: string) {
    this.#dir = join(home, 'programs', target);
    for (const folder of ['obj', 'elf', 'index']) mkdirSync(join(this.#dir, folder), { recursive: true });
  }

  objectFile = (id: string): string => join(this.#dir, 'obj', `${id}.o`);
  archiveFile = (id: string): string => join(this.#dir, 'obj', `${id}.a`);
  programFile = (id: string): string => join(this.#dir, 'elf', `${id}.elf`);
  recordFile = (key: string): string => join(this.#dir, 'obj', `${key}.json`);
  indexFile = (key: string): string => join(this.#dir, 'index', `${key}.json`);
  /** A name that nobody else uses; moved to its place when it is complete. */
  temporary = (name: string): string => join(this.#dir, `${name}.${process.pid}.${this.#count++}`);
}
