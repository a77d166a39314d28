// SPDX-License-Identifier: BSD-3-Clause
/**
 * Builds a deliberately broken kernel as cheaply as the build allows: a copy of the tree and of the good kernel's objects, times kept,
 * a patch, and make for what the patch touched; then all of that is taken back for the next one. Runs one suite in it, through the same
 * boots and the same judge as a run.
 */
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import PQueue from 'p-queue';
import type { StoredImage } from '../../kernels/image-store.ts';
import { toolchainPrefix } from '../../kernels/toolchain.ts';
import { AXIS_DEFAULTS, MACHINES } from '../../matrices/axes.ts';
import { caseKey, type Arch, type CaseId, type ImagePlan } from '../../model/cell.ts';
import type { PlannedCase } from '../../model/events.ts';
import { matchesGlob } from '../../model/glob.ts';
import type { Place, Suite } from '../../suites/suite-file.ts';
import { selectionWords } from '../batches.ts';
import { runBoot, type BootLimits } from '../boot.ts';
import { ListFailure } from '../case-list.ts';
import { Images, type Project } from '../images.ts';
import { pressOf } from '../power-button.ts';
import { shareOf } from '../programs/guest-share.ts';
import { ProgramSource } from '../programs/program-source.ts';
import { judgeBoot, type CaseVerdict } from '../judge.ts';
import { fits } from '../plan.ts';
import { ROOT } from './ukmatrix.ts';

const KERNEL_DIR = join(ROOT, 'kernels', 'reference');
/** Short, since several mutants hang. */
export const LIMITS: BootLimits = { progressMs: 2000, capMs: 60_000, outputBytes: 4 << 20 };
/** Where nothing may hang, a busy machine gets the time that it takes. */
export const PATIENT: BootLimits = { ...LIMITS, progressMs: 20_000, capMs: 240_000 };

/** Programs that a broken kernel lets hang are many, and each is ended by the kernel itself. */
const PROGRAM_TERMS = { limitMs: 2000, outputBytes: 1 << 20, skipStatus: null };
/** Suites whose cases look at the share. */
const NEED_SHARE = new Set(['ukgcov', 'vfs']);
/** What the kernel gets: programs have memory of their own. */
const MEMORY_MIB: Record<Base, number> = { nolibc: 64, musl: 64, programs: 256 };

/** What a kernel is built beside, or that it runs programs. */
export type Base = 'nolibc' | 'musl' | 'programs';
export const BASES: readonly Base[] = ['nolibc', 'musl', 'programs'];

/** Broken kernels are made of the smallest kernel that holds their suite: without musl unless the suite is about it. */
export const baseOf = ({ libc, programs }: Suite): Base =>
  programs ? 'programs' : libc.includes('nolibc') ? 'nolibc' : 'musl';

export interface GoodKernel {
  readonly arch: Arch;
  readonly base: Base;
  readonly image: StoredImage;
  readonly cases: readonly PlannedCase[];
  readonly libs: readonly string[];
  readonly muslDir: string | null;
  /** Where the programs of a suite are, if it runs programs; by suite. */
  readonly programsDirs: ReadonlyMap<string, string>;
}

const project = (): Project => {
  const home = process.env['UKMATRIX_HOME'] ?? join(ROOT, '.ukmatrix');
  return { rootDir: ROOT, home, kernelDir: KERNEL_DIR };
};

/** The kernel that the broken ones are copies of, without coverage. `claimedDir`: of programs only those that catch something, copied there. */
export async function buildGoodKernel(
  arch: Arch,
  base: Base,
  suites: readonly Suite[],
  claimedDir: string | null = null,
): Promise<GoodKernel> {
  const { signal } = new AbortController();
  const images = new Images({ project: project(), suites, jobs: 2, limits: PATIENT, signal });
  const libc = base === 'musl' ? 'musl' : 'nolibc';
  // Programs bring a C library of their own.
  const suiteLibc = base === 'programs' ? 'musl' : libc;
  const mine = suites.filter(
    (suite) => baseOf(suite) === base && fits(suite, { kernel: 'reference', arch, libc: suiteLibc }),
  );
  const names = mine.map(({ name }) => name);
  const plan: ImagePlan = {
    key: arch,
    kernel: 'reference',
    arch,
    libc,
    coverage: false,
    memoryTags: false,
    largeAtomics: false,
    suites: names,
  };
  const built = await images.build(plan);
  if (built.kind === 'failed') throw new Error(`${built.file ?? ''}:${built.line ?? ''}: ${built.message}`);
  const musl = libc === 'musl' ? await images.musl(plan) : null;
  const muslDir = musl?.kind === 'built' ? musl.dir : null;
  const kernel = { arch, base, image: built.image, muslDir };
  const part = (suite: Suite): Suite =>
    claimedDir === null ? suite : claimedPart(suite, join(claimedDir, arch, suite.name));
  if (base === 'programs') return { ...kernel, libs: [], ...(await programsOf(arch, mine.map(part), images)) };
  const cases = await images.cases(plan, built.image);
  if (cases instanceof ListFailure) throw new Error(cases.message);
  return { ...kernel, cases, libs: mine.map(({ dir }) => dir), programsDirs: new Map() };
}

/** A copy of a suite of programs with those alone that claim to catch a broken kernel: the others need not be built for it. */
function claimedPart(suite: Suite, dir: string): Suite {
  const isClaimed = (file: string): boolean => {
    const key = `${suite.name}.${file.slice(0, -'.c'.length)}`;
    return suite.mutants.some(({ catches }) => catches.some((glob) => matchesGlob(glob, key)));
  };
  const isWanted = (file: string): boolean => file.startsWith('common/') || file.endsWith('.h') || isClaimed(file);
  for (const file of globSync('**/*.{c,h}', { cwd: suite.dir }).filter(isWanted)) {
    cpSync(join(suite.dir, file), join(dir, file), { recursive: true, preserveTimestamps: true });
  }
  return { ...suite, dir };
}

/** The programs of all suites that have any. */
async function programsOf(
  arch: Arch,
  suites: readonly Suite[],
  { store, hashes }: Images,
): Promise<Pick<GoodKernel, 'cases' | 'programsDirs'>> {
  const builds = new PQueue({ concurrency: 1 });
  const { signal } = new AbortController();
  const source = new ProgramSource({ project: project(), store, hashes, jobs: 2, builds, signal });
  const cases: PlannedCase[] = [];
  const programsDirs = new Map<string, string>();
  for (const suite of suites) {
    const programs = await source.guest(suite, arch, 'musl');
    if (typeof programs === 'string') throw new Error(programs);
    const built = programs.filter((program) => program.kind === 'built');
    const shared = built.map((program) => ({ ...program, terms: PROGRAM_TERMS }));
    cases.push(...built.map(({ name }) => ({ suite: suite.name, name, file: null, line: null })));
    programsDirs.set(suite.name, shareOf(project().home, shared));
  }
  return { cases, programsDirs };
}

/** Parts that a broken header breaks, besides the suite itself. All others are left as they are, since all would take ten times as long. */
const LOW_PARTS = /^libuk(plat|arch)/;
/** Suites that look at their own code alone. */
const OF_THEIR_OWN = new Set(['barriers', 'litmus']);

/** Makes objects of other parts newer than the header that was patched. */
function keepOtherParts(out: string, suite: string): void {
  const part = `libsuite_${suite}`;
  const now = new Date();
  for (const object of globSync('*/*/**/*.o', { cwd: join(out, 'obj') })) {
    const [, lib = ''] = object.split('/');
    if (lib !== part && (OF_THEIR_OWN.has(suite) || !LOW_PARTS.test(lib)))
      utimesSync(join(out, 'obj', object), now, now);
  }
}

/** Copies of the tree and of the good kernel's objects, by that kernel; each is worked on by one broken kernel after the other. */
const free = new Map<string, string[]>();
let benches = 0;

/** A copy that nobody works on. To make one costs more than to build a broken kernel in it. */
async function takeBench({ image }: GoodKernel, dir: string): Promise<string> {
  const known = free.get(image.hash)?.pop();
  if (known !== undefined) return known;
  const bench = join(dir, `bench-${benches++}`);
  mkdirSync(bench, { recursive: true });
  await execa('cp', ['-a', KERNEL_DIR, join(bench, 'tree')]);
  await execa('cp', ['-a', image.objectDir, join(bench, 'out')]);
  await execa('cp', ['-a', join(image.dir, 'config'), join(bench, 'config')]);
  writeFileSync(join(bench, 'copied'), '');
  return bench;
}

/** Takes back what a broken kernel changed. */
async function giveBack({ image }: GoodKernel, bench: string): Promise<void> {
  for (const [copy, original] of [
    ['tree', KERNEL_DIR],
    ['out', image.objectDir],
  ] as const) {
    const dir = join(bench, copy);
    const { stdout } = await execa('find', [dir, '-type', 'f', '-newer', join(bench, 'copied'), '-printf', '%P\\n']);
    for (const file of stdout.split('\n').filter((name) => name !== '')) {
      rmSync(join(dir, file));
      if (existsSync(join(original, file))) cpSync(join(original, file), join(dir, file), { preserveTimestamps: true });
    }
  }
  free.set(image.hash, [...(free.get(image.hash) ?? []), bench]);
}

/** Builds the broken kernel's image. Throws with make's words if the patch does not apply or does not compile. */
export async function buildMutant(good: GoodKernel, suite: Suite, patch: string, dir: string): Promise<string> {
  const bench = await takeBench(good, dirname(dirname(dir)));
  const [tree, out] = [join(bench, 'tree'), join(bench, 'out')];
  const file = join(suite.dir, patch);
  await execa('patch', ['-p1', '--batch', '--silent', '-d', tree, '-i', file]);
  if (/^\+\+\+ .*\.h\s/m.test(readFileSync(file, 'utf8'))) keepOtherParts(out, suite.name);
  const variables = [
    `A=${join(ROOT, 'suites', 'app')}`,
    `L=${good.libs.join(':')}`,
    `O=${out}`,
    `C=${join(bench, 'config')}`,
    `CROSS_COMPILE=${toolchainPrefix(good.arch)}`,
    ...(good.muslDir === null ? [] : [`MUSL=${good.muslDir}`]),
  ];
  // Nobody reads the debug information, and the link is most of the work.
  const env = { LC_ALL: 'C', MAKEFLAGS: '', 'LDFLAGS-y': '-Wl,--strip-debug' };
  await execa('make', ['-C', tree, ...variables], { all: true, env });
  mkdirSync(dir, { recursive: true });
  const image = join(dir, 'image');
  cpSync(good.image.file.replace(good.image.objectDir, out), image);
  await giveBack(good, bench);
  return image;
}

interface Asked {
  readonly suite: string;
  readonly cases: readonly CaseId[];
  readonly place: Place;
  readonly limits: BootLimits;
}

/** Runs cases of one suite in as many boots as it takes, until `isEnough` says that what was seen suffices. */
export async function runCases(
  good: GoodKernel,
  file: string,
  { suite, cases, place, limits }: Asked,
  dir: string,
  isEnough: (verdicts: readonly CaseVerdict[]) => boolean,
): Promise<CaseVerdict[]> {
  const verdicts: CaseVerdict[] = [];
  const { machine = MACHINES[good.arch][0], smp = 1, cpu = AXIS_DEFAULTS.cpu } = place;
  const { topology = AXIS_DEFAULTS.topology, timer = AXIS_DEFAULTS.timer, end = AXIS_DEFAULTS.end } = place;
  const axes = {
    kernel: 'reference',
    arch: good.arch,
    machine,
    smp,
    cpu,
    topology,
    timer,
    end,
    mte: place.mte ?? AXIS_DEFAULTS.mte,
  };
  const memoryMiB = MEMORY_MIB[good.base];
  const programsDir = good.programsDirs.get(suite);
  const program = programsDir === undefined ? {} : { programsDir };
  // Of programs a boot knows those of its share only.
  const known = programsDir === undefined ? good.cases : good.cases.filter((one) => one.suite === suite);
  let remaining = cases;
  for (let boot = 0; remaining.length > 0 && !isEnough(verdicts); boot++) {
    const raw = await runBoot({
      axes: { ...axes, memoryMiB },
      accel: 'tcg',
      image: file,
      words: [
        ...selectionWords(known, remaining),
        ...(place.words ?? []),
        ...(programsDir === undefined ? [] : [`elfloader.suite=${suite}`]),
      ],
      ...program,
      press: pressOf(end, suite, boot, 0),
      asked: remaining,
      limits,
      transcript: join(dir, `${boot}.log`),
      shareDir: good.arch === 'arm64' || NEED_SHARE.has(suite) ? join(dir, `share-${boot}`) : null,
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
