// SPDX-License-Identifier: BSD-3-Clause
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { mixedRun } from '../../reports/synthetic-run.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

test('serves the latest run, says what to do where it cannot, and ends cleanly', async () => {
  const home = mkdtempSync(join(tmpdir(), 'ukmatrix-serve-'));
  const options = { env: { UKMATRIX_HOME: home }, stdin: 'ignore', reject: false } as const;
  try {
    const empty = await execa(process.execPath, [MAIN, 'serve'], options);
    expect(empty).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('no run "latest"') as string });
    mkdirSync(join(home, 'runs', 'one'), { recursive: true });
    const log = mixedRun().map((event) => `${JSON.stringify(event)}\n`);
    writeFileSync(join(home, 'runs', 'one', 'events.ndjson'), log.join(''));
    symlinkSync('one', join(home, 'runs', 'latest'));
    const server = execa(process.execPath, [MAIN, 'serve', '--port', '0'], options);
    const line = await server.iterable()[Symbol.asyncIterator]().next();
    const [url = '', port = ''] = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(String(line.value as unknown)) ?? [];
    expect(await (await fetch(url)).text()).toContain('<title>ukmatrix 20260101-000000-test</title>');
    const other = await execa(process.execPath, [MAIN, 'serve', '--port', port], options);
    expect(other).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(`--port: ${port} is taken`) as string });
    server.kill('SIGINT');
    expect(await server).toMatchObject({ exitCode: 0, stderr: '' });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
