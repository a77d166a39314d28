// SPDX-License-Identifier: BSD-3-Clause
/**
 * Config.uk files as far as they say what a symbol depends on. Language: Linux, Documentation/kbuild/kconfig-language.rst. `source` is not
 * followed: the files of a tree are all handed in.
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

class FileReader {
  readonly #file: string;
  readonly #definitions: Map<string, Definition[]>;
  readonly #firstChoice: number;
  #choiceCount = 0;
  readonly #around: Block[] = [];
  #current: MutableDefinition | null = null;
  /** Where a `depends on` goes: to a symbol, to a menu or choice; those of comments go nowhere. */
  #depends: string[] = [];

  constructor(file: string, definitions: Map<string, Definition[]>, firstChoice: number) {
    this.#file = file;
    this.#definitions = definitions;
    this.#firstChoice = firstChoice;
  }

  /** Returns how many choices there were. */
  read(text: string): number {
    for (const [keyword, rest] of statements(text)) this.#take(keyword, rest);
    return this.#choiceCount;
  }

  #take(keyword: string, rest: string): void {
    if (keyword === 'config' || keyword === 'menuconfig') this.#define(rest.trim());
    else if (CLOSING[keyword] !== undefined) this.#open(CLOSING[keyword], keyword, rest);
    else if (/^end(?:if|menu|choice)$/.test(keyword)) this.#close();
    else if (keyword === 'comment' || keyword === 'source' || keyword === 'mainmenu') this.#leave();
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
    const before = this.#definitions.get(symbol);
    if (before === undefined) this.#definitions.set(symbol, [this.#current]);
    else before.push(this.#current);
  }

  #open(end: Block['end'], keyword: string, rest: string): void {
    const choice = keyword === 'choice' ? this.#firstChoice + this.#choiceCount++ : null;
    const block = { end, depends: keyword === 'if' ? [rest] : [], visibleIf: [], choice };
    this.#around.push(block);
    this.#current = null;
    this.#depends = block.depends;
  }

  #close(): void {
    this.#around.pop();
    this.#leave();
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
  const definitions = new Map<string, Definition[]>();
  let choices = 0;
  for (const [file, text] of files) choices += new FileReader(file, definitions, choices).read(text);
  return definitions;
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
