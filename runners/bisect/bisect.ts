// SPDX-License-Identifier: BSD-3-Clause
/**
 * The search for the first commit at which a case no longer does as it did: git chooses the commits, the case judges them. A commit that does
 * not build, does not have the case, or at which nobody can tell, is skipped and never taken for a bad one.
 */
import { UserError } from '../../model/errors.ts';
import type { Revision, Worktree } from './worktree.ts';

export type Finding =
  | { readonly kind: 'good' }
  /** `words`: the assertion that failed, or the crash. */
  | { readonly kind: 'bad'; readonly words: string; readonly transcript: string }
  | { readonly kind: 'skip'; readonly words: string };

export type Ask = (revision: Revision) => Promise<Finding>;

export interface Tried {
  readonly revision: Revision;
  readonly finding: Finding;
}

export type BisectEnd =
  | { readonly kind: 'found'; readonly first: Revision; readonly finding: Finding }
  /** Those that were skipped stand between the last good one and the first that is known to be bad. */
  | { readonly kind: 'between'; readonly candidates: readonly string[] }
  | { readonly kind: 'interrupted' };

export interface BisectOptions {
  readonly worktree: Worktree;
  readonly good: Revision;
  readonly bad: Revision;
  readonly ask: Ask;
  readonly onTried: (tried: Tried) => void;
  readonly signal: AbortSignal;
}

/** Git tells the end in words for people, the same in each version since 1.7; hashes are all that is read. */
const FIRST_BAD = /^([0-9a-f]{40,64}) is the first bad commit/m;
const ONLY_SKIPPED = /only '?skip'?ped commits left to test/;

class Bisection {
  readonly #options: BisectOptions;
  readonly #findings = new Map<string, Finding>();

  constructor(options: BisectOptions) {
    this.#options = options;
  }

  async #try(revision: Revision): Promise<Finding> {
    const { worktree, ask, onTried } = this.#options;
    const known = this.#findings.get(revision.hash);
    if (known !== undefined) return known;
    await worktree.checkOut(revision);
    const finding = await ask(revision);
    if (!this.#options.signal.aborted) onTried({ revision, finding });
    this.#findings.set(revision.hash, finding);
    return finding;
  }

  /** A bisection between ends that are not what they are said to be finds something, but nothing true. */
  async #checkEnds(): Promise<void> {
    const { good, bad, signal } = this.#options;
    const ends = [
      ['--good', 'good', good],
      ['--bad', 'bad', bad],
    ] as const;
    for (const [option, wanted, revision] of ends) {
      const finding = await this.#try(revision);
      if (signal.aborted) return;
      if (finding.kind === wanted) continue;
      const why = finding.kind === 'good' ? 'the case passes there' : finding.words;
      throw new UserError('option-value', `${option}: ${revision.title} is not ${wanted}: ${why}`, {
        hint: `name a revision at which the case ${wanted === 'good' ? 'passes' : 'fails'}`,
      });
    }
  }

  async run(): Promise<BisectEnd> {
    const { worktree, good, bad, signal } = this.#options;
    const isStopped = (): boolean => signal.aborted;
    await this.#checkEnds();
    if (isStopped()) return { kind: 'interrupted' };
    let said = await worktree.start(good, bad);
    for (;;) {
      const [, first] = FIRST_BAD.exec(said) ?? [];
      if (first !== undefined) return this.#found(first);
      if (ONLY_SKIPPED.test(said)) return { kind: 'between', candidates: candidatesIn(said) };
      const finding = await this.#try(await worktree.current());
      if (isStopped()) return { kind: 'interrupted' };
      said = await this.#mark(finding.kind);
    }
  }

  /** Git exits with a code of its own where only skipped commits are left. */
  async #mark(kind: Finding['kind']): Promise<string> {
    try {
      return await this.#options.worktree.bisect(kind);
    } catch (error) {
      const { stdout = '' } = error as { readonly stdout?: string };
      if (ONLY_SKIPPED.test(stdout)) return stdout;
      throw error;
    }
  }

  async #found(hash: string): Promise<BisectEnd> {
    const finding = this.#findings.get(hash) ?? { kind: 'skip', words: 'git never asked for it' };
    return { kind: 'found', first: { hash, title: await this.#options.worktree.describe({ hash }) }, finding };
  }
}

const candidatesIn = (said: string): string[] => said.split('\n').filter((line) => /^[0-9a-f]{40,64}$/.test(line));

export const bisect = (options: BisectOptions): Promise<BisectEnd> => new Bisection(options).run();
