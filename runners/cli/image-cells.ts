// SPDX-License-Identifier: BSD-3-Clause
/** From `--kernel image:FILE` or a matrix file that lists images to the cells of a run. */
import { basename, normalize } from 'node:path';
import { archOfImage } from '../../kernels/image.ts';
import { AXIS_DEFAULTS } from '../../matrices/axes.ts';
import { fromHome } from '../../matrices/home-path.ts';
import { makeImage, readImageList, type ImageEntry } from '../../matrices/image-list.ts';
import type { Cell, ImagePlan } from '../../model/cell.ts';
import { UserError } from '../../model/errors.ts';
import { didYouMean, isChosen } from '../../model/glob.ts';
import { machineOf } from '../monitors/image-command.ts';
import { chooseProtocol } from '../protocols/choose.ts';
import type { ImageCell } from '../image-run.ts';
import type { Plan } from '../plan.ts';
import { parseCount, type SelectionOptions } from './options.ts';

export interface ImageOptions extends SelectionOptions {
  readonly protocol?: string;
  readonly statusMap?: string;
  readonly append?: string;
  readonly initrd?: string;
  readonly qemuArg?: readonly string[];
  readonly group?: string;
}

export interface SelectedImages {
  readonly plan: Plan;
  readonly cells: readonly ImageCell[];
}

const PREFIX = 'image:';

/** Between kernels; a comma may be part of a path. */
const BETWEEN = /,(?=[a-z]+:|reference(?:,|$))/;

function imagesOf(options: ImageOptions): readonly ImageEntry[] | null {
  const { kernel = '' } = options;
  if (!kernel.startsWith(PREFIX)) return options.matrix === undefined ? null : readImageList(options.matrix);
  const files = kernel.split(BETWEEN).map(fileOf);
  const names = uniqueNames(files);
  return files.map((file, index) => fromOptions(file, names[index] ?? '', options));
}

function fileOf(word: string): string {
  if (!word.startsWith(PREFIX)) throw new UserError('option-value', `--kernel: ${word} beside an image`);
  const file = fromHome(word.slice(PREFIX.length));
  if (file !== '') return file;
  throw new UserError('option-value', '--kernel image: names no file', { hint: 'write --kernel image:FILE' });
}

/** A file's name; where two files share one, their paths. */
function uniqueNames(files: readonly string[]): string[] {
  const short = files.map((file) => nameOf(basename(file)));
  const names = files.map((file, index) => {
    const name = short[index] ?? '';
    return short.indexOf(name) === short.lastIndexOf(name) ? name : nameOf(normalize(file));
  });
  return names.map((name, index) => {
    const count = names.slice(0, index).filter((other) => other === name).length;
    return count === 0 ? name : `${name}-${count + 1}`;
  });
}

/** As an image may be called: see image-list.ts. */
const nameOf = (path: string): string =>
  path
    .replaceAll(/[^\w.+-]/g, '_')
    .replace(/^[.+-]/, '_')
    .slice(-90);

function fromOptions(file: string, name: string, options: ImageOptions): ImageEntry {
  const { arch, protocol } = options;
  if (protocol === undefined)
    throw new UserError('option-unknown', '--kernel image: needs --protocol', {
      hint: 'say what its console speaks: uktest, tap, ktap, prefix-lines, exit-code, a pattern file, or the expected output',
    });
  const given = {
    machine: options.machine,
    cpu: options.cpu,
    append: options.append,
    initrd: options.initrd === undefined ? undefined : fromHome(options.initrd),
    statusMap: options.statusMap,
    args: options.qemuArg,
    accel: options.accel,
    smp: parseCount('--smp', options.smp, 1) ?? undefined,
    memoryMiB: parseCount('--memory', options.memory, 1) ?? undefined,
  };
  const isGiven = ([, value]: readonly [string, unknown]): boolean => value !== undefined;
  return makeImage({
    name,
    file,
    arch: arch ?? archOfImage(file) ?? 'x86_64',
    protocol,
    ...Object.fromEntries(Object.entries(given).filter(isGiven)),
  });
}

function cellOf(image: ImageEntry): Cell {
  const { name, file, arch, smp, accel, memoryMiB } = image;
  const cpu = image.cpu ?? AXIS_DEFAULTS.cpu;
  const kernel = `${PREFIX}${file}`;
  const axes = {
    kernel,
    arch,
    libc: 'none',
    smp,
    machine: `qemu:${machineOf(image)}`,
    cpu,
    topology: AXIS_DEFAULTS.topology,
    timer: AXIS_DEFAULTS.timer,
    end: AXIS_DEFAULTS.end,
    mte: AXIS_DEFAULTS.mte,
    accel,
    memoryMiB,
  } as const;
  return { id: name, axes, suites: [name], image: name };
}

const planOf = ({ cell }: ImageCell): ImagePlan => ({
  key: cell.image,
  kernel: cell.axes.kernel,
  arch: cell.axes.arch,
  libc: cell.axes.libc,
  coverage: false,
  memoryTags: false,
  largeAtomics: false,
  suites: cell.suites,
});

/** A list says them for each image itself. */
const OF_EACH = {
  protocol: '--protocol',
  statusMap: '--status-map',
  append: '--append',
  initrd: '--initrd',
  qemuArg: '--qemu-arg',
  machine: '--machine',
  cpu: '--cpu',
  memory: '--memory',
  accel: '--accel',
} as const;

function refuseOfEach(options: ImageOptions): void {
  const names = Object.keys(OF_EACH) as (keyof typeof OF_EACH)[];
  const given = names.find((name) => options[name] !== undefined);
  if (given === undefined) return;
  throw new UserError('option-value', `${OF_EACH[given]}: a list of images says this for each of them`, {
    hint: 'write it into the list, or run one of them with --kernel image:FILE',
  });
}

/** --arch, --smp, --suite (names of images) and --group narrow a list. */
function narrow(images: readonly ImageEntry[], options: ImageOptions): readonly ImageEntry[] {
  const { arch, smp, suite, group } = options;
  const [arches, counts, globs, groups] = [arch, smp, suite, group].map((text) => text?.split(',') ?? null);
  const left = images.filter(
    (image) =>
      (arches === null || arches === undefined || arches.includes(image.arch)) &&
      (counts === null || counts === undefined || counts.includes(`${image.smp}`)) &&
      (globs === null || globs === undefined || isChosen(globs, image.name)) &&
      (groups === null || groups === undefined || groups.some((group) => image.groups.includes(group))),
  );
  if (left.length > 0) return left;
  throw new UserError('nothing-selected', `no image of the list is left; it has ${whatIsThere(images, options)}`);
}

const MOST_NAMES = 30;

/** What could have been meant. */
function whatIsThere(images: readonly ImageEntry[], { suite, group }: ImageOptions): string {
  const names = images.map(({ name }) => name);
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  const groups = [...new Set(images.flatMap((image) => image.groups))];
  const guess = suite === undefined ? '' : didYouMean(suite, names);
  const ofGroups = group === undefined ? '' : `, in groups ${groups.join(', ') || '(none)'}`;
  return `${names.slice(0, MOST_NAMES).join(', ')}${more}${guess}${ofGroups}`;
}

/** Refuses what only the reading of the console would find out. */
function checkProtocol(image: ImageEntry): void {
  try {
    chooseProtocol({ ...image, suite: image.name });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, hint } = error;
    throw new UserError(code, `image ${image.name}: ${message}`, { cause: error, ...(hint === null ? {} : { hint }) });
  }
}

/** As for kvm-unit-tests: what is in group `nodefault`, too, runs where somebody names a group of it, or it itself. */
function withDefault(image: ImageEntry, { group, suite }: ImageOptions): ImageEntry {
  if (!image.groups.includes('nodefault') || group !== undefined || suite !== undefined) return image;
  return { ...image, skip: image.skip ?? 'in group nodefault, which runs with --group or --suite' };
}

/** Null: neither an image nor a list of images was given. Refuses an unknown protocol before anything starts. */
export function selectImages(options: ImageOptions): SelectedImages | null {
  const images = imagesOf(options);
  if (images === null) return null;
  const isOne = options.kernel?.startsWith(PREFIX) === true;
  if (!isOne) refuseOfEach(options);
  const chosen = isOne ? images : narrow(images, options).map((image) => withDefault(image, options));
  const cells = chosen.map((image) => ({ cell: cellOf(image), image }));
  for (const { image } of cells) checkProtocol(image);
  return { plan: { cells: cells.map(({ cell }) => cell), images: cells.map(planOf) }, cells };
}
