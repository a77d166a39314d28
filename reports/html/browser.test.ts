// SPDX-License-Identifier: BSD-3-Clause
/** The page in Debian's Chromium: real clicks and keys, a phone, a dark room, and guests that print markup. */
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RunEvent } from '../../model/events.ts';
import { resultsOf } from '../results.ts';
import { RunServer } from '../serve/server.ts';
import { summarize } from '../summary.ts';
import { bootEnded, bootStarted, cell, ended, failed, planned, recordOf, runEnded, started } from '../synthetic-run.ts';
import type { PagePast, PastRun } from './page-past.ts';
import { writePage } from './write.ts';

const CHROMIUM = '/usr/bin/chromium';
/** A busy machine is no fault of the page. */
const PATIENCE_MS = 30_000;
vi.setConfig({ testTimeout: 2 * PATIENCE_MS, hookTimeout: 2 * PATIENCE_MS });

describe.skipIf(!existsSync(CHROMIUM))('the page in a browser', () => {
  let dir: string;
  let browser: Browser;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'ukmatrix-browser-'));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function makePage(name: string, events: readonly RunEvent[], past: PagePast | null = null): Promise<string> {
    const runDir = join(dir, name);
    mkdirSync(runDir, { recursive: true });
    const record = recordOf(events);
    const cells = resultsOf(record);
    await writePage(runDir, { record, cells, summary: summarize(record, cells), past });
    return `file://${runDir}/index.html`;
  }

  function putTranscript(name: string, cellId: string, text: string): void {
    const file = join(dir, name, 'transcripts', cellId, '0.log');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** A page with what went wrong in it: exceptions, refused scripts, requests for anything but files. */
  async function open(url: string, options: BrowserContextOptions = {}): Promise<{ page: Page; troubles: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('console', (message) => troubles.push(message.text()));
    page.on('dialog', (dialog) => troubles.push(dialog.message()));
    page.on('request', (request) => {
      if (new URL(request.url()).protocol !== new URL(url).protocol) troubles.push(request.url());
    });
    await page.goto(url);
    return { page, troubles };
  }

  const close = async (page: Page): Promise<void> => page.context().close();

  const [x86, x86Smp4, arm, armSmp4] = [cell('x86_64', 1), cell('x86_64', 4), cell('arm64', 1), cell('arm64', 4)];
  const cells = [x86, x86Smp4, arm, armSmp4];
  const noise = 'nothing to see here\r\n'.repeat(400);
  const telling =
    '\u001B[31m[    0.1] Info: \texpected `x` to be 3 but was 4\u001B[0m [ FAILED ]\r\n[    0.1] in cases.c]:42]\r\n';

  const crash = {
    verdict: 'crash',
    outcome: 'unexpected',
    cause: 'Unhandled page fault at 0x10',
    backtrace: [
      { address: '0x101234', function: 'uk_memalign', file: 'lib/ukalloc/alloc.c', line: 88 },
      { address: '0x101000', function: null, file: null, line: null },
    ],
  } as const;

  /** 404 cases: `memalign` is broken on arm64 since this run, `overrun` crashed before, the others pass. */
  function regression(): RunEvent[] {
    return [
      started(cells),
      ...cells.flatMap((of) => {
        const range = [noise.length, 2 * noise.length + telling.length] as const;
        const isArm = of.axes.arch === 'arm64';
        const fillers = Array.from({ length: 100 }, (_, index) => ended(of, planned('smp', `filler_${index}`)));
        return [
          bootStarted(of),
          ended(of, planned('ukalloc', 'memalign'), {
            transcriptRange: range,
            ...(isArm ? failed('expected `x` to be 3 but was 4') : {}),
          }),
          ...(of === x86 ? [ended(of, planned('ukalloc', 'overrun'), crash)] : []),
          ...fillers,
          bootEnded(of),
        ];
      }),
      runEnded(1),
    ];
  }

  const pastRun = (number: number): PastRun => ({
    runId: `run-${number}`,
    startedAt: `2025-12-${10 + number}T03:00:00.000Z`,
    durationMs: 60_000 + 1000 * number,
    caseCount: 401,
    passCount: 400 - (number % 3),
    skipCount: 0,
    unexpectedCount: 1 + (number % 3),
    flakyCount: number % 2,
    lines: { found: 1000, hit: 800 + number },
    href: null,
  });

  const past: PagePast = {
    base: {
      runId: 'run-9',
      startedAt: pastRun(9).startedAt,
      isAccepted: false,
      lines: null,
      revisions: { kernel: null, suites: null },
    },
    changes: {
      commits: ['abc1234 tlb: <b>quicker</b>'],
      commitCount: 7,
      files: [
        { path: 'lib/ukalloc/align.c', line: 42 },
        { path: 'arch/moved\u202E.c', line: null },
      ],
      fileCount: 2,
    },
    runs: Array.from({ length: 10 }, (_, index) => pastRun(index)),
    broken: [
      ...[arm, armSmp4].map(
        ({ id }) =>
          ({
            cell: id,
            suite: 'ukalloc',
            name: 'memalign',
            before: 'pass',
            isNew: true,
            since: null,
            lastGood: pastRun(9).startedAt,
            strip: 'ppp',
          }) as const,
      ),
      {
        cell: x86.id,
        suite: 'ukalloc',
        name: 'overrun',
        before: 'crash',
        isNew: false,
        since: pastRun(2).startedAt,
        lastGood: null,
        strip: 'ccc',
      },
    ],
    fixed: [{ cell: arm.id, suite: 'smp', name: 'filler_1', before: 'timeout' }],
    flaky: [],
    slower: [],
    addedCount: 0,
    vanished: [],
    vanishedCount: 0,
  };

  let url: string;
  beforeAll(async () => {
    for (const { id } of cells) putTranscript('regression', id, noise + noise + telling + noise);
    url = await makePage('regression', regression(), past);
  });

  test('what is newly broken comes first: what, where, since when, and the line of the console', async () => {
    const { page, troubles } = await open(url);
    await page.locator('.card .failing').first().waitFor();
    const first = await page.locator('.card').first().innerText();
    expect(first).toContain('suites/ukalloc/cases.c:42');
    expect(first).toContain('only on arm64 (2 of 4 cells)');
    expect(first).toContain('since this run, was pass');
    expect(first).toContain('expected `x` to be 3 but was 4 [ FAILED ]');
    expect(await page.locator('.changes').innerText()).toBe(
      'Sources changed since then: lib/ukalloc/align.c:42 arch/moved⟨U+202E⟩.c in 7 commits abc1234 tlb: <b>quicker</b> and 6 more commits',
    );
    expect(await page.locator('[role=status]').first().innerText()).toBe(
      '1 newly broken in 2 cells, 1 still broken in 1 cell',
    );
    expect(await page.locator('main h2').allInnerTexts()).toEqual([
      'Newly broken 2 cases',
      'Still broken 1 case',
      'Cells and suites',
    ]);
    expect(await page.getByText('Newly fixed: 1').count()).toBe(1);
    expect(troubles).toEqual([]);
    await close(page);
  });

  test('a case: assertion, backtrace, the failing line in view, copy, raw console, and back', async () => {
    const { page, troubles } = await open(url, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('link', { name: 'ukalloc › memalign' }).click();
    const failing = page.locator('.line.failing');
    await failing.first().waitFor();
    expect(await failing.first().innerText()).toContain('expected `x` to be 3 but was 4');
    expect(await page.locator('.line .f-red').count()).toBe(1);
    const [box, frame] = [await failing.first().boundingBox(), await page.locator('.console').boundingBox()];
    expect(box !== null && frame !== null && box.y > frame.y && box.y < frame.y + frame.height).toBe(true);
    expect(await page.locator('.failure .place').innerText()).toBe('suites/ukalloc/cases.c:42');
    await page.locator('#again + .copy').click();
    await page.getByText('copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(
      '--arch arm64 --smp 1 --machine virt-gicv3 --case ukalloc.memalign',
    );
    expect(await page.getByRole('link', { name: /^raw, whole boot/ }).getAttribute('href')).toBe(
      'transcripts/arm64-nolibc-smp1/0.log',
    );
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('save these lines').click()]);
    expect(download.suggestedFilename()).toBe(`arm64-nolibc-smp1-0-${noise.length}.log`);
    await page.keyboard.press(']');
    await page.waitForURL(/#\/case\/arm64-nolibc-smp4\/ukalloc\/memalign$/);
    await page.goto(`${url}#/case/${x86.id}/ukalloc/overrun`);
    expect(await page.locator('.frames tr').first().innerText()).toContain('uk_memalign\tlib/ukalloc/alloc.c:88');
    await page.keyboard.press('Escape');
    await page.locator('h2', { hasText: 'memalign' }).waitFor();
    expect(troubles).toEqual([]);
    await close(page);
  });

  test('filters by axis, verdict, suite and text, which stand in the address', async () => {
    const { page, troubles } = await open(`${url}#/cases`);
    const count = page.locator('#count');
    expect(await count.innerText()).toBe('405 of 405 cases');
    expect(await page.locator('.row').count()).toBeLessThan(60);
    await page.getByLabel('arch').selectOption('arm64');
    expect(await count.innerText()).toBe('202 of 405 cases');
    await page.getByRole('button', { name: 'fail', exact: true }).click();
    expect(await count.innerText()).toBe('2 of 405 cases');
    await page.getByLabel('Filter cases by text').fill('CASES.C:42 smp4');
    expect(await count.innerText()).toBe('1 of 405 cases');
    await page.reload();
    expect(await count.innerText()).toBe('1 of 405 cases');
    await page.getByText('clear').click();
    await count.filter({ hasText: '405 of 405 cases' }).waitFor();
    await page.goto(url);
    await page.locator('.field.bad').first().click();
    await count.filter({ hasText: '2 of 405 cases' }).waitFor();
    expect(troubles).toEqual([]);
    await close(page);
  });

  test('by keyboard alone', async () => {
    const { page, troubles } = await open(url);
    await page.keyboard.press('/');
    await page.keyboard.type('filler_9');
    await page.locator('#count', { hasText: '44 of 405' }).waitFor();
    await page.keyboard.press('Escape');
    for (let step = 0; step < 30; step++) await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await page.evaluate(`document.activeElement.getAttribute('data-index')`)).toBe('28');
    await page.keyboard.press('Enter');
    await page.locator('h2.case-name', { hasText: 'filler_9' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#count', { hasText: '44 of 405' }).waitFor();
    await page.keyboard.press('?');
    expect(await page.locator('dialog').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('4');
    await page.locator('svg.chart').nth(4).waitFor();
    expect(await page.locator('svg.chart .dot').count()).toBe(5 * 10 + 4);
    expect(troubles).toEqual([]);
    await close(page);
  });

  test('readable on a phone and in the dark', async () => {
    const { page, troubles } = await open(url, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    const views = ['', '#/cases', `#/case/${arm.id}/ukalloc/memalign`, '#/coverage', '#/trends'];
    for (const view of views) {
      await page.goto(url + view);
      await page.evaluate('new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve)))');
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect({ view, width }).toEqual({ view, width: 390 });
    }
    const shade = 'getComputedStyle(document.body).backgroundColor';
    expect(await page.evaluate(shade)).toBe('rgb(18, 22, 29)');
    await page.keyboard.press('d');
    expect(await page.evaluate(shade)).toBe('rgb(255, 255, 255)');
    expect(troubles).toEqual([]);
    await close(page);
  });

  const HOSTILE = [
    '<script>window.broken = 1</script>',
    '</script><script>window.broken = 1</script>',
    '<img src=x onerror="window.broken = 1">',
    '" onmouseover="window.broken = 1" autofocus onfocus="window.broken = 1',
    "javascript:window.broken=1//'",
    ']]><svg/onload=window.broken=1>',
    '<!--<script>',
    '\u202Egnihtyreve sesrever\u2066 \u2069\u200B',
    '../../../etc/passwd',
    '%2e%2e/#/cases?q=<b>',
    '\u0000\u0007\u001B]0;title\u0007\uD800',
  ];

  /** What must not be on a page that shows them. */
  const HARM = `({
  broken: window.broken,
  elements: [...document.querySelectorAll('img, iframe, object, b, main svg, main script')].map((node) => node.outerHTML),
  handlers: [...document.querySelectorAll('*')].filter((node) => node.getAttributeNames().some((name) => name.startsWith('on'))).length,
  links: [...document.querySelectorAll('a')].map((node) => node.getAttribute('href')).filter((href) => !/^(?:#\\/|transcripts\\/|repro\\/)/.test(href)),
  odd: /[\\u202A-\\u202E\\u2066-\\u2069\\u0000]/.test(document.body.innerText),
})`;

  test('what guests print is text, in every place', async () => {
    putTranscript('hostile', x86.id, HOSTILE.flatMap((text) => [text, `\u001B[31m${text}`]).join('\r\n'));
    const cases = HOSTILE.map((text) => {
      const frame = { address: text, function: text, file: text, line: 1 };
      const failure = { ...failed(text, text, 7), cause: text, backtrace: [frame] };
      return ended(x86, { ...planned(text, text), file: text }, { ...failure, transcriptRange: [0, 1000] });
    });
    const findings = HOSTILE.map((text): RunEvent => ({ type: 'finding', atMs: 1, cell: null, boot: null, text }));
    const events = [started([x86]), bootStarted(x86), ...cases, bootEnded(x86), ...findings, runEnded(1)];
    const { page, troubles } = await open(await makePage('hostile', events));
    const harmless = { broken: undefined, elements: [], handlers: 0, links: [], odd: false };
    await page.locator('.card .console').waitFor();
    expect(await page.evaluate(HARM)).toEqual(harmless);
    const links = await page.evaluate(
      `[...document.querySelectorAll('.card a.title')].map((node) => node.getAttribute('href'))`,
    );
    expect(links).toHaveLength(HOSTILE.length);
    for (const link of links as string[]) {
      await page.evaluate(`document.querySelector('.console')?.remove(); location.hash = ${JSON.stringify(link)}`);
      await page.locator('.case-name').waitFor();
      await page.locator('.console .line').first().waitFor();
      expect({ link, ...(await page.evaluate<object>(HARM)) }).toEqual({ link, ...harmless });
    }
    await page.evaluate(`location.hash = '#/cases'`);
    await page
      .locator('.row')
      .nth(HOSTILE.length - 1)
      .waitFor();
    expect(await page.evaluate(HARM)).toEqual(harmless);
    expect(troubles).toEqual([]);
    await close(page);
  });

  test('a name of 10 kB, and a page whose parts are gone', async () => {
    const name = 'n'.repeat(10_000);
    putTranscript('long', x86.id, 'some output\n');
    const events = [
      started([x86]),
      bootStarted(x86),
      ended(x86, planned('s', name), failed('x'.repeat(10_000))),
      bootEnded(x86),
      runEnded(1),
    ];
    const long = await makePage('long', events);
    rmSync(join(dir, 'long', 'page'), { recursive: true });
    const { page, troubles } = await open(long, { viewport: { width: 390, height: 844 } });
    await page.locator('.card a.title').click();
    await page.getByText('is not beside this page').waitFor();
    expect(await page.locator('.case-name').innerText()).toContain(name);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(troubles.filter((text) => !text.includes('ERR_FILE_NOT_FOUND'))).toEqual([]);
    await close(page);
  });

  test('a served page changes while the run goes on, and loses neither focus nor filter', async () => {
    const runDir = join(dir, 'live');
    mkdirSync(runDir);
    putTranscript('live', x86.id, telling);
    const log = join(runDir, 'events.ndjson');
    const put = (...events: readonly RunEvent[]): void => {
      appendFileSync(log, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    };
    const all = ['one', 'two', 'three'].map((name) => planned('s', name));
    put(started([x86]), { type: 'cell-planned', atMs: 1, cell: x86.id, cases: all }, bootStarted(x86));
    const server = new RunServer({ target: runDir, port: 0, pastOf: () => null });
    const base = `http://127.0.0.1:${await server.listen()}/`;
    const { page, troubles } = await open(base);
    try {
      await page.getByText('0 of 3').waitFor();
      const [one, two, three] = all.map((which) => ended(x86, which, { transcriptRange: [0, telling.length] }));
      if (one === undefined || two === undefined || three === undefined) throw new Error('three cases');
      put({ ...one, ...failed('expected `x` to be 3') });
      const title = page.getByRole('link', { name: 's › one' });
      await title.focus();
      put(two);
      await page.getByText('2 of 3').waitFor();
      expect(await page.evaluate('document.activeElement.textContent')).toBe('s › one');
      await page.keyboard.press('Enter');
      await page.locator('.line.failing').first().waitFor();
      put({ ...one, ...failed('expected `x` to be 3'), attempt: 1, verdict: 'crash', cause: 'fell over' });
      await page.locator('.case-name .v-crash').waitFor();
      await page.getByText('attempts: fail, crash').waitFor();
      await page.goto(`${base}#/cases?verdict=pass`);
      await page.locator('#count', { hasText: '1 of 2 cases' }).waitFor();
      put(three, runEnded(1));
      await page.locator('#count', { hasText: '2 of 3 cases' }).waitFor();
      expect(troubles).toEqual([]);
    } finally {
      await close(page);
      await server.close();
    }
  });
});
