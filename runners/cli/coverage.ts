// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix coverage [RUN]`, and the same questions asked of `run`: what was lost and won against another run, what of a change never ran. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { textLines, textMark } from '../../reports/coverage/facts.ts';
import { changedCoverage } from '../../reports/coverage/review/changed-lines.ts';
import { coverageDifference } from '../../reports/coverage/review/difference.ts';
import {
  reviewJson,
  reviewMarkdown,
  reviewText,
  type CoverageReview,
} from '../../reports/coverage/review/review-text.ts';
import { storedCoverage, type StoredCoverage } from '../../reports/coverage/review/stored.ts';
import { percent } from '../../reports/ratio.ts';
import { counted, styleFor } from '../../reports/terminal/style.ts';
import { EXIT } from '../dispatcher.ts';
import type { Project } from '../images.ts';
import { changesSince, checkRevision } from './git-changes.ts';
import { openRun } from './recorded-run.ts';

export interface ReviewOptions {
  readonly coverageDiff?: string;
  readonly diffBase?: string;
}

export interface CoverageCommandOptions extends ReviewOptions {
  readonly markdown?: boolean;
  readonly json?: boolean;
}

function marksNow(
  { sources }: StoredCoverage,
  among: ReadonlyMap<string, unknown>,
  rootDir: string,
): Map<string, number | null> {
  const touched = sources.map(({ path }) => path).filter((path) => among.has(path));
  return new Map(
    touched.map((path) => {
      const file = resolve(rootDir, path);
      return [path, existsSync(file) ? textMark(textLines(readFileSync(file, 'utf8'))) : null];
    }),
  );
}

/** What a review is held against, found before anything runs: `latest` must not become the run itself. */
export interface ReviewBase {
  readonly coverage: StoredCoverage | null;
  readonly revision: string | null;
}

/** Null: no review was asked for. Throws a UserError where the other run or the revision has nothing to say. */
export async function reviewBase(
  { coverageDiff, diffBase }: ReviewOptions,
  project: Project,
): Promise<ReviewBase | null> {
  if (coverageDiff === undefined && diffBase === undefined) return null;
  const coverage =
    coverageDiff === undefined ? null : await storedCoverage((await openRun(project.home, coverageDiff)).runDir);
  if (diffBase !== undefined) checkRevision(diffBase, project.rootDir);
  return { coverage, revision: diffBase ?? null };
}

/** Throws a UserError where the run has no coverage, or its sources are in no working tree that knows the revision. */
async function reviewOf(runDir: string, base: ReviewBase, rootDir: string): Promise<CoverageReview> {
  const coverage = await storedCoverage(runDir);
  const paths = coverage.sources.map(({ path }) => path);
  const changes = base.revision === null ? null : changesSince(base.revision, paths, rootDir);
  return {
    difference: base.coverage === null ? null : coverageDifference(base.coverage, coverage),
    changed: changes === null ? null : changedCoverage(coverage, changes, marksNow(coverage, changes, rootDir)),
  };
}

/** The end of a run: the review on the terminal, and beside the coverage for scripts and for a comment. The run's exit code stands. */
export async function tellReview(runDir: string, base: ReviewBase, rootDir: string): Promise<void> {
  try {
    const review = await reviewOf(runDir, base, rootDir);
    writeFileSync(join(runDir, 'coverage', 'review.json'), `${reviewJson(review)}\n`);
    writeFileSync(join(runDir, 'coverage', 'review.md'), `${reviewMarkdown(review)}\n`);
    process.stdout.write(`\n${reviewText(review, styleFor(process.stdout, process.env))}\n`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`ukmatrix: ${error.message}\n${error.hint === null ? '' : `  ${error.hint}\n`}`);
  }
}

function totalsOf({ totals, cells }: StoredCoverage, { json }: CoverageCommandOptions): string {
  const { lines, functions, branches } = totals;
  if (json === true) return JSON.stringify({ ...totals, cells: cells.map(({ id }) => id) }, null, 2);
  return `lines ${percent(lines)}, functions ${percent(functions)}, branches ${percent(branches)} over ${counted(cells.length, 'cell')}`;
}

export async function coverageCommand(
  name: string,
  options: CoverageCommandOptions,
  project: Project,
): Promise<number> {
  const { runDir } = await openRun(project.home, name);
  const base = await reviewBase(options, project);
  const text =
    base === null
      ? totalsOf(await storedCoverage(runDir), options)
      : formOf(await reviewOf(runDir, base, project.rootDir), options);
  process.stdout.write(`${text}\n`);
  return EXIT.expected;
}

function formOf(review: CoverageReview, { json, markdown }: CoverageCommandOptions): string {
  if (json === true) return reviewJson(review);
  return markdown === true ? reviewMarkdown(review) : reviewText(review, styleFor(process.stdout, process.env));
}
