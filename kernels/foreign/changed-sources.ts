// SPDX-License-Identifier: BSD-3-Clause
/** Sources that were changed while they were built, by an editor, a checkout, or the build itself: what was made may be of either state. */
import { globSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inputHashes, type Input } from '../inputs.ts';

/** Files that differ, came or went, by name. */
export function changedFiles(before: readonly Input[], after: readonly Input[]): string[] {
  const [old, now] = [inputHashes(before), inputHashes(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((file) => old[file] !== now[file]).sort();
}

/** A compiler that read a file before it was changed may end after it: make would take the object for newer. Returns how many. */
export function dropObjectsOf(files: readonly string[], outDir: string): number {
  if (files.length === 0) return 0;
  let dropped = 0;
  const names = files.map((file) => `/${basename(file)}`);
  for (const dependencies of globSync('**/*.d', { cwd: outDir })) {
    const text = readFileSync(join(outDir, dependencies), 'utf8');
    if (!names.some((name) => text.includes(name))) continue;
    rmSync(join(outDir, dependencies.replace(/\.d$/, '.o')), { force: true });
    dropped += 1;
  }
  return dropped;
}

/** Those for which it is not sure of which state objects are. What each build writes, and no object is made of, is of no account. */
export function unsettledFiles(
  changed: readonly string[],
  before: readonly string[],
  outDir: string,
): readonly string[] {
  const dropped = dropObjectsOf(changed, outDir);
  return dropped === 0 && changed.every((file) => before.includes(file)) ? [] : changed;
}

const named = (files: readonly string[]): string =>
  `${files[0] ?? ''}${files.length > 1 ? ` and ${files.length - 1} more` : ''}`;

/** Of files that changed in a first build, and then in a second one. */
export const changeFinding = (first: readonly string[], second: readonly string[]): string =>
  second.length === 0
    ? `sources changed while they were built, by the build itself or by somebody else, so they were built again: ${named(first)}`
    : `sources changed in two builds one after the other, so this image may be of neither state, and is not kept: ${named(second)}`;
