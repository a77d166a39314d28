// SPDX-License-Identifier: BSD-3-Clause
/** A source tree that lists and picks its cases at run time, as the reference kernel does: it is run as that is, from its own folder. */
import { dirname } from 'node:path';
import { inspectTree } from '../../kernels/foreign/tree-facts.ts';
import { findKraftfile } from '../../matrices/kraftfile-name.ts';
import { absolutePath } from '../../matrices/home-path.ts';
import { UserError } from '../../model/errors.ts';
import type { Project } from '../images.ts';
import type { Plan } from '../plan.ts';

export const PREFIX = 'tree:';

/** Paths of `--kernel tree:A,tree:B`; null where another kind of kernel is meant. */
export function treePaths(kernel: string | undefined): readonly string[] | null {
  if (kernel?.startsWith(PREFIX) !== true) return null;
  return kernel.split(',').map((word) => {
    if (!word.startsWith(PREFIX))
      throw new UserError('option-value', `--kernel: ${word} beside a source tree`, {
        hint: `if it is one, too, write ${PREFIX}${word}`,
      });
    if (word === PREFIX)
      throw new UserError('option-value', `--kernel ${PREFIX} names no folder`, {
        hint: `write it behind the colon: --kernel ${PREFIX}~/unikraft`,
      });
    return folderMeant(absolutePath(word.slice(PREFIX.length), process.cwd()));
  });
}

/** A project is its folder, also where its Kraftfile is named. */
const folderMeant = (path: string): string => (findKraftfile(dirname(path)) === path ? dirname(path) : path);

/** Null: no tree was given, or one whose cases nobody can pick. */
export function selectableTree(kernel: string | undefined): string | null {
  const paths = treePaths(kernel);
  const [path] = paths ?? [];
  if (path === undefined || findKraftfile(path) !== null || !inspectTree(path).hasSelection) return null;
  if (paths?.length === 1) return path;
  throw new UserError('option-value', `--kernel: ${path} picks its cases at run time and runs alone`, {
    hint: 'give one such tree at a time',
  });
}

/** The project with that tree in the place of its own kernel. */
export function projectOf(kernel: string | undefined, project: Project): Project {
  const kernelDir = selectableTree(kernel);
  return kernelDir === null ? project : { ...project, kernelDir };
}

/** Cells and images of the plan say which kernel they are of. */
export function ofTree({ cells, images }: Plan, path: string): Plan {
  const kernel = `${PREFIX}${path}`;
  return {
    cells: cells.map((cell) => ({ ...cell, axes: { ...cell.axes, kernel } })),
    images: images.map((image) => ({ ...image, kernel })),
  };
}
