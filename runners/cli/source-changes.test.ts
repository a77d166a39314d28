// SPDX-License-Identifier: BSD-3-Clause
/** Against git itself: which commit a working tree is at, and what was changed since another one. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitAt } from './revisions.ts';
import { sourceChanges } from './source-changes.ts';

const dir = realpathSync(mkdtempSync(join(tmpdir(), 'ukmatrix-revisions-')));
const rootDir = join(dir, 'project');
const kernelDir = join(rootDir, 'kernels', 'reference');
const project = { rootDir, kernelDir, home: join(dir, 'home') };
afterAll(() => {
  rmSync(dir, { recursive: true });
});

const git = (...args: string[]): string => {
  const identity = ['-c', 'user.name=n', '-c', 'user.email=e@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', ['-C', rootDir, ...identity, ...args], { encoding: 'utf8' }).trim();
};
const write = (name: string, ...lines: string[]): void => {
  writeFileSync(join(rootDir, name), lines.map((line) => `${line}\n`).join(''));
};

let first = '';
beforeAll(() => {
  for (const name of ['kernels/reference', 'suites']) mkdirSync(join(rootDir, name), { recursive: true });
  git('init', '-q');
  for (const name of ['kernels/reference/a.c', 'suites/case.c', 'suites/README.md', 'other.c'])
    write(name, 'one', 'two');
  git('add', '-A');
  git('commit', '-qm', 'base');
  first = git('rev-parse', 'HEAD');
});

test('the commit of a working tree, however git keeps it', () => {
  expect(commitAt(kernelDir)).toBe(first);
  expect(commitAt(dir)).toBeNull();
  git('pack-refs', '--all');
  expect(commitAt(kernelDir)).toBe(first);
  git('worktree', 'add', '-q', '--detach', '../linked');
  expect(commitAt(join(dir, 'linked', 'suites'))).toBe(first);
});

test('what was changed since a run: edited and committed, of the kernel first', () => {
  const before = { kernel: first, suites: first };
  expect(sourceChanges(project, before, before)).toBeNull();
  write('suites/case.c', 'one', 'two', 'three');
  write('suites/README.md', 'new');
  write('other.c', 'new');
  git('commit', '-qam', 'suites: more');
  write('kernels/reference/a.c', 'one', 'TWO');
  const now = git('rev-parse', 'HEAD');
  expect(sourceChanges(project, before, { kernel: now, suites: now })).toEqual({
    commits: [`${now.slice(0, 7)} suites: more`],
    commitCount: 1,
    files: [
      { path: 'kernels/reference/a.c', line: 2 },
      { path: 'suites/case.c', line: 3 },
    ],
    fileCount: 2,
  });
  git('commit', '-qam', 'kernel: shout');
  // A run of another time than now has nothing of what came later.
  expect(sourceChanges(project, before, { kernel: now, suites: now })?.files).toEqual([
    { path: 'suites/case.c', line: 3 },
  ]);
});

test('a commit that this clone does not have tells nothing', () => {
  const gone = { kernel: '0'.repeat(40), suites: null };
  expect(sourceChanges(project, gone, { kernel: first, suites: first })).toBeNull();
});
