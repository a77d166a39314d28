// SPDX-License-Identifier: BSD-3-Clause
/** `npm run bench [-- boots batch ...]`: prints what the harness costs, each time beside the same work without it. */
import { rmSync } from 'node:fs';
import { benchBatch } from './batch.ts';
import { benchBoots } from './boots.ts';
import { benchCoverage } from './coverage.ts';
import { RUNS } from './cli.ts';
import { benchFirstBoot } from './first-boot.ts';
import { benchImages } from './images.ts';
import { benchLiveView } from './live-view.ts';
import { benchPage } from './page.ts';
import { benchParsing } from './parsing.ts';
import { benchRebuild } from './rebuild.ts';
import { benchTrivialCases } from './trivial-cases.ts';
import { benchVerdict } from './verdict.ts';

const BENCHMARKS: Readonly<Record<string, () => Promise<string>>> = {
  boots: benchBoots,
  batch: benchBatch,
  coverage: benchCoverage,
  'first-boot': benchFirstBoot,
  images: benchImages,
  'live-view': benchLiveView,
  page: benchPage,
  parsing: benchParsing,
  rebuild: benchRebuild,
  trivial: benchTrivialCases,
  verdict: benchVerdict,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  process.stderr.write(`unknown benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}\n`);
  process.exitCode = 2;
} else {
  for (const [name, run] of Object.entries(BENCHMARKS)) {
    if (names.length === 0 || names.includes(name)) {
      process.stdout.write(`${await run()}\n`);
    }
  }
  rmSync(RUNS, { recursive: true, force: true });
}
