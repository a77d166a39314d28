// SPDX-License-Identifier: BSD-3-Clause
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { UserError } from '../../model/errors.ts';
import { selectOutside, type OutsideOptions } from './outside.ts';
import { selectTrees, type TreeOptions } from './tree-cells.ts';
import { selectableTree } from './own-tree.ts';
import { findProject } from './project.ts';

const PROJECT = findProject({});
const FOREIGN = join(PROJECT.rootDir, 'runners', 'e2e', 'foreign');
const TREE = `tree:${join(FOREIGN, 'tree')}`;
const LIBS = join(FOREIGN, 'tree', 'lib');
const REFERENCE = `tree:${PROJECT.kernelDir}`;

const cellsOf = (options: TreeOptions): string[] => selectTrees(options, PROJECT)?.plan.cells.map(({ id }) => id) ?? [];

test.each<readonly [TreeOptions, string]>([
  [{ kernel: 'tree:/no/such/tree' }, '--kernel tree:/no/such/tree: no such folder'],
  [{ kernel: `tree:${FOREIGN}` }, 'is no kernel source tree: it has no Makefile, no Config.uk, no lib'],
  [{ kernel: `${TREE}x` }, `--kernel ${TREE}x: no such folder; did you mean tree?`],
  [{ kernel: 'tree:' }, '--kernel tree: names no folder'],
  [{ kernel: TREE, libs: FOREIGN }, 'is no library: it has no Makefile.uk, no Config.uk'],
  [{ kernel: TREE, libs: join(LIBS, 'ukgod') }, `--libs: no folder ${join(LIBS, 'ukgod')}; did you mean ukgood?`],
  [{ kernel: TREE, libs: ' ,' }, '--libs names no folder'],
  [{ kernel: TREE, config: 'A B=y' }, '--config: "A B=y" is no line of a configuration'],
  [{ kernel: `${TREE},reference` }, '--kernel: reference beside a source tree'],
  [{ kernel: TREE, arch: 'arm46' }, '--arch: unknown value "arm46" for axis arch'],
  [{ kernel: TREE, arch: 'aarch64' }, 'did you mean arm64?'],
  [{ kernel: TREE, smp: '0' }, '--smp: "0" is no whole number of at least 1'],
  [{ kernel: TREE, memory: 'abc' }, '--memory: "abc" is no whole number of at least 1'],
])('%j is refused: %s', (options, message) => {
  expect(() => selectTrees(options, PROJECT)).toThrow(message);
});

test('a folder that is near to what was meant is told', () => {
  const hintOf = (options: TreeOptions): unknown => {
    try {
      return selectTrees(options, PROJECT);
    } catch (error) {
      return (error as UserError).hint;
    }
  };
  expect(hintOf({ kernel: `tree:${LIBS}` })).toBe(`${join(FOREIGN, 'tree')} is one: --kernel ${TREE}`);
  expect(hintOf({ kernel: TREE, libs: LIBS })).toContain(`it holds some: --libs ${join(LIBS, '')}`);
  expect(hintOf({ kernel: `${TREE},~/other` })).toBe('if it is one, too, write tree:~/other');
});

test('libraries may be listed with spaces, twice, and with a comma behind the last; two of one name may not', () => {
  const good = join(LIBS, 'ukgood');
  const copy = join(mkdtempSync(join(tmpdir(), 'ukmatrix-twice-')), 'lib-ukgood');
  cpSync(good, copy, { recursive: true });
  const [one] = selectTrees({ kernel: TREE, libs: `${good}, ${good}/,` }, PROJECT)?.cells ?? [];
  expect(one?.tree.libs).toEqual([good]);
  expect(() => selectTrees({ kernel: TREE, libs: `${good},${copy}` }, PROJECT)).toThrow(
    `--libs: ${good} and ${copy} are both libukgood`,
  );
  rmSync(copy, { recursive: true });
});

test('suites that no tree has are refused before anything is built', () => {
  const select = (suite: string): unknown => selectOutside({ kernel: TREE, suite }, PROJECT);
  expect(() => select('ukgod')).toThrow(/--suite: no suite of \S+ matches "ukgod"; known: .*; did you mean ukgood/);
  expect(() => select('ukgood,nothing*')).toThrow('"nothing*"');
  expect(() => select('!ukgod')).toThrow('"ukgod"');
  for (const known of ['ukgood', 'libukgood', 'LIBUKGOOD_TEST', '*good', '!ukgood'])
    expect(select(known)).not.toBeNull();
  // One that this project has, and the tree lacks the needs of.
  expect(select('ukgood,ukalloc')).not.toBeNull();
});

test('coverage that nobody would bring home is refused', () => {
  expect(() => selectOutside({ kernel: TREE, coverage: true }, PROJECT)).toThrow('bring none home');
  expect(() => selectOutside({ kernel: 'image:x', protocol: 'tap', coverage: true }, PROJECT)).toThrow();
  expect(selectOutside({ kernel: TREE, coverage: false }, PROJECT)?.plan.cells).toHaveLength(1);
});

test.each<readonly [OutsideOptions, string]>([
  [{ kernel: TREE, mte: 'sync' }, '--mte sync: only for the kernels of this project'],
  [{ kernel: TREE, libc: 'musl' }, '--libc musl'],
  [{ kernel: 'image:x', protocol: 'tap', timer: 'storm' }, '--timer storm'],
])('what no cell of others has is refused: %j', (options, message) => {
  expect(() => selectOutside(options, PROJECT)).toThrow(message);
});

test('axes that all cells have may be named', () => {
  expect(selectOutside({ kernel: TREE, libc: 'nolibc', mte: 'off' }, PROJECT)?.plan.cells).toHaveLength(1);
});

test('a cell for each tree, architecture and number of CPUs', () => {
  expect(cellsOf({ kernel: `${TREE},${TREE}`, arch: 'x86_64,arm64', smp: '1,4' })).toEqual([
    'tree-x86_64',
    'tree-x86_64-smp4',
    'tree-arm64',
    'tree-arm64-smp4',
    'tree-2-x86_64',
    'tree-2-x86_64-smp4',
    'tree-2-arm64',
    'tree-2-arm64-smp4',
  ]);
});

test('targets of a project are told apart by their architectures, and only those of the same one by numbers', () => {
  const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-targets-'));
  const targets = 'qemu/x86_64, qemu/arm64, {plat: qemu, arch: arm64, kconfig: [CONFIG_A=y]}';
  const source = join(FOREIGN, 'tree');
  writeFileSync(
    join(dir, 'Kraftfile'),
    `spec: v0.6\nname: x\nunikraft: {version: stable, source: ${source}}\ntargets: [${targets}]\n`,
  );
  writeFileSync(join(dir, 'Makefile.uk'), '');
  expect(cellsOf({ kernel: `tree:${dir}` })).toEqual(['x-x86_64', 'x-arm64', 'x-2-arm64']);
  expect(cellsOf({ kernel: `tree:${join(dir, 'Kraftfile')}`, arch: 'x86_64' })).toEqual(['x-x86_64']);
  rmSync(dir, { recursive: true });
});

test('suites of this project that are named are libraries of a tree that has what they need', () => {
  const [one] = selectTrees({ kernel: REFERENCE, suite: 'ukalloc,ukgood' }, PROJECT)?.cells ?? [];
  expect(one?.tree.libs).toEqual(
    ['tree_uktest', 'ukalloc', 'tree_left_out'].map((name) => join(PROJECT.rootDir, 'suites', name)),
  );
  expect(one?.tree.config).toEqual({ LIBTREE_UKTEST: 'y', LIBSUITE_UKALLOC: 'y' });
  expect(one?.lacking).toEqual([]);
});

test('so are those whose folders are among its libraries, which are no libraries of anybody else', () => {
  const folder = join(PROJECT.rootDir, 'suites', 'ukalloc');
  const [named] = selectTrees({ kernel: REFERENCE, suite: 'ukalloc' }, PROJECT)?.cells ?? [];
  const [listed] = selectTrees({ kernel: REFERENCE, libs: folder }, PROJECT)?.cells ?? [];
  expect(listed?.tree).toEqual(named?.tree);
});

test('a name that a suite of the tree has is that suite, and a glob is about the tree', () => {
  const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-names-'));
  cpSync(join(FOREIGN, 'tree'), dir, { recursive: true });
  const tests = join(dir, 'lib/ukgood/tests/test_ukgood.c');
  writeFileSync(tests, readFileSync(tests, 'utf8').replaceAll('(ukgood', '(ring'));
  const lackingOf = (suite: string): string[] | undefined =>
    selectTrees({ kernel: `tree:${dir}`, suite }, PROJECT)?.cells[0]?.lacking.map(({ suite: name }) => name);
  expect(lackingOf('ring,ukboot')).toEqual(['ukboot']);
  expect(lackingOf('uk*,r*')).toEqual([]);
  rmSync(dir, { recursive: true });
});

test('those that need more than a tree has stay out of it, and say what they lack', () => {
  const [one] = selectTrees({ kernel: TREE, suite: 'ukalloc,ukgood' }, PROJECT)?.cells ?? [];
  expect(one?.tree).toMatchObject({ libs: [], config: {} });
  expect(one?.lacking).toEqual([
    { suite: 'ukalloc', why: expect.stringMatching(/<uk\/alloc\.h>, .*LIBUKALLOC, /) as string },
  ]);
});

test('only a tree with run-time selection is run as the reference kernel is', () => {
  expect(selectableTree(TREE)).toBe(null);
  expect(selectableTree(REFERENCE)).toBe(PROJECT.kernelDir);
  expect(selectableTree('reference')).toBe(null);
  expect(() => selectableTree(`${REFERENCE},${TREE}`)).toThrow('runs alone');
});
