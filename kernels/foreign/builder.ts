// SPDX-License-Identifier: BSD-3-Clause
/**
 * Builds a test image from a tree that is not ours. What its own tests break is left out and named, the rest is built without it. Nothing
 * is written into the tree: objects are in HOME/trees/KEY/out, one folder for all configurations of a tree, its application and libraries
 * on one architecture, images in the image store.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { Arch } from '../../model/cell.ts';
import { linesOf, readBuildErrors, type BuildErrors, type BuildFailure } from '../build-errors.ts';
import type { ImageStore } from '../image-store.ts';
import { hashOf, inputHashes, isMissedByMake, type HashCache, type Input, type LastBuild } from '../inputs.ts';
import { readJson, writeJson } from '../json-file.ts';
import { droppedSymbols, isKept, parseDotConfig, type Values } from '../kconfig.ts';
import { readKconfigFiles, type Definitions } from '../kconfig-file.ts';
import type { TestProvider } from '../library-tests.ts';
import { INTERRUPTED, runMake, type MakeEnd, type MakeLimits } from '../make.ts';
import { toolchainPrefix } from '../toolchain.ts';
import { isUnreadable, type Library } from './blame.ts';
import { changedFiles, unsettledFiles } from './changed-sources.ts';
import { endlessBuild } from './endless-build.ts';
import { Exclusions } from './exclusions.ts';
import { unfitFolder, withHint } from './failure-words.ts';
import {
  explainFetch,
  fetchedLibraries,
  forgetUnpacked,
  keepArchives,
  keepFetched,
  notePrepared,
  preparedFor,
  refreshFetched,
  type FetchedLibrary,
} from './fetched.ts';
import { compilesOtherwise } from './flag-symbols.ts';
import {
  buildFragment,
  droppedOptions,
  droppedWishes,
  fragmentText,
  silencedBy,
  unstartedBy,
  unusedEarlyConsole,
  type Fragment,
} from './fragment.ts';
import { imageIn, isImageName, type ForeignImage } from './image-file.ts';
import { librariesOf, readProviders, type ForeignTree } from './tree-libraries.ts';

/** Raised when the same inputs would be built in another way. */
const ADAPTER_VERSION = 4;

export interface ForeignBuild {
  readonly tree: ForeignTree;
  readonly arch: Arch;
  /** Symbols of suites, and absolute paths of sources of ours, that are left out; null: the application is a program, and no suite is asked for. */
  readonly without: ReadonlySet<string> | null;
  readonly jobs: number;
  readonly rootDir: string;
  readonly limits: MakeLimits;
  readonly signal: AbortSignal;
}

export type Outcome =
  { readonly kind: 'built' | 'cached'; readonly image: ForeignImage } | ({ readonly kind: 'failed' } & BuildFailure);

export const failure = (message: string): BuildFailure => ({ message, file: null, line: null });

/** A quiet make tells what it begins, so this is what did not end, or began last of several; make itself only tells that it was stopped. */
function lastLine(lines: Iterable<string>): string {
  let last = '';
  for (const line of lines) last = line.trim() === '' || /^make(?:\[\d+\])?: /.test(line) ? last : line;
  return last.trim().slice(0, 200);
}

const isAppOutput = (file: string, { app }: ForeignTree): boolean => file.startsWith(join(app, 'build') + sep);

/** One build of a tree: make again and again, each time without what it could not build before. */
export class Builder {
  readonly #build: ForeignBuild;
  readonly #store: ImageStore;
  readonly #hashes: HashCache;
  readonly #compiler: string;
  readonly #changedBefore: readonly string[];
  readonly #dir: string;
  readonly #definitions: Definitions;
  readonly #libraries: readonly Library[];
  readonly #exclusions: Exclusions;
  readonly #findings: string[] = [];
  #providers: readonly TestProvider[];
  #fetched: readonly FetchedLibrary[] = [];
  #isPartial = false;
  #changed: readonly string[] = [];

  /** `changedBefore`: sources that changed in the build before this one. */
  constructor(
    build: ForeignBuild,
    changedBefore: readonly string[],
    compiler: string,
    store: ImageStore,
    hashes: HashCache,
    home: string,
  ) {
    const { root, app, libs } = build.tree;
    this.#changedBefore = changedBefore;
    this.#build = build;
    this.#store = store;
    this.#hashes = hashes;
    this.#compiler = compiler;
    const key = hashOf(`${ADAPTER_VERSION}`, root, app, ...libs, build.arch, compiler).slice(0, 24);
    this.#dir = join(home, 'trees', key);
    this.#definitions = readKconfigFiles([root, app, ...libs]);
    this.#libraries = librariesOf(build.tree);
    this.#providers = this.#readProviders();
    const { rootDir, without } = build;
    const [libraries, definitions, outDir] = [this.#libraries, this.#definitions, this.#outDir];
    const around = { libs, libraries, definitions, outDir, rootDir, providers: () => this.#providers };
    this.#exclusions = new Exclusions(without ?? [], around);
  }

  get #outDir(): string {
    return join(this.#dir, 'out');
  }

  get #logFile(): string {
    return join(this.#dir, 'build.log');
  }

  /** Sources that changed while they were built: what was made is of no state for sure. */
  get changed(): readonly string[] {
    return this.#changed;
  }

  #readProviders(): TestProvider[] {
    return readProviders(this.#libraries, this.#definitions, (name) => join(this.#outDir, name, 'origin'));
  }

  #fragment(): Fragment {
    const { tree, arch } = this.#build;
    const { config, wishes, libs } = tree;
    const hasSuites = this.#build.without !== null;
    const wanted = { arch, config, wishes, libs, providers: this.#providers, hasSuites };
    return buildFragment({ ...wanted, without: this.#exclusions.symbols }, this.#definitions);
  }

  #folders(): readonly string[] {
    const { root, app, libs } = this.#build.tree;
    return [root, app, ...libs, this.#dir];
  }

  #inputs(): readonly Input[] {
    const { tree } = this.#build;
    const all = this.#hashes.inputs([tree.root, tree.app, ...tree.libs]);
    return all.filter(({ file }) => !isAppOutput(file, tree));
  }

  /** Names the image that this request leads to. */
  #identity(inputs: readonly Input[]): string {
    const { tree, arch, without } = this.#build;
    const written = ([name, value]: readonly [string, string]): string => `${name}=${value}`;
    const [config, wishes] = [[...tree.config].map(written), [...tree.wishes].map(written)];
    const content = inputs.flatMap(({ file, hash }) => [file, hash]);
    const request = [
      tree.root,
      tree.app,
      ...tree.libs,
      arch,
      ...config,
      '',
      ...wishes,
      '',
      ...(without === null ? ['program'] : [...without].sort()),
      this.#compiler,
    ];
    return hashOf(`foreign ${ADAPTER_VERSION}`, ...request, ...content).slice(0, 32);
  }

  async run(): Promise<Outcome> {
    const unfit = unfitFolder(this.#folders());
    if (unfit !== null) return { kind: 'failed', ...failure(unfit) };
    const stored = this.#find(this.#identity(this.#inputs()));
    if (stored !== null) return { kind: 'cached', image: stored };
    mkdirSync(this.#dir, { recursive: true });
    const work = async (): Promise<Outcome> => {
      const before = this.#inputs();
      const hash = this.#identity(before);
      const meanwhile = this.#find(hash);
      if (meanwhile !== null) return { kind: 'cached', image: meanwhile };
      this.#cleanIfMissed(before);
      this.#fetched = fetchedLibraries(new Set(this.#libraries.map(({ dir }) => dir)), before);
      const failed = await this.#makeUntilBuilt();
      this.#changed = unsettledFiles(changedFiles(before, this.#inputs()), this.#changedBefore, this.#outDir);
      this.#isPartial ||= this.#changed.length > 0;
      return failed === null ? this.#keep(hash) : { kind: 'failed', ...withHint(failed) };
    };
    const givenUp: Outcome = { kind: 'failed', ...failure(INTERRUPTED.message) };
    return this.#store.locked(`tree-${basename(this.#dir)}`, work, { signal: this.#build.signal, givenUp });
  }

  #find(hash: string): ForeignImage | null {
    const image = readJson(join(this.#store.dirOf(hash), 'foreign.json')) as ForeignImage | null;
    return image !== null && image.isPartial !== true && existsSync(image.file) ? image : null;
  }

  #cleanIfMissed(inputs: readonly Input[]): void {
    const file = join(this.#dir, 'last.json');
    const last = readJson(file) as LastBuild | null;
    if (last === null || isMissedByMake(inputs, last)) rmSync(this.#outDir, { recursive: true, force: true });
    writeJson(file, { startedAtMs: Date.now(), inputs: inputHashes(inputs) } satisfies LastBuild);
  }

  /** Null on success. Each turn leaves something out that the one before could not build. */
  async #makeUntilBuilt(): Promise<BuildFailure | null> {
    for (;;) {
      const fragment = this.#fragment();
      const failed =
        (await this.#configure(fragment)) ??
        (await this.#fetch()) ??
        (await this.#make(['-k', `-j${this.#build.jobs}`]));
      if (failed === null) return null;
      if (!('placed' in failed)) return failed;
      if (!this.#exclusions.leaveOut(failed, fragment)) return failed.first;
      const lost = this.#build.without === null ? this.#exclusions.lostLibc() : null;
      if (lost !== null) return lost;
      this.#providers = this.#readProviders();
    }
  }

  async #configure(fragment: Fragment): Promise<BuildErrors | BuildFailure | null> {
    const { libs } = this.#build.tree;
    writeFileSync(join(this.#dir, 'fragment'), fragmentText(fragment.values));
    rmSync(join(this.#dir, 'config'), { force: true });
    this.#removeLinked();
    const failed = await this.#make(['defconfig']);
    if (failed !== null) return 'placed' in failed && !isUnreadable(failed.placed, libs) ? failed.first : failed;
    if (!existsSync(join(this.#dir, 'config')))
      return failure(
        "make defconfig succeeded and left no configuration: the tree does not take Unikraft's C= and UK_DEFCONFIG=",
      );
    const values = this.#values();
    const missing = droppedSymbols(fragment.required, values, this.#definitions);
    if (missing.length > 0) return failure(missing.join('; '));
    if (this.#build.without !== null && this.#exclusions.leaveOutDropped(fragment.mains, values))
      return this.#configure(this.#fragment());
    if (this.#build.without === null || isKept('LIBUKTEST', 'y', values)) return null;
    return failure(
      `the tree builds no uktest: ${droppedSymbols(new Map([['LIBUKTEST', 'y']]), values, this.#definitions).join('; ')}`,
    );
  }

  #values(): Values {
    const file = join(this.#dir, 'config');
    return existsSync(file) ? parseDotConfig(readFileSync(file, 'utf8')) : new Map<string, string>();
  }

  /**
   * A library from which a source was taken away has nothing that is newer than its archive: make would keep the old one. Nor may an image
   * of another name be taken for that of this build.
   */
  #removeLinked(): void {
    if (!existsSync(this.#outDir)) return;
    for (const entry of readdirSync(this.#outDir, { withFileTypes: true })) {
      const isLinked = /\.(?:o|a|dbg|bootinfo)$/.test(entry.name) || isImageName(entry.name);
      if (entry.isFile() && isLinked) rmSync(join(this.#outDir, entry.name));
    }
  }

  #isHidden(dir: string): boolean {
    return this.#exclusions.hides(
      dir,
      this.#fetched.some((one) => one.dir === dir),
    );
  }

  /** Nothing where all is there and as it was: make reads all makefiles anew for it, and a program needs a link alone. */
  async #fetch(): Promise<BuildErrors | BuildFailure | null> {
    const libraries = this.#fetched.filter(({ dir }) => !this.#isHidden(dir));
    const downloadsDir = join(dirname(dirname(this.#dir)), 'cache', 'downloads');
    const config = readFileSync(join(this.#dir, 'config'), 'utf8');
    const before = this.#dropObjects(config);
    const isMissing = refreshFetched(libraries, this.#outDir, downloadsDir);
    if (!isMissing && before === config) return null;
    if (libraries.length === 0) return this.#reconfigure(before, config);
    // Not in parallel, for what is said before a failure is said of it; in two runs, as not all makefiles say that they depend.
    const fetch = (): Promise<BuildErrors | BuildFailure | null> => this.#make(['-k', 'fetch']);
    const fetched = isMissing ? await this.#fetchAlone(libraries, downloadsDir, fetch) : await fetch();
    const failed = fetched ?? (await this.#make(['-k', 'prepare']));
    keepFetched(libraries, this.#outDir, downloadsDir);
    this.#providers = this.#readProviders();
    this.#isPartial ||= failed !== null;
    if (failed === null) notePrepared(this.#outDir, config);
    else if ('placed' in failed)
      return explainFetch(failed, libraries, this.#outDir, downloadsDir, linesOf(this.#logFile));
    else forgetUnpacked(libraries, this.#outDir);
    return failed && { ...failed, message: `${failed.message}, while sources were fetched` };
  }

  /** Builds for other architectures that lack the same archives wait, and have them then. */
  async #fetchAlone(
    libraries: readonly FetchedLibrary[],
    downloadsDir: string,
    fetch: () => Promise<BuildErrors | BuildFailure | null>,
  ): Promise<BuildErrors | BuildFailure | null> {
    const name = `fetch-${hashOf(...libraries.map(({ makefile }) => makefile)).slice(0, 24)}`;
    const work = async (): Promise<BuildErrors | BuildFailure | null> => {
      refreshFetched(libraries, this.#outDir, downloadsDir);
      const failed = await fetch();
      keepArchives(libraries, this.#outDir, downloadsDir);
      return failed;
    };
    return this.#store.locked(name, work, { signal: this.#build.signal, givenUp: failure(INTERRUPTED.message) });
  }

  /** Those of another configuration, where make would keep them by mistake. Returns the configuration of those that are there. */
  #dropObjects(config: string): string | null {
    const { root, app, libs } = this.#build.tree;
    const before = preparedFor(this.#outDir);
    if (before === null || before === config) return before;
    if (!compilesOtherwise(parseDotConfig(before), parseDotConfig(config), [root, app, ...libs])) return before;
    rmSync(this.#outDir, { recursive: true, force: true });
    return null;
  }

  /**
   * Make looks at what objects depend on before it has told them of a new configuration: in one run it would keep some that are of the
   * old one. A tree that cannot do the first part alone is left as it is.
   */
  async #reconfigure(before: string | null, config: string): Promise<BuildFailure | null> {
    const failed = before === null ? null : await this.#make(['-k', 'prepare']);
    notePrepared(this.#outDir, config);
    return failed === null || 'placed' in failed ? null : failed;
  }

  async #make(goals: readonly string[]): Promise<BuildErrors | BuildFailure | null> {
    const { tree, arch, limits, signal, rootDir } = this.#build;
    const { sources } = this.#exclusions;
    const logFile = this.#logFile;
    rmSync(logFile, { force: true });
    const variables = [
      `A=${tree.app}`,
      `L=${tree.libs.filter((dir) => !this.#isHidden(dir)).join(':')}`,
      `O=${this.#outDir}`,
      `C=${join(this.#dir, 'config')}`,
      `UK_DEFCONFIG=${join(this.#dir, 'fragment')}`,
      `CROSS_COMPILE=${toolchainPrefix(arch)}`,
      ...(sources.size === 0 ? [] : [`UKMATRIX_LEFT_OUT=${[...sources].join(' ')}`]),
    ];
    const end: MakeEnd = await runMake({ root: tree.root, variables, goals, logFile, limits, signal });
    if (end.kind === 'made') return null;
    if (end.kind === 'failed') return readBuildErrors(linesOf(logFile), tree.root, rootDir);
    if (signal.aborted) return failure(end.message);
    const last = existsSync(logFile) ? lastLine(linesOf(logFile)) : '';
    const told = failure(`${end.message}${last === '' ? '' : ` behind "${last}"`} (its log: ${logFile})`);
    return end.tools.length > 0 ? endlessBuild(end.tools, tree.libs, limits, told) : told;
  }

  #keep(hash: string): Outcome {
    const found = imageIn(this.#outDir, this.#build.arch);
    if (!('file' in found)) return { kind: 'failed', ...failure(found.message) };
    const values = this.#values();
    this.#noteUnheard(values);
    const dir = this.#store.dirOf(hash);
    mkdirSync(dir, { recursive: true });
    const [file, debugFile] = [join(dir, basename(found.file)), join(dir, `${basename(found.file)}.dbg`)];
    copyFileSync(found.file, file);
    copyFileSync(existsSync(`${found.file}.dbg`) ? `${found.file}.dbg` : found.file, debugFile);
    const cpus = values.get('UKPLAT_LCPU_MAXCOUNT');
    const early = unusedEarlyConsole(values, this.#definitions);
    const built = this.#readProviders().filter(({ symbol }) => isKept(symbol, 'y', values));
    const image = {
      ...{ hash, file, debugFile, leftOut: this.#exclusions.leftOut, findings: this.#findings },
      providers: built,
      ...(this.#isPartial ? { isPartial: true } : {}),
      ...(cpus === undefined ? {} : { cpuCount: Number(cpus) }),
      ...(early === undefined ? {} : { unusedEarlyConsole: early }),
    };
    // A tree that its own build changes has another identity from now on, and the same image.
    const names = this.#changed.length > 0 ? [hash] : new Set([hash, this.#identity(this.#inputs())]);
    for (const name of names) this.#remember(name, image);
    return { kind: 'built', image };
  }

  #remember(name: string, image: ForeignImage): void {
    const dir = this.#store.dirOf(name);
    mkdirSync(dir, { recursive: true });
    writeJson(join(dir, 'foreign.json'), image);
  }

  #noteUnheard(values: Values): void {
    const { wishes } = this.#build.tree;
    const unstarted = unstartedBy(values);
    if (unstarted !== null) this.#findings.push(unstarted);
    this.#findings.push(...droppedWishes(wishes, this.#fragment(), values, this.#definitions));
    if (this.#build.without === null) return;
    const silenced = silencedBy(values, this.#definitions);
    if (silenced !== null) this.#findings.push(silenced);
    const { libs, config } = this.#build.tree;
    this.#exclusions.leaveOutDroppedSuites(values, config);
    const asked = { providers: this.#providers, libs, without: this.#exclusions.symbols };
    this.#findings.push(...droppedOptions(asked, values, this.#definitions));
  }
}
