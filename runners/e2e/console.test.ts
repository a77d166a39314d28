// SPDX-License-Identifier: BSD-3-Clause
/**
 * The console's two ways out of a guest, virtio port and serial port: nothing is lost, whoever reads slowly or closes the input. With
 * the classic text a boot prints more than any pipe holds.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { MACHINES } from '../../matrices/axes.ts';
import { loadSuites } from '../../suites/suite-file.ts';
import { qemuCommand } from '../monitors/qemu-command.ts';
import { buildGoodKernel, type GoodKernel } from './mutant.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { ROOT } from './ukmatrix.ts';

const SUITE = 'nolibc';
const TIMEOUT_MS = 60_000;

describe.each(ARCHES_UNDER_TEST)('on %s', (arch) => {
  let good: GoodKernel;
  let cases: readonly string[];
  beforeAll(async () => {
    good = await buildGoodKernel(arch, 'nolibc', loadSuites(join(ROOT, 'suites'), ROOT));
    cases = good.cases.filter(({ suite }) => suite === SUITE).map(({ name }) => name);
  });

  /** What the kernel prints, read with a pause after each chunk. */
  async function consoleOf(stdin: 'pipe' | 'ignore', pauseMs: number): Promise<string> {
    const [file, ...args] = qemuCommand({
      kernel: 'reference',
      arch,
      machine: MACHINES[arch][0],
      accel: 'tcg',
      smp: 1,
      memoryMiB: 64,
      image: good.image.file,
      append: `uktest.format=both uktest.select=${SUITE}`,
      shareDir: null,
    });
    const options = { stdin, buffer: false, reject: false, timeout: TIMEOUT_MS } as const;
    const qemu = execa(file, args, options);
    const chunks: Buffer[] = [];
    await sleep(pauseMs);
    for await (const chunk of qemu.stdout) {
      chunks.push(chunk as Buffer);
      await sleep(pauseMs);
    }
    await qemu;
    return Buffer.concat(chunks).toString('utf8');
  }

  /** Names of the cases whose report is there from the first line to the last. */
  const reported = (text: string): (string | undefined)[] =>
    [
      ...text.matchAll(
        /^ {4}# Case: (\S+)\r\n[^]*?^ {4}ok \d+ - \1\r\n {6}---\r\n(?: {6}\w+: \d+\r\n){3} {6}\.\.\.\r\n/gm,
      ),
    ].map(([, name]) => name);

  test.for([
    ['a reader that keeps up', 'pipe', 0],
    ['a reader that is far behind', 'pipe', 20],
    ['an input at its end', 'ignore', 0],
  ] as const)(
    '%s: all that the kernel printed',
    { timeout: 2 * TIMEOUT_MS },
    async ([, stdin, pauseMs], { expect: expects }) => {
      const text = await consoleOf(stdin, pauseMs);
      expects(reported(text)).toEqual(cases);
      expects(text).toContain(`# End: suites=1 cases=${cases.length} passed=${cases.length} failed=0 skipped=0\r\n`);
      expects(text).toContain('Halting system (0)\r\n');
    },
  );

  test('the suite prints more than a pipe holds', async () => {
    expect((await consoleOf('pipe', 0)).length).toBeGreaterThan(1 << 17);
  });
});
