// SPDX-License-Identifier: BSD-3-Clause
/** A guest that hangs when it is to list its cases is told by the limits of a list, which are far shorter than those of a case. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Images } from '../images.ts';
import { buildGuest } from './liars/build-guest.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { ROOT, temporaryFolder } from './ukmatrix.ts';

test.each(ARCHES_UNDER_TEST)('%s', async (arch) => {
  using folder = temporaryFolder();
  const { dir } = folder;
  const project = { rootDir: ROOT, home: dir, kernelDir: join(ROOT, 'kernels', 'reference') };
  const limits = { progressMs: 10_000, capMs: 120_000, outputBytes: 1 << 20 };
  const images = new Images({ project, suites: [], jobs: 1, limits, signal: new AbortController().signal });
  const file = await buildGuest(arch, dir); // Without a word that tells it what to do it halts.
  const plan = {
    key: 'guest',
    kernel: 'reference',
    arch,
    libc: 'nolibc',
    coverage: false,
    memoryTags: false,
    largeAtomics: false,
    suites: [],
  };
  const cases = await images.cases(plan, { hash: 'guest', dir, file, debugFile: file, objectDir: dir });
  expect(cases).toMatchObject({
    verdict: 'timeout',
    message: expect.stringMatching(
      /^the image did not list its cases: .*\(limit 2\.0 s set for its list\): it sleeps/,
    ) as string,
  });
});
