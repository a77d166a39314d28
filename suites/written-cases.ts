// SPDX-License-Identifier: BSD-3-Clause
/** The cases of a suite as its sources name them, without building anything: near enough to weigh a suite, no list to rely on. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchesAny } from '../model/glob.ts';
import { sourcesOf } from './program-suite.ts';
import type { Suite } from './suite-file.ts';

const CASE = /\bUK_TESTCASE\(\s*(\w+)\s*,\s*(\w+)\s*\)/g;

/** suite.case, each once. */
export function writtenCases(suite: Suite): string[] {
  if (suite.programs) {
    const names = sourcesOf(suite).map(({ name }) => name);
    const wanted = suite.globs === undefined ? names : names.filter((name) => matchesAny(suite.globs ?? [], name));
    return wanted.map((name) => `${suite.name}.${name}`);
  }
  const texts = globSync('**/*.c', { cwd: suite.dir }).map((file) => readFileSync(join(suite.dir, file), 'utf8'));
  const keys = texts.flatMap((text) => [...text.matchAll(CASE)].map(([, group = '', name = '']) => `${group}.${name}`));
  return [...new Set(keys.filter((key) => key.startsWith(`${suite.name}.`)))].sort();
}
