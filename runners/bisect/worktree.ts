// SPDX-License-Identifier: BSD-3-Clause
/**
 * A worktree of somebody's repository in which `git bisect` runs (git-worktree(1), git-bisect(1)): bisection has refs and a log of its own in
 * each worktree, so that the checkout and a bisection of the user's are never touched. Hooks do not run.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../model/errors.ts';

const run = promisify(execFile);
const LOCAL = /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|PREFIX|OBJECT_DIRECTORY)$/;
const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !LOCAL.test(name))),
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
});

/** Standard output without its last line end. Throws with what git says. */
export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const words = ['-c', 'core.hooksPath=/dev/null', '-c', 'advice.detachedHead=false', ...args];
  const { stdout } = await run('git', words, { cwd, env: environment(), maxBuffer: 64 << 20 });
  return stdout.replace(/\n$/, '');
}

export interface Revision {
  readonly hash: string;
  /** Short hash and subject. */
  readonly title: string;
}

/** `path`: of the source tree in its repository, empty if it is all of it. */
export interface Repository {
  readonly root: string;
  readonly path: string;
}

const words = (error: unknown): string => {
  const { stderr = '', message } = error as Error & { readonly stderr?: string };
  return (stderr.trim() || message).split('\n')[0] ?? '';
};

export async function repositoryOf(tree: string): Promise<Repository> {
  try {
    const root = await git(tree, 'rev-parse', '--show-toplevel');
    const path = await git(tree, 'rev-parse', '--show-prefix');
    return { root, path: path.replace(/\/$/, '') };
  } catch (cause) {
    throw new UserError('folder-unusable', `--kernel: ${tree} is in no git repository: ${words(cause)}`, { cause });
  }
}

export async function revisionOf({ root }: Repository, option: string, name: string): Promise<Revision> {
  try {
    const hash = await git(root, 'rev-parse', '--verify', '--end-of-options', `${name}^{commit}`);
    return { hash, title: await git(root, 'log', '-1', '--format=%h %s', hash) };
  } catch (cause) {
    throw new UserError('option-value', `${option}: ${JSON.stringify(name)} is no commit of ${root}`, { cause });
  }
}

export class Worktree {
  readonly #repository: Repository;
  readonly #dir: string;

  constructor(repository: Repository, dir: string) {
    this.#repository = repository;
    this.#dir = dir;
  }

  /** Where the source tree is at the revision that is checked out. */
  get tree(): string {
    return join(this.#dir, this.#repository.path);
  }

  /** Checks out a revision; the folder is made if it is not there. Files that are the same keep their times. */
  async checkOut({ hash }: Revision): Promise<void> {
    if (existsSync(this.#dir)) {
      await git(this.#dir, 'checkout', '--quiet', '--force', '--detach', hash);
      return;
    }
    mkdirSync(dirname(this.#dir), { recursive: true });
    await git(this.#repository.root, 'worktree', 'add', '--quiet', '--force', '--detach', this.#dir, hash);
  }

  /** Takes the folder away, what an earlier bisection left in it, and what git knows of it. */
  async remove(): Promise<void> {
    rmSync(this.#dir, { recursive: true, force: true });
    await git(this.#repository.root, 'worktree', 'prune');
  }

  bisect(...args: readonly string[]): Promise<string> {
    return git(this.#dir, 'bisect', ...args);
  }

  /** Only commits that touch the source tree are looked at. */
  async start(good: Revision, bad: Revision): Promise<string> {
    const { path } = this.#repository;
    return this.bisect('start', bad.hash, good.hash, '--', path === '' ? '.' : path);
  }

  async current(): Promise<Revision> {
    const [hash = '', title = ''] = (await git(this.#dir, 'log', '-1', '--format=%H%n%h %s')).split('\n');
    return { hash, title };
  }

  /** As a person may look it up. */
  describe({ hash }: Pick<Revision, 'hash'>): Promise<string> {
    return git(this.#dir, 'log', '-1', '--format=%h %s (%an, %ad)', '--date=short', hash);
  }
}
