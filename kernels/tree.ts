// SPDX-License-Identifier: BSD-3-Clause
/**
 * Kernels that are built from a source tree by `make -C ROOT A=APP L=LIBS O=OUT C=CONFIG UK_DEFCONFIG=FRAGMENT defconfig` and
 * `make`: the reference kernel, and any tree that offers the same. Nothing is written outside of the image's folder.
 */
import { existsSync, globSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Arch } from '../model/cell.ts';
import { linesOf, readBuildErrors, type BuildFailure } from './build-errors.ts';
import type { ImageSources, ImageStore, StoredImage } from './image-store.ts';
import { hashOf, type HashCache } from './inputs.ts';
import { droppedSymbols, isKept, parseDotConfig } from './kconfig.ts';
import { readKconfigFiles } from './kconfig-file.ts';
import { INTERRUPTED, MAKE_LIMITS, runMake } from './make.ts';
import { compilerIdentity, compilerPackage, toolchainPrefix } from './toolchain.ts';

/** Raised when the same inputs would be built in another way. */
const ADAPTER_VERSION = 1;
const IMAGE_NAME = 'ukmatrix';
const CONFIG_ARCH: Readonly<Record<Arch, string>> = { x86_64: 'ARCH_X86_64', arm64: 'ARCH_ARM_64' };

export interface TreeBuild {
  readonly arch: Arch;
  /** Kernel source tree, application and library folders, all absolute. */
  readonly root: string;
  readonly app: string;
  readonly libs: readonly string[];
  /** Symbols to be y, without CONFIG_. */
  readonly symbols: readonly string[];
  /** Folder of a built musl, where the image wants one. */
  readonly muslDir: string | null;
  readonly jobs: number;
  /** What shown file names are relative to. */
  readonly rootDir: string;
  readonly signal: AbortSignal;
}

export type BuildResult =
  | { readonly kind: 'built' | 'cached'; readonly image: StoredImage; readonly durationMs: number }
  | ({ readonly kind: 'failed'; readonly durationMs: number } & BuildFailure);

const failure = (message: string): BuildFailure => ({ message, file: null, line: null });

interface Identity extends ImageSources {
  readonly hash: string;
  /** Same for builds that can take over objects from one another. */
  readonly kin: string;
}

function fragmentOf({ arch, symbols }: Pick<TreeBuild, 'arch' | 'symbols'>): Map<string, string> {
  const enabled = [CONFIG_ARCH[arch], ...symbols].map((symbol): [string, string] => [symbol, 'y']);
  return new Map([['UK_NAME', IMAGE_NAME], ...enabled]);
}

const fragmentText = (fragment: ReadonlyMap<string, string>): string =>
  [...fragment].map(([name, value]) => `CONFIG_${name}=${value === 'y' ? value : JSON.stringify(value)}\n`).join('');

function identify(build: TreeBuild, compiler: string, hashes: HashCache): Identity {
  const root = realpathSync(build.root);
  const folders = [root, build.app, ...build.libs];
  const inputs = hashes.inputs(folders);
  const kin = hashOf(`${ADAPTER_VERSION}`, root, build.arch, compiler);
  const configuration = [kin, build.app, ...build.libs, build.muslDir ?? '', fragmentText(fragmentOf(build))];
  const content = inputs.flatMap(({ file, hash }) => [file, hash]);
  return { hash: hashOf(...configuration, ...content).slice(0, 32), kin: kin.slice(0, 16), folders, inputs };
}

/** Builds unless the store has it. A failure is a value; only a missing folder or a bug throws. */
export async function buildTree(build: TreeBuild, store: ImageStore, hashes: HashCache): Promise<BuildResult> {
  const startedMs = performance.now();
  const durationMs = (): number => performance.now() - startedMs;
  const compiler = compilerIdentity(build.arch);
  if (compiler === null) {
    const gcc = `${toolchainPrefix(build.arch)}gcc`;
    const install = `sudo apt-get install -y ${compilerPackage(build.arch)}`;
    return { kind: 'failed', durationMs: durationMs(), ...failure(`${gcc} is not installed; run: ${install}`) };
  }
  const identity = identify(build, compiler, hashes);
  const stored = store.find(identity.hash);
  if (stored !== null) return { kind: 'cached', image: stored, durationMs: durationMs() };
  const work = async (): Promise<BuildResult> => {
    const builtMeanwhile = store.find(identity.hash);
    if (builtMeanwhile !== null) return { kind: 'cached', image: builtMeanwhile, durationMs: durationMs() };
    const failed = await makeImage(build, identity, store);
    const image = store.find(identity.hash);
    if (failed === null && image !== null) return { kind: 'built', image, durationMs: durationMs() };
    return { kind: 'failed', durationMs: durationMs(), ...(failed ?? failure('the image vanished from the store')) };
  };
  const givenUp: BuildResult = { kind: 'failed', durationMs: durationMs(), ...failure(INTERRUPTED.message) };
  return store.locked(identity.kin, work, { signal: build.signal, givenUp });
}

/** Null on success. */
async function makeImage(build: TreeBuild, identity: Identity, store: ImageStore): Promise<BuildFailure | null> {
  const startedAtMs = Date.now();
  const takenOver = store.prepare(identity.hash, identity.kin, identity);
  const dir = store.dirOf(identity.hash);
  const fragment = fragmentOf(build);
  writeFileSync(join(dir, 'fragment'), fragmentText(fragment));
  const failed =
    (await make(build, dir, ['defconfig'])) ??
    checkSymbols(build, join(dir, 'config'), fragment) ??
    (await make(build, dir, [`-j${build.jobs}`]));
  if (failed !== null) return failed;
  const file = imageFile(join(dir, 'out'), build.arch);
  if (file === null) return failure(`make succeeded but left no ${IMAGE_NAME}_*-${build.arch} with a .dbg beside it`);
  store.complete(identity.hash, identity.kin, { file, debugFile: `${file}.dbg`, startedAtMs }, identity, takenOver);
  return null;
}

function imageFile(outDir: string, arch: Arch): string | null {
  const [name] = globSync(`${IMAGE_NAME}_*-${arch}`, { cwd: outDir });
  if (name === undefined || !existsSync(join(outDir, `${name}.dbg`))) return null;
  return join(outDir, name);
}

function checkSymbols(build: TreeBuild, config: string, fragment: ReadonlyMap<string, string>): BuildFailure | null {
  const values = parseDotConfig(readFileSync(config, 'utf8'));
  if ([...fragment].every(([name, value]) => isKept(name, value, values))) return null;
  const definitions = readKconfigFiles([build.root, build.app, ...build.libs]);
  return failure(droppedSymbols(fragment, values, definitions).join('; '));
}

/** Null on success. */
async function make(build: TreeBuild, dir: string, goals: readonly string[]): Promise<BuildFailure | null> {
  const logFile = join(dir, 'build.log');
  const variables = [
    `A=${build.app}`,
    `L=${build.libs.join(':')}`,
    `O=${join(dir, 'out')}`,
    `C=${join(dir, 'config')}`,
    `UK_DEFCONFIG=${join(dir, 'fragment')}`,
    `CROSS_COMPILE=${toolchainPrefix(build.arch)}`,
    ...(build.muslDir === null ? [] : [`MUSL=${build.muslDir}`]),
  ];
  const { root, rootDir, signal } = build;
  const end = await runMake({ root, variables, goals, logFile, limits: MAKE_LIMITS, signal });
  if (end.kind === 'made') return null;
  return end.kind === 'stopped' ? failure(end.message) : readBuildErrors(linesOf(logFile), root, rootDir).first;
}
