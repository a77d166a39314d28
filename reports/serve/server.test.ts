// SPDX-License-Identifier: BSD-3-Clause
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { get, request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunEvent } from '../../model/events.ts';
import type { PageData } from '../html/page-data.ts';
import { bootStarted, cell, ended, failed, mixedRun, planned, runEnded, started } from '../synthetic-run.ts';
import { RunServer } from './server.ts';

let dir: string;
let server: RunServer;
let port: number;
const of = cell('x86_64', 1);
const lines = (events: readonly RunEvent[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('');

function makeRun(name: string, events: readonly RunEvent[]): string {
  const runDir = join(dir, name);
  mkdirSync(join(runDir, 'transcripts', of.id), { recursive: true });
  writeFileSync(join(runDir, 'events.ndjson'), lines(events));
  return runDir;
}

function pointLatest(name: string): void {
  symlinkSync(name, join(dir, 'next'));
  renameSync(join(dir, 'next'), join(dir, 'latest'));
}

async function serve(target: string): Promise<void> {
  server = new RunServer({ target: join(dir, target), port: 0, pastOf: () => null });
  port = await server.listen();
}

/** The path as it is written here, not as a browser would tidy it up. */
async function ask(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string; type: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request({ host: '127.0.0.1', port, path, headers }, resolve).on('error', reject).end();
  const answer = await promise;
  const type = String(answer.headers['content-type']);
  return { status: answer.statusCode ?? 0, body: await text(answer), type };
}

const page = async (): Promise<PageData> => JSON.parse((await ask('/data.json')).body) as PageData;

/** Resolves with each event's name in turn. */
async function* newsOf(): AsyncGenerator<string> {
  const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
  get({ host: '127.0.0.1', port, path: '/events' }, resolve);
  for await (const chunk of await promise) {
    for (const [, name = ''] of String(chunk).matchAll(/^event: (\w+)$/gm)) yield name;
  }
}

const next = async (news: AsyncGenerator<string>): Promise<string> => String((await news.next()).value);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ukmatrix-serve-'));
});
afterEach(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

test('an ended run as a page, with its files', async () => {
  const runDir = makeRun('one', mixedRun());
  writeFileSync(join(runDir, 'transcripts', of.id, '0.log'), '0123456789<script>');
  await serve('one');
  expect((await ask('/')).body).toContain('<title>ukmatrix 20260101-000000-test</title>');
  expect(await page()).toMatchObject({ isServed: true, live: null });
  const log = `/transcripts/${of.id}/0.log`;
  expect(await ask(log)).toMatchObject({ status: 200, body: '0123456789<script>', type: 'text/plain; charset=utf-8' });
  expect(await ask(log, { range: 'bytes=2-4' })).toMatchObject({ status: 206, body: '234' });
  expect(await ask(log, { range: 'bytes=8-999' })).toMatchObject({ status: 206, body: '89<script>' });
});

test('nothing but files of the run, and nothing through a link', async () => {
  const runDir = makeRun('one', mixedRun());
  writeFileSync(join(dir, 'secret'), 'secret');
  mkdirSync(join(dir, 'elsewhere'));
  writeFileSync(join(dir, 'elsewhere', 'a.log'), 'secret');
  symlinkSync(join(dir, 'secret'), join(runDir, 'transcripts', of.id, 'link.log'));
  symlinkSync(join(dir, 'elsewhere'), join(runDir, 'transcripts', 'linked'));
  await serve('one');
  const paths = [
    '/../secret',
    '/transcripts/../../secret',
    '/transcripts/%2e%2e/%2e%2e/secret',
    '/transcripts/x/..%2f..%2f..%2fsecret',
    '/transcripts/..%5c..%5csecret/x',
    '//etc/passwd',
    '/%2fetc%2fpasswd',
    '/transcripts/x%00/y',
    '/%E0%A4%A',
    `/transcripts/${of.id}/link.log`,
    '/transcripts/linked/a.log',
    '/transcripts',
    '/shares/a',
  ];
  for (const path of paths) expect({ path, ...(await ask(path)) }).toMatchObject({ path, status: 404 });
});

test('only for pages of this machine', async () => {
  makeRun('one', mixedRun());
  await serve('one');
  expect(await ask('/', { host: `localhost:${port}` })).toMatchObject({ status: 200 });
  expect(await ask('/', { host: `evil.example:${port}` })).toMatchObject({ status: 421 });
  expect(await ask('/data.json', { host: 'evil.example' })).toMatchObject({ status: 421 });
  const embedded = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
  expect(await ask('/page/details-1.js', embedded)).toMatchObject({ status: 403 });
});

test('a run that goes on: news as they come, a half-written line when it is whole', async () => {
  const two = [planned('s', 'one'), planned('s', 'two')];
  const runDir = makeRun('one', [
    started([of]),
    { type: 'cell-planned', atMs: 1, cell: of.id, cases: two },
    bootStarted(of),
  ]);
  await serve('one');
  expect(await page()).toMatchObject({ live: { waiting: [2], running: [{ cell: of.id, boot: 0 }] } });
  const news = newsOf();
  expect(await next(news)).toBe('news');
  const [first = '', second = ''] = two.map((one) => lines([ended(of, one, failed('x'))]));
  appendFileSync(join(runDir, 'events.ndjson'), first + second.slice(0, 40));
  expect(await next(news)).toBe('news');
  const half = await page();
  expect([half.columns.verdict.length, half.live?.waiting]).toEqual([1, [1]]);
  appendFileSync(join(runDir, 'events.ndjson'), `${second.slice(40)}this is no event\n${lines([runEnded(1)])}`);
  expect(await next(news)).toBe('news');
  const whole = await page();
  expect([whole.columns.verdict.length, whole.live]).toEqual([2, null]);
});

test('latest goes on to the next run; a folder that vanishes is told and harms nothing', async () => {
  makeRun('one', [{ ...started([of]), runId: 'one' } as RunEvent]);
  pointLatest('one');
  await serve('latest');
  const news = newsOf();
  await next(news);
  makeRun('two', [{ ...started([of]), runId: 'two' } as RunEvent, ended(of, planned('s', 'a'))]);
  pointLatest('two');
  expect(await next(news)).toBe('news');
  expect((await page()).run.runId).toBe('two');
  rmSync(join(dir, 'two'), { recursive: true });
  expect(await next(news)).toBe('gone');
  expect((await page()).columns.verdict).toBe('0');
  expect(await ask('/transcripts/a/0.log')).toMatchObject({ status: 404 });
});
