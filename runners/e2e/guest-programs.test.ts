// SPDX-License-Identifier: BSD-3-Clause
/** Programs in the kernel under test: each hostile one gets its verdict, alone or in company, and its neighbours keep theirs. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MACHINES } from '../../matrices/axes.ts';
import { HOSTILE, HOSTILE_KERNEL_CODE, writePrograms, wrongVerdicts } from './hostile-programs.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { temporaryFolder, ukmatrixRun, verdictsOf } from './ukmatrix.ts';

const folder = temporaryFolder();
const suite = join(folder.dir, 'hostile');
const programs = { ...HOSTILE, ...HOSTILE_KERNEL_CODE };

beforeAll(() => {
  writePrograms(suite, programs);
});

afterAll(() => {
  folder[Symbol.dispose]();
});

test.each(ARCHES_UNDER_TEST)('each hostile program gets its own verdict in the kernel: %s', async (arch) => {
  const args = ['--program-suite', suite, '--no-oracle', '--arch', arch, '--timeout-ms', '2000'];
  const { events, exitCode, stderr } = await ukmatrixRun(join(folder.dir, arch), args);
  expect(exitCode, stderr).toBe(1);
  expect(wrongVerdicts(events, `${arch}-musl-${MACHINES[arch][0]}-smp1-programs`, programs)).toEqual({});
});

test('a program that Linux fails too turns no kernel red', async () => {
  const [arch] = ARCHES_UNDER_TEST;
  if (arch === undefined) return;
  const dir = join(folder.dir, `broken-${arch}`);
  const args = ['--program-suite', `${suite}:good`, '--program-suite', `${suite}:fails`, '--arch', arch];
  const { events, exitCode, stderr } = await ukmatrixRun(dir, args);
  expect(exitCode, stderr).toBe(0);
  const cell = `${arch}-musl-${MACHINES[arch][0]}-smp1-programs`;
  expect(Object.fromEntries(verdictsOf(events, cell))).toEqual({ 'hostile.fails': 'fail', 'hostile.good': 'pass' });
  const texts = events.flatMap((event) => (event.type === 'finding' ? [event.text] : []));
  expect(texts.join('\n')).toContain('1 case is broken, as Linux fails them too');
});

test('a case in a boot of its own gets the verdict that it gets in company', async () => {
  const [arch] = ARCHES_UNDER_TEST;
  if (arch === undefined) return;
  const globs = ['good', 'fails', 'aborts', 'neighbour', 'killed/*'].flatMap((glob) => [
    '--program-suite',
    `${suite}:${glob}`,
  ]);
  const verdicts = async (isolation: string): Promise<Map<string, string>> => {
    const dir = join(folder.dir, isolation);
    const args = [...globs, '--no-oracle', '--arch', arch, '--isolate', isolation];
    const { events } = await ukmatrixRun(dir, args);
    return verdictsOf(events, `${arch}-musl-${MACHINES[arch][0]}-smp1-programs`);
  };
  const together = await verdicts('batch');
  expect(together.size).toBe(17);
  expect(await verdicts('case')).toEqual(together);
});
