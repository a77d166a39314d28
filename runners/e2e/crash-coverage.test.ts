// SPDX-License-Identifier: BSD-3-Clause
/** Boots that crash or hang bring their coverage home all the same: what only they ran is counted, as the toolchain's gcov counts it. */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BootEnded, BuildEnded } from '../../model/events.ts';
import { readBundle } from '../../reports/coverage/bundle.ts';
import { mergeCoverage } from '../../reports/coverage/coverage.ts';
import { endOf, lineOf, runMishaps, SOURCE, type MishapRun } from './mishaps.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { ROOT, temporaryFolder } from './ukmatrix.ts';

const folder = temporaryFolder();
afterAll(() => {
  folder[Symbol.dispose]();
});

type Built = Exclude<BuildEnded['result'], { readonly kind: 'failed' }>;

function builtImage({ events }: MishapRun): Built {
  const built = events.find((event) => event.type === 'build-ended');
  if (built?.type !== 'build-ended' || built.result.kind === 'failed') throw new Error('no image');
  return built.result;
}

/** Counts that gcov prints for the suite's own source in one boot. */
function countsByGcov(run: MishapRun, boot: BootEnded, scratch: string): Map<number, number> {
  const { objectDir, toolchainPrefix } = builtImage(run);
  const bundle = readBundle(join(run.runDir, boot.coverageDir ?? ''));
  const object =
    bundle.kind === 'objects' ? bundle.objects.find(({ path }) => path.endsWith('/mishap.c.gcda')) : undefined;
  const [notes = ''] = globSync('**/mishap.c.gcno', { cwd: objectDir });
  mkdirSync(scratch, { recursive: true });
  writeFileSync(join(scratch, 'mishap.c.gcno'), readFileSync(join(objectDir, notes)));
  writeFileSync(join(scratch, 'mishap.c.gcda'), object?.bytes ?? '');
  execFileSync(`${toolchainPrefix}gcov`, ['mishap.c.gcda'], { cwd: scratch, stdio: 'ignore' });
  const text = readFileSync(join(scratch, `${basename(SOURCE)}.gcov`), 'utf8');
  const found = [...text.matchAll(/^ *(\d+|#####)\*?: *(\d+):/gm)];
  return new Map(found.map(([, count = '', line]) => [Number(line), Number.parseInt(count, 10) || 0]));
}

function countsInLcov(runDir: string): Map<number, number> {
  const records = readFileSync(join(runDir, 'coverage/lcov.info'), 'utf8').split('end_of_record');
  const record = records.find((one) => one.includes(`SF:${SOURCE}`)) ?? '';
  return new Map([...record.matchAll(/^DA:(\d+),(\d+)$/gm)].map(([, line, count]) => [Number(line), Number(count)]));
}

describe.each(ARCHES_UNDER_TEST)('on %s', (arch) => {
  let run: MishapRun;
  let counts: Map<number, number>;
  beforeAll(async () => {
    run = await runMishaps(
      { arch, smp: 1 },
      ['before', 'null_write', 'assertion', 'busy_hang', 'after'],
      join(folder.dir, arch),
    );
    const { findings } = await mergeCoverage({ ...run, baseDir: ROOT });
    expect(findings).toEqual([]);
    counts = countsInLcov(run.runDir);
  });
  const boots = (): BootEnded[] => run.events.filter((event) => event.type === 'boot-ended');

  test('the verdicts are those without coverage', () => {
    const verdicts = ['before', 'null_write', 'assertion', 'busy_hang', 'after'].map(
      (name) => endOf(run, name).verdict,
    );
    expect(verdicts).toEqual(['pass', 'crash', 'crash', 'timeout', 'pass']);
    expect(boots()).toHaveLength(4);
  });

  test('lines that only a crash or a hang ran are counted', () => {
    expect([counts.get(lineOf('null_write')), counts.get(lineOf('assertion'))]).toEqual([1, 1]);
    expect(counts.get(lineOf('busy_hang') + 1)).toBeGreaterThan(1000);
    // The statement behind the fault, and a function that no case ran.
    expect(counts.get(lineOf('sleeping_hang'))).toBe(0);
  });

  test("counts are the sums of gcov's own, boot by boot", () => {
    const sums = new Map<number, number>();
    for (const boot of boots()) {
      for (const [line, count] of countsByGcov(run, boot, join(folder.dir, arch, `gcov-${boot.boot}`)))
        sums.set(line, (sums.get(line) ?? 0) + count);
    }
    expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(sums));
  });
});
