// SPDX-License-Identifier: BSD-3-Clause
/**
 * The commits that a run's sources are at, read from git's own files (gitrepository-layout(5)): every run asks, and a process would cost
 * more than all of this. Where the layout is one that this does not know, nothing is known.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Revisions } from '../../model/events.ts';
import type { Project } from '../images.ts';
import type { Plan } from '../plan.ts';
import { suitesDir } from './project.ts';

const HASH = /^[\da-f]{40,64}$/;

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null; // Not there, or a folder.
  }
}

/** Of the working tree that holds `dir`; linked ones and submodules have a file that names the folder. */
function gitDirOf(dir: string): string | null {
  for (let folder = resolve(dir); ; folder = dirname(folder)) {
    const git = join(folder, '.git');
    if (existsSync(join(git, 'HEAD'))) return git;
    const link = /^gitdir: (?<path>.+)$/.exec(textOf(git) ?? '')?.groups?.['path'];
    if (link !== undefined) return resolve(folder, link);
    if (folder === dirname(folder)) return null;
  }
}

const packed = (text: string, ref: string): string | null =>
  text
    .split('\n')
    .find((line) => line.endsWith(` ${ref}`))
    ?.split(' ')[0] ?? null;

export function commitAt(dir: string): string | null {
  const gitDir = gitDirOf(dir);
  const head = gitDir === null ? null : textOf(join(gitDir, 'HEAD'));
  if (gitDir === null || head === null) return null;
  const ref = /^ref: (?<ref>.+)$/.exec(head)?.groups?.['ref'];
  if (ref === undefined) return HASH.test(head) ? head : null;
  const common = resolve(gitDir, textOf(join(gitDir, 'commondir')) ?? '.');
  const hash =
    textOf(join(gitDir, ref)) ?? textOf(join(common, ref)) ?? packed(textOf(join(common, 'packed-refs')) ?? '', ref);
  return hash !== null && HASH.test(hash) ? hash : null;
}

/** Null where nothing of the plan is built from source. Kernels of several trees have no commit in common. */
export function revisionsOf({ images }: Plan, project: Project): Revisions | null {
  const built = images.filter(({ kernel }) => !kernel.startsWith('image:'));
  if (built.length === 0) return null;
  const isTree = (kernel: string): boolean => kernel.startsWith('tree:');
  const dirs = built.map(({ kernel }) => (isTree(kernel) ? kernel.slice('tree:'.length) : project.kernelDir));
  const [dir, ...others] = new Set(dirs);
  const kernel = dir === undefined || others.length > 0 ? null : commitAt(dir);
  return { kernel, suites: commitAt(suitesDir(project)) };
}
