// SPDX-License-Identifier: BSD-3-Clause
/**
 * Coverage of a run in progress: what boots bring home is counted while others still boot. The code for that is loaded with the first boot
 * that is to be covered, when there is time for it, and not before.
 */
import type { RunEvent } from '../../model/events.ts';
import type { MergedCoverage } from '../../reports/coverage/coverage.ts';
import type { CoverageCollector } from '../../reports/coverage/collect.ts';

const NEEDED: ReadonlySet<RunEvent['type']> = new Set(['run-started', 'build-ended', 'boot-ended', 'cell-ended']);

export class RunCoverage {
  readonly #runDir: string;
  readonly #covered: ReadonlySet<string>;
  /** Events that came before the code. */
  readonly #early: RunEvent[] = [];
  #collector: CoverageCollector | null = null;
  #loading: Promise<void> | null = null;
  #startedAtMs = 0;
  #isAbandoned = false;

  /** `covered`: ids of the cells that are to be covered. */
  constructor(runDir: string, covered: ReadonlySet<string>) {
    this.#runDir = runDir;
    this.#covered = covered;
  }

  consume(event: RunEvent): void {
    if (event.type === 'run-started') this.#startedAtMs = Date.parse(event.startedAt);
    if (event.type === 'boot-started' && this.#covered.has(event.cell)) this.#loading ??= this.#load();
    if (this.#isAbandoned || this.#covered.size === 0 || !NEEDED.has(event.type)) return;
    if (this.#collector === null) this.#early.push(event);
    else this.#collector.consume(event);
  }

  async #load(): Promise<void> {
    const { CoverageCollector } = await import('../../reports/coverage/collect.ts');
    // Used at the end, when everything waits for it.
    await import('../../reports/coverage/coverage.ts');
    const collector = new CoverageCollector(this.#runDir);
    for (const event of this.#early) collector.consume(event);
    this.#collector = collector;
  }

  /** After the last event: writes the reports (see CoverageOptions). */
  async finish(options: { readonly baseDir: string; readonly keepsCounts: boolean }): Promise<MergedCoverage> {
    await this.#loading;
    const collected = await this.#collector?.finish();
    if (this.#isAbandoned) return { merged: null, findings: [] };
    if (collected === undefined || collected.sources.size === 0)
      return { merged: null, findings: collected?.findings ?? [] };
    const { writeCoverage } = await import('../../reports/coverage/coverage.ts');
    const countedAtMs = this.#startedAtMs;
    const merged = await writeCoverage({ ...collected, ...options, runDir: this.#runDir, countedAtMs });
    return { merged, findings: collected.findings };
  }

  /** The run is not to be finished. */
  async abandon(): Promise<void> {
    this.#isAbandoned = true;
    await this.#loading;
    this.#collector?.abandon();
  }
}
