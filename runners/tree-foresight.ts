// SPDX-License-Identifier: BSD-3-Clause
/** What a cell of a tree is going to run, as far as sources and makefiles tell it before anything is built. */
import type { CaseId } from '../model/cell.ts';
import { matchesGlob } from '../model/glob.ts';
import { providersOf } from '../kernels/foreign/tree-libraries.ts';
import { isSelected, withSuites } from './tree-rounds.ts';
import { treeOf, type TreeCell } from './tree-boot.ts';

export interface ForeseenSuite {
  readonly name: string;
  readonly library: string;
  /** The Kconfig symbol that builds it; null: it will not be built. */
  readonly symbol: string | null;
  readonly cases: readonly CaseId[];
}

export interface Foreseen {
  readonly suites: readonly ForeseenSuite[];
  /** What nobody knows yet, in words. */
  readonly notes: readonly string[];
}

export interface Stranger {
  /** As it was given, without the mark of those that take away. */
  readonly glob: string;
  /** Suites that there are. */
  readonly known: readonly string[];
}

/** The first of these globs that names no suite of any cell; null: there is none, or nobody can tell yet. */
export function strangerAmong(globs: readonly string[], cells: readonly TreeCell[]): Stranger | null {
  const known = new Set<string>();
  let left = globs.map((glob) => glob.replace(/^!/, ''));
  for (const one of cells) {
    const providers = providersOf(treeOf(one));
    const isForeseen = withSuites(providers).every(({ suites }) => suites.length > 0);
    if (one.programs.length > 0 || !isForeseen) return null;
    for (const name of [...providers.flatMap(({ suites }) => suites), ...one.lacking.map(({ suite }) => suite)])
      known.add(name);
    left = left.filter(
      (glob) =>
        ![...known].some((name) => matchesGlob(glob, name)) && !providers.some((each) => isSelected(each, [glob])),
    );
    if (left.length === 0) return null;
  }
  const [glob] = left;
  return glob === undefined || known.size === 0 ? null : { glob, known: [...known] };
}

const ALWAYS = 'what Kconfig drops, or no compiler takes, is known when it is built';

function foreseenPrograms({ programs }: TreeCell): Foreseen {
  const suites = programs.map(({ name }) => ({ name, library: name, symbol: null, cases: [] }));
  return { suites, notes: ['each program of a suite is a case, in an image of its own'] };
}

/** `globs` over suites; null: all. */
export function foresee(one: TreeCell, globs: readonly string[] | null): Foreseen {
  if (one.programs.length > 0) return foreseenPrograms(one);
  const chosen = withSuites(providersOf(treeOf(one))).filter((provider) => isSelected(provider, globs));
  const suites = chosen.flatMap(({ suites: names, library, symbol, cases }) =>
    names.map((name) => ({ name, library, symbol, cases: cases.filter(({ suite }) => suite === name) })),
  );
  const lacking = one.lacking.map(({ suite }) => ({ name: suite, library: suite, symbol: null, cases: [] }));
  const fetched = chosen.filter((provider) => provider.suites.length === 0);
  return {
    suites: [...suites, ...lacking],
    notes: [
      ...one.lacking.map(({ suite, why }) => `${suite} is a skip: ${why}`),
      ...fetched.map(({ library, symbol }) => `${library} (${symbol}): its suites are known when make has its sources`),
      ALWAYS,
    ],
  };
}
