// SPDX-License-Identifier: BSD-3-Clause
/**
 * Files of a run folder by the names that its log gives them. The folder may come from elsewhere and guests wrote some of it: a name
 * must not lead out of it, by `..` or by a link.
 */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';

/** The whole path of `path`, relative to `runDir`; null where there is no such file, or it is reached through a link or `..`. */
export function plainPath(runDir: string, path: string): string | null {
  try {
    const file = `${realpathSync.native(runDir)}/${path}`;
    return realpathSync.native(file) === join(file) && !path.split('/').includes('..') ? file : null;
  } catch {
    return null; // not there (any more)
  }
}
