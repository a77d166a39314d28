// SPDX-License-Identifier: BSD-3-Clause
/**
 * Boots as the page knows them, and their transcripts beside it. A page that was opened from disk may not read files, only run scripts:
 * so all transcripts, one behind the other, are cut into scripts of the same size, and the page asks for those that it needs.
 */
import { createReadStream, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BootExit } from '../../model/events.ts';
import { plainPath } from '../plain-path.ts';
import type { BootRecord, RunRecord } from '../run-record.ts';
import { partScript } from './part-script.ts';

/** Bytes of transcripts in one script. */
export const TRANSCRIPT_PART = 256 * 1024;

/** Bytes of transcripts in all scripts; the rest stays in the files alone. */
const MOST_BYTES = 256 * 1024 * 1024;

export interface BootOfPage {
  readonly cell: string;
  readonly boot: number;
  /** Relative to the page. */
  readonly transcript: string;
  readonly bytes: number;
  /** Where it begins among all transcripts; -1: it is not in the scripts. */
  readonly at: number;
  readonly end: string;
}

function exitInWords(exit: BootExit): string {
  switch (exit.kind) {
    case 'status':
      return `exit status ${exit.status}`;
    case 'signal':
      return `signal ${exit.signal}`;
    case 'killed':
      return `killed: ${exit.reason}`;
    case 'not-started':
      return `not started: ${exit.reason}`;
    default:
      return exit satisfies never;
  }
}

function endInWords({ end }: BootRecord): string {
  if (end === null) return 'no end';
  const words = [end.end, exitInWords(end.exit), ...(end.disagreement === null ? [] : [end.disagreement])];
  return `${words.join(', ')}, ${Math.round(end.durationMs)} ms`;
}

/** 0 for what is no file of the run (any more). */
function sizeOf(runDir: string, transcript: string): number {
  const file = plainPath(runDir, transcript);
  const status = file === null ? undefined : statSync(file, { throwIfNoEntry: false });
  return status?.isFile() === true ? status.size : 0;
}

const isOrderly = ({ end }: BootRecord): boolean => end?.end === 'complete' && end.disagreement === null;

/** Boots of a run in the order of cells; those that went wrong have their transcripts in the scripts first. */
export function bootsOfPage(runDir: string, record: RunRecord): BootOfPage[] {
  const all = [...record.cells.values()].flatMap(({ boots }) => [...boots.values()]);
  const sizes = new Map(all.map((boot) => [boot, sizeOf(runDir, boot.start.transcript)]));
  const places = new Map<BootRecord, number>();
  let at = 0;
  for (const boot of [...all.filter((one) => !isOrderly(one)), ...all.filter(isOrderly)]) {
    const size = sizes.get(boot) ?? 0;
    if (size === 0 || at + size > MOST_BYTES) continue;
    places.set(boot, at);
    at += size;
  }
  return all.map((boot) => ({
    cell: boot.start.cell,
    boot: boot.start.boot,
    transcript: boot.start.transcript,
    bytes: sizes.get(boot) ?? 0,
    at: places.get(boot) ?? -1,
    end: endInWords(boot),
  }));
}

/** Exactly as many bytes as were counted, whatever became of the file since. */
async function* bytesOf(runDir: string, { transcript, bytes }: BootOfPage): AsyncGenerator<Buffer> {
  let left = bytes;
  try {
    for await (const chunk of createReadStream(join(runDir, transcript), { end: bytes - 1 })) {
      left -= (chunk as Buffer).length;
      yield chunk as Buffer;
    }
  } catch {
    // Gone since it was counted: the others keep their places.
  }
  if (left > 0) yield Buffer.alloc(left, '.');
}

/** Writes the transcripts into `dir`, which exists, as `transcripts-0.js` and so on. */
export async function writeTranscriptParts(runDir: string, dir: string, boots: readonly BootOfPage[]): Promise<void> {
  const ordered = boots.filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at);
  let waiting: Buffer[] = [];
  let length = 0;
  let part = 0;
  const flush = async (bytes: Buffer): Promise<void> => {
    const name = `transcripts-${part++}`;
    await writeFile(join(dir, `${name}.js`), partScript(name, bytes.toString('latin1')));
  };
  for (const boot of ordered) {
    for await (const chunk of bytesOf(runDir, boot)) {
      waiting.push(chunk);
      length += chunk.length;
      while (length >= TRANSCRIPT_PART) {
        const all = Buffer.concat(waiting);
        await flush(all.subarray(0, TRANSCRIPT_PART));
        waiting = [all.subarray(TRANSCRIPT_PART)];
        length -= TRANSCRIPT_PART;
      }
    }
  }
  if (length > 0) await flush(Buffer.concat(waiting));
}
