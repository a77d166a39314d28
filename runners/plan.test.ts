// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { parseMatrix } from '../matrices/matrix-file.ts';
import type { Suite } from '../suites/suite-file.ts';
import { planRun } from './plan.ts';

const SUITE = { name: 'lists', arch: ['x86_64', 'arm64'], libc: ['nolibc'], programs: false, mutants: [] };

test.each([
  ['cpu: [max]', process.arch !== 'arm64'],
  ['cpu: [cortex-a57]', false],
  ['cpu: [max, cortex-a57]', false],
])('an image has the atomic operations that all of its CPUs have: %s', (axis, isLarge) => {
  const matrix = parseMatrix(`axes: {arch: [x86_64, arm64], ${axis}}\n`, 'm.yaml');
  const { images } = planRun(matrix, [SUITE as unknown as Suite], { axes: {}, suites: null, coverage: null });
  expect(images.map(({ arch, largeAtomics }) => [arch, largeAtomics])).toEqual([
    ...(axis.includes('max') ? [['x86_64', false]] : []),
    ['arm64', isLarge],
  ]);
});
