// SPDX-License-Identifier: BSD-3-Clause
/** A copy of the reference kernel with a history of its own: what builds, boots and asserts says which commit broke a case. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { ROOT, temporaryFolder, ukmatrix } from './ukmatrix.ts';

const FILE = join('lib', 'nolibc', 'string', 'memory.c');

test('the commit that broke a case, past one that does not compile', async () => {
  using folder = temporaryFolder();
  // Kernels of a tree that is gone afterwards are of no use to anybody.
  const home = join(folder.dir, 'home');
  const tree = join(folder.dir, 'kernel');
  cpSync(join(ROOT, 'kernels', 'reference'), tree, { recursive: true });
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: tree, encoding: 'utf8' });
  const source = readFileSync(join(tree, FILE), 'utf8');
  const commit = (text: string, subject: string): void => {
    writeFileSync(join(tree, FILE), text);
    git('add', '.');
    git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '--quiet', '-m', subject);
  };
  git('init', '--quiet', '-b', 'main');
  commit(source, 'as it was');
  commit(`${source}\nint half(void) { return done; }\n`, 'half done');
  commit(source, 'taken back');
  commit(source.replace('while (len--) {', 'while (len-- > 1) {'), 'memrchr is quicker');
  const where = ['--kernel', `tree:${tree}`, '--arch', ARCHES_UNDER_TEST[0] ?? 'x86_64'];
  const revisions = ['--good', 'main~3', '--bad', 'main', '--json'];
  const { exitCode, stdout, stderr } = await ukmatrix(['bisect', 'nolibc.memrchr_last', ...where, ...revisions], {
    UKMATRIX_HOME: home,
  });
  expect(exitCode, stderr).toBe(0);
  const { first, finding, tried } = JSON.parse(stdout) as {
    first: { title: string };
    finding: { kind: string; words: string; transcript: string };
    tried: { revision: { title: string }; finding: { kind: string } }[];
  };
  expect(first.title).toContain('memrchr is quicker');
  expect(finding).toMatchObject({
    kind: 'bad',
    words: expect.stringMatching(/^fail: suites\/nolibc\/memory\.c:\d+: memrchr/) as string,
  });
  expect(existsSync(finding.transcript)).toBe(true);
  const kinds = tried.map((one) => `${one.revision.title.replace(/^\w+ /, '')}: ${one.finding.kind}`);
  expect(kinds).toEqual(expect.arrayContaining(['as it was: good', 'memrchr is quicker: bad', 'taken back: good']));
  expect(kinds).not.toContain('half done: bad');
  expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
  expect(git('for-each-ref', 'refs/bisect')).toBe('');
  const left = readdirSync(join(home, 'bisect')).flatMap((name) => readdirSync(join(home, 'bisect', name)));
  expect(left.filter((name) => name !== 'results')).toEqual([]);
});
