// SPDX-License-Identifier: BSD-3-Clause
import { mkdirSync, mkdtempSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBundle, readBundle } from './bundle.ts';
import { bundleOf, writeBundle } from './synthetic-bundle.ts';

const objects = [
  { path: '/o/lib/a.gcda', bytes: Buffer.from('first') },
  { path: '/o/with space/b.gcda', bytes: Buffer.from('') },
  { path: '/o/c.gcda', bytes: Buffer.from('third stream') },
];

const reasonFor = (manifest: string, bundle: Uint8Array): string => {
  const result = parseBundle(manifest, bundle);
  return result.kind === 'unusable' ? result.reason : 'usable';
};

describe('coverage bundles', () => {
  it('come apart into their streams', () => {
    const { manifest, bundle } = bundleOf(objects);
    expect(parseBundle(manifest, bundle)).toEqual({ kind: 'objects', objects });
  });

  it('are refused whole for any damage', () => {
    const { manifest, bundle } = bundleOf(objects);
    expect(reasonFor(manifest.replace('end\n', ''), bundle)).toContain('cut off');
    expect(reasonFor(manifest.replace(/^ukgcov 1/, 'ukgcov 2'), bundle)).toContain('does not begin');
    expect(reasonFor(manifest, bundle.subarray(1))).toContain('16 bytes of 17');
    expect(reasonFor(manifest.replace('\n5 0 ', '\n6 0 '), bundle)).toContain('does not continue at byte 5');
    expect(reasonFor(manifest.replace('/o/c.gcda', '/o/lib/a.gcda'), bundle)).toContain('for the second time');
    const changed = Buffer.from(bundle);
    changed[7] = 0;
    expect(reasonFor(manifest, changed)).toContain('stream 2 of its BUNDLE has another CRC');
  });

  it('get an answer whatever a guest wrote', () => {
    const { manifest, bundle } = bundleOf(objects);
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.string({ maxLength: 5 }), (from, length, text) => {
        const start = from % manifest.length;
        const damaged = manifest.slice(0, start) + text + manifest.slice(start + (length % 9));
        expect(['objects', 'unusable']).toContain(parseBundle(damaged, bundle).kind);
      }),
    );
  });

  it('are read from a folder without following links', () => {
    const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-bundle-'));
    expect(readBundle(dir)).toEqual({ kind: 'unusable', reason: 'no MANIFEST: ENOENT' });
    const good = join(dir, 'good');
    writeBundle(good, objects);
    expect(readBundle(good).kind).toBe('objects');
    const linked = join(dir, 'linked');
    mkdirSync(linked);
    symlinkSync('/etc/hostname', join(linked, 'MANIFEST'));
    expect(readBundle(linked)).toEqual({ kind: 'unusable', reason: 'no MANIFEST: ELOOP' });
    const folder = join(dir, 'folder');
    mkdirSync(join(folder, 'MANIFEST'), { recursive: true });
    expect(readBundle(folder)).toEqual({ kind: 'unusable', reason: 'no MANIFEST: no regular file' });
  });

  it('are not read beyond their limit, sparse files included', () => {
    const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-bundle-'));
    writeFileSync(join(dir, 'MANIFEST'), '');
    truncateSync(join(dir, 'MANIFEST'), 2 ** 40);
    expect(readBundle(dir)).toMatchObject({ reason: expect.stringContaining('more than') as string });
  });
});
