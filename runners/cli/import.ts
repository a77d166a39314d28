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
import { readConfig, type BuiltFor } from '../../matrices/kvm-unit-tests-config.ts';
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
  i386: 'x86_64',
  arm: 'arm64',
  arm64: 'arm64',
  aarch64: 'arm64',
  s390x: null,
  powerpc: null,
  ppc64: null,
  riscv: null,
  riscv64: null,
};

/** What the tree of the list was configured for; null where there is no such file. */
function builtFor(file: string): BuiltFor | null {
  const config = resolve(dirname(file), '..', 'config.mak');
  return isOfKvmUnitTests(file) && existsSync(config) ? readConfig(read(config)) : null;
}

const REFUSED_HINT = { hint: 'if its tests are made for one of these, say so with --arch' };

/** What the option says, else how the tree was configured, else the list's folder. */
function archFor(file: string, option: string | undefined, built: BuiltFor | null): Arch {
  if (option !== undefined) return parseChoice('--arch', option, ARCHES);
  if (built?.isEfi === true)
    throw new UserError('matrix-invalid', `${file}: its programs were built for UEFI (CONFIG_EFI in ../config.mak)`, {
      hint: 'configure the tree without --enable-efi, or say with --arch that its programs are kernels',
    });
  const folder = basename(dirname(resolve(file)));
  // The folder has programs of 32 bits, too.
  const name = built?.arch === 'arm' ? 'arm of 32 bits' : folder;
  const arch = name === folder ? ARCH_FOLDERS[folder] : null;
  if (arch !== null) return arch ?? 'x86_64';
  throw new UserError(
    'matrix-invalid',
    `${file} lists tests for ${name}; images boot on ${ARCHES.join(' and ')}`,
    REFUSED_HINT,
  );
}

/**
 * Their runner hands programs a list of variables as their initrd; under emulation it says that no erratum of the host's kernel matters.
 * Without it they skip what a broken KVM could not survive.
 */
const ENVIRONMENT = 'ERRATA_FORCE=y\n';

const isOfKvmUnitTests = (file: string): boolean => existsSync(resolve(dirname(file), '..', 'errata.txt'));

/** Where the variables go, beside the new list; null where the list is not of kvm-unit-tests, or goes to standard output. */
function environmentFile(file: string, out: string | undefined): string | null {
  return isOfKvmUnitTests(file) && out !== undefined ? `${out.replace(/\.ya?ml$/, '')}.env` : null;
}

/** The machine of all images: with the CPU that the tree's own runner gives them. */
function defaultsFor(arch: Arch, built: BuiltFor | null): Readonly<Record<string, unknown>> {
  const cpu = isOf32Bits(arch, built) ? I386_CPU : arch === 'arm64' ? (built?.cpu ?? null) : null;
  return cpu === null ? INI_DEFAULTS[arch] : { ...INI_DEFAULTS[arch], cpu };
}

const I386 = 'i386';
/** The one of a QEMU for 32 bits. */
const I386_CPU = 'qemu32';

const isOf32Bits = (arch: Arch, built: BuiltFor | null): boolean => arch === 'x86_64' && built?.arch === I386;

/** An image of the new list: files stand beside the INI list, the new one may stand elsewhere. */
function listed(image: ListedImage, defaults: Readonly<Record<string, unknown>>, from: string, initrd: string | null) {
  const path = String(image['file']);
  const file = from === '' || isAbsolute(path) ? path : `${from}/${path}`;
  return { ...withArgs(image, defaults), file, ...(initrd === null || image['accel'] === 'kvm' ? {} : { initrd }) };
}

export function importCommand(file: string, options: ImportOptions): number {
  if (isKraftfile(file) && existsSync(file)) return importKraftfile(file, options);
  const { out } = options;
  const built = builtFor(file);
  const arch = archFor(file, options.arch, built);
  const maxSmp = parseCount('--max-smp', options.maxSmp, 1) ?? availableParallelism();
  const { images, remarks } = importIni(read(file), isOf32Bits(arch, built) ? I386 : arch, maxSmp);
  if (images.length === 0) throw new UserError('matrix-invalid', `${file} has no [section]: it is no list of tests`);
  const defaults = defaultsFor(arch, built);
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
