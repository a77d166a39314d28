// SPDX-License-Identifier: BSD-3-Clause
/** Lines that differ from a git revision in the working trees that hold some sources: changed or added, also in files git does not know. */
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { spawnSync } from 'node:child_process';
import { UserError } from '../../model/errors.ts';

const LARGEST_DIFF_BYTES = 512 << 20;

/** A diff that changedIn() reads, whatever the user's configuration says. */
export const DIFF_OPTIONS = [
  ...['--no-color', '--no-ext-diff', '--no-textconv'],
  ...['-M', '-U0', '--src-prefix=a/', '--dst-prefix=b/'],
];

/** What git prints in that folder; null where it refuses. */
export function git(dir: string, args: readonly string[]): string | null {
  const config = ['-c', 'core.quotePath=false', '-c', 'diff.noprefix=false', '-c', 'diff.mnemonicPrefix=false'];
  const result = spawnSync('git', ['-C', dir, ...config, ...args], { encoding: 'utf8', maxBuffer: LARGEST_DIFF_BYTES });
  if (result.error !== undefined && 'code' in result.error && result.error.code === 'ENOENT') {
    throw new UserError('tool-missing', '--diff-base: git is not installed', {
      hint: 'sudo apt-get update && sudo apt-get install -y git',
    });
  }
  return result.status === 0 ? result.stdout : null;
}

/** C's escapes, as git writes names that hold a quote, a backslash or a control. */
function unquoted(name: string): string {
  if (!name.startsWith('"')) return name;
  const bytes = name.slice(1, -1).replace(/\\([0-7]{3}|.)/g, (_, code: string) => {
    const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };
    return code.length === 3 ? String.fromCharCode(parseInt(code, 8)) : (named[code] ?? code);
  });
  return bytes;
}

/** From a diff without context: by path below the top of the tree, the numbers of lines on the new side. */
export function changedIn(diff: string): Map<string, Set<number>> {
  const changed = new Map<string, Set<number>>();
  let current = new Set<number>();
  let skipped = 0;
  for (const line of diff.split('\n')) {
    // The lines of a hunk may look like anything.
    if (skipped > 0 && !line.startsWith('\\')) {
      skipped -= 1;
      continue;
    }
    const [, path] = /^\+\+\+ ("?b\/.*?)\t?$/.exec(line) ?? [];
    if (path !== undefined) {
      current = new Set();
      changed.set(unquoted(path).slice('b/'.length), current);
    }
    const [, removed = '1', start = '', added = '1'] = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (start === '') continue;
    skipped = Number(removed) + Number(added);
    for (let at = 0; at < Number(added); at += 1) current.add(Number(start) + at);
  }
  return changed;
}

const lineCount = (file: string): number => readFileSync(file, 'latin1').split('\n').length;

function commitOf(top: string, revision: string): string {
  const commit = git(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])?.trim();
  if (commit !== undefined) return commit;
  throw new UserError('option-value', `--diff-base: git knows no revision ${JSON.stringify(revision)} in ${top}`, {
    hint: 'a branch, a tag or a commit that this clone has; a shallow clone may lack it (git fetch --unshallow)',
  });
}

/** Throws a UserError where `dir` is in a working tree that does not know the revision. */
export function checkRevision(revision: string, dir: string): void {
  const top = git(dir, ['rev-parse', '--show-toplevel'])?.trim();
  if (top !== undefined) commitOf(top, revision);
}

function changesBelow(top: string, revision: string): Map<string, Set<number>> {
  const commit = commitOf(top, revision);
  const changed = changedIn(git(top, ['diff', ...DIFF_OPTIONS, commit, '--']) ?? '');
  const unknown = git(top, ['ls-files', '-z', '--others', '--exclude-standard']) ?? '';
  for (const name of unknown.split('\0').filter((one) => /\.(?:c|h|S)$/.test(one))) {
    const lines = Array.from({ length: lineCount(join(top, name)) }, (_, at) => at + 1);
    changed.set(name, new Set(lines));
  }
  return changed;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // Gone: it differs from everything, and nothing of it is left to be changed.
  }
}

/** Tops of the working trees that hold these sources. */
function treesOf(paths: readonly string[]): string[] {
  const tops = new Set<string>();
  for (const dir of new Set(paths.map((path) => dirname(realPath(path))))) {
    if ([...tops].some((top) => dir === top || dir.startsWith(top + sep))) continue;
    const top = git(dir, ['rev-parse', '--show-toplevel'])?.trim();
    if (top !== undefined) tops.add(top);
  }
  return [...tops];
}

/** By path, as in `sources` where it is one of these, else relative to `rootDir`. Throws a UserError where there is nothing to compare with. */
export function changesSince(revision: string, sources: readonly string[], rootDir: string): Map<string, Set<number>> {
  const absolute = new Map(sources.map((path) => [realPath(resolve(rootDir, path)), path]));
  const trees = treesOf([...absolute.keys()]);
  if (trees.length === 0) {
    throw new UserError('option-value', '--diff-base: the sources of the run are in no git working tree');
  }
  const changes = trees.flatMap((top) => {
    return [...changesBelow(top, revision)].map(([name, lines]) => {
      const path = join(top, name);
      return [absolute.get(path) ?? relative(realPath(rootDir), path), lines] as const;
    });
  });
  return new Map(changes);
}
