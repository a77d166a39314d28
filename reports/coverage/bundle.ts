// SPDX-License-Identifier: BSD-3-Clause
/**
 * What one boot left in its share: `BUNDLE`, all its .gcda streams back to back, and `MANIFEST`, written after it:
 * `ukgcov 1 FILES BYTES`, a line `OFFSET LENGTH CRC32 PATH` for each stream, `end`. A guest wrote both, so neither is
 * followed, trusted or partly used.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

const LARGEST_BUNDLE = 64 * 1024 * 1024;
const LARGEST_MANIFEST = 8 * 1024 * 1024;

export interface ObjectCounters {
  /** Name that the compiler gave the .gcda file: an absolute path beside the .gcno. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type BundleResult =
  | { readonly kind: 'objects'; readonly objects: readonly ObjectCounters[] }
  | { readonly kind: 'unusable'; readonly reason: string };

const unusable = (reason: string): BundleResult => ({ kind: 'unusable', reason });

/** Takes a bundle apart; any bytes get an answer. */
export function parseBundle(manifest: string, bundle: Uint8Array): BundleResult {
  const lines = manifest.split('\n');
  const head = /^ukgcov 1 (\d{1,9}) (\d{1,12})$/.exec(lines[0] ?? '');
  if (head === null) {
    return unusable('its MANIFEST does not begin with `ukgcov 1 FILES BYTES`');
  }
  const [files, bytes] = [Number(head[1]), Number(head[2])];
  if (lines.length !== files + 3 || lines[files + 1] !== 'end' || lines[files + 2] !== '') {
    return unusable(`its MANIFEST is cut off: ${files} files announced, ${lines.length} lines`);
  }
  if (bundle.byteLength !== bytes) {
    return unusable(`its BUNDLE has ${bundle.byteLength} bytes of ${bytes}`);
  }
  const objects: ObjectCounters[] = [];
  const paths = new Set<string>();
  let offset = 0;
  for (const [index, line] of lines.slice(1, files + 1).entries()) {
    const [, at, length, crc = '', path = ''] = /^(\d{1,12}) (\d{1,12}) ([0-9a-f]{8}) (.+)$/.exec(line) ?? [];
    const stream = bundle.subarray(offset, offset + Number(length));
    if (Number(at) !== offset || stream.byteLength !== Number(length)) {
      return unusable(`line ${index + 2} of its MANIFEST does not continue at byte ${offset} of the BUNDLE`);
    }
    if (crc32(stream) !== parseInt(crc, 16)) {
      return unusable(`stream ${index} of its BUNDLE has another CRC than the MANIFEST says`);
    }
    if (paths.has(path)) {
      return unusable(`line ${index + 2} of its MANIFEST names an object for the second time`);
    }
    paths.add(path);
    objects.push({ path, bytes: stream });
    offset += stream.byteLength;
  }
  return offset === bytes ? { kind: 'objects', objects } : unusable(`its MANIFEST tells of ${offset} bytes of ${bytes}`);
}

/** Bytes of a regular file of at most `limit` bytes, or in words why there are none. */
function readPlainFile(file: string, limit: number): Uint8Array | string {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) {
      return 'no regular file';
    }
    return status.size > limit ? `${status.size} bytes, more than ${limit}` : readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Reads what a boot left in `dir`. */
export function readBundle(dir: string): BundleResult {
  const manifest = readPlainFile(join(dir, 'MANIFEST'), LARGEST_MANIFEST);
  if (typeof manifest === 'string') {
    return unusable(`no MANIFEST: ${manifest}`);
  }
  const bundle = readPlainFile(join(dir, 'BUNDLE'), LARGEST_BUNDLE);
  if (typeof bundle === 'string') {
    return unusable(`no BUNDLE: ${bundle}`);
  }
  return parseBundle(new TextDecoder().decode(manifest), bundle);
}
