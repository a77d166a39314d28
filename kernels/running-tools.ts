// SPDX-License-Identifier: BSD-3-Clause
/** What a build that does not end is at: the innermost programs of its process group, and the files that they name (proc(5)). */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

export interface RunningTool {
  /** With its arguments. */
  readonly command: string;
  /** Absolute: the sources and what is made of them; where it names none, all else. */
  readonly files: readonly string[];
}

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly words: readonly string[];
}

const SOURCE = /\.(?:c|cc|cpp|S|s)$/;
/** What compilers hand from one of their programs to the next. */
const TEMPORARY = /\/cc\w{6}\.\w+$/;
const PATH = /(?:^|[\s='"])(\/[^\s:;,'"`]+)/g;

/** Field 4 is the parent, field 5 the group; the name before them may hold spaces and brackets. */
function readProcess(pid: string, group: number): Running | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [, parent, own] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(own) !== group) return null;
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    return { pid: Number(pid), parent: Number(parent), words };
  } catch {
    // It ended while we looked.
    return null;
  }
}

/** Of a command line; the program itself is none. */
export function filesNamed(words: readonly string[]): string[] {
  const [, ...given] = words;
  const paths = given.flatMap((word) => [...word.matchAll(PATH)].map(([, path = '']) => path));
  const own = paths.filter((path) => !TEMPORARY.test(path));
  const sources = own.filter((path) => SOURCE.test(path));
  const made = given[given.indexOf('-o') + 1] ?? '';
  const objects = given.includes('-o') && own.includes(made) ? [made] : [];
  return [...new Set(sources.length + objects.length > 0 ? [...sources, ...objects] : own)];
}

const isMake = ({ words: [program = ''] }: Running): boolean => basename(program).endsWith('make');

/** From a program up to what make started. */
function chainOf(tool: Running, all: readonly Running[]): Running[] {
  const parent = all.find(({ pid }) => pid === tool.parent);
  return isMake(tool) ? [] : [tool, ...(parent === undefined ? [] : chainOf(parent, all))];
}

/** Programs that started no other; where one names no file, what started it may. */
export function runningTools(group: number): RunningTool[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readProcess(pid, group) ?? []);
  const innermost = all.filter(({ pid }) => !all.some(({ parent }) => parent === pid));
  return innermost.flatMap((tool) => {
    const chain = chainOf(tool, all).map(({ words }) => words);
    const [words] = chain;
    return words === undefined
      ? []
      : [{ command: words.join(' '), files: chain.map(filesNamed).find((files) => files.length > 0) ?? [] }];
  });
}
