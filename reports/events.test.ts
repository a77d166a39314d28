// SPDX-License-Identifier: BSD-3-Clause
import { appendFileSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENTS_VERSION, type RunEvent } from '../model/events.ts';
import { eventsWriter } from './events-writer.ts';
import { parseEventLine, readEvents } from './events.ts';
import { mixedRun } from './synthetic-run.ts';

async function readAll(file: string): Promise<{ events: RunEvent[]; damage: string[] }> {
  const events: RunEvent[] = [];
  const damage = await readEvents(file, (event) => events.push(event));
  return { events, damage };
}

async function writtenLog(): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'ukmatrix-events-')), 'events.ndjson');
  const writer = eventsWriter(file);
  mixedRun().forEach((event) => {
    writer.consume(event);
  });
  // Until this turn of the event loop ends.
  await Promise.resolve();
  return file;
}

describe('events.ndjson', () => {
  it('reads back what was written, without the writer ever being closed', async () => {
    expect(await readAll(await writtenLog())).toEqual({ events: mixedRun(), damage: [] });
  });

  it('reads all but the line at which a killed writer stopped', async () => {
    const file = await writtenLog();
    truncateSync(file, readFileSync(file).length - 5);
    const { events, damage } = await readAll(file);
    expect(events).toEqual(mixedRun().slice(0, -1));
    expect(damage).toEqual([expect.stringContaining(`${file}:${mixedRun().length}:`)]);
  });

  it('goes on after a damaged line and names it', async () => {
    const file = await writtenLog();
    appendFileSync(file, '{"type":"party"}\n[1]\nnull\n');
    const { events, damage } = await readAll(file);
    expect(events).toEqual(mixedRun());
    expect(damage).toHaveLength(3);
    expect(damage[0]).toContain('unknown event type "party"');
  });

  it('refuses a log of a newer version', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'ukmatrix-events-')), 'events.ndjson');
    writeFileSync(file, `${JSON.stringify({ ...mixedRun()[0], version: EVENTS_VERSION + 1 })}\n`);
    await expect(readAll(file)).rejects.toThrow(`version ${EVENTS_VERSION + 1}`);
  });

  it('takes any line without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        expect(['event', 'damaged', 'newer']).toContain(parseEventLine(line).kind);
      }),
    );
  });
});
