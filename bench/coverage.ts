// SPDX-License-Identifier: BSD-3-Clause
/**
 * Merging coverage: this program's merge of 100 boots, reports included, against `lcov --capture` of each boot and
 * `lcov --add-tracefile` of them all, on the same counters. lcov takes minutes for that, so it captures some of the boots only and the
 * time is scaled to all; it adds up as many tracefiles as there are boots, the captured ones again and again.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BootEnded, BuildEnded, RunEvent } from '../model/events.ts';
import { readBundle } from '../reports/coverage/bundle.ts';
import { mergeCoverage } from '../reports/coverage/coverage.ts';
import { ended, firstCases, ROOT, ukmatrixRun } from './cli.ts';

const BOOTS = 100;
const CAPTURED = 10;
const WHERE = ['--arch', 'x86_64', '--smp', '1', '--suite', 'nolibc', '--coverage'];

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

interface LcovTimes {
  readonly captureMs: number;
  readonly addMs: number;
}

async function lcovTimes(runDir: string, boots: readonly BootEnded[], sourceRoot: string): Promise<LcovTimes> {
  const base = mkdtempSync(join(tmpdir(), 'ukmatrix-lcov-'));
  const sample = boots.slice(0, CAPTURED);
  sample.forEach((boot, index) => {
    layOut(join(base, String(index)), runDir, boot);
  });
  const lcov = async (args: readonly string[]): Promise<void> => {
    const status = await ended('lcov', ['--quiet', '--rc', 'lcov_branch_coverage=1', ...args], base);
    if (status !== 0) {
      throw new Error(`lcov ${args.join(' ')} ended with ${status}`);
    }
  };
  const started = performance.now();
  for (const [index] of sample.entries()) {
    const folders = ['--directory', String(index), '--base-directory', sourceRoot];
    await lcov(['--capture', ...folders, '--output-file', `${index}.info`]);
  }
  const captured = performance.now();
  const all = boots.flatMap((_, index) => ['--add-tracefile', `${index % sample.length}.info`]);
  await lcov([...all, '--output-file', 'all.info']);
  const addMs = performance.now() - captured;
  rmSync(base, { recursive: true });
  return { captureMs: captured - started, addMs };
}

const isInstalled = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;

const isCovered = (event: RunEvent): event is BootEnded => event.type === 'boot-ended' && event.coverageDir !== null;

/** One line with both times and their ratio. */
export async function benchCoverage(): Promise<string> {
  const cases = firstCases(WHERE, BOOTS);
  const { runDir, events } = await ukmatrixRun([...WHERE, '--isolate', 'case', '--case', cases]);
  const boots = events.filter(isCovered);
  const build = events.find((event): event is BuildEnded => event.type === 'build-ended');
  const sourceRoot = build?.result.kind === 'failed' ? undefined : build?.result.sourceRoots[0];
  const started = performance.now();
  await mergeCoverage({ runDir, events, baseDir: ROOT });
  const oursMs = performance.now() - started;
  const ours = `coverage of ${boots.length} boots: merged and reported in ${oursMs.toFixed(0)} ms`;
  if (!isInstalled('lcov')) return `${ours}; nothing to hold against it: sudo apt-get install -y lcov`;
  const { captureMs, addMs } = await lcovTimes(runDir, boots, sourceRoot ?? ROOT);
  const theirsMs = (captureMs / CAPTURED) * boots.length + addMs;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  return (
    `${ours}; lcov ${seconds(theirsMs)} ` +
    `(--capture ${seconds(captureMs)} for ${CAPTURED} of them, scaled to all; --add-tracefile of ${boots.length} files ${seconds(addMs)}), ` +
    `${(theirsMs / oursMs).toFixed(1)} times as long`
  );
}
