// SPDX-License-Identifier: BSD-3-Clause
/** Looks, while a guest runs, at how much of the disk its share takes: the limit on each file does not limit their number. */
import { lstatSync, opendirSync } from 'node:fs';
import { join } from 'node:path';

/** Most boots are over before the first look. */
const LOOK_INTERVAL_MS = 500;
/** Result, coverage, and what a case may want to try. */
const MOST_ENTRIES = 1000;
const MOST_BYTES = 256 << 20;
/** A file's size in blocks of stat(2). */
const BLOCK_BYTES = 512;

export interface ShareUse {
  entries: number;
  /** On the disk: holes take none. */
  bytes: number;
}

/** What lies in a folder, counted up to the first limit that is passed. A guest may change it meanwhile, and may make what cannot be read. */
export function shareUse(dir: string, use: ShareUse = { entries: 0, bytes: 0 }): ShareUse {
  try {
    using folder = opendirSync(dir);
    for (let entry = folder.readSync(); entry !== null && wordsOf(use) === null; entry = folder.readSync()) {
      const path = join(dir, entry.name);
      use.entries++;
      use.bytes += (lstatSync(path, { throwIfNoEntry: false })?.blocks ?? 0) * BLOCK_BYTES;
      if (entry.isDirectory()) shareUse(path, use);
    }
  } catch {
    // Gone since, or locked: what was counted stands.
  }
  return use;
}

const wordsOf = ({ entries, bytes }: ShareUse): string | null => {
  if (bytes > MOST_BYTES) return `it put more than ${MOST_BYTES >> 20} MiB into its share`;
  return entries > MOST_ENTRIES ? `it put more than ${MOST_ENTRIES} entries into its share` : null;
};

/** Calls `onExceeded` once, with the limit in words. Returns what ends the looks. */
export function watchShare(dir: string, onExceeded: (reason: string) => void): () => void {
  const timer = setInterval(() => {
    const reason = wordsOf(shareUse(dir));
    if (reason === null) return;
    clearInterval(timer);
    onExceeded(reason);
  }, LOOK_INTERVAL_MS).unref();
  return () => {
    clearInterval(timer);
  };
}
