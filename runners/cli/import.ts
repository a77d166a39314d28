// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix import FILE`: a list of tests in INI form becomes a matrix file of images. Nothing of it is run. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { stringify } from 'yaml';
import { parseImageList } from '../../matrices/image-list.ts';
import { importIni, INI_DEFAULTS, type ListedImage } from '../../matrices/ini-list.ts';
import { isKraftfile } from '../../matrices/kraftfile-name.ts';
import { readKraftfile, type KraftTarget } from '../../matrices/kraftfile.ts';
import { ARCHES, type Arch } from '../../model/cell.ts';
import { UserError } from '../../model/errors.ts';
import { counted } from '../../reports/terminal/style.ts';
import { EXIT } from '../dispatcher.ts';
import { parseChoice, parseCount } from './options.ts';

export interface ImportOptions {
  readonly arch?: string;
  readonly maxSmp?: string;
  readonly out?: string;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserError('folder-unusable', `cannot read ${file}: ${(cause as Error).message}`, { cause });
  }
}

/** A list adds the arguments of its machine to each image's own: an entry's `args` stand for both. */
function withArgs(image: ListedImage, defaults: Readonly<Record<string, unknown>>): ListedImage {
  const { args: own } = image;
  const { args: shared } = defaults;
  return Array.isArray(own) && Array.isArray(shared)
    ? { ...image, args: [...(shared as string[]), ...(own as string[])] }
    : image;
}

/** Targets of a project, with absolute paths: they may be anywhere. */
function importKraftfile(file: string, { out }: ImportOptions): number {
  const { entries, notes } = readKraftfile(file);
  for (const note of notes) process.stderr.write(`${file}: ${note}\n`);
  const trees = entries.map((entry) => withUniqueName(entry, entries));
  const text = stringify({ trees }, { lineWidth: 0, aliasDuplicateObjects: false });
  if (out === undefined) process.stdout.write(text);
  else writeList(out, text, `${entries.length} trees`);
  return EXIT.expected;
}

/** Targets of two architectures may share a name; trees of a list may not. */
function withUniqueName(entry: KraftTarget, all: readonly KraftTarget[]): KraftTarget {
  const isShared = all.some((other) => other !== entry && other.name === entry.name);
  return isShared ? { ...entry, name: `${entry.name}-${entry.arch.join('-')}` } : entry;
}

/** kvm-unit-tests keep the list of each architecture in a folder of that name, and 32 bits beside 64. */
const ARCH_FOLDERS: Readonly<Record<string, Arch | null>> = {
  x86: 'x86_64',
  x86_64: 'x86_64',
  arm: 'arm64',
  arm64: 'arm64',
  aarch64: 'arm64',
  s390x: null,
  powerpc: null,
  ppc64: null,
  riscv: null,
  riscv64: null,
};

/** What the option says, else the list's folder. */
function archFor(file: string, option: string | undefined): Arch {
  if (option !== undefined) return parseChoice('--arch', option, ARCHES);
  const folder = basename(dirname(resolve(file)));
  const arch = ARCH_FOLDERS[folder];
  if (arch === null)
    throw new UserError('matrix-invalid', `${file} lists tests for ${folder}; images boot on ${ARCHES.join(' and ')}`, {
      hint: 'if its tests are made for one of these, say so with --arch',
    });
  return arch ?? 'x86_64';
}

/**
 * Their runner hands programs a list of variables as their initrd; under emulation it says that no erratum of the host's kernel matters.
 * Without it they skip what a broken KVM could not survive.
 */
const ENVIRONMENT = 'ERRATA_FORCE=y\n';

/** Where the variables go, beside the new list; null where the list is not of kvm-unit-tests, or goes to standard output. */
function environmentFile(file: string, out: string | undefined): string | null {
  const isTheirs = existsSync(resolve(dirname(file), '..', 'errata.txt'));
  return isTheirs && out !== undefined ? `${out.replace(/\.ya?ml$/, '')}.env` : null;
}

/** An image of the new list: files stand beside the INI list, the new one may stand elsewhere. */
function listed(image: ListedImage, defaults: Readonly<Record<string, unknown>>, from: string, initrd: string | null) {
  const path = String(image['file']);
  const file = from === '' || isAbsolute(path) ? path : `${from}/${path}`;
  return { ...withArgs(image, defaults), file, ...(initrd === null || image['accel'] === 'kvm' ? {} : { initrd }) };
}

export function importCommand(file: string, options: ImportOptions): number {
  if (isKraftfile(file) && existsSync(file)) return importKraftfile(file, options);
  const { out } = options;
  const arch = archFor(file, options.arch);
  const maxSmp = parseCount('--max-smp', options.maxSmp, 1) ?? availableParallelism();
  const { images, remarks } = importIni(read(file), arch, maxSmp);
  if (images.length === 0) throw new UserError('matrix-invalid', `${file} has no [section]: it is no list of tests`);
  const defaults = INI_DEFAULTS[arch];
  const from = relative(out === undefined ? process.cwd() : dirname(resolve(out)), dirname(resolve(file)));
  const environment = environmentFile(file, out);
  const initrd = environment === null ? null : basename(environment);
  const text = stringify(
    { defaults, images: images.map((image) => listed(image, defaults, from, initrd)) },
    { lineWidth: 0 },
  );
  parseImageList(text, file);
  for (const remark of remarks) process.stderr.write(`${file}:${remark}\n`);
  if (environment !== null) writeNew(environment, ENVIRONMENT);
  if (out === undefined) process.stdout.write(text);
  else writeList(out, text, counted(images.length, 'image'));
  return EXIT.expected;
}

function writeList(out: string, text: string, what: string): void {
  writeNew(out, text);
  process.stderr.write(`${out}: ${what}; run them with: npm run ukmatrix -- run --matrix ${out}\n`);
}

function writeNew(out: string, text: string): void {
  if (existsSync(out))
    throw new UserError('folder-unusable', `--out: ${out} is there already`, { hint: 'name a new file' });
  try {
    writeFileSync(out, text);
  } catch (cause) {
    throw new UserError('folder-unusable', `--out: cannot write ${out}: ${(cause as Error).message}`, { cause });
  }
}
