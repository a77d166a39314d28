// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix serve [RUN]`: the page of a run on 127.0.0.1, live while it runs; `latest` goes on to the next run when that begins. */
import { lstatSync } from 'node:fs';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { RunServer } from '../../reports/serve/server.ts';
import { EXIT } from '../dispatcher.ts';
import type { Project } from '../images.ts';
import { pagePast } from './history-file.ts';
import { parseCount } from './options.ts';
import { findRun } from './recorded-run.ts';

const LARGEST_PORT = 65_535;

export interface ServeCommandOptions {
  readonly port: string;
}

/** The link itself where it is one: it is followed. */
function targetOf(home: string, run: string): string {
  const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return [join(home, 'runs', run), resolve(run)].find(isLink) ?? findRun(home, run);
}

async function listening(server: RunServer, port: number): Promise<number> {
  try {
    return await server.listen();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const isTaken = code === 'EADDRINUSE';
    throw new UserError('option-value', isTaken ? `--port: ${port} is taken` : `--port: ${port}: ${message}`, {
      cause,
      hint: isTaken ? 'another ukmatrix serve may have it; --port 0 takes any that is free' : 'try --port 0',
    });
  }
}

export async function serveCommand(run: string, options: ServeCommandOptions, project: Project): Promise<number> {
  const port = parseCount('--port', options.port, 0) ?? 0;
  if (port > LARGEST_PORT) throw new UserError('option-value', `--port: ${port} is more than ${LARGEST_PORT}`);
  const server = new RunServer({
    target: targetOf(project.home, run),
    port,
    pastOf: (runDir, record, cells) => pagePast({ project, runDir, baseline: undefined }, record, cells),
  });
  const stopped = Promise.race((['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => once(process, name)));
  const actual = await listening(server, port);
  process.stdout.write(`http://127.0.0.1:${actual}/ (Ctrl-C ends it)\n`);
  await stopped;
  await server.close();
  return EXIT.expected;
}
