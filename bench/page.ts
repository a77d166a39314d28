// SPDX-License-Identifier: BSD-3-Clause
/**
 * The page of 100,000 cases with 50 MB of transcripts, of which one in a thousand is broken, and of which all are: how long it takes to
 * write, to open in Chromium, to filter, to show a console.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { RunEvent } from '../model/events.ts';
import { resultsOf } from '../reports/results.ts';
import { writePage } from '../reports/html/write.ts';
import { summarize } from '../reports/summary.ts';
import {
  bootEnded,
  bootStarted,
  cell,
  ended,
  failed,
  planned,
  recordOf,
  runEnded,
  started,
} from '../reports/synthetic-run.ts';
import { median } from './cli.ts';

const CHROMIUM = '/usr/bin/chromium';
const CPUS = Array.from({ length: 25 }, (_, index) => index + 1);
const SUITES = 20;
const CASES = 100;
const CASE_BYTES = 500;
const ROUNDS = 5;
const WORDS = ['case_1', 'suite7 broken', 'smp17', 'arm64 expected'];

function eventsOf(of: ReturnType<typeof cell>, isBroken: (index: number) => boolean): RunEvent[] {
  const cases = Array.from({ length: SUITES * CASES }, (_, index) => {
    const { suite, name } = planned(`suite${Math.floor(index / CASES)}`, `case_number_${index}_does_as_promised`);
    const range = { transcriptRange: [index * CASE_BYTES, (index + 1) * CASE_BYTES] as const };
    return ended(of, planned(suite, name), {
      ...range,
      ...(isBroken(index) ? failed(`expected ${index} to be broken`, `suites/${suite}/cases.c`, index + 1) : {}),
    });
  });
  return [bootStarted(of), ...cases, bootEnded(of)];
}

function writeTranscript(runDir: string, id: string): void {
  const file = join(runDir, 'transcripts', id, '0.log');
  mkdirSync(dirname(file), { recursive: true });
  const cases = Array.from({ length: SUITES * CASES }, (_, index) => {
    const head = `\u001B[32m[    0.${index}] Info:\u001B[0m test: case_number_${index}\r\n`;
    const line = `[    0.${index}] Info: expected ${index} to be broken in cases.c:42\r\n`;
    return (head + line.repeat(10)).slice(0, CASE_BYTES - 2).padEnd(CASE_BYTES - 2, '.') + '\r\n';
  });
  writeFileSync(file, cases.join(''));
}

/** Milliseconds until the page has drawn what `act` asks for. */
const drawn = (page: Page, act: string): Promise<number> =>
  page.evaluate(`new Promise((resolve) => {
    const began = performance.now();
    (() => { ${act} })();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  })`);

async function filterTimes(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (const word of [...WORDS, '']) {
    const set = `const search = document.querySelector('#search'); search.value = ${JSON.stringify(word)}; search.dispatchEvent(new Event('input'))`;
    times.push(await drawn(page, set));
  }
  return times;
}

async function consoleTime(page: Page): Promise<number> {
  const began = performance.now();
  await page.evaluate(`location.hash = '#/case/arm64-nolibc-smp25/suite10/case_number_1017_does_as_promised'`);
  await page.locator('.line.failing').first().waitFor();
  return performance.now() - began;
}

async function inBrowser(index: string): Promise<string> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const opened: number[] = [];
    const filtered: number[] = [];
    const consoles: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const page = await browser.newPage();
      const began = performance.now();
      await page.goto(`file://${index}`);
      await page.locator('.grid').waitFor();
      opened.push(performance.now() - began);
      await page.evaluate(`location.hash = '#/cases'`);
      await page.locator('.row').first().waitFor();
      filtered.push(Math.max(...(await filterTimes(page))));
      consoles.push(await consoleTime(page));
      await page.close();
    }
    const ms = (times: readonly number[]): string => `${median(times).toFixed(0)} ms`;
    return `first view ${ms(opened)}, slowest of ${WORDS.length + 1} filters ${ms(filtered)}, console of a case ${ms(consoles)}`;
  } finally {
    await browser.close();
  }
}

async function measured(broken: string, isBroken: (index: number) => boolean): Promise<string> {
  const runDir = mkdtempSync(join(tmpdir(), 'ukmatrix-bench-page-'));
  try {
    const cells = (['x86_64', 'arm64'] as const).flatMap((arch) => CPUS.map((smp) => cell(arch, smp)));
    for (const { id } of cells) writeTranscript(runDir, id);
    const record = recordOf([started(cells), ...cells.flatMap((of) => eventsOf(of, isBroken)), runEnded(1)]);
    const results = resultsOf(record);
    const began = performance.now();
    await writePage(runDir, { record, cells: results, summary: summarize(record, results), past: null });
    const written = performance.now() - began;
    const parts = readdirSync(join(runDir, 'page'));
    const mib = (statSync(join(runDir, 'index.html')).size / (1 << 20)).toFixed(1);
    const size = `index.html ${mib} MiB and ${parts.length} parts written in ${written.toFixed(0)} ms`;
    const title = `page of ${cells.length * SUITES * CASES} cases, ${broken} broken`;
    return `${title}: ${size}; ${await inBrowser(join(runDir, 'index.html'))}`;
  } finally {
    rmSync(runDir, { recursive: true, force: true });
  }
}

export async function benchPage(): Promise<string> {
  if (!existsSync(CHROMIUM)) return `page: not measured, there is no ${CHROMIUM}`;
  return `${await measured('one in a thousand', (index) => index % 1000 === 17)}\n${await measured('all', () => true)}`;
}
