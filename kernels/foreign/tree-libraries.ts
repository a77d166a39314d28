// SPDX-License-Identifier: BSD-3-Clause
/** What libraries a tree consists of, and the suites that they bring. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readKconfigFiles, type Definitions } from '../kconfig-file.ts';
import { LibraryReader, parseMakefile, type TestProvider } from '../library-tests.ts';
import type { Library } from './blame.ts';

export interface ForeignTree {
  /** Absolute. */
  readonly root: string;
  readonly app: string;
  readonly libs: readonly string[];
  /** What the user wants of Kconfig, name -> value; `n`: not set. */
  readonly config: ReadonlyMap<string, string>;
  /** What a project says of Kconfig, in the same form: what of it does not come through is told, and the rest built. */
  readonly wishes: ReadonlyMap<string, string>;
}

/** Folders of a tree that register a library, the application, and those of --libs. */
export function librariesOf({ root, app, libs }: ForeignTree): Library[] {
  const inTree = globSync('{arch,drivers,lib,plat}/**/Makefile.uk', { cwd: root }).map((file) =>
    join(root, dirname(file)),
  );
  return [...inTree, app, ...libs].flatMap((dir) => {
    const file = join(dir, 'Makefile.uk');
    const names = existsSync(file) ? parseMakefile(readFileSync(file, 'utf8'), dir).libraries : [];
    // Some only include those below them.
    if (names.length === 0) return inTree.includes(dir) ? [] : [{ dir, name: basename(dir) }];
    return names.map((name) => ({ dir, name }));
  });
}

/** `originDir`: where make puts what it fetches for a library. */
export function readProviders(
  libraries: readonly Library[],
  definitions: Definitions,
  originDir: (library: string) => string,
): TestProvider[] {
  const names = Map.groupBy(libraries, ({ dir }) => dir);
  return [...names]
    .filter(([dir]) => existsSync(join(dir, 'Makefile.uk')) && existsSync(join(dir, 'Config.uk')))
    .flatMap(([dir, own]) => new LibraryReader(dir, definitions).read(own.map(({ name }) => originDir(name))));
}

/** Every suite of a tree, as far as it can be told before anything is built or fetched. */
export function providersOf(tree: ForeignTree): TestProvider[] {
  const definitions = readKconfigFiles([tree.root, tree.app, ...tree.libs]);
  return readProviders(librariesOf(tree), definitions, (name) => join(tree.root, 'build', name, 'origin'));
}
