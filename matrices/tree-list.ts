// SPDX-License-Identifier: BSD-3-Clause
/**
 * A matrix of kernel source trees that are not ours: for each the libraries and the application that are built with it, what is asked of
 * Kconfig, and the machines that run it. All of it is data.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { UserError } from '../model/errors.ts';
import { AXIS_VALUE } from './axes.ts';
import { absolutePath } from './home-path.ts';
import { parseYaml } from './yaml-file.ts';

const oneOrMore = <Value>(value: z.ZodType<Value>): z.ZodType<readonly Value[]> =>
  z.preprocess(
    (given): unknown[] => (Array.isArray(given) ? (given as unknown[]) : [given]),
    z.array(value).nonempty(),
  );

const SYMBOL = /^(?:CONFIG_)?([A-Za-z0-9_]+)$/;

/** One value as people write it: `y`, true, 8, "text". */
const ConfigValue = z.union([z.string(), z.number(), z.boolean()]).transform((value) => {
  if (typeof value === 'boolean') return value ? 'y' : 'n';
  return /^(?:yes|no)$/.test(`${value}`) ? `${value}`.slice(0, 1) : `${value}`;
});

const badLine = (line: string): string =>
  `${JSON.stringify(line)} is no line of a configuration: CONFIG_X=y, or # CONFIG_X is not set`;

/** A map of symbols, or lines as a defconfig has them. Names stand with or without CONFIG_. */
export const KconfigValues = z
  .union([z.record(z.string(), ConfigValue), z.array(z.string())], {
    error: 'Kconfig values are a map of symbols, or a list of CONFIG_X=y lines',
  })
  .transform((given, context): Readonly<Record<string, string>> => {
    const pairs = Array.isArray(given) ? given.flatMap((line) => configLine(line, context)) : Object.entries(given);
    return Object.fromEntries(pairs.map(([name, value]) => [SYMBOL.exec(name)?.[1] ?? name, value]));
  });

function configLine(line: string, context: z.RefinementCtx): [string, string][] {
  const pair = parseConfigLine(line);
  if (pair === null) context.addIssue({ code: 'custom', message: badLine(line) });
  return pair === null || pair === 'nothing' ? [] : [pair];
}

function parseConfigLine(line: string): [string, string] | 'nothing' | null {
  const unset = /^#\s*CONFIG_(\w+) is not set\s*$/.exec(line)?.[1];
  if (unset !== undefined) return [unset, 'n'];
  if (/^\s*(?:#|$)/.test(line)) return 'nothing';
  const [, name, value = ''] = /^\s*(?:CONFIG_)?(\w+)=(.*?)\s*$/.exec(line) ?? [];
  return name === undefined ? null : [name, value.replace(/^"(.*)"$/, '$1')];
}

const shared = {
  /** Folders of libraries. */
  libs: z.array(z.string().min(1)).default([]),
  /** Folder of the application; absent: one of ours that ends as soon as the suites have run. */
  app: z.string().optional(),
  arch: oneOrMore(AXIS_VALUE.arch).default(['x86_64']),
  smp: oneOrMore(AXIS_VALUE.smp).default([1]),
  /** QEMU's -machine; absent: pc or virt. */
  machine: z.string().optional(),
  /** QEMU's -cpu; absent: what releases of all ages start on. */
  cpu: z.string().optional(),
  memoryMiB: z.int().min(1).max(65_536).default(256),
  accel: AXIS_VALUE.accel.default('tcg'),
  append: z.string().default(''),
  initrd: z.string().optional(),
  args: z.array(z.string()).default([]),
  timeoutMs: z.int().min(1).optional(),
  config: KconfigValues.default({}),
  /** The same without a promise: what Kconfig drops of it is told, and the rest built. */
  wishes: KconfigValues.default({}),
};

const NAME = z.string().regex(/^[A-Za-z0-9_][\w.+-]{0,99}$/, 'a name is made of letters, digits, and any of _ . + -');
const Tree = z.strictObject({ name: NAME, path: z.string().min(1), ...shared });
const TreeList = z.strictObject({
  description: z.string().optional(),
  /** What a tree that does not say otherwise has. */
  defaults: z.looseObject({}).optional(),
  trees: z.array(z.looseObject({})).nonempty(),
});

export type TreeEntry = z.infer<typeof Tree>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isTreeList = (text: string): boolean => /^trees:/m.test(text);

const WithDefaults = z
  .preprocess(
    (value) => {
      if (!isObject(value) || !Array.isArray(value['trees'])) return value;
      const defaults = isObject(value['defaults']) ? value['defaults'] : {};
      const trees = value['trees'].map((entry: unknown) => (isObject(entry) ? { ...defaults, ...entry } : entry));
      return { ...value, trees };
    },
    TreeList.extend({ defaults: z.strictObject(shared).partial().optional(), trees: z.array(Tree).nonempty() }),
  )
  .superRefine(({ trees }, context) => {
    const seen = new Set<string>();
    for (const [index, { name }] of trees.entries()) {
      if (seen.has(name))
        context.addIssue({ code: 'custom', path: ['trees', index, 'name'], message: `two trees are called ${name}` });
      seen.add(name);
    }
  });

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path[0] === 'trees' && path.length > 1) return Object.keys(Tree.shape);
  return path[0] === 'defaults' ? Object.keys(shared) : Object.keys(TreeList.shape);
}

function located<Entry extends TreeEntry>(tree: Entry, base: string): Entry {
  const near = (path: string): string => absolutePath(path, base);
  return {
    ...tree,
    path: near(tree.path),
    libs: [...new Set(tree.libs.map(near))],
    ...(tree.app === undefined ? {} : { app: near(tree.app) }),
    ...(tree.initrd === undefined ? {} : { initrd: near(tree.initrd) }),
  };
}

/** Paths in the result are absolute; those in the file are relative to it. */
export const parseTreeList = (text: string, file: string): readonly TreeEntry[] =>
  parseYaml(text, file, WithDefaults, 'matrix-invalid', keysAt).trees.map((tree) => located(tree, dirname(file)));

/** Null: the file is no list of trees, or there is none. */
export function readTreeList(file: string): readonly TreeEntry[] | null {
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  return isTreeList(text) ? parseTreeList(text, file) : null;
}

/** Options that are called otherwise than the keys of a file. */
const OPTIONS: Readonly<Record<string, string>> = { memoryMiB: '--memory', args: '--qemu-arg' };

/** One tree from the command line. */
export function makeTree(entry: Readonly<Record<string, unknown>>): TreeEntry {
  const parsed = Tree.safeParse(entry);
  if (parsed.success) return located(parsed.data, process.cwd());
  const [issue] = parsed.error.issues;
  const key = String(issue?.path[0]);
  throw new UserError('option-value', `${OPTIONS[key] ?? `--${key}`}: ${issue?.message ?? 'not a tree'}`);
}

/** `--config`: `X=y,Y=8` or the path of a file of such lines. */
export function parseConfigOption(text: string): Readonly<Record<string, string>> {
  const isFile = !text.includes('=');
  const file = absolutePath(text, process.cwd());
  if (isFile && !existsSync(file))
    throw new UserError('option-value', `--config: no file ${JSON.stringify(text)}`, {
      hint: 'give SYMBOL=VALUE,..., or a file of CONFIG_SYMBOL=VALUE lines',
    });
  const lines = isFile ? readFileSync(file, 'utf8').split('\n') : text.split(',');
  const pairs = lines.flatMap((line): [string, string][] => {
    const pair = parseConfigLine(line);
    if (pair === null) throw new UserError('option-value', `--config: ${badLine(line)}`);
    return pair === 'nothing' ? [] : [pair];
  });
  return Object.fromEntries(pairs);
}
