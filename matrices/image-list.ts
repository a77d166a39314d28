// SPDX-License-Identifier: BSD-3-Clause
/**
 * A matrix of prebuilt images: for each the machine that runs it, what is handed to it, and the protocol that its console speaks. All of it
 * is data; nothing in it is ever run by a shell.
 */
import { dirname, isAbsolute, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UserError } from '../model/errors.ts';
import { AXIS_VALUE } from './axes.ts';
import { fromHome } from './home-path.ts';
import { isProtocolFile } from './protocol-file.ts';
import { parseYaml } from './yaml-file.ts';

const shared = {
  arch: AXIS_VALUE.arch,
  /** QEMU's -machine, options included; absent: q35 or virt. */
  machine: z.string().optional(),
  /** QEMU's -cpu; absent: QEMU's default on x86_64, max on arm64, whose default has 32 bits. */
  cpu: z.string().optional(),
  smp: z.int().min(1).max(256).default(1),
  memoryMiB: z.int().min(1).max(65_536).default(128),
  accel: AXIS_VALUE.accel.default('tcg'),
  /** Which option hands the image to QEMU. */
  load: z.enum(['kernel', 'bios', 'drive', 'cdrom', 'floppy']).default('kernel'),
  append: z.string().optional(),
  /** A list: modules of a multiboot kernel, each with its arguments behind a space. */
  initrd: z
    .union([z.string(), z.array(z.string()).nonempty()])
    .transform((value) => (typeof value === 'string' ? [value] : value))
    .optional(),
  /** Values of -device. */
  devices: z.array(z.string()).default([]),
  /** Further words of the QEMU line. */
  args: z.array(z.string()).default([]),
  /** uktest, tap, ktap, prefix-lines, exit-code, or a file beside the list: of patterns (`*.yaml`), or the expected output. */
  protocol: z.string(),
  /** What exit statuses mean. */
  statusMap: z.string().optional(),
  /** Without progress of the guest; absent: --timeout-ms. */
  timeoutMs: z.int().min(1).optional(),
  /** Console output after which it is killed. */
  outputMiB: z.int().min(1).max(1024).default(32),
  groups: z.array(z.string()).default([]),
  /** Files of this host and what the first line of each must be, else the image is skipped. */
  requires: z.array(z.strictObject({ file: z.string().regex(/^\/(?:proc|sys)\//), value: z.string() })).default([]),
  /** What it means that the monitor cannot build the machine: that a feature of this host is missing, or that the list is wrong. */
  ifRefused: z.enum(['unresolved', 'skip']).default('unresolved'),
  /** Why it does not run. */
  skip: z.string().optional(),
};

const NAME = z.string().regex(/^[A-Za-z0-9_][\w.+-]{0,99}$/, 'a name is made of letters, digits, and any of _ . + -');
const Image = z.strictObject({ name: NAME, file: z.string().min(1), ...shared });
const Defaults = z.strictObject({ file: z.string().min(1), ...shared }).partial();

const ImageList = z.strictObject({
  description: z.string().optional(),
  /** What an image that does not say otherwise has. */
  defaults: z.looseObject({}).optional(),
  images: z.array(z.looseObject({})).nonempty(),
});

export type ImageEntry = z.infer<typeof Image>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a matrix file is a list of images. */
export const isImageList = (text: string): boolean => /^images:/m.test(text);

/** Defaults come first, so that each entry is checked as the whole it is. */
const WithDefaults = z
  .preprocess(
    (value) => {
      if (!isObject(value) || !Array.isArray(value['images'])) return value;
      const defaults = isObject(value['defaults']) ? value['defaults'] : {};
      const images = value['images'].map((entry: unknown) => (isObject(entry) ? { ...defaults, ...entry } : entry));
      return { ...value, images };
    },
    ImageList.extend({ defaults: Defaults.optional(), images: z.array(Image).nonempty() }),
  )
  .superRefine(({ images }, context) => {
    const seen = new Set<string>();
    for (const [index, { name }] of images.entries()) {
      if (seen.has(name))
        context.addIssue({ code: 'custom', path: ['images', index, 'name'], message: `two images are called ${name}` });
      seen.add(name);
    }
  });

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path[0] === 'images' && path.length > 1) return Object.keys(Image.shape);
  return path[0] === 'defaults' ? Object.keys(Defaults.shape) : Object.keys(ImageList.shape);
}

/** Paths in the result are absolute or relative to the working folder, not to the list. */
export function parseImageList(text: string, file: string): readonly ImageEntry[] {
  const { images } = parseYaml(text, file, WithDefaults, 'matrix-invalid', keysAt);
  const near = (written: string): string => {
    const path = fromHome(written);
    return isAbsolute(path) ? path : join(dirname(file), path);
  };
  return images.map((image) => ({
    ...image,
    file: near(image.file),
    ...(image.initrd === undefined ? {} : { initrd: image.initrd.map(near) }),
    ...(isProtocolFile(image.protocol) ? { protocol: near(image.protocol) } : {}),
  }));
}

/** Null: the file is no list of images, or there is none. */
export function readImageList(file: string): readonly ImageEntry[] | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  return isImageList(text) ? parseImageList(text, file) : null;
}

/** One image from the command line; a wrong value is told like one of a file. */
export function makeImage(entry: Readonly<Record<string, unknown>>): ImageEntry {
  const parsed = Image.safeParse(entry);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserError('option-value', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not an image'}`);
}
