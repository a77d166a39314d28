// SPDX-License-Identifier: BSD-3-Clause
/**
 * Merging coverage: this program's merge of all boots of a run, reports included, against `lcov --capture` of each boot and
 * `lcov --add-tracefile` of them all, on the same counters.
 */
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BootEnded, BuildEnded, RunEvent } from '../model/events.ts';
import { readBundle } from '../reports/coverage/bundle.ts';
import { mergeCoverage } from '../reports/coverage/coverage.ts';
import { ended, ROOT, ukmatrixRun } from './cli.ts';

const WHERE = ['--arch', 'x86_64', '--smp', '1,4', '--suite', 'nolibc,ukalloc', '--isolate', 'suite', '--coverage'];

/** Lays a boot's counters out as lcov wants them: beside their notes, in a folder of their own. */
function layOut(folder: string, runDir: string, boot: BootEnded): void {
  const bundle = readBundle(join(runDir, boot.coverageDir ?? ''));
  for (const { path, bytes } of bundle.kind === 'objects' ? bundle.objects : []) {
    const copy = join(folder, path);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, bytes);
    copyFileSync(path.replace(/\.gcda$/, '.gcno'), copy.replace(/\.gcda$/, '.gcno'));
  }
}

async function lcovMs(runDir: string, boots: readonly BootEnded[], sourceRoot: string): Promise<number> {
  const base = mkdtempSync(join(tmpdir(), 'ukmatrix-lcov-'));
  boots.forEach((boot, index) => {
    layOut(join(base, String(index)), runDir, boot);
  });
  const lcov = async (args: readonly string[]): Promise<void> => {
    const status = await ended('lcov', ['--quiet', '--rc', 'lcov_branch_coverage=1', ...args], base);
    if (status !== 0) {
      throw new Error(`lcov ${args.join(' ')} ended with ${status}`);
    }
  };
  const started = performance.now();
  for (const [index] of boots.entries()) {
    const folders = ['--directory', String(index), '--base-directory', sourceRoot];
    await lcov(['--capture', ...folders, '--output-file', `${index}.info`]);
  }
  await lcov([...boots.flatMap((_, index) => ['--add-tracefile', `${index}.info`]), '--output-file', 'all.info']);
  return performance.now() - started;
}

const isCovered = (event: RunEvent): event is BootEnded => event.type === 'boot-ended' && event.coverageDir !== null;

/** One line with both times and their ratio. */
export async function benchCoverage(): Promise<string> {
  const { runDir, events } = await ukmatrixRun(WHERE);
  const boots = events.filter(isCovered);
  const build = events.find((event): event is BuildEnded => event.type === 'build-ended');
  const sourceRoot = build?.result.kind === 'failed' ? undefined : build?.result.sourceRoots[0];
  const started = performance.now();
  await mergeCoverage({ runDir, events, baseDir: ROOT });
  const oursMs = performance.now() - started;
  const theirsMs = await lcovMs(runDir, boots, sourceRoot ?? ROOT);
  return (
    `coverage of ${boots.length} boots: merged and reported in ${oursMs.toFixed(0)} ms, ` +
    `lcov --capture and --add-tracefile ${theirsMs.toFixed(0)} ms, ${(theirsMs / oursMs).toFixed(1)} times as long`
  );
}
