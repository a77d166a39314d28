// SPDX-License-Identifier: BSD-3-Clause
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readBuildErrors } from '../build-errors.ts';
import { HashCache } from '../inputs.ts';
import {
  explainFetch,
  fetchedLibraries,
  keepFetched,
  notePrepared,
  preparedFor,
  refreshFetched,
  type FetchedLibrary,
} from './fetched.ts';

const root = mkdtempSync(join(tmpdir(), 'ukmatrix-fetched-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const dir = join(root, 'lib-musl');
const [out, downloads] = [join(root, 'out'), join(root, 'downloads')];
mkdirSync(join(dir, 'patches'), { recursive: true });
writeFileSync(join(dir, 'glue.c'), '');
writeFileSync(join(dir, 'patches', '1.patch'), 'one');
writeFileSync(
  join(dir, 'Makefile.uk'),
  '$(eval $(call addlib_s,libmusl,$(CONFIG_LIBMUSL)))\n$(eval $(call fetch,libmusl,$(LIBMUSL_URL)))\n#$(eval $(call clone,libold,x,y))\n',
);

const read = (): FetchedLibrary => {
  const inputs = new HashCache(join(root, 'hashes.json')).inputs([dir]);
  const [library, ...others] = fetchedLibraries(new Set([dir, join(root, 'plain')]), inputs);
  expect(others).toEqual([]);
  if (library === undefined) throw new Error('it fetches nothing');
  return library;
};

/** What make leaves of a library that it has fetched. */
function unpack(name = 'libmusl'): void {
  mkdirSync(join(out, name, 'origin'), { recursive: true });
  for (const file of ['.origin', '.patched', 'musl-1.2.3.tar.gz']) writeFileSync(join(out, name, file), '');
}

test('what is fetched is known by the makefile, and is unpacked anew when a patch changed, not when a source did', () => {
  const first = read();
  expect(first.name).toBe('libmusl');
  expect(refreshFetched([first], out, downloads)).toBe(true);
  unpack();
  keepFetched([first], out, downloads);
  writeFileSync(join(dir, 'glue.c'), 'int changed;\n');
  expect(refreshFetched([read()], out, downloads)).toBe(false);
  writeFileSync(join(dir, 'patches', '1.patch'), 'other');
  expect(refreshFetched([read()], out, downloads)).toBe(true);
  // The archive comes from the downloads that were kept.
  expect(readdirSync(join(out, 'libmusl'))).toEqual(['musl-1.2.3.tar.gz']);
});

test('another configuration is prepared for anew: it may take other sources', () => {
  mkdirSync(out, { recursive: true });
  expect(preparedFor(out)).toBeNull();
  notePrepared(out, 'CONFIG_A=y\n');
  expect(preparedFor(out)).toBe('CONFIG_A=y\n');
});

test('an archive that somebody put there is used, one of another address is not', () => {
  const library = read();
  const other = { ...library, makefile: 'elsewhere' };
  mkdirSync(join(out, 'libmusl'), { recursive: true });
  writeFileSync(join(out, 'libmusl', 'mine.tgz'), '');
  refreshFetched([other], out, downloads);
  expect(existsSync(join(out, 'libmusl', 'mine.tgz'))).toBe(true);
  unpack();
  keepFetched([other], out, downloads);
  refreshFetched([{ ...library, makefile: 'third', recipe: 'changed' }], out, downloads);
  expect(readdirSync(join(out, 'libmusl'))).toEqual([]);
});

const ARCHIVE = '  WGET    libmusl: https://musl.example/musl-1.2.3.tar.gz';
const LOG = (object: string, words: readonly string[], fetch: string): string[] => [
  fetch,
  ...words,
  `make[1]: *** [/lib-musl/Makefile.uk:5: ${join(out, 'libmusl', object)}] Error 2`,
];

function explained(object: string, words: readonly string[], fetch = ARCHIVE): string {
  const log = LOG(object, words, fetch);
  return explainFetch(readBuildErrors(log, '/tree', root), [read()], out, downloads, log).first.message;
}

test('a download that failed says from where and what to do; nothing of it is left to pass for the whole', () => {
  rmSync(join(out, 'libmusl'), { recursive: true, force: true });
  const shelf = join(downloads, read().makefile, 'libmusl');
  rmSync(shelf, { recursive: true, force: true });
  mkdirSync(join(out, 'libmusl', 'origin'), { recursive: true });
  expect(explained('.origin', ['tar (child): musl-1.2.3.tar.gz: Cannot open: No such file or directory'])).toBe(
    'its sources cannot be fetched from https://musl.example/musl-1.2.3.tar.gz: tar (child): musl-1.2.3.tar.gz: Cannot open: No such file or directory; ' +
      `run again when that can be reached, or put musl-1.2.3.tar.gz into ${shelf}`,
  );
  expect(existsSync(join(out, 'libmusl'))).toBe(false);
  // Whoever does so helps every architecture; where it is broken, it is told which one it was.
  writeFileSync(join(shelf, 'musl-1.2.3.tar.gz'), 'broken');
  refreshFetched([read()], out, downloads);
  expect(existsSync(join(out, 'libmusl', 'musl-1.2.3.tar.gz'))).toBe(true);
  expect(explained('.origin', ['tar: Error is not recoverable'])).toContain(
    `not recoverable (the archive is ${join(shelf, 'musl-1.2.3.tar.gz')})`,
  );
  rmSync(shelf, { recursive: true });
  expect(explained('.origin', ['fatal: unable to connect'], '  GIT     libmusl: git://musl.example/musl')).toBe(
    'its sources cannot be fetched from git://musl.example/musl: fatal: unable to connect; run again when that can be reached',
  );
  unpack();
  expect(explained('.origin', ['gzip: stdin: unexpected end of file', 'tar: Error is not recoverable'])).toMatch(
    /^its sources cannot be unpacked: .*not recoverable$/,
  );
  unpack();
  expect(explained('.patched', ['1 out of 2 hunks FAILED -- saving rejects to file src/env.c.rej'])).toBe(
    'its sources cannot be patched: 1 out of 2 hunks FAILED -- saving rejects to file src/env.c.rej',
  );
});

test('a tool that is missing is told with the line that installs it', () => {
  const words = ['/bin/bash: line 1: wget: command not found'];
  expect(explained('.chksum', words)).toContain('wget: command not found; run: sudo apt-get install -y wget');
});
