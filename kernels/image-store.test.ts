// SPDX-License-Identifier: BSD-3-Clause
/** A build begins with its kin's objects unless make would miss what changed since then. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { ImageStore, type ImageSources } from './image-store.ts';
import type { Input } from './inputs.ts';

const home = mkdtempSync(join(tmpdir(), 'ukmatrix-store-'));
const store = new ImageStore(home);
const [EARLIER, BUILT, LATER] = [1000, 2000, 3000];

afterAll(() => {
  rmSync(home, { recursive: true });
});

const input = (file: string, hash: string, mtimeMs: number): Input => ({ file, hash, mtimeMs });
const kernel = (hash: string, mtimeMs: number): Input => input('/kernel/a.c', hash, mtimeMs);
const suite = (name: string, hash: string, mtimeMs: number): Input => input(`/suites/${name}/a.c`, hash, mtimeMs);
const sources = (...inputs: readonly Input[]): ImageSources => ({
  folders: inputs.map(({ file }) => file.replace('/a.c', '')),
  inputs,
});

function build(hash: string, from: ImageSources): void {
  const takenOver = store.prepare(hash, 'kin', from);
  const out = join(store.dirOf(hash), 'out');
  mkdirSync(out, { recursive: true });
  const [file, debugFile] = [join(out, 'image'), join(out, 'image.dbg')];
  for (const name of [file, debugFile, join(out, `${hash}.o`)]) writeFileSync(name, '');
  store.complete(hash, 'kin', { file, debugFile, startedAtMs: BUILT }, from, takenOver);
}

/** What lies in the output folder of an image that is about to be built. */
function beginsWith(from: ImageSources): string[] {
  store.prepare('next', 'kin', from);
  const out = join(store.dirOf('next'), 'out');
  return ['first.o', 'second.o', 'image', 'image.dbg'].filter((name) => existsSync(join(out, name)));
}

beforeEach(() => {
  rmSync(join(home, 'images'), { recursive: true, force: true });
  build('first', sources(kernel('k', EARLIER), suite('one', 'o', EARLIER)));
  build('second', sources(kernel('k', EARLIER), suite('two', 't', EARLIER)));
});

test('all objects of its kin, never an image', () => {
  expect(beginsWith(sources(kernel('k', EARLIER)))).toEqual(['first.o', 'second.o']);
});

test('what changed later make sees, and of a new suite there are no objects', () => {
  const from = sources(kernel('changed', LATER), suite('new', 'n', EARLIER));
  expect(beginsWith(from)).toEqual(['first.o', 'second.o']);
});

test.each([
  ['the kernel', [kernel('other', EARLIER)]],
  ['a suite of the last image', [kernel('k', EARLIER), suite('two', 'other', EARLIER)]],
  ['a suite of an image before that', [kernel('k', EARLIER), suite('one', 'other', EARLIER)]],
])('nothing where %s differs and is older', (_, inputs) => {
  expect(beginsWith(sources(...inputs))).toEqual([]);
});

test('whoever waits for a lock gives up when told to, and the one who has it keeps it', async () => {
  const held = Promise.withResolvers<undefined>();
  const begun = Promise.withResolvers<undefined>();
  const holder = store.locked('one', async () => {
    begun.resolve(undefined);
    await held.promise;
    return 'built';
  });
  await begun.promise;
  const controller = new AbortController();
  const work = vi.fn(() => Promise.resolve('built twice'));
  const waiting = store.locked('one', work, { signal: controller.signal, givenUp: 'given up' });
  controller.abort();
  expect(await waiting).toBe('given up');
  expect(await store.locked('one', work, { signal: controller.signal, givenUp: 'not begun' })).toBe('not begun');
  expect(work).not.toHaveBeenCalled();
  held.resolve(undefined);
  expect(await holder).toBe('built');
  expect(await store.locked('one', () => Promise.resolve('after it'))).toBe('after it');
});
