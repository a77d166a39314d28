// SPDX-License-Identifier: BSD-3-Clause
/** The coverage pages in Debian's Chromium, opened from disk: the filter by axes, and links that keep it. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cell } from '../synthetic-run.ts';
import { writeCoverage } from './coverage.ts';
import { addFunction, addLine, sourceAt, type SourceMap } from './sources.ts';

const CHROMIUM = '/usr/bin/chromium';
/** A busy machine is no fault of the page. */
const PATIENCE_MS = 30_000;
vi.setConfig({ testTimeout: 2 * PATIENCE_MS, hookTimeout: 2 * PATIENCE_MS });

const CELLS = [cell('x86_64', 1), cell('x86_64', 4), cell('arm64', 1), cell('arm64', 4)];
const HOSTILE = '</script><script>alert(1)</script>';

/** Line 1 ran everywhere, 2 on arm64, 3 with four CPUs, 4 nowhere; line 5 has code on x86_64 only. */
function coverage(dir: string): SourceMap {
  writeFileSync(join(dir, 'a.c'), `int f(int x)\nif (arm)\nif (smp)\nnever();\nx86();\n/* ${HOSTILE} */\n`);
  const sources: SourceMap = new Map();
  const source = sourceAt(sources, join(dir, 'a.c'));
  const gone = sourceAt(sources, join(dir, `gone ${HOSTILE}.c`));
  [13, 5, 7, 0, 2].forEach((count, at) => {
    addLine(source, at + 1, count, at === 1 ? [5, 0] : []);
  });
  addLine(gone, 2, 0, []);
  addFunction(source, { name: 'f', line: 1, endLine: 5, count: 13 });
  const ran = [[[1, 3], [5, 2]], [[1, 4], [3, 3]], [[1, 1], [2, 1]], [[1, 5], [2, 4], [3, 4]]] as const;
  CELLS.forEach(({ id, axes }, index) => {
    source.codeIn.set(id, new Set(axes.arch === 'x86_64' ? [1, 2, 3, 4, 5] : [1, 2, 3, 4]));
    source.hitBy.set(id, new Map(ran[index]));
    source.calledBy.set(id, new Set(['1 f']));
    gone.codeIn.set(id, new Set([2]));
  });
  return sources;
}

describe.skipIf(!existsSync(CHROMIUM))('coverage pages', () => {
  let dir: string;
  let browser: Browser;
  let page: Page;
  const troubles: string[] = [];
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'ukmatrix-pages-'));
    mkdirSync(join(dir, 'run'));
    const where = { runDir: join(dir, 'run'), baseDir: dir, keepsCounts: false, countedAtMs: Date.now() + 60_000 };
    await writeCoverage({ ...where, sources: coverage(dir), cells: CELLS });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('dialog', (dialog) => troubles.push(dialog.message()));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) troubles.push(request.url());
    });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(dir, { recursive: true, force: true });
    expect(troubles).toEqual([]);
  });

  const open = (name: string): Promise<unknown> => page.goto(`file://${dir}/run/coverage/html/${name}`);
  const cellsOf = (row: string): Promise<string[]> => page.locator(`${row} td`).allTextContents();
  const classes = async (): Promise<(string | null)[]> =>
    Promise.all([1, 2, 3, 4, 5].map((line) => page.locator(`#L${line}`).getAttribute('class')));

  test('a source as it is written: counts, what tells who ran a line, and text that stays text', async () => {
    await open('a.c.html');
    expect(await classes()).toEqual(['h', 'p', 'h', 'm', 'h']);
    expect(await cellsOf('#L2')).toEqual(['2', '5', 'only arm64', '1/2', 'if (arm)']);
    expect((await cellsOf('#L3'))[2]).toBe('only smp=4');
    expect((await cellsOf('#L5'))[2]).toBe('only smp=1');
    expect((await cellsOf('#L6'))[4]).toBe(`/* ${HOSTILE} */`);
  });

  test('a choice of axes: what these cells ran, and where they have no code', async () => {
    await open('a.c.html');
    await page.locator('label', { hasText: 'arch' }).locator('select').selectOption('arm64');
    await page.waitForURL(/\?arch=arm64$/);
    expect(await classes()).toEqual(['h', 'h', 'h', 'm', '']);
    expect((await cellsOf('#L2'))[1]).toBe('5');
    await page.locator('label', { hasText: 'smp' }).locator('select').selectOption('1');
    await page.waitForURL(/smp=1/);
    expect(await classes()).toEqual(['h', 'h', 'm', 'm', '']);
    expect(await page.locator('.filter').textContent()).toContain('1 cell');
  });

  test('the index: totals of the chosen cells, and links that keep the choice', async () => {
    await open('index.html');
    const row = 'tr[data-row="2"]';
    expect((await cellsOf(row)).slice(2, 6)).toEqual(['80.0 %', '4/5', '100.0 %', '1/1']);
    await page.locator('label', { hasText: 'smp' }).locator('select').selectOption('4');
    await page.waitForURL(/\?smp=4$/);
    expect((await cellsOf(row)).slice(2, 6)).toEqual(['60.0 %', '3/5', '100.0 %', '1/1']);
    await page.getByRole('link', { name: 'a.c', exact: true }).click();
    await page.waitForURL(/a\.c\.html\?smp=4$/);
    expect(await classes()).toEqual(['h', 'h', 'h', 'm', 'm']);
  });
});
