// SPDX-License-Identifier: BSD-3-Clause
/** Against git itself, in a small repository. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UserError } from '../../model/errors.ts';
import { changedIn, changesSince, checkRevision } from './git-changes.ts';

const dir = realpathSync(mkdtempSync(join(tmpdir(), 'ukmatrix-git-')));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

const git = (...args: string[]): void => {
  const identity = ['-c', 'user.name=n', '-c', 'user.email=e@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['-C', dir, ...identity, ...args], { stdio: 'ignore' });
};
const write = (name: string, ...lines: string[]): void => {
  writeFileSync(join(dir, name), lines.map((line) => `${line}\n`).join(''));
};

beforeAll(() => {
  git('init', '-q');
  git('config', 'diff.noprefix', 'true');
  mkdirSync(join(dir, 'lib'));
  write('lib/a.c', 'one', 'two', 'three', 'four');
  write('lib/moved.c', ...Array.from({ length: 20 }, (_, at) => `line ${at}`));
  write('lib/ä "q".c', 'x');
  git('add', '-A');
  git('commit', '-qm', 'base');
  write('lib/a.c', 'one', '++ b/lib/not.c', 'three', 'three and a half', 'four');
  renameSync(join(dir, 'lib/moved.c'), join(dir, 'lib/here.c'));
  write('lib/here.c', ...Array.from({ length: 20 }, (_, at) => (at === 6 ? 'changed' : `line ${at}`)));
  write('lib/ä "q".c', 'x', 'y');
  git('add', 'lib/here.c', 'lib/moved.c');
  write('lib/new.c', 'n');
  write('notes.txt', 'n');
});

test('lines that were changed, added, in files that moved, and in files that git does not know', () => {
  const changes = changesSince('HEAD', ['lib/a.c', 'lib/here.c'], dir);
  const found = Object.fromEntries([...changes].map(([path, lines]) => [path, [...lines]]));
  expect(found).toEqual({ 'lib/a.c': [2, 4], 'lib/here.c': [7], 'lib/ä "q".c': [2], 'lib/new.c': [1, 2] });
});

test('a revision that is none, and sources in no working tree', () => {
  expect(() => changesSince('nosuch', ['lib/a.c'], dir)).toThrow(UserError);
  expect(() => {
    checkRevision('--output=x', dir);
  }).toThrow(/knows no revision "--output=x"/);
  expect(() => changesSince('HEAD', ['a.c'], '/')).toThrow(/in no git working tree/);
});

test('hunks whose lines look like heads', () => {
  const diff =
    '--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n-@@ -9 +9 @@\n-a\n++++ b/y.c\n+b\n@@ -8,0 +9 @@\n+c\n\\ No newline at end of file\n';
  expect([...changedIn(diff)].map(([path, lines]) => [path, [...lines]])).toEqual([['x.c', [1, 2, 9]]]);
});
