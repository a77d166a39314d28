// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix list cases`: builds what is missing, and lets each image list its own cases. */
import { availableParallelism } from 'node:os';
import { caseKey } from '../../model/cell.ts';
import type { PlannedCase } from '../../model/events.ts';
import { EXIT } from '../dispatcher.ts';
import { Images, type Project } from '../images.ts';
import { select, type SelectionOptions } from './options.ts';

const LIST_LIMITS = { progressMs: 10_000, capMs: 60_000, outputBytes: 1 << 20 };

export async function listCases(
  options: SelectionOptions & { readonly json?: boolean },
  project: Project,
): Promise<number> {
  const { plan, suites } = select(options, project);
  const { signal } = new AbortController();
  const images = new Images({ project, suites, jobs: availableParallelism(), limits: LIST_LIMITS, signal });
  const found = new Map<string, PlannedCase>();
  let exitCode: number = EXIT.expected;
  for (const image of plan.images) {
    const built = await images.build(image);
    const cases = built.kind === 'failed' ? built.message : await images.cases(image, built.image);
    if (typeof cases === 'string') {
      process.stderr.write(`ukmatrix: ${image.key}: ${cases}\n`);
      exitCode = EXIT.unresolved;
    } else {
      for (const one of cases) found.set(caseKey(one), one);
    }
  }
  const cases = [...found.values()];
  if (options.json === true) process.stdout.write(`${JSON.stringify(cases, null, 2)}\n`);
  else for (const one of cases) process.stdout.write(`${caseKey(one)}\n`);
  return exitCode;
}
