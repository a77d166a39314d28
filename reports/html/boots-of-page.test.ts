// SPDX-License-Identifier: BSD-3-Clause
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunEvent } from '../../model/events.ts';
import { bootEnded, bootStarted, cell, recordOf, started } from '../synthetic-run.ts';
import { bootsOfPage, TRANSCRIPT_PART, writeTranscriptParts } from './boots-of-page.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ukmatrix-page-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const of = cell('x86_64', 1);
const fileOf = (boot: number): string => join(dir, 'transcripts', of.id, `${boot}.log`);

function putTranscript(boot: number, bytes: Buffer): void {
  mkdirSync(dirname(fileOf(boot)), { recursive: true });
  writeFileSync(fileOf(boot), bytes);
}

/** The parts back as bytes. */
function allParts(): Buffer {
  const parts: string[] = [];
  const names = readdirSync(dir).filter((name) => name.endsWith('.js'));
  const take = (name: string, text: string): void => {
    parts[Number(/\d+/.exec(name)?.[0])] = text;
  };
  for (const name of names) {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- as a browser does
    new Function('ukmatrixPart', readFileSync(join(dir, name), 'utf8'))(take);
  }
  return Buffer.from(parts.join(''), 'latin1');
}

test('each transcript is found in the parts at its place, those of boots that went wrong first', async () => {
  const bytes = [TRANSCRIPT_PART + 17, 300, 2 * TRANSCRIPT_PART].map((length, boot) => {
    return Buffer.from(Uint8Array.from({ length }, (_, at) => (at * (boot + 3)) & 0xff));
  });
  for (const [boot, content] of bytes.entries()) putTranscript(boot, content);
  const crashed = { ...bootEnded(of, 1), end: 'crash' } as ReturnType<typeof bootEnded>;
  const record = recordOf([
    started([of]),
    ...[0, 1, 2].map((boot) => bootStarted(of, boot)),
    bootEnded(of, 0),
    crashed,
    bootEnded(of, 2),
  ]);
  const boots = bootsOfPage(dir, record);
  expect(boots.map(({ at }) => at)).toEqual([300, 0, 300 + TRANSCRIPT_PART + 17]);
  await writeTranscriptParts(dir, dir, boots);
  const all = allParts();
  for (const [boot, { at, bytes: length }] of boots.entries()) {
    expect(all.subarray(at, at + length).equals(bytes[boot] ?? Buffer.alloc(0))).toBe(true);
  }
});

test('a transcript that is gone, a link to elsewhere, or a path to elsewhere takes no place', async () => {
  putTranscript(0, Buffer.from('here'));
  symlinkSync('/etc/passwd', fileOf(1));
  symlinkSync('/etc', join(dir, 'transcripts', 'linked'));
  const paths = ['../../../../../../../../etc/passwd', 'transcripts/linked/passwd', '/etc/passwd'];
  const strays = paths.map((transcript, at) => ({ ...bootStarted(of, 3 + at), transcript }) as RunEvent);
  const record = recordOf([started([of]), bootStarted(of, 0), bootStarted(of, 1), bootStarted(of, 2), ...strays]);
  const boots = bootsOfPage(dir, record);
  expect(boots.map(({ at, bytes }) => [at, bytes])).toEqual([[0, 4], ...[1, 2, 3, 4, 5].map(() => [-1, 0])]);
  rmSync(fileOf(0));
  await writeTranscriptParts(dir, dir, boots);
  expect(allParts().toString()).toBe('....');
});
