// SPDX-License-Identifier: BSD-3-Clause
/**
 * `ukmatrix bisect CASE --good REV --bad REV`: the commit of a source tree since which a case fails. The suites are those of now, the kernel is
 * that of each revision, in a worktree of its own; kernels that were built before, and objects of one that differs little, are used again.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { hashOf } from '../../kernels/inputs.ts';
import { UserError } from '../../model/errors.ts';
import { terminalText } from '../../reports/guest-text.ts';
import { bisect, type BisectEnd, type Finding, type Tried } from '../bisect/bisect.ts';
import { repositoryOf, revisionOf, Worktree } from '../bisect/worktree.ts';
import { EXIT } from '../dispatcher.ts';
import { Images, type Project } from '../images.ts';
import { stress, type StressTarget } from '../stress.ts';
import { shownPath } from '../symbols.ts';
import { onInterruption } from './interruption.ts';
import { endWithNpm } from './npm.ts';
import { parseCount, select, type SelectionOptions } from './options.ts';
import { selectableTree, treePaths } from './own-tree.ts';
import { findTargets, limitsFor } from './stress.ts';

export interface BisectOptions extends SelectionOptions {
  readonly good: string;
  readonly bad: string;
  readonly times: string;
  readonly timeoutMs: string;
  readonly json?: boolean;
}

const write = (text: string): void => void process.stdout.write(`${text}\n`);

/** One bisection of a tree at a time: they would check out each other's revisions. */
function lock(file: string): void {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(readFileSync(file, 'utf8'));
      if (isAlive(holder)) {
        throw new UserError('folder-unusable', `another bisection of this tree is running (process ${holder})`, {
          hint: 'wait for it, or end it',
          exitCode: 3,
        });
      }
      rmSync(file, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false; // It ended without taking its lock away.
  }
}

interface Search {
  readonly pattern: string;
  readonly options: BisectOptions;
  readonly project: Project;
  readonly resultsDir: string;
  readonly signal: AbortSignal;
}

/** The case in the first cell that has it; a sentence where it cannot run at this revision. */
async function targetOf({ pattern, options, project, signal }: Search): Promise<StressTarget | string> {
  const suite = options.suite ?? pattern.split('.', 1)[0] ?? '*';
  // The tree is the project's own kernel here.
  const { plan, suites } = select({ ...options, kernel: 'reference', suite, coverage: false }, project);
  const limits = limitsFor(options.timeoutMs);
  const images = new Images({ project, suites, jobs: availableParallelism(), limits, signal });
  const [cell] = plan.cells;
  const narrowed = { cells: plan.cells.slice(0, 1), images: plan.images.filter(({ key }) => key === cell?.image) };
  try {
    const [target] = await findTargets({ pattern, plan: narrowed, images, project, suites, limits, signal });
    return target ?? `no case matches ${pattern}`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

/** What the case does at the revision that is checked out. Once as it should not is bad, however often it was tried. */
async function ask(search: Search, hash: string): Promise<Finding> {
  const target = await targetOf(search);
  if (typeof target === 'string') return { kind: 'skip', words: terminalText(target) };
  const { options, signal, resultsDir } = search;
  const runDir = join(resultsDir, hash);
  mkdirSync(runDir, { recursive: true });
  const limit = { kind: 'times', count: parseCount('--times', options.times, 1) ?? 1 } as const;
  const [count] = await stress([target], { runDir, limit, jobs: 1, limits: limitsFor(options.timeoutMs), signal });
  const first = count?.firstFailure ?? null;
  if (first !== null) {
    const { place } = first;
    const where = place === null ? '' : `${shownPath(place.file, search.project.rootDir)}:${place.line ?? '?'}: `;
    const words = terminalText(`${first.verdict}: ${where}${first.headline}`);
    return { kind: 'bad', words, transcript: join(runDir, first.transcript) };
  }
  const verdicts = count?.verdicts ?? new Map<string, number>();
  if (verdicts.has('pass') && verdicts.size === 1) return { kind: 'good' };
  return { kind: 'skip', words: `the case did not run to its end: ${[...verdicts.keys()].join(', ') || 'no verdict'}` };
}

function triedLine({ revision, finding }: Tried): string {
  const words = finding.kind === 'good' ? '' : `: ${finding.words}`;
  return terminalText(`${finding.kind.padEnd(4)}  ${revision.title}${words}`);
}

function endLines(end: BisectEnd, pattern: string): string[] {
  switch (end.kind) {
    case 'found': {
      const { first, finding } = end;
      const bad = finding.kind === 'bad' ? finding : null;
      return [
        `first bad commit: ${first.title}`,
        ...(bad === null ? [] : [`    ${pattern}: ${bad.words}`, `    transcript: ${bad.transcript}`]),
        `    git show ${first.hash.slice(0, 12)}`,
      ].map(terminalText);
    }
    case 'between':
      return [
        'the first bad commit is one of these; the others could not be tried:',
        ...end.candidates.map((one) => `    ${one}`),
      ];
    case 'interrupted':
      return ['interrupted; nothing is left behind'];
    default:
      return end satisfies never;
  }
}

const EXITS: Readonly<Record<BisectEnd['kind'], number>> = {
  found: EXIT.expected,
  between: EXIT.unresolved,
  interrupted: EXIT.interrupted,
};

/** Only what shows the end stays. */
function keepOnly(resultsDir: string, end: BisectEnd, tried: readonly Tried[]): void {
  const kept = end.kind === 'found' ? end.first.hash : null;
  if (kept === null) rmSync(resultsDir, { recursive: true, force: true });
  for (const { revision } of tried)
    if (revision.hash !== kept) rmSync(join(resultsDir, revision.hash), { recursive: true, force: true });
}

function treeOf({ kernel }: BisectOptions, project: Project): string {
  const paths = treePaths(kernel);
  if (paths === null && (kernel === undefined || kernel === 'reference')) return project.kernelDir;
  const tree = selectableTree(kernel);
  if (tree !== null) return tree;
  throw new UserError(
    'option-value',
    `--kernel: ${kernel ?? ''} is no source tree whose cases can be picked at run time`,
    {
      hint: 'bisect takes reference, or tree:PATH of a tree with the same build interface',
    },
  );
}

async function search(pattern: string, options: BisectOptions, project: Project, signal: AbortSignal): Promise<number> {
  parseCount('--times', options.times, 1);
  const repository = await repositoryOf(treeOf(options, project));
  const good = await revisionOf(repository, '--good', options.good);
  const bad = await revisionOf(repository, '--bad', options.bad);
  const dir = join(project.home, 'bisect', hashOf(repository.root, repository.path).slice(0, 12));
  const resultsDir = join(dir, 'results');
  mkdirSync(resultsDir, { recursive: true });
  lock(join(dir, 'lock'));
  const worktree = new Worktree(repository, join(dir, 'tree'));
  const at = { pattern, options, project: { ...project, kernelDir: worktree.tree }, resultsDir, signal };
  const tried: Tried[] = [];
  let end: BisectEnd = { kind: 'interrupted' };
  try {
    await worktree.remove();
    end = await bisect({
      ...{ worktree, good, bad, signal },
      ask: ({ hash }) => ask(at, hash),
      onTried: (one) => {
        tried.push(one);
        if (options.json !== true) write(triedLine(one));
      },
    });
  } catch (error) {
    // Ctrl-C in a terminal ends git as well.
    if (!signal.aborted) throw error;
  } finally {
    await worktree.remove();
    keepOnly(resultsDir, end, tried);
    rmSync(join(dir, 'lock'), { force: true });
  }
  write(options.json === true ? JSON.stringify({ ...end, tried }, null, 2) : endLines(end, pattern).join('\n'));
  return EXITS[end.kind];
}

export async function bisectCommand(pattern: string, options: BisectOptions, project: Project): Promise<number> {
  const abort = new AbortController();
  const stopListening = onInterruption(() => {
    abort.abort();
  });
  endWithNpm();
  try {
    return await search(pattern, options, project, abort.signal);
  } finally {
    stopListening();
  }
}
