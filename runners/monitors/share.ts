// SPDX-License-Identifier: BSD-3-Clause
/**
 * The folder that one boot gets over 9p, and what the guest left in it. The guest is not trusted: only regular files directly where they
 * are expected are read, without following links, and inside size limits.
 */
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const RESULT_LIMIT_BYTES = 256;
const COVERAGE_LIMIT_BYTES = 64 << 20;
const COVERAGE_FILES = ['MANIFEST', 'BUNDLE'];

/** The guest's own account of its end, from the file `result`: `ukmatrix 1 NONCE STATUS CASES FAILED SKIPPED`. */
export type ResultFile =
  | { readonly kind: 'absent' }
  | { readonly kind: 'bad'; readonly reason: string }
  | {
      readonly kind: 'present';
      readonly nonce: string;
      readonly isPass: boolean;
      readonly cases: number;
      readonly failed: number;
      readonly skipped: number;
    };

export interface ShareContents {
  readonly result: ResultFile;
  /** True when complete coverage files are there. */
  readonly hasCoverage: boolean;
  readonly findings: readonly string[];
}

/** File systems that keep user.* attributes (statfs(2) magic numbers): ext2 to ext4, XFS, Btrfs, overlayfs. */
const WITH_ATTRIBUTES = new Set([0xef53, 0x58465342, 0x9123683e, 0x794c7630]);
/** Where QEMU's mapped-file model keeps what the other one puts into attributes. */
const METADATA_DIR = '.virtfs_metadata';

/**
 * How QEMU stores owners, modes, links and devices that a guest makes: never as such, or a guest of a harness run by root could leave
 * device nodes and links on the host. What it makes are plain files.
 */
export function securityModel(dir: string): 'mapped-xattr' | 'mapped-file' {
  return WITH_ATTRIBUTES.has(statfsSync(existingPart(dir)).type) ? 'mapped-xattr' : 'mapped-file';
}

/** Where a guest leaves its coverage. */
export const coverageFolder = (shareDir: string): string => join(shareDir, 'gcda');

const existingPart = (dir: string): string => (existsSync(dir) ? dir : existingPart(dirname(dir)));

export function createShare(dir: string): void {
  mkdirSync(dir, { recursive: true });
}

/** Bytes of a regular file of at most `limit` bytes; a sentence where there is something else; null where there is nothing. */
function readPlain(file: string, limit: number): Buffer | string | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? null : `cannot be read (${code ?? 'unknown error'})`;
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return 'is no regular file';
    if (stat.size > limit) return `has ${stat.size} bytes, more than ${limit}`;
    const bytes = Buffer.alloc(stat.size);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, stat.size, 0));
  } finally {
    closeSync(descriptor);
  }
}

function parseResultFile(bytes: Buffer | string | null): ResultFile {
  if (bytes === null) return { kind: 'absent' };
  if (typeof bytes === 'string') return { kind: 'bad', reason: `the result file ${bytes}` };
  const match = /^ukmatrix 1 (\S+) (pass|fail) (\d{1,9}) (\d{1,9}) (\d{1,9})\n$/.exec(bytes.toString('latin1'));
  if (match === null) return { kind: 'bad', reason: 'the result file does not hold one complete result line' };
  const [, nonce = '', status, cases, failed, skipped] = match;
  return {
    kind: 'present',
    nonce,
    isPass: status === 'pass',
    cases: Number(cases),
    failed: Number(failed),
    skipped: Number(skipped),
  };
}

/** Plain files of acceptable size only; everything else in the coverage folder is taken away before anyone else looks. */
function vetCoverage(dir: string): { hasCoverage: boolean; findings: string[] } {
  const stat = lstatSync(dir, { throwIfNoEntry: false });
  if (stat === undefined) return { hasCoverage: false, findings: [] };
  if (!stat.isDirectory()) {
    rmSync(dir, { force: true });
    return { hasCoverage: false, findings: ['the guest made gcda something other than a folder'] };
  }
  const findings: string[] = [];
  const good = new Set<string>();
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const file = join(dir, entry.name);
    if (entry.name === METADATA_DIR) continue;
    const size = entry.isFile() ? lstatSync(file).size : -1;
    if (COVERAGE_FILES.includes(entry.name) && size >= 0 && size <= COVERAGE_LIMIT_BYTES) {
      good.add(entry.name);
      continue;
    }
    findings.push(`the guest left gcda/${JSON.stringify(entry.name)}, which is no coverage file; removed`);
    rmSync(file, { recursive: true, force: true });
  }
  return { hasCoverage: good.size === COVERAGE_FILES.length, findings };
}

/** `dir`/gcda is fit for the coverage report after this. Unexpected entries are taken away and reported. */
export function readShare(dir: string): ShareContents {
  const result = parseResultFile(readPlain(join(dir, 'result'), RESULT_LIMIT_BYTES));
  const { hasCoverage, findings } = vetCoverage(coverageFolder(dir));
  if (!lstatSync(dir, { throwIfNoEntry: false })?.isDirectory()) {
    return { result, hasCoverage: false, findings: ['the share was removed while the guest ran'] };
  }
  const strangers = readdirSync(dir).filter((name) => !['result', 'gcda', METADATA_DIR].includes(name));
  for (const name of strangers) rmSync(join(dir, name), { recursive: true, force: true });
  const removed =
    strangers.length === 0 ? [] : [`the guest left ${strangers.length} unexpected entries in its share; removed`];
  return { result, hasCoverage, findings: [...findings, ...removed] };
}
