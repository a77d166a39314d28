// SPDX-License-Identifier: BSD-3-Clause
/** Two projects: unit tests beside their files, and runners/e2e, which boots real kernels and so has its own limits. */
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './ci/longest-first.ts';

export default defineConfig({
  test: {
    globalSetup: ['ci/temporary-folder.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{model,matrices,kernels,suites,runners,reports,ci,bench}/**/*.test.ts'],
          exclude: ['runners/e2e/**', '**/node_modules/**'],
          setupFiles: ['ci/fuzz-seed.ts'],
          testTimeout: 120_000,
          isolate: false, // Loading the same modules for each file took most of the time.
          maxWorkers: 3, // Much of their time is waiting for programs.
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['runners/e2e/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
          maxConcurrency: 3,
        },
      },
    ],
  },
});
