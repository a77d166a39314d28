// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix list cases`: builds what is missing, and lets each image list its own cases. */
import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { caseKey, type Cell, type ImagePlan } from '../../model/cell.ts';
import type { PlannedCase } from '../../model/events.ts';
import { ListFailure } from '../case-list.ts';
import { EXIT } from '../dispatcher.ts';
import { Images, type Project } from '../images.ts';
import { runsPrograms } from '../plan.ts';
import { plannedOf } from '../programs/kernel-programs.ts';
import { ProgramSource } from '../programs/program-source.ts';
import type { Suite } from '../../suites/suite-file.ts';
import { endWithNpm } from './npm.ts';
import { select } from './options.ts';
import { caseFilter, type RunSelection } from './selection.ts';

const LIST_LIMITS = { progressMs: 10_000, capMs: 60_000, outputBytes: 1 << 20 };

async function ofKernel(plan: ImagePlan, images: Images): Promise<readonly PlannedCase[] | string> {
  const built = await images.build(plan);
  if (built.kind === 'failed') return built.message;
  const cases = await images.cases(plan, built.image);
  return cases instanceof ListFailure ? cases.message : cases;
}

/** Programs are their own list: no kernel is asked. */
async function ofPrograms(
  { axes, suites: names }: Cell,
  suites: readonly Suite[],
  source: ProgramSource,
  { rootDir }: Project,
): Promise<readonly PlannedCase[] | string> {
  const found: PlannedCase[] = [];
  const { kernel, arch, libc } = axes;
  for (const suite of suites.filter(({ name }) => names.includes(name))) {
    const programs = await (kernel === 'host' ? source.host(suite, arch, libc) : source.guest(suite, arch, libc));
    if (typeof programs === 'string') return programs;
    found.push(...plannedOf(suite, programs, rootDir));
  }
  return found;
}

export interface CasesOfImages {
  readonly cases: readonly PlannedCase[];
  /** Not that of success where an image could not be asked. */
  readonly exitCode: number;
}

/** Each case once; what keeps an image from listing its own goes to standard error. */
export async function listCases(options: RunSelection, project: Project): Promise<CasesOfImages> {
  const { plan, suites } = select(options, project);
  const { signal } = new AbortController();
  endWithNpm();
  const images = new Images({ project, suites, jobs: availableParallelism(), limits: LIST_LIMITS, signal });
  const found = new Map<string, PlannedCase>();
  let exitCode: number = EXIT.expected;
  const jobs = availableParallelism();
  const { store, hashes } = images;
  const source = new ProgramSource({ project, store, hashes, jobs, builds: new PQueue({ concurrency: 1 }), signal });
  for (const image of plan.images) {
    const cell = plan.cells.find((one) => one.image === image.key && runsPrograms(one, suites));
    const cases = cell === undefined ? await ofKernel(image, images) : await ofPrograms(cell, suites, source, project);
    if (typeof cases === 'string') {
      process.stderr.write(`ukmatrix: ${image.key}: ${cases}\n`);
      exitCode = EXIT.unresolved;
    } else {
      for (const one of cases) found.set(caseKey(one), one);
    }
  }
  return { cases: [...found.values()].filter(caseFilter(options.case)), exitCode };
}
