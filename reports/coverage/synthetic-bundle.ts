// SPDX-License-Identifier: BSD-3-Clause
/** Writes coverage bundles as a guest does, for unit tests. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ObjectCounters } from './bundle.ts';

export function bundleOf(objects: readonly ObjectCounters[]): { readonly manifest: string; readonly bundle: Buffer } {
  const bundle = Buffer.concat(objects.map(({ bytes }) => bytes));
  let offset = 0;
  const lines = objects.map(({ path, bytes }) => {
    const line = `${offset} ${bytes.byteLength} ${crc32(bytes).toString(16).padStart(8, '0')} ${path}`;
    offset += bytes.byteLength;
    return line;
  });
  const manifest = [`ukgcov 1 ${objects.length} ${bundle.byteLength}`, ...lines, 'end', ''].join('\n');
  return { manifest, bundle };
}

export function writeBundle(folder: string, objects: readonly ObjectCounters[]): void {
  const { manifest, bundle } = bundleOf(objects);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'BUNDLE'), bundle);
  writeFileSync(join(folder, 'MANIFEST'), manifest);
}
