// SPDX-License-Identifier: BSD-3-Clause
/** What was changed in the sources between two runs, as git tells it: where one looks first for what broke a case. */
import { join, relative } from 'node:path';
import type { Revisions } from '../../model/events.ts';
import type { SourceChanges } from '../../reports/html/page-past.ts';
import type { Project } from '../images.ts';
import { changedIn, DIFF_OPTIONS, git } from './git-changes.ts';
import { suitesDir } from './project.ts';
import { commitAt } from './revisions.ts';

const SHOWN_FILES = 8;
const SHOWN_COMMITS = 5;

/** Documents and what the harness itself is made of break no case. */
const NO_SOURCE = /\.(?:md|ts)$/;

interface Changed {
  readonly commits: readonly string[];
  readonly files: SourceChanges['files'];
}

const NOTHING: Changed = { commits: [], files: [] };

/** Below `dir`, from one commit to the other; to what lies there now if that is still checked out. */
function changedBelow(dir: string, from: string | null, to: string | null, rootDir: string): Changed {
  if (from === null || to === null) return NOTHING;
  const range = to === commitAt(dir) ? [from] : [from, to];
  const top = git(dir, ['rev-parse', '--show-toplevel'])?.trim();
  const diff = git(dir, ['diff', ...DIFF_OPTIONS, ...range, '--', '.']);
  const log = git(dir, ['log', '--no-color', '--no-show-signature', '--format=%h %s', `${from}..${to}`, '--', '.']);
  if (top === undefined || diff === null) return NOTHING;
  const files = [...changedIn(diff)].map(([name, lines]) => {
    const path = join(top, name);
    const near = relative(rootDir, path);
    return { path: near.startsWith('..') ? path : near, line: lines.values().next().value ?? null };
  });
  return {
    commits: (log ?? '').split('\n').filter((line) => line !== ''),
    files: files.filter(({ path }) => !NO_SOURCE.test(path)),
  };
}

/** Null where git knows of no change. */
export function sourceChanges(project: Project, before: Revisions, now: Revisions): SourceChanges | null {
  const { rootDir, kernelDir } = project;
  const kernel = changedBelow(kernelDir, before.kernel, now.kernel, rootDir);
  const suites = changedBelow(suitesDir(project), before.suites, now.suites, rootDir);
  const commits = [...new Set([...kernel.commits, ...suites.commits])];
  const files = [...kernel.files, ...suites.files];
  if (files.length === 0) return null;
  return {
    commits: commits.slice(0, SHOWN_COMMITS),
    commitCount: commits.length,
    files: files.slice(0, SHOWN_FILES),
    fileCount: files.length,
  };
}
