// SPDX-License-Identifier: BSD-3-Clause
/** Shells put a home folder in for `~` at the beginning of a word only, not behind `image:` or `tree:`, and nobody does in a file. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const fromHome = (path: string): string =>
  path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;

/** `~` stands for the home folder wherever the shell did not see it; the rest is relative to `base`. */
export const absolutePath = (path: string, base: string): string => resolve(base, fromHome(path));
