// SPDX-License-Identifier: BSD-3-Clause
/** Real git on a repository of one file, whose text says what would come of it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bisect, type BisectEnd, type Finding, type Tried } from './bisect.ts';
import { git, repositoryOf, revisionOf, Worktree } from './worktree.ts';

let dir: string;
let root: string;
let steps: number;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ukmatrix-bisect-'));
  root = join(dir, 'project');
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** One commit for each text, in the folder `kernel`; between them commits elsewhere. */
function repository(texts: readonly string[]): void {
  steps = texts.length;
  const call = (...args: string[]): void => void execFileSync('git', args, { cwd: root, stdio: 'ignore' });
  const commit = (file: string, text: string, subject: string): void => {
    writeFileSync(join(root, file), text);
    call('add', '.');
    call('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-m', subject);
  };
  mkdirSync(join(root, 'kernel'), { recursive: true });
  call('init', '-b', 'main');
  for (const [index, text] of texts.entries()) {
    commit('kernel/state', `${text} ${index}`, `step ${index}: ${text}`);
    commit('README', String(index), `words ${index}`);
  }
  // A hook of the user's must not run, and his checkout must stay as it is.
  writeFileSync(join(root, '.git', 'hooks', 'post-checkout'), `#!/bin/sh\ntouch ${join(dir, 'hooked')}\n`, {
    mode: 0o755,
  });
  writeFileSync(join(root, 'kernel', 'state'), 'work in progress');
}

interface Searched {
  readonly end: BisectEnd;
  readonly tried: readonly Tried[];
}

async function search(good: string, bad: string, abortAfter = Infinity): Promise<Searched> {
  const repo = await repositoryOf(join(root, 'kernel'));
  const worktree = new Worktree(repo, join(dir, 'worktree'));
  const abort = new AbortController();
  const tried: Tried[] = [];
  const ask = (): Promise<Finding> => {
    const [text = ''] = readFileSync(join(worktree.tree, 'state'), 'utf8').split(' ');
    if (tried.length >= abortAfter) abort.abort();
    const words = `${text} it is`;
    if (text === 'good') return Promise.resolve({ kind: 'good' });
    return Promise.resolve(text === 'bad' ? { kind: 'bad', words, transcript: 'x.log' } : { kind: 'skip', words });
  };
  try {
    const end = await bisect({
      worktree,
      good: await revisionOf(repo, '--good', good),
      bad: await revisionOf(repo, '--bad', bad),
      ask,
      onTried: (one) => tried.push(one),
      signal: abort.signal,
    });
    return { end, tried };
  } finally {
    await worktree.remove();
  }
}

const at = (step: number): string => `main~${2 * (steps - 1 - step) + 1}`;

async function expectUntouched(): Promise<void> {
  expect(readFileSync(join(root, 'kernel', 'state'), 'utf8')).toBe('work in progress');
  expect(await git(root, 'symbolic-ref', '--short', 'HEAD')).toBe('main');
  expect((await git(root, 'worktree', 'list')).split('\n')).toHaveLength(1);
  expect(await git(root, 'for-each-ref', 'refs/bisect')).toBe('');
  expect(existsSync(join(dir, 'hooked'))).toBe(false);
  expect(existsSync(join(dir, 'worktree'))).toBe(false);
}

test('the first bad commit, past one that does not build', async () => {
  repository(['good', 'good', 'broken', 'good', 'bad', 'bad']);
  const { end, tried } = await search(at(0), at(5));
  expect(end).toMatchObject({ kind: 'found', finding: { kind: 'bad', words: 'bad it is', transcript: 'x.log' } });
  expect(end.kind === 'found' && end.first.title).toMatch(/^[0-9a-f]{7,} step 4: bad \(a, /);
  // Commits elsewhere are not looked at.
  expect(tried.every(({ revision }) => revision.title.includes('step'))).toBe(true);
  await expectUntouched();
});

test('skipped commits before the first bad one: all that are left are named', async () => {
  repository(['good', 'broken', 'broken', 'bad']);
  const { end } = await search(at(0), at(3));
  expect(end.kind === 'between' && end.candidates.length).toBe(3);
  await expectUntouched();
});

test('ends that are not what they are said to be are refused', async () => {
  repository(['bad', 'bad', 'good']);
  await expect(search(at(0), at(1))).rejects.toThrow(/--good: .* step 0: bad is not good: bad it is/);
  await expect(search(at(2), at(2))).rejects.toThrow(/--bad: .* is not bad: the case passes there/);
  await expect(search('nowhere', at(2))).rejects.toThrow('--good: "nowhere" is no commit of');
  await expectUntouched();
});

test('an interruption leaves nothing behind', async () => {
  repository(['good', 'good', 'good', 'bad', 'bad']);
  expect((await search(at(0), at(4), 2)).end).toEqual({ kind: 'interrupted' });
  await expectUntouched();
});

test('a folder in no repository is refused', async () => {
  mkdirSync(root);
  await expect(repositoryOf(root)).rejects.toThrow('is in no git repository');
});
