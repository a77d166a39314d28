// SPDX-License-Identifier: BSD-3-Clause
/**
 * Builds a deliberately broken kernel as cheaply as the build allows: a copy of the tree and of the good kernel's objects, times kept,
 * a patch, and make for what the patch touched. Then runs one suite in it, through the same boots and the same judge as a run.
 */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { StoredImage } from '../../kernels/image-store.ts';
import { toolchainPrefix } from '../../kernels/toolchain.ts';
import { MACHINES } from '../../matrices/axes.ts';
import { caseKey, type Arch, type CaseId, type ImagePlan } from '../../model/cell.ts';
import type { PlannedCase } from '../../model/events.ts';
import type { Suite } from '../../suites/suite-file.ts';
import { selectionWords } from '../batches.ts';
import { runBoot } from '../boot.ts';
import { Images } from '../images.ts';
import { judgeBoot, type CaseVerdict } from '../judge.ts';
import { fits } from '../plan.ts';
import { ROOT } from './ukmatrix.ts';

const KERNEL_DIR = join(ROOT, 'kernels', 'reference');
/** Short, since several mutants hang; long enough for any case under a loaded machine's CPU time. */
const LIMITS = { progressMs: 4000, capMs: 60_000, outputBytes: 4 << 20 };

export interface GoodKernel {
  readonly arch: Arch;
  readonly image: StoredImage;
  readonly cases: readonly PlannedCase[];
  readonly libs: readonly string[];
  readonly muslDir: string | null;
}

/** The kernel that the broken ones are copies of, without coverage. */
export async function buildGoodKernel(arch: Arch, libc: string, suites: readonly Suite[]): Promise<GoodKernel> {
  const { signal } = new AbortController();
  const home = process.env['UKMATRIX_HOME'] ?? join(ROOT, '.ukmatrix');
  const images = new Images({
    project: { rootDir: ROOT, home, kernelDir: KERNEL_DIR },
    suites,
    jobs: 2,
    limits: LIMITS,
    signal,
  });
  const mine = suites.filter((suite) => !suite.programs && fits(suite, { kernel: 'reference', arch, libc }));
  const names = mine.map(({ name }) => name);
  const plan: ImagePlan = { key: arch, kernel: 'reference', arch, libc, coverage: false, suites: names };
  const built = await images.build(plan);
  if (built.kind === 'failed') throw new Error(`${built.file ?? ''}:${built.line ?? ''}: ${built.message}`);
  const cases = await images.cases(plan, built.image);
  if (typeof cases === 'string') throw new Error(cases);
  const musl = libc === 'musl' ? await images.musl(plan) : null;
  const muslDir = musl?.kind === 'built' ? musl.dir : null;
  return { arch, image: built.image, cases, libs: mine.map(({ dir }) => dir), muslDir };
}

/** Returns the broken kernel's image file. Throws with make's words if the patch does not apply or does not compile. */
export async function buildMutant(good: GoodKernel, patch: string, dir: string): Promise<string> {
  const tree = join(dir, 'tree');
  const out = join(dir, 'out');
  mkdirSync(dir, { recursive: true });
  cpSync(KERNEL_DIR, tree, { recursive: true, preserveTimestamps: true });
  cpSync(good.image.objectDir, out, { recursive: true, preserveTimestamps: true });
  cpSync(join(good.image.dir, 'config'), join(dir, 'config'), { preserveTimestamps: true });
  await execa('patch', ['-p1', '--batch', '--silent', '-d', tree, '-i', patch]);
  const variables = [
    `A=${join(ROOT, 'suites', 'app')}`,
    `L=${good.libs.join(':')}`,
    `O=${out}`,
    `C=${join(dir, 'config')}`,
    `CROSS_COMPILE=${toolchainPrefix(good.arch)}`,
    ...(good.muslDir === null ? [] : [`MUSL=${good.muslDir}`]),
  ];
  await execa('make', ['-C', tree, ...variables], { all: true, env: { LC_ALL: 'C', MAKEFLAGS: '' } });
  return good.image.file.replace(good.image.objectDir, out);
}

/** Runs one suite in as many boots as it takes, until `isEnough` says that what was seen suffices. */
export async function runSuite(
  good: GoodKernel,
  file: string,
  { suite, smp }: { readonly suite: string; readonly smp: number },
  dir: string,
  isEnough: (verdicts: readonly CaseVerdict[]) => boolean,
): Promise<CaseVerdict[]> {
  const verdicts: CaseVerdict[] = [];
  let remaining: readonly CaseId[] = good.cases.filter((one) => one.suite === suite);
  for (let boot = 0; remaining.length > 0 && !isEnough(verdicts); boot++) {
    const raw = await runBoot({
      axes: { kernel: 'reference', arch: good.arch, machine: MACHINES[good.arch][0], smp, memoryMiB: 64 },
      accel: 'tcg',
      image: file,
      words: selectionWords(good.cases, remaining),
      asked: remaining,
      limits: LIMITS,
      transcript: join(dir, `${boot}.log`),
      shareDir: good.arch === 'arm64' || suite === 'ukgcov' ? join(dir, `share-${boot}`) : null,
      signal: new AbortController().signal,
      onStart: () => undefined,
      onCaseStarted: () => undefined,
    });
    const judgement = judgeBoot({ ...raw, backtrace: [] });
    verdicts.push(...judgement.verdicts);
    remaining = judgement.remaining;
  }
  return verdicts;
}

export const redCases = (verdicts: readonly CaseVerdict[]): string[] =>
  verdicts.filter(({ verdict }) => verdict === 'fail' || verdict === 'crash' || verdict === 'timeout').map(caseKey);
