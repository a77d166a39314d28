// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix plan` and `ukmatrix list`: what a run would do, without building or starting anything. */
import type { Cell } from '../../model/cell.ts';
import type { Project } from '../images.ts';
import { loadSuites } from '../../suites/suite-file.ts';
import { select, type SelectionOptions } from './options.ts';
import { suitesDir } from './project.ts';

const write = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const cellLine = ({ id, axes, image, suites }: Cell): string =>
  `  ${id}: ${axes.machine}, ${axes.smp} CPU${axes.smp === 1 ? '' : 's'}, ${axes.memoryMiB} MiB, image ${image}, ${suites.length} suites`;

export function planCommand(options: SelectionOptions & { readonly json?: boolean }, project: Project): void {
  const { plan } = select(options, project);
  if (options.json === true) {
    write(JSON.stringify(plan, null, 2));
    return;
  }
  write(`${plan.images.length} images`);
  for (const { key, coverage, suites } of plan.images) {
    write(`  ${key}: ${suites.join(', ')}${coverage ? ' (with coverage)' : ''}`);
  }
  write(`${plan.cells.length} cells, each one boot or more`);
  for (const cell of plan.cells) write(cellLine(cell));
}

export function listCommand(
  what: 'suites' | 'cells',
  options: SelectionOptions & { readonly json?: boolean },
  project: Project,
): void {
  if (what === 'suites') {
    const suites = loadSuites(suitesDir(project), project.rootDir);
    if (options.json === true) write(JSON.stringify(suites, null, 2));
    else for (const { name, description } of suites) write(`${name}: ${description}`);
    return;
  }
  const { cells } = select(options, project).plan;
  if (options.json === true) write(JSON.stringify(cells, null, 2));
  else for (const { id } of cells) write(id);
}
