// SPDX-License-Identifier: BSD-3-Clause
/** Ends that nobody planned: a constructor that fails in the middle of a boot, a power button that is pressed while suites run. */
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { MACHINES } from '../../matrices/axes.ts';
import type { QemuMachine } from '../../model/cell.ts';
import { loadSuites } from '../../suites/suite-file.ts';
import { selectionWords } from '../batches.ts';
import { runBoot, type BootRequest, type RawEvidence } from '../boot.ts';
import { judgeBoot, type BootJudgement } from '../judge.ts';
import { buildGoodKernel } from './mutant.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { ROOT, temporaryFolder, ukmatrixRun } from './ukmatrix.ts';

const folder = temporaryFolder();
const suites = loadSuites(join(ROOT, 'suites'), ROOT);
const BUTTONS: Record<string, readonly QemuMachine[]> = {
  x86_64: ['q35', 'microvm-acpi'],
  arm64: ['virt-gicv2', 'virt-gicv3'],
};

afterAll(() => {
  folder[Symbol.dispose]();
});

type Ending = Pick<BootRequest, 'words' | 'press'> & Pick<BootRequest['axes'], 'arch' | 'machine' | 'end'>;

async function bootThatEnds(
  { arch, machine, end = 'main', words, press = null }: Ending,
  names: readonly string[],
): Promise<{ evidence: RawEvidence; judgement: BootJudgement }> {
  const good = await buildGoodKernel(arch, 'nolibc', suites);
  const asked = good.cases.filter(({ suite }) => names.includes(suite));
  const dir = join(folder.dir, `${machine}-${words.join('')}${press?.afterMs ?? ''}`);
  const evidence = await runBoot({
    axes: { kernel: 'reference', arch, machine, smp: 1, memoryMiB: 64, end },
    accel: 'tcg',
    image: good.image.file,
    words: [...selectionWords(good.cases, asked), ...words],
    press,
    asked,
    limits: { progressMs: 10_000, capMs: 60_000, outputBytes: 1 << 20 },
    transcript: `${dir}.log`,
    shareDir: arch === 'arm64' ? dir : null,
    signal: new AbortController().signal,
    onStart: () => undefined,
    onCaseStarted: () => undefined,
  });
  return { evidence, judgement: judgeBoot({ ...evidence, backtrace: [] }) };
}

const isRed = ({ verdict }: BootJudgement['verdicts'][number]): boolean => verdict !== 'pass' && verdict !== 'skip';

describe.each(ARCHES_UNDER_TEST)('on %s', (arch) => {
  test.each(['b', 'g', 'j'])(
    'constructor %s of suite shutdown fails: what was built before is undone',
    async (letter) => {
      const words = [`shutdown.fail=${letter}`];
      const { evidence, judgement } = await bootThatEnds({ arch, machine: MACHINES[arch][0], words }, ['shutdown']);
      const verdictOf = (name: string): string | undefined =>
        judgement.verdicts.find((one) => one.name === name)?.verdict;
      expect(judgement.end).toBe('crash');
      expect(verdictOf('destructors_ran_once_each_in_reverse_order')).toBe('pass');
      expect(verdictOf('nothing_after_a_constructor_that_failed_ran')).toBe('pass');
      expect(judgement.verdicts.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
      if (arch === 'x86_64') expect(evidence.exit).toEqual({ kind: 'status', status: 37 });
      expect(evidence.tap.some(({ type }) => type === 'end')).toBe(false);
    },
  );

  // The end of arm64's machine tells nobody how it was.
  test.runIf(arch === 'x86_64')(
    'a destructor finds that all was not well: the end is worse than asked for',
    async () => {
      const words = ['shutdown.worse=c'];
      const { evidence, judgement } = await bootThatEnds({ arch, machine: MACHINES[arch][0], words }, ['shutdown']);
      expect(judgement.verdicts.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
      expect(evidence.exit).toEqual({ kind: 'status', status: 37 });
      expect(judgement.disagreement).toBe('the exit status is 37 where 33 was due');
    },
  );

  test.each(BUTTONS[arch] ?? [])('the button of %s is pressed while suites run: an orderly end', async (machine) => {
    const asked = ['uktest', 'sched', 'ukalloc', 'shutdown'];
    const { evidence, judgement } = await bootThatEnds(
      { arch, machine, end: 'button', words: [], press: { afterMs: 5 } },
      asked,
    );
    expect(evidence.pressed).toEqual({ afterMs: 5, isDelivered: true });
    expect(judgement).toMatchObject({ end: 'complete', disagreement: null, findings: [] });
    expect(judgement.verdicts.filter(isRed)).toEqual([]);
    expect(judgement.verdicts.filter(({ suite }) => suite === 'shutdown')).not.toEqual([]);
    expect(judgement.remaining.every(({ suite }) => suite !== 'shutdown')).toBe(true);
  });

  test('another CPU or thread asks for the end while main() waits', async () => {
    const { judgement } = await bootThatEnds({ arch, machine: MACHINES[arch][0], end: 'request', words: [] }, [
      'shutdown',
    ]);
    expect(judgement).toMatchObject({ end: 'complete', disagreement: null, remaining: [] });
    expect(judgement.verdicts.filter(isRed)).toEqual([]);
  });
});

test('another CPU asks for the end of a kernel without a scheduler, whose main() has halted the first one', async () => {
  const arch = ARCHES_UNDER_TEST[0] ?? 'x86_64';
  const args = ['--arch', arch, '--smp', '2', '--suite', 'ukboot', '--no-coverage', '--end', 'request'];
  const { exitCode, stderr } = await ukmatrixRun(join(folder.dir, 'no-scheduler'), args);
  expect(exitCode, stderr).toBe(0);
});
