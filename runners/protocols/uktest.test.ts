// SPDX-License-Identifier: BSD-3-Clause
/** Console logs of released trees beside what a true reading of each says: golden/NAME.log and golden/NAME.reading.json. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProtocolEvent } from './protocol-event.ts';
import { readLog } from './reading.ts';
import { UktestReader } from './uktest.ts';

const GOLDEN = join(import.meta.dirname, 'golden');

function read(chunks: readonly Uint8Array[]): ProtocolEvent[] {
  const reader = new UktestReader();
  return [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.finish()];
}

const readText = (text: string): ProtocolEvent[] => read([Buffer.from(text)]);

test.each(globSync('*.log', { cwd: GOLDEN }).sort())('%s', async (name) => {
  const reading = readLog(read([readFileSync(join(GOLDEN, name))]), null, false);
  await expect(`${JSON.stringify(reading, null, 1)}\n`).toMatchFileSnapshot(
    join(GOLDEN, name.replace(/log$/, 'reading.json')),
  );
});

test('how the bytes are cut into chunks does not matter', () => {
  const bytes = readFileSync(join(GOLDEN, 'ut-x86-TASSERT-cy.log'));
  const whole = read([bytes]);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (cuts) => {
      const edges = [0, ...cuts.sort((left, right) => left - right), bytes.length];
      const chunks = edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
      expect(read(chunks)).toEqual(whole);
    }),
    { numRuns: 30 },
  );
});

test('no bytes make the reader throw, and a pass needs a case that was printed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const passes = read([bytes]).filter((event) => event.type === 'case-ended');
      if (passes.length > 0) expect(Buffer.from(bytes).toString('latin1')).toContain('->');
    }),
  );
});

test('a crash report without a known headline takes its first line', () => {
  const events = readText(
    '[ 0.1] CRIT: [libx] <x.c @ 1> The sky is falling\n[ 0.1] CRIT: RIP: 0x1\nCRIT: Backtrace:\nCRIT:  0x0000000000101234\nCRIT: Crashing\n',
  );
  expect(events).toMatchObject([
    { type: 'crash', headline: 'The sky is falling' },
    { type: 'frame', address: '0x0000000000101234' },
  ]);
});

test('CRIT alone is no crash', () => {
  expect(readText('CRIT: [libukvmem] <x.c @ 1> Cannot split\nInfo: fine\n')).toEqual([]);
});

test('words of a verdict inside a line are text', () => {
  const events = readText('Info: test: a->b\nInfo: \tsays [ PASSED ] early ........ [ FAILED ]\nInfo: test: a->c\n');
  expect(events[1]).toMatchObject({
    type: 'case-ended',
    result: { verdict: 'fail' },
    assertions: { passed: 0, failed: 1 },
  });
});
