// SPDX-License-Identifier: BSD-3-Clause
/** The main job on the reference kernel: every planned case of every cell passes, or says why it cannot run there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NARROWING_OPTIONS } from './narrowing.ts';
import { temporaryFolder, ukmatrixRun, verdictsOf, type Finished } from './ukmatrix.ts';

const folder = temporaryFolder();
let run: Finished;

beforeAll(async () => {
  run = await ukmatrixRun(folder.dir, NARROWING_OPTIONS);
});

afterAll(() => {
  folder[Symbol.dispose]();
});

test('the smoke matrix is green', () => {
  const red = run.events.filter((event) => event.type === 'case-ended' && event.outcome !== 'expected');
  expect(red).toEqual([]);
  expect(run.exitCode, run.stderr).toBe(0);
});

test('each planned case of each cell has a verdict, and most of them ran', () => {
  const planned = run.events.filter((event) => event.type === 'cell-planned');
  expect(planned.length).toBeGreaterThan(0);
  for (const { cell, cases } of planned) {
    const verdicts = verdictsOf(run.events, cell);
    expect([...verdicts.keys()].sort()).toEqual(cases.map(({ suite, name }) => `${suite}.${name}`).sort());
    const passed = [...verdicts.values()].filter((verdict) => verdict === 'pass');
    expect(passed.length).toBeGreaterThan(cases.length * 0.8);
  }
});

test('the witnesses of each boot agree', () => {
  const boots = run.events.filter((event) => event.type === 'boot-ended');
  expect(boots.filter(({ end, disagreement }) => end !== 'complete' || disagreement !== null)).toEqual([]);
});

test('each boot brought its coverage home, and the reports are there', () => {
  const boots = run.events.filter((event) => event.type === 'boot-ended');
  expect(boots.every(({ coverageDir }) => coverageDir !== null)).toBe(true);
  const merged = run.events.find((event) => event.type === 'coverage-merged');
  expect(merged?.lines.hit).toBeGreaterThan(1000);
  for (const file of ['junit.xml', 'summary.json', 'plan.json', 'coverage/lcov.info']) {
    expect(existsSync(join(run.runDir, file)), file).toBe(true);
  }
});
