// SPDX-License-Identifier: BSD-3-Clause
/**
 * The order of test files. vitest knows durations only from an earlier run, and a fresh clone has none: it would begin with the largest
 * files, and the longest one, which is short to read, would run alone at the end.
 */
import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONGEST = ['mutants.test.ts', 'guest-programs.test.ts', 'machine-end.test.ts', 'wrong-libc.test.ts'];

const rank = ({ moduleId, project }: TestSpecification): number => {
  const place = project.name === 'e2e' ? LONGEST.indexOf(basename(moduleId)) : -1;
  return place < 0 ? LONGEST.length : place;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort(
      (a, b) => a.project.config.sequence.groupOrder - b.project.config.sequence.groupOrder || rank(a) - rank(b),
    );
  }
}
