// SPDX-License-Identifier: BSD-3-Clause
/** What gcov itself counts, read from the text that it writes, and the same of lcov.info: the truth that tests hold merged coverage against. */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** Counts in a file that gcov wrote: the first of a line is its total over functions. */
function countsInGcovFile(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [, count = '', line] of text.matchAll(/^ *(\d+|#####|=====)\*?: *(\d+):/gm)) {
    if (!counts.has(Number(line))) {
      counts.set(Number(line), Number.parseInt(count, 10) || 0);
    }
  }
  return counts;
}

/**
 * What gcov says of each source, object by object and added up. Given several objects at once, gcov 12 loses counts of inline
 * functions that more than one of them holds.
 */
export function countsByGcov(root: string): Map<string, Map<number, number>> {
  const sums = new Map<string, Map<number, number>>();
  for (const object of ['o/main.gcda', 'o/lib/work.gcda']) {
    execFileSync('gcov', [object], { cwd: root, env: { ...process.env, LC_ALL: 'C' } });
    for (const file of globSync('*.gcov', { cwd: root })) {
      const text = readFileSync(join(root, file), 'utf8');
      const name = relative(root, resolve(root, /:Source:(.*)$/m.exec(text)?.[1] ?? ''));
      const sum = sums.get(name) ?? new Map<number, number>();
      countsInGcovFile(text).forEach((count, line) => sum.set(line, (sum.get(line) ?? 0) + count));
      sums.set(name, sum);
      rmSync(join(root, file));
    }
  }
  return sums;
}

interface OtherCounts {
  /** By line, ascending: gcov's text lists functions that share a line in another order than its JSON. */
  readonly branches: Map<number, number[]>;
  readonly functions: Map<string, number>;
}

/** Branches and functions in a file that `gcov -b -c` wrote. */
export function otherCountsIn(text: string): OtherCounts {
  const branches = new Map<number, number[]>();
  const functions = new Map<string, number>();
  let line = 0;
  for (const row of text.split('\n')) {
    line = Number(/^ *(?:[\d-]+|#####|=====)\*?: *(\d+):/.exec(row)?.[1] ?? line);
    const branch = /^branch +\d+ (?:taken (\d+)|never executed)/.exec(row);
    if (branch !== null) {
      branches.set(line, [...(branches.get(line) ?? []), Number(branch[1] ?? 0)]);
    }
    const [, name, calls] = /^function (\S+) called (\d+)/.exec(row) ?? [];
    if (name !== undefined) {
      functions.set(name, Number(calls));
    }
  }
  branches.forEach((counts) => counts.sort((one, other) => one - other));
  return { branches, functions };
}

/** The same of a record of lcov.info. */
export function otherCountsInRecord(record: string): OtherCounts {
  const branches = new Map<number, number[]>();
  for (const [, line, count = ''] of record.matchAll(/^BRDA:(\d+),\d+,\d+,(\d+|-)$/gm)) {
    branches.set(Number(line), [...(branches.get(Number(line)) ?? []), Number.parseInt(count, 10) || 0]);
  }
  branches.forEach((counts) => counts.sort((one, other) => one - other));
  const functions = [...record.matchAll(/^FNDA:(\d+),(.*)$/gm)].map(([, calls, name = '']) => [name, Number(calls)] as const);
  return { branches, functions: new Map(functions) };
}
