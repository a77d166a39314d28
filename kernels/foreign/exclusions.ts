// SPDX-License-Identifier: BSD-3-Clause
/** What a build of a tree goes on without: suites, libraries as a whole, and sources of our suites, each with what it did to the build. */
import { basename, isAbsolute } from 'node:path';
import {
  shownFile,
  type BuildErrors,
  type BuildFailure,
  type FailedObject,
  type PlacedError,
} from '../build-errors.ts';
import { droppedSymbols, isKept, isSelected, neededSymbols, type Values } from '../kconfig.ts';
import type { Definitions } from '../kconfig-file.ts';
import { mainSymbolOf, type TestProvider } from '../library-tests.ts';
import { culpritsOf, isUnreadable, mentionedIn, type Culprit, type Library } from './blame.ts';
import { failedTo } from './failure-words.ts';
import { isLibc, type Fragment } from './fragment.ts';
import type { LeftOut } from './left-out.ts';
import { suitesBehind } from './option-blame.ts';
import { brokenSources, isLackOfOurs } from './own-sources.ts';

interface Surroundings {
  /** Folders of --libs. */
  readonly libs: readonly string[];
  readonly libraries: readonly Library[];
  readonly definitions: Definitions;
  /** As far as they are known by now. */
  readonly providers: () => readonly TestProvider[];
  readonly outDir: string;
  /** What shown file names are relative to. */
  readonly rootDir: string;
}

const waitsForArch = (symbol: string, values: Values, definitions: Definitions): boolean =>
  (definitions.get(symbol) ?? [])
    .flatMap(({ depends }) => depends.flatMap(neededSymbols))
    .some((needed) => needed.startsWith('ARCH_') && !isKept(needed, 'y', values));

export class Exclusions {
  readonly #around: Surroundings;
  readonly #leftOut = new Map<string, LeftOut>();
  /** Folders of --libs whose Makefile.uk or Config.uk cannot be read: set or not, they would end every build. */
  readonly #unreadable = new Set<string>();
  /** Symbols of what is left out: a whole library is its own and all of its suites. */
  readonly symbols: Set<string>;
  readonly sources: Set<string>;

  /** `asked`: symbols of suites, and absolute paths of sources of ours, that nobody wants. */
  constructor(asked: Iterable<string>, around: Surroundings) {
    const all = [...asked];
    this.symbols = new Set(all.filter((one) => !isAbsolute(one)));
    this.sources = new Set(all.filter(isAbsolute));
    this.#around = around;
  }

  get leftOut(): LeftOut[] {
    return [...this.#leftOut.values()];
  }

  /** What a program was to be linked with: with another libc it would be another program. */
  lostLibc(): BuildFailure | null {
    const { definitions } = this.#around;
    const lost = this.leftOut.find(({ symbol }) => isLibc(symbol, definitions));
    return lost === undefined ? null : { ...lost, message: `its C library, ${lost.library}, ${lost.message}` };
  }

  /** Make reads every library that it sees, and `isFetched` its sources, whether it is set or not. */
  hides(dir: string, isFetched: boolean): boolean {
    if (this.#unreadable.has(dir)) return true;
    const { definitions } = this.#around;
    const main = isFetched ? mainSymbolOf(dir, definitions) : null;
    if (main === null || !this.symbols.has(main)) return false;
    return this.#leftOut.has(main) || !isSelected(main, definitions);
  }

  /** False: nobody is to blame who could be left out. */
  leaveOut({ placed, objects, first }: BuildErrors, { guards, guarded }: Fragment): boolean {
    if (this.#leaveOutSources(placed)) return true;
    const named = placed.map((error) => ({ file: error.file, error }));
    // Where an error is in a header that all include, the object says who could not use it.
    if ([named, objects, mentionedIn(placed)].some((suspects) => this.#leaveOutCulprits(suspects, guards))) return true;
    // A link that fails for another library's sake: the kernel alone, with the suites that need nothing more, may still do.
    const asked = this.#around.providers().filter(({ symbol }) => !this.symbols.has(symbol));
    const isSpare = ({ symbol }: TestProvider): boolean => guarded.has(symbol);
    const rest = suitesBehind(placed, asked, isSpare, ({ dir }) => mainSymbolOf(dir, this.#around.definitions));
    for (const { symbol, library, suites } of rest) this.#note(symbol, library, suites, first);
    return rest.length > 0;
  }

  /** Libraries (symbol -> folder) that Kconfig dropped. False: none. */
  leaveOutDropped(mains: ReadonlyMap<string, string>, values: Values): boolean {
    const { definitions } = this.#around;
    const dropped = [...mains].filter(([symbol]) => !isKept(symbol, 'y', values));
    for (const [symbol, dir] of dropped) {
      const message = droppedSymbols(new Map([[symbol, 'y']]), values, definitions).join('; ');
      this.#leaveOutLibrary(dir, symbol, { message, file: null, line: null });
    }
    return dropped.length > 0;
  }

  /**
   * Suites of --libs that Kconfig dropped, in spite of what was asked: a run without them says nothing of them. One for another architecture
   * is nothing that anybody could have.
   */
  leaveOutDroppedSuites(values: Values, config: ReadonlyMap<string, string>): void {
    const { libs, providers, definitions } = this.#around;
    for (const { symbol, dir, library, suites } of providers()) {
      const isWanted = libs.includes(dir) && !this.symbols.has(symbol) && config.get(symbol) !== 'n';
      if (!isWanted || suites.length === 0 || isKept(symbol, 'y', values)) continue;
      const message = droppedSymbols(new Map([[symbol, 'y']]), values, definitions).join('; ');
      const isElsewhere = waitsForArch(symbol, values, definitions);
      this.#note(symbol, library, suites, { message, file: null, line: null }, isElsewhere);
    }
  }

  #leaveOutSources(placed: readonly PlacedError[]): boolean {
    const { libs, rootDir } = this.#around;
    const broken = brokenSources(placed, libs, this.sources, rootDir);
    for (const one of broken) {
      this.sources.add(one.symbol);
      this.#leftOut.set(one.symbol, one);
    }
    return broken.length > 0;
  }

  #leaveOutCulprits(suspects: readonly FailedObject[], guards: ReadonlyMap<string, string>): boolean {
    const { providers, libraries, outDir } = this.#around;
    const culprits = culpritsOf(suspects, providers(), libraries, outDir);
    return culprits.filter((culprit) => this.#leaveOutOne(culprit, guards)).length > 0;
  }

  #leaveOutOne({ kind, id, error }: Culprit, guards: ReadonlyMap<string, string>): boolean {
    if (kind === 'library') {
      const main = mainSymbolOf(id, this.#around.definitions);
      const isOurs = this.#around.libs.includes(id) || [...guards.values()].includes(id);
      if (main === null || !isOurs || this.symbols.has(main)) return false;
      if (isUnreadable([error], [id])) this.#unreadable.add(id);
      this.#leaveOutLibrary(id, main, error);
      return true;
    }
    if (this.symbols.has(id)) return false;
    const provider = this.#around.providers().find(({ symbol }) => symbol === id);
    if (provider === undefined) return false;
    this.#note(id, provider.library, provider.suites, error);
    return true;
  }

  #leaveOutLibrary(dir: string, main: string, error: BuildFailure): void {
    const own = this.#around.providers().filter((provider) => provider.dir === dir);
    const library = own[0]?.library ?? basename(dir);
    const suites = own.flatMap(({ suites: names }) => names);
    this.#note(main, library, suites, error, isLackOfOurs(dir, error.message, this.#around.libs));
    for (const { symbol } of own) this.symbols.add(symbol);
  }

  #note(
    symbol: string,
    library: string,
    suites: readonly string[],
    { message, file, line }: BuildFailure,
    isLacking = false,
  ): void {
    this.symbols.add(symbol);
    const place = { file: file === null ? null : shownFile(file, this.#around.rootDir), line };
    this.#leftOut.set(symbol, {
      symbol,
      library,
      suites,
      message: `${failedTo(message, file, line)}: ${message}`,
      isLacking,
      ...place,
    });
  }
}
