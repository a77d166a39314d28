// SPDX-License-Identifier: BSD-3-Clause
/**
 * The page of a run on 127.0.0.1, live: the run's log is followed, and browsers are told of news by server-sent events
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html). Only this machine's own pages may ask: a name that somebody else
 * lets point here (DNS rebinding) does not stand in the Host header that is accepted, and other sites may not embed the answers.
 */
import { once } from 'node:events';
import { existsSync, readlinkSync, watch, type FSWatcher } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { indexPage } from '../html/index-page.ts';
import { partScript } from '../html/part-script.ts';
import { FollowedRun, type PastOf } from './followed-run.ts';
import { openServed, rangeOf } from './served-file.ts';

/** Where the file system tells of no changes (network mounts) this is how late news is. */
const LOOK_MS = 1_000;
/** News come in bursts. */
const REST_MS = 100;

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'SAMEORIGIN',
  'cache-control': 'no-store',
} as const;

/** For files: what a guest wrote runs nothing and loads nothing, whatever a browser takes it for. */
const FILE_POLICY =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; connect-src 'none'; " +
  "form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

export interface ServeOptions {
  /** A run folder, or a link that is followed wherever it points next. */
  readonly target: string;
  /** 0: any free one. */
  readonly port: number;
  readonly pastOf: PastOf;
}

/** The folder that a link names; the folder itself where it is none. */
function folderOf(target: string): string {
  try {
    return join(dirname(target), readlinkSync(target));
  } catch {
    return target; // no link
  }
}

export class RunServer {
  readonly #options: ServeOptions;
  readonly #server: Server;
  readonly #listeners = new Set<ServerResponse>();
  readonly #watchers: FSWatcher[] = [];
  #timer: NodeJS.Timeout | null = null;
  #pending: NodeJS.Timeout | null = null;
  #run: FollowedRun;

  constructor(options: ServeOptions) {
    this.#options = options;
    this.#run = new FollowedRun(folderOf(options.target), options.pastOf);
    this.#server = createServer((request, response) => {
      void this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** The port. Rejects with what the system says, as for one that is taken. */
  async listen(): Promise<number> {
    this.#server.listen(this.#options.port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#run.look();
    this.#watch();
    this.#timer = setInterval(() => {
      this.#look();
    }, LOOK_MS);
    return this.#port;
  }

  get #port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    if (this.#pending !== null) clearTimeout(this.#pending);
    for (const watcher of this.#watchers) watcher.close();
    for (const listener of this.#listeners) listener.end();
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  /** Looks when the file system tells of a change; where it cannot, the timer does. */
  #watch(): void {
    for (const watcher of this.#watchers.splice(0)) watcher.close();
    const { runDir } = this.#run;
    for (const file of [join(runDir, 'events.ndjson'), dirname(this.#options.target)]) {
      try {
        const watcher = watch(file, { persistent: false }, () => {
          this.#lookSoon();
        });
        watcher.on('error', () => {
          watcher.close(); // gone; the timer goes on looking
        });
        this.#watchers.push(watcher);
      } catch {
        // Not there yet, or the system has no more watches: the timer looks.
      }
    }
  }

  #lookSoon(): void {
    this.#pending ??= setTimeout(() => {
      this.#pending = null;
      this.#look();
    }, REST_MS);
  }

  #look(): void {
    const folder = folderOf(this.#options.target);
    if (folder !== this.#run.runDir && existsSync(join(folder, 'events.ndjson'))) {
      this.#run = new FollowedRun(folder, this.#options.pastOf);
      this.#watch();
    }
    const news = this.#run.look();
    if (news !== 'none') this.#tell(news === 'some' ? 'news' : 'gone');
  }

  #tell(event: 'news' | 'gone'): void {
    for (const listener of this.#listeners) listener.write(`event: ${event}\ndata: ${basename(this.#run.runDir)}\n\n`);
  }

  /** Null: may be answered; else why not. */
  #refusal({ method, headers }: IncomingMessage): { readonly status: number; readonly words: string } | null {
    const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${this.#port}`);
    if (!hosts.includes(headers.host ?? ''))
      return { status: 421, words: `only ${hosts.join(' and ')} are served here` };
    if (headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate') {
      return { status: 403, words: 'not for pages of other sites' };
    }
    return method === 'GET' || method === 'HEAD' ? null : { status: 405, words: 'only to be read' };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = this.#refusal(request);
    if (refusal !== null) {
      send(response, refusal.status, 'text/plain; charset=utf-8', `${refusal.words}\n`);
      return;
    }
    const path = pathOf(request.url ?? '/');
    switch (path) {
      case '':
      case 'index.html':
        send(response, 200, 'text/html; charset=utf-8', indexPage(this.#run.page.data));
        return;
      case 'data.json':
        send(response, 200, 'application/json; charset=utf-8', JSON.stringify(this.#run.page.data));
        return;
      case 'events':
        this.#addListener(response);
        return;
      default:
        if (!this.#sendPart(response, path)) await sendFile(request, response, this.#run.runDir, path);
    }
  }

  #addListener(response: ServerResponse): void {
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
    this.#listeners.add(response);
    response.on('close', () => this.#listeners.delete(response));
    // Something may have happened between the page and this connection.
    const event = this.#run.isGone ? 'gone' : 'news';
    response.write(`retry: 1000\nevent: ${event}\ndata: ${basename(this.#run.runDir)}\n\n`);
  }

  /** What is not in the page at first; false: it is no part. */
  #sendPart(response: ServerResponse, path: string | null): boolean {
    const [, kind, digits] = /^page\/(details|headlines)-(\d{1,6})\.js$/.exec(path ?? '') ?? [];
    if (kind === undefined) return false;
    const { furtherDetails, furtherHeadlines } = this.#run.page;
    const index = Number(digits) - 1;
    const part = kind === 'details' ? furtherDetails[index]?.() : furtherHeadlines[index];
    if (part === undefined) return false;
    send(response, 200, 'text/javascript; charset=utf-8', partScript(`${kind}-${Number(digits)}`, part));
    return true;
  }
}

/** Decoded, without the slash in front; null for what is no path. */
function pathOf(url: string): string | null {
  try {
    return decodeURIComponent(url.replace(/[?#].*$/s, '').replace(/^\//, ''));
  } catch {
    return null;
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { ...HEADERS, 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  runDir: string,
  path: string | null,
): Promise<void> {
  const file = path === null ? null : await openServed(runDir, path);
  if (file === null) {
    send(response, 404, 'text/plain; charset=utf-8', 'there is no such file in this run\n');
    return;
  }
  const { handle, size, type } = file;
  const range = rangeOf(request.headers.range, size);
  const { start, end } = range ?? { start: 0, end: size };
  response.writeHead(range === null ? 200 : 206, {
    ...HEADERS,
    'content-type': type,
    'content-security-policy': FILE_POLICY,
    'content-length': end - start,
    'accept-ranges': 'bytes',
    ...(range === null ? {} : { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
  });
  if (request.method === 'HEAD' || start === end) {
    await handle.close();
    response.end();
    return;
  }
  // Closes the file at its end, and where the browser hangs up.
  const stream = handle.createReadStream({ start, end: end - 1 });
  response.on('close', () => stream.destroy());
  stream.on('error', () => response.destroy());
  stream.pipe(response);
}
