// SPDX-License-Identifier: BSD-3-Clause
/** From `--kernel tree:PATH`, or a matrix file that lists trees, to the cells of a run. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FILTER_LIBRARY } from '../../kernels/foreign/own-sources.ts';
import { missingNeeds, offeredHeaders } from '../../kernels/foreign/suite-needs.ts';
import { checkLibraries, inspectTree } from '../../kernels/foreign/tree-facts.ts';
import { providersOf } from '../../kernels/foreign/tree-libraries.ts';
import { readKconfigFiles } from '../../kernels/kconfig-file.ts';
import { makeTree, parseConfigOption, readTreeList, type TreeEntry } from '../../matrices/tree-list.ts';
import type { Arch, Axes, Cell, ImagePlan } from '../../model/cell.ts';
import { AXIS_DEFAULTS } from '../../matrices/axes.ts';
import { UserError } from '../../model/errors.ts';
import { didYouMean } from '../../model/glob.ts';
import { findKraftfile } from '../../matrices/kraftfile-name.ts';
import { readKraftfile } from '../../matrices/kraftfile.ts';
import { outsideSuites } from '../../suites/program-suite.ts';
import { loadSuites, type Suite } from '../../suites/suite-file.ts';
import type { Project } from '../images.ts';
import type { Plan } from '../plan.ts';
import { cpuOfTree, machineOfTree, type TreeCell } from '../tree-boot.ts';
import type { ImageOptions } from './image-cells.ts';
import { parseCount } from './options.ts';
import { PREFIX, treePaths } from './own-tree.ts';
import { suitesDir } from './project.ts';

export interface TreeOptions extends ImageOptions {
  readonly libs?: string;
  readonly config?: string;
}

export interface SelectedTrees {
  readonly plan: Plan;
  readonly cells: readonly TreeCell[];
  readonly notes: readonly string[];
}

interface OwnSuites {
  /** Without them. */
  readonly tree: TreeEntry;
  readonly own: readonly Suite[];
}

interface SuitedTree {
  readonly tree: TreeEntry;
  readonly lacking: TreeCell['lacking'];
}

const namesOf = (text: string | undefined): readonly string[] | null => text?.split(',') ?? null;

/** People separate them by a comma and a space, too, and end a list with a comma. */
function foldersOf(libs: string | undefined): readonly string[] | null {
  const folders = libs?.split(',').flatMap((text) => text.trim() || []) ?? null;
  if (folders?.length === 0)
    throw new UserError('option-value', '--libs names no folder', {
      hint: 'leave it out, or give folders of libraries',
    });
  return folders;
}

/** What the command line says about every tree; what it does not say stays as it is. */
function givenBy(options: TreeOptions): Readonly<Record<string, unknown>> {
  const { libs, config, machine, cpu, append, initrd, qemuArg, accel, memory, arch, smp } = options;
  const given = {
    ...{ machine, cpu, append, initrd, accel, args: qemuArg, arch: namesOf(arch) ?? undefined },
    libs: foldersOf(libs) ?? undefined,
    config: config === undefined ? undefined : parseConfigOption(config),
    smp: namesOf(smp)?.map((count) => parseCount('--smp', count, 1)),
    memoryMiB: parseCount('--memory', memory, 1) ?? undefined,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const safeName = (path: string): string => basename(path).replaceAll(/[^\w.+-]/g, '_') || 'tree';

/** A folder with a Kraftfile is a project, which names its own tree, libraries and targets. */
function entriesOf(path: string, options: TreeOptions): readonly TreeEntry[] {
  const given = givenBy(options);
  const kraftfile = findKraftfile(path);
  if (kraftfile === null) return [makeTree({ name: safeName(path), path, ...given })];
  const wanted = namesOf(options.arch);
  return readKraftfile(kraftfile)
    .entries.filter(({ arch }) => wanted === null || arch.some((one) => wanted.includes(one)))
    .map((entry) => makeTree({ ...entry, ...given, arch: entry.arch }));
}

/** What of the projects among these trees no cell stands for. */
const projectNotes = ({ kernel }: TreeOptions): string[] =>
  (treePaths(kernel) ?? []).flatMap((path) => {
    const kraftfile = findKraftfile(path);
    return kraftfile === null ? [] : readKraftfile(kraftfile).notes.map((note) => `${kraftfile}: ${note}`);
  });

function treesOf(options: TreeOptions): readonly TreeEntry[] | null {
  const paths = treePaths(options.kernel);
  if (paths !== null) return paths.flatMap((path) => entriesOf(path, options));
  const listed = options.matrix === undefined ? null : readTreeList(options.matrix);
  const wanted = namesOf(options.arch);
  return (
    listed?.flatMap((tree) => {
      const arch = tree.arch.filter((one) => wanted === null || wanted.includes(one));
      return arch.length === 0 ? [] : [{ ...tree, arch }];
    }) ?? null
  );
}

/**
 * Our own suites are libraries of the tree, behind the one with what released kernels lack for them. Those that need more of the tree than
 * it has are left out.
 */
function withSuites({ tree, own: suites }: OwnSuites, arch: Arch, beside: string): SuitedTree {
  if (suites.length === 0) return { tree, lacking: [] };
  const addition = join(beside, 'tree_uktest');
  const dirs = [tree.path, ...tree.libs, addition];
  const [offered, definitions] = [offeredHeaders(dirs), readKconfigFiles([...dirs, ...suites.map(({ dir }) => dir)])];
  const all = suites.map((suite) => ({ suite, missing: missingNeeds(suite.dir, arch, offered, definitions) }));
  const built = all.filter(({ missing }) => missing.length === 0).map(({ suite }) => suite);
  const lacking = all.flatMap(({ suite: { name }, missing }) =>
    missing.length === 0
      ? []
      : [{ suite: name, why: `${tree.path} does not have what it needs: ${missing.join(', ')}` }],
  );
  if (built.length === 0) return { tree, lacking };
  const symbols = ['LIBTREE_UKTEST', ...built.flatMap(({ kconfig }) => kconfig)];
  const config = { ...Object.fromEntries(symbols.map((symbol) => [symbol, 'y'])), ...tree.config };
  const libs = [...tree.libs, addition, ...built.map(({ dir }) => dir), join(beside, FILTER_LIBRARY)];
  return { tree: { ...tree, libs, config }, lacking };
}

function axesOf(tree: TreeEntry, arch: Arch, smp: number): Axes {
  const kernel = `${PREFIX}${tree.path}`;
  const libc = tree.libs.some((dir) => /musl/i.test(basename(dir))) ? 'musl' : 'nolibc';
  const machine = `qemu:${machineOfTree(tree, arch)}` as const;
  const { accel, memoryMiB } = tree;
  return { ...AXIS_DEFAULTS, kernel, arch, libc, smp, machine, cpu: cpuOfTree(tree, arch), accel, memoryMiB };
}

function cellsOf({ tree, lacking }: SuitedTree, arch: Arch, app: string, programs: readonly Suite[]): TreeCell[] {
  return tree.smp.map((smp): TreeCell => {
    const id = `${tree.name}-${arch}${smp === 1 ? '' : `-smp${smp}`}${programs.length === 0 ? '' : '-programs'}`;
    const image = `${tree.name}-${arch}`;
    const suites = programs.length === 0 ? [tree.name] : programs.map(({ name }) => name);
    const cell: Cell = { id, axes: axesOf(tree, arch, smp), suites, image };
    return { cell, tree, app, smp, programs, lacking };
  });
}

const planOf = ({ cell }: TreeCell): ImagePlan => ({
  key: cell.image,
  ...{ kernel: cell.axes.kernel, arch: cell.axes.arch, libc: cell.axes.libc },
  ...{ coverage: false, memoryTags: false, largeAtomics: false, suites: cell.suites },
});

function checked(tree: TreeEntry): TreeEntry {
  inspectTree(tree.path);
  checkLibraries(tree.libs);
  const { app } = tree;
  if (app === undefined || existsSync(join(app, 'Makefile.uk'))) return tree;
  throw new UserError('option-value', `${app} is no application: it has no Makefile.uk`);
}

/** Two trees of the same last name, as two checkouts have. Targets of a project that its architecture tells apart are none. */
function withUniqueNames(trees: readonly TreeEntry[]): TreeEntry[] {
  const taken = new Set<string>();
  return trees.map((tree) => {
    const isTaken = (name: string): boolean => tree.arch.some((arch) => taken.has(`${name}-${arch}`));
    let { name } = tree;
    for (let count = 2; isTaken(name); count++) name = `${tree.name}-${count}`;
    for (const arch of tree.arch) taken.add(`${name}-${arch}`);
    return { ...tree, name };
  });
}

/**
 * Suites of this project that --suite names in full, or whose folders are among the libraries of a tree. A name that a suite of the tree
 * has is that suite's.
 */
function takeOwnSuites(tree: TreeEntry, app: string, options: TreeOptions, known: readonly Suite[]): OwnSuites {
  const names = namesOf(options.suite) ?? [];
  const isListed = ({ dir }: Suite): boolean => tree.libs.includes(dir);
  const named = known.filter((suite) => names.includes(suite.name) && !isListed(suite));
  const libs = tree.libs.filter((lib) => !known.some(({ dir }) => dir === lib));
  const inTree =
    named.length === 0
      ? []
      : providersOf({ root: tree.path, app, libs, config: new Map(), wishes: new Map() }).flatMap(
          ({ suites }) => suites,
        );
  const own = known.filter((suite) => isListed(suite) || (named.includes(suite) && !inTree.includes(suite.name)));
  return { tree: { ...tree, libs }, own };
}

/** Null: neither a tree nor a list of trees was given. */
export function selectTrees(options: TreeOptions, project: Project): SelectedTrees | null {
  const trees = treesOf(options);
  if (trees === null) return null;
  if (trees.length === 0)
    throw new UserError(
      'nothing-selected',
      `no tree is left for --arch ${options.arch ?? ''}${didYouMean(options.arch ?? '', ['x86_64', 'arm64'])}`,
    );
  const app = join(suitesDir(project), 'tree_app');
  const known = loadSuites(suitesDir(project), project.rootDir).filter(({ programs: isPrograms }) => !isPrograms);
  const programs = outsideSuites(options.programSuite ?? [], options.programCflags ?? null, []);
  const beside = suitesDir(project);
  const cells = withUniqueNames(trees.map(checked)).flatMap((given) => {
    const appOf = given.app ?? app;
    const own = takeOwnSuites(given, appOf, options, known);
    return given.arch.flatMap((arch) => cellsOf(withSuites(own, arch, beside), arch, appOf, programs));
  });
  const images = new Map(cells.map((one) => [one.cell.image, planOf(one)]));
  const plan = { cells: cells.map(({ cell }) => cell), images: [...images.values()] };
  return { plan, cells, notes: projectNotes(options) };
}
