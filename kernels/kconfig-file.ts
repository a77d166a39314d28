// SPDX-License-Identifier: BSD-3-Clause
/**
 * Config.uk files as far as they say what a symbol depends on. Language: Linux, Documentation/kbuild/kconfig-language.rst. The files of a
 * tree are all handed in; `source` tells only what is around those that it names.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One place that defines a symbol. */
export interface Definition {
  readonly symbol: string;
  readonly type: string | null;
  /** Someone can set it; without a prompt only `select` and defaults do. */
  readonly hasPrompt: boolean;
  /** Its own `depends on` and those of the menus, choices and `if` blocks around it. */
  readonly depends: readonly string[];
  /** Where these do not hold nobody is asked: the condition of its prompt, and `visible if` of the menus around it. */
  readonly visibleIf: readonly string[];
  readonly selects: readonly string[];
  /** Number of the choice that it is a member of. */
  readonly choice: number | null;
  readonly file: string;
}

/** All places that define a symbol, by its name. */
export type Definitions = ReadonlyMap<string, readonly Definition[]>;

interface MutableDefinition extends Definition {
  type: string | null;
  hasPrompt: boolean;
  readonly depends: string[];
  readonly visibleIf: string[];
  readonly selects: string[];
}

interface Block {
  readonly end: 'endif' | 'endmenu' | 'endchoice';
  readonly depends: string[];
  readonly visibleIf: string[];
  readonly choice: number | null;
}

const TYPES = /^(?:def_)?(bool|tristate|string|int|hex)$/;
const CLOSING: Readonly<Record<string, Block['end']>> = { if: 'endif', menu: 'endmenu', choice: 'endchoice' };
const TAB = 8;

function widthOf(indentation: string): number {
  let width = 0;
  for (const char of indentation) width += char === '\t' ? TAB - (width % TAB) : 1;
  return width;
}

/** Without comments, help texts and continued lines. */
function* statements(text: string): Generator<readonly [keyword: string, rest: string]> {
  let helpWidth: number | null = null;
  let isHelp = false;
  for (const line of text.replaceAll(/\\\r?\n/g, ' ').split('\n')) {
    const [, indentation = '', words = ''] = /^(\s*)(.*?)\s*$/.exec(line) ?? [];
    if (words === '') continue;
    if (isHelp) {
      helpWidth ??= widthOf(indentation);
      // A help text ends at the first line that is indented less than its first.
      if (widthOf(indentation) >= helpWidth && helpWidth > 0) continue;
      isHelp = false;
    }
    if (words.startsWith('#')) continue;
    const [, keyword = '', rest = ''] = /^(-*\w+-*)\s*(.*)$/.exec(words) ?? [];
    isHelp = keyword === 'help' || keyword === '---help---';
    helpWidth = null;
    if (!isHelp) yield [keyword, rest];
  }
}

const withoutCondition = (rest: string): string => rest.replace(/\s+(?:if\s|#).*$/, '').trim();

/** The end of a path whose beginning is known to make alone: `/arch/Config.uk` of `"$(UK_BASE)/arch/Config.uk"`. */
const endOfPath = (rest: string): string =>
  `/${rest.replaceAll(/["'\s]/g, '').replace(/^.*\$(?:\(\w+\)|\w+)/, '')}`.replace(/^\/+/, '/');

/** All files of a tree, each of which is read once, behind those that name it. */
class Surroundings {
  readonly definitions = new Map<string, Definition[]>();
  choiceCount = 0;
  readonly #unread: Map<string, string>;
  /** Files that one place alone names. */
  readonly #inPlace = new Set<string>();

  constructor(files: readonly (readonly [file: string, text: string])[]) {
    this.#unread = new Map(files);
  }

  readAll(): void {
    const files = [...this.#unread.keys()];
    const texts = [...this.#unread.values()];
    const sources = texts.flatMap((text) => [...text.matchAll(/^[ \t]*source[ \t]+(.*)$/gm)]);
    const named = Map.groupBy(sources, ([, rest = '']) => this.#find(rest));
    // Which of several places counts nobody knows: then none does.
    for (const [file, places] of named) if (file !== undefined && places.length === 1) this.#inPlace.add(file);
    // What is left behind these names itself in a circle.
    for (const file of [...files.filter((one) => !this.#inPlace.has(one)), ...files]) this.#read(file, []);
  }

  /** What a `source` inside of these blocks leads to, where that is one of the files. */
  readSource(rest: string, around: readonly Block[]): void {
    const file = this.#find(rest);
    if (file !== undefined && this.#inPlace.has(file)) this.#read(file, around);
  }

  #find(rest: string): string | undefined {
    const end = endOfPath(rest);
    const found = [...this.#unread.keys()].filter((file) => file.endsWith(end));
    return found.reduce<string | undefined>(
      (best, one) => (best !== undefined && best.length <= one.length ? best : one),
      undefined,
    );
  }

  #read(file: string, around: readonly Block[]): void {
    const text = this.#unread.get(file);
    if (text === undefined) return;
    this.#unread.delete(file);
    new FileReader(file, around, this).read(text);
  }
}

class FileReader {
  readonly #file: string;
  readonly #tree: Surroundings;
  readonly #around: Block[];
  #current: MutableDefinition | null = null;
  /** Where a `depends on` goes: to a symbol, to a menu or choice; those of comments go nowhere. */
  #depends: string[] = [];

  /** `around`: blocks of the files that lead to this one. */
  constructor(file: string, around: readonly Block[], tree: Surroundings) {
    this.#file = file;
    this.#around = [...around];
    this.#tree = tree;
  }

  read(text: string): void {
    for (const [keyword, rest] of statements(text)) this.#take(keyword, rest);
  }

  #take(keyword: string, rest: string): void {
    if (keyword === 'config' || keyword === 'menuconfig') this.#define(rest.trim());
    else if (CLOSING[keyword] !== undefined) this.#open(CLOSING[keyword], keyword, rest);
    else if (/^end(?:if|menu|choice)$/.test(keyword)) this.#close();
    else if (keyword === 'source') this.#enter(rest);
    else if (keyword === 'comment' || keyword === 'mainmenu') this.#leave();
    else if (keyword === 'depends') this.#depends.push(rest.replace(/^on\s+/, '').replace(/\s#.*$/, ''));
    else if (keyword === 'visible') this.#around.at(-1)?.visibleIf.push(rest.replace(/^if\s+/, ''));
    else if (this.#current !== null) this.#describe(this.#current, keyword, rest);
  }

  #define(symbol: string): void {
    const depends = this.#around.flatMap((block) => block.depends);
    const visibleIf = this.#around.flatMap((block) => block.visibleIf);
    const choice = this.#around.findLast((block) => block.choice !== null)?.choice ?? null;
    const described = { type: null, hasPrompt: false, depends, visibleIf, selects: [] };
    this.#current = { symbol, ...described, choice, file: this.#file };
    this.#depends = depends;
    const { definitions } = this.#tree;
    const before = definitions.get(symbol);
    if (before === undefined) definitions.set(symbol, [this.#current]);
    else before.push(this.#current);
  }

  #open(end: Block['end'], keyword: string, rest: string): void {
    const choice = keyword === 'choice' ? this.#tree.choiceCount++ : null;
    const block = { end, depends: keyword === 'if' ? [rest] : [], visibleIf: [], choice };
    this.#around.push(block);
    this.#current = null;
    this.#depends = block.depends;
  }

  #close(): void {
    this.#around.pop();
    this.#leave();
  }

  #enter(rest: string): void {
    this.#leave();
    this.#tree.readSource(rest, this.#around);
  }

  #leave(): void {
    this.#current = null;
    this.#depends = [];
  }

  #describe(definition: MutableDefinition, keyword: string, rest: string): void {
    const type = TYPES.exec(keyword)?.[1];
    if (type !== undefined) {
      definition.type = type;
      if (!keyword.startsWith('def_') && /^["']/.test(rest)) this.#prompt(definition, rest);
    } else if (keyword === 'prompt') {
      this.#prompt(definition, rest);
    } else if (keyword === 'select') {
      definition.selects.push(withoutCondition(rest));
    }
  }

  #prompt(definition: MutableDefinition, rest: string): void {
    definition.hasPrompt = true;
    const condition = /^(?:"(?:\\.|[^"])*"|'[^']*')\s+if\s+([^#]+)/.exec(rest)?.[1];
    if (condition !== undefined) definition.visibleIf.push(condition.trim());
  }
}

/** `[file, text]` each. */
export function parseKconfig(files: readonly (readonly [file: string, text: string])[]): Definitions {
  const tree = new Surroundings(files);
  tree.readAll();
  return tree.definitions;
}

/** Folders without any Kconfig of a build. */
const SKIPPED = new Set(['.git', 'node_modules', 'build']);

/** Every Config.uk below these folders. */
export function readKconfigFiles(folders: readonly string[]): Definitions {
  const files = folders.flatMap((cwd) =>
    globSync('**/Config.uk', { cwd, exclude: (name) => SKIPPED.has(name) }).map((name) => join(cwd, name)),
  );
  return parseKconfig([...new Set(files)].map((file) => [file, readFileSync(file, 'utf8')]));
}
