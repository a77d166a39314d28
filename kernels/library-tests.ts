// SPDX-License-Identifier: BSD-3-Clause
/**
 * Which suites a library brings, and which Kconfig symbol builds each: read from its Makefile.uk, Config.uk and sources, as nothing in a
 * tree lists them. A tree without run-time selection runs a suite, or leaves it out, by that symbol alone.
 */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CaseId } from '../model/cell.ts';
import type { Definitions } from './kconfig-file.ts';

/** A source named in a Makefile.uk and the symbols of the conditions around it. */
export interface MakefileSource {
  readonly symbols: readonly string[];
  /** Symbols that must not be set. */
  readonly unless: readonly string[];
  /** Variables that nobody expands here are cut away: `/functional/env.c` of `$(LIBX_ORIGIN)/functional/env.c`. */
  readonly path: string;
}

export interface Makefile {
  /** Name given to addlib; null: it registers none. */
  readonly library: string | null;
  /** All names given to addlib: glue often is a library of its own. */
  readonly libraries: readonly string[];
  readonly sources: readonly MakefileSource[];
}

const CONFIG = /CONFIG_(\w+)/g;
/** Symbols that a makefile names in this text. */
export const symbolsIn = (text: string): string[] => [...text.matchAll(CONFIG)].map(([, symbol = '']) => symbol);

type Condition = Pick<MakefileSource, 'symbols' | 'unless'>;

/** Symbols that must be set for the branch to be taken, or must not. */
function conditionOf(line: string): Condition {
  const isFilled = /^if(?:neq)\s*\(.*,\s*\)\s*$/.test(line) || /^ifneq\s*\(\s*,/.test(line);
  const isYes = /^ifeq\s*\((?:y\s*,.*|.*,\s*y)\)\s*$/.test(line);
  const isNotYes = /^ifneq\s*\((?:y\s*,.*|.*,\s*y)\)\s*$/.test(line);
  return { symbols: isFilled || isYes ? symbolsIn(line) : [], unless: isNotYes ? symbolsIn(line) : [] };
}

function pathOf(word: string, dir: string): string {
  const plain = word.replace(/\|.*$/, '').replace(/\$\(\w+_BASE\)/, dir);
  return plain.includes('$(') ? plain.slice(plain.lastIndexOf(')') + 1) : plain;
}

/** A platform's library names the platform first. */
const ADDED = /call\s+(?:addlib(?:_tree)?(?:_s|_paramprefix)?|addplatlib(?:_s)?\s*,\s*\w+)\s*,\s*([^,)\s]+)/;

/** Makefile.uk as far as it says what is compiled when. */
export function parseMakefile(text: string, dir: string): Makefile {
  const around: Condition[] = [];
  const sources: MakefileSource[] = [];
  const libraries: string[] = [];
  for (const raw of text.replaceAll(/\\\r?\n/g, ' ').split('\n')) {
    const line = raw.trim();
    if (line.startsWith('if')) around.push(conditionOf(line));
    else if (/^else\b/.test(line)) around.splice(-1, 1, conditionOf(line.replace(/^else\s*/, '')));
    else if (/^endif\b/.test(line)) around.pop();
    const name = line.startsWith('#') ? undefined : ADDED.exec(line)?.[1];
    if (name !== undefined && !libraries.includes(name)) libraries.push(name);
    const [, suffix = '', words = ''] = /^\w+_SRCS-(\S+?)\s*[+:]?=\s*(.*)$/.exec(line) ?? [];
    for (const word of words.split(/\s+/).filter((one) => one !== '')) {
      const symbols = [...around.flatMap((one) => one.symbols), ...symbolsIn(suffix)];
      sources.push({ symbols, unless: around.flatMap(({ unless }) => unless), path: pathOf(word, dir) });
    }
  }
  return { library: libraries[0] ?? null, libraries, sources };
}

export interface SourceTests {
  readonly cases: readonly CaseId[];
  /** Suite -> symbols of the `#if` around its registration. */
  readonly registered: ReadonlyMap<string, readonly string[]>;
}

const CASE = /\bUK_TESTCASE(?:_DESC)?\s*\(\s*(\w+)\s*,\s*(\w+)\s*[,)]/g;
const REGISTRATION = /\buk_testsuite_\w+\s*\(\s*(\w+)\s*[,)]/;

/** Suites and cases of one C file. Comments are not looked at apart: what is commented out never reports, and is then not counted. */
export function readSourceTests(source: string): SourceTests {
  // What the macros themselves are made of is no test.
  const text = source.replaceAll(/^[ \t]*#[ \t]*define\b(?:.*\\\r?\n)*.*$/gm, '');
  const cases = [...text.matchAll(CASE)].map(([, suite = '', name = '']) => ({ suite, name }));
  const around: string[][] = [];
  const registered = new Map<string, readonly string[]>();
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (/^#\s*if/.test(line)) around.push(/^#\s*ifndef/.test(line) || line.includes('!') ? [] : symbolsIn(line));
    else if (/^#\s*el/.test(line)) around.splice(-1, 1, []);
    else if (/^#\s*endif/.test(line)) around.pop();
    const suite = REGISTRATION.exec(line)?.[1];
    if (suite !== undefined) registered.set(suite, around.flat());
  }
  return { cases, registered };
}

/** Whether its suite is one without it: it has cases, and registers none. */
export const isSpareSource = ({ cases, registered }: SourceTests): boolean => cases.length > 0 && registered.size === 0;

/** Nothing of what is no file: whoever reads a pipe waits for ever. */
export const readSource = (file: string): string =>
  statSync(file, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(file, 'utf8') : '';

/** What one symbol builds. */
export interface TestProvider {
  readonly symbol: string;
  /** Folder of the library. */
  readonly dir: string;
  /** As addlib names it, or the folder's name. */
  readonly library: string;
  readonly suites: readonly string[];
  readonly cases: readonly CaseId[];
  /** Sources that are compiled for this symbol alone; ends of paths where the beginning is known only to make. */
  readonly sources: readonly string[];
  /** The library itself: without it there is nothing to test. */
  readonly isWhole: boolean;
  /** Features of the library that some of the sources are compiled for, beside the symbol. */
  readonly needs: readonly string[];
}

/** They turn on everything, or say how it is told, so they turn off nothing in particular. */
const GENERAL = new Set(['LIBUKTEST', 'LIBUKTEST_ALL', 'LIBUKTEST_LOG_TESTS', 'ARCH_X86_64', 'ARCH_ARM_64']);
/** Symbols that build suites are called so. */
export const TEST_SYMBOL = /(?:^|_)TESTS?(?:_|$)/;

/** The symbol of the library as a whole: the first that its Config.uk lets people set without anything before it. */
export function mainSymbolOf(dir: string, definitions: Definitions): string | null {
  const file = join(dir, 'Config.uk');
  for (const [symbol, all] of definitions) {
    const own = all.find((definition) => definition.file === file);
    if (own?.type === 'bool' && own.hasPrompt) return symbol;
  }
  return null;
}

interface Found {
  readonly suites: Set<string>;
  readonly cases: CaseId[];
  readonly sources: string[];
  readonly needs: Set<string>;
}

/** Reads one library; `originDirs` are further folders with its sources, as those that make fetched. */
export class LibraryReader {
  readonly #dir: string;
  readonly #definitions: Definitions;
  readonly #makefile: Makefile;
  readonly #main: string | null;
  readonly #own: ReadonlySet<string>;
  readonly #found = new Map<string, Found>();

  constructor(dir: string, definitions: Definitions) {
    this.#dir = dir;
    this.#definitions = definitions;
    this.#makefile = parseMakefile(readFileSync(join(dir, 'Makefile.uk'), 'utf8'), dir);
    this.#main = mainSymbolOf(dir, definitions);
    this.#own = new Set(this.#ownSymbols());
  }

  /** Bool symbols with a prompt that this library's Config.uk defines. */
  *#ownSymbols(): Generator<string> {
    const file = join(this.#dir, 'Config.uk');
    for (const [symbol, all] of this.#definitions) {
      if (all.some((one) => one.file === file && one.type === 'bool' && one.hasPrompt) && !GENERAL.has(symbol))
        yield symbol;
    }
  }

  read(originDirs: readonly string[]): TestProvider[] {
    const texts = this.#readSources(originDirs);
    const conditions = new Map<string, readonly string[]>();
    for (const { registered } of texts.values()) {
      for (const [suite, symbols] of registered) {
        const own = this.#ownOf(symbols);
        if (own.length > 0) conditions.set(suite, own);
      }
    }
    for (const [file, { cases, registered }] of texts) this.#assign(file, cases, registered, conditions);
    // One that is named for tests and whose sources make has not fetched yet.
    for (const symbol of this.#own) {
      if (TEST_SYMBOL.test(symbol) && symbol !== this.#main) this.#of(symbol);
    }
    for (const { path, symbols } of this.#makefile.sources) {
      for (const symbol of this.#ownOf(symbols)) this.#found.get(symbol)?.sources.push(path);
    }
    return [...this.#found].map(([symbol, { suites, cases, sources, needs }]) => ({
      symbol,
      dir: this.#dir,
      library: this.#makefile.library ?? basename(this.#dir),
      suites: [...suites],
      cases,
      sources,
      isWhole: symbol === this.#main,
      needs: [...needs],
    }));
  }

  #readSources(originDirs: readonly string[]): Map<string, SourceTests> {
    const found = new Map<string, SourceTests>();
    for (const cwd of [this.#dir, ...originDirs].filter((dir) => existsSync(dir))) {
      for (const name of globSync('**/*.{c,cc,cpp,h}', { cwd, exclude: (part) => part === '.git' })) {
        const text = readSource(join(cwd, name));
        if (!text.includes('UK_TESTCASE') && !text.includes('uk_testsuite_')) continue;
        found.set(join(cwd, name), readSourceTests(text));
      }
    }
    return found;
  }

  #ownOf(symbols: readonly string[]): string[] {
    return [...new Set(symbols)].filter((symbol) => this.#own.has(symbol));
  }

  /** The nearest symbol that turns the file's suites off: of the registration, of the file in the makefile, of the library. */
  #assign(
    file: string,
    cases: readonly CaseId[],
    registered: ReadonlyMap<string, readonly string[]>,
    conditions: ReadonlyMap<string, readonly string[]>,
  ): void {
    const compiled = this.#makefile.sources.find(({ path }) => file === path || (path !== '' && file.endsWith(path)));
    // Suites of ours leave out what other trees are not asked to build.
    if (compiled?.unless.includes('LIBTREE_UKTEST') === true) return;
    const around = this.#ownOf(compiled?.symbols ?? []).filter((symbol) => symbol !== this.#main);
    // Where one is named for tests, the others are features that those tests need: nobody turns these off for a suite's sake.
    const named = around.filter((symbol) => TEST_SYMBOL.test(symbol));
    const ofFile = named.length > 0 ? named : around;
    const suites = new Set([...cases.map(({ suite }) => suite), ...registered.keys()]);
    for (const suite of suites) {
      const symbols = conditions.get(suite) ?? ofFile;
      const fallback = this.#main === null || !this.#own.has(this.#main) ? [] : [this.#main];
      for (const symbol of symbols.length > 0 ? symbols : fallback) {
        const found = this.#of(symbol);
        found.suites.add(suite);
        found.cases.push(...cases.filter((one) => one.suite === suite));
        for (const need of around) if (!ofFile.includes(need)) found.needs.add(need);
      }
    }
  }

  #of(symbol: string): Found {
    const known = this.#found.get(symbol);
    if (known !== undefined) return known;
    const found: Found = { suites: new Set(), cases: [], sources: [], needs: new Set() };
    this.#found.set(symbol, found);
    return found;
  }
}
