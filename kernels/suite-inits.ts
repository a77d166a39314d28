// SPDX-License-Identifier: BSD-3-Clause
/** Suites and the functions that prepare them, as sources register them: what stops in one of these stopped before the first case of its suite. */
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readSource, readSourceTests, type TestProvider } from './library-tests.ts';

interface InitFunction {
  readonly suite: string;
  /** Null: nothing prepares the suite, or what is not certain to do no more. */
  readonly name: string | null;
  /** Where it begins, from 1. */
  readonly line: number;
  readonly body: readonly string[];
}

export interface SuiteInit extends InitFunction {
  /** Absolute. */
  readonly file: string;
  readonly library: string;
  /** No other source of the library is called so: the kernel prints names without folders. */
  readonly isNameUnique: boolean;
  /** All suites of a source that is compiled for tests alone, so that nobody else calls into it; of others none. */
  readonly together: readonly string[];
}

const REGISTRATION = /\buk_testsuite_\w+\s*\(\s*(\w+)\s*,\s*(\w+)\s*[,)]/g;

/** How often a function is named where it is defined, declared, and registered. */
function ownMentions(name: string, text: string): number {
  const declared = new RegExp(`^static[\\w \\t*]*\\s${name}\\s*\\([^;{}]*\\)\\s*[;{]`, 'gm');
  const registered = [...text.matchAll(REGISTRATION)].filter(([, , init]) => init === name);
  return [...text.matchAll(declared)].length + registered.length;
}

/** Only those that nothing else can call: where one of these is on the stack, its suite is about to begin. */
export function readInits(text: string): InitFunction[] {
  const all = [...text.matchAll(REGISTRATION)].map(([, suite = '', name = '']) => ({ suite, name }));
  return all.flatMap(({ suite, name }) => {
    const found = new RegExp(`^static[\\w \\t*]*\\s${name}\\s*\\([^;{}]*\\)\\s*\\{`, 'm').exec(text);
    const mentions = [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length;
    if (found === null || mentions > ownMentions(name, text)) return [];
    const { index } = found;
    // Functions end with a brace in the first column; one that is written in a line ends with that line.
    const end = /\n\}/.exec(text.slice(index))?.index ?? 0;
    const [head = ''] = text.slice(index).split('\n', 1);
    const isShort = head.trimEnd().endsWith('}');
    const body = isShort ? [head] : text.slice(index, index + end).split('\n');
    return [{ suite, name, line: text.slice(0, index).split('\n').length, body }];
  });
}

function suitesIn(file: string, text: string, providers: readonly TestProvider[]): readonly string[] {
  if (!providers.some(({ isWhole, sources }) => !isWhole && sources.includes(file))) return [];
  const { cases, registered } = readSourceTests(text);
  return [...new Set([...cases.map(({ suite }) => suite), ...registered.keys()])];
}

/** Of all suites of these libraries. */
export function suiteInitsOf(providers: readonly TestProvider[]): SuiteInit[] {
  const libraries = new Map(providers.map(({ dir, library }) => [dir, library]));
  return [...libraries].flatMap(([dir, library]) => {
    const files = globSync('**/*.{c,cc,cpp}', { cwd: dir, exclude: (part) => part === '.git' });
    const isNameUnique = (file: string): boolean =>
      files.filter((other) => basename(other) === basename(file)).length === 1;
    return files.flatMap((name) => {
      const file = join(dir, name);
      const text = readSource(file);
      const told = { file, library, isNameUnique: isNameUnique(name), together: suitesIn(file, text, providers) };
      const inits = readInits(text);
      const others = told.together.filter((suite) => !inits.some((one) => one.suite === suite));
      const all = [...inits, ...others.map((suite) => ({ suite, name: null, line: 0, body: [] }))];
      return all.map((one) => ({ ...one, ...told }));
    });
  });
}
