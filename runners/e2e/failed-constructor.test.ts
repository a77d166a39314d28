// SPDX-License-Identifier: BSD-3-Clause
/** A constructor that fails in the middle of a boot: what was built before is undone in reverse order, and nobody believes the rest. */
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { MACHINES } from '../../matrices/axes.ts';
import { loadSuites } from '../../suites/suite-file.ts';
import { selectionWords } from '../batches.ts';
import { runBoot } from '../boot.ts';
import { judgeBoot } from '../judge.ts';
import { buildGoodKernel } from './mutant.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { ROOT, temporaryFolder } from './ukmatrix.ts';

const folder = temporaryFolder();
const suites = loadSuites(join(ROOT, 'suites'), ROOT);

afterAll(() => {
  folder[Symbol.dispose]();
});

describe.each(ARCHES_UNDER_TEST)('on %s', (arch) => {
  test.each(['b', 'g', 'j'])('constructor %s of suite shutdown', async (letter) => {
    const good = await buildGoodKernel(arch, 'nolibc', suites);
    const asked = good.cases.filter(({ suite }) => suite === 'shutdown');
    const dir = join(folder.dir, `${arch}-${letter}`);
    const evidence = await runBoot({
      axes: { kernel: 'reference', arch, machine: MACHINES[arch][0], smp: 1, memoryMiB: 64 },
      accel: 'tcg',
      image: good.image.file,
      words: [...selectionWords(good.cases, asked), `shutdown.fail=${letter}`],
      asked,
      limits: { progressMs: 10_000, capMs: 60_000, outputBytes: 1 << 20 },
      transcript: `${dir}.log`,
      shareDir: arch === 'arm64' ? dir : null,
      signal: new AbortController().signal,
      onStart: () => undefined,
      onCaseStarted: () => undefined,
    });
    const { verdicts, end } = judgeBoot({ ...evidence, backtrace: [] });
    const verdictOf = (name: string): string | undefined => verdicts.find((one) => one.name === name)?.verdict;
    expect(end).toBe('crash');
    expect(verdictOf('destructors_ran_once_each_in_reverse_order')).toBe('pass');
    expect(verdictOf('nothing_after_a_constructor_that_failed_ran')).toBe('pass');
    expect(verdicts.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    if (arch === 'x86_64') expect(evidence.exit).toEqual({ kind: 'status', status: 37 });
    expect(evidence.tap.some(({ type }) => type === 'end')).toBe(false);
  });
});
