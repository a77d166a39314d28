// SPDX-License-Identifier: BSD-3-Clause
/** Reads events.ndjson: the log of a run, one JSON object a line (https://github.com/ndjson/ndjson-spec). */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { EVENTS_VERSION, type RunEvent } from '../model/events.ts';
import { shapeTrouble } from './event-shape.ts';

/** A record, so that the compiler misses what is not in it. */
const TYPES: Readonly<Record<RunEvent['type'], true>> = {
  'run-started': true,
  'build-started': true,
  'build-ended': true,
  'cell-planned': true,
  'boot-started': true,
  'case-started': true,
  'case-ended': true,
  'boot-ended': true,
  'round-ended': true,
  'order-dependence': true,
  'late-fault': true,
  finding: true,
  'cell-ended': true,
  'coverage-merged': true,
  'run-ended': true,
};
const EVENT_TYPES: ReadonlySet<string> = new Set(Object.keys(TYPES));

export type ParsedLine =
  | { readonly kind: 'event'; readonly event: RunEvent }
  | { readonly kind: 'damaged'; readonly reason: string }
  | { readonly kind: 'newer'; readonly version: number };

/** Reads one line. A line that is not an event as this version knows it is damaged, whoever wrote it. */
export function parseEventLine(line: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'damaged', reason: 'not JSON, as if the writer was killed in the middle of it' };
  }
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') {
    return { kind: 'damaged', reason: 'no event' };
  }
  if (!EVENT_TYPES.has(value.type)) {
    return { kind: 'damaged', reason: `unknown event type "${value.type.slice(0, 40)}"` };
  }
  const event = value as RunEvent;
  if (event.type === 'run-started' && event.version > EVENTS_VERSION) {
    return { kind: 'newer', version: event.version };
  }
  const trouble = shapeTrouble(value);
  return trouble === null
    ? { kind: 'event', event }
    : { kind: 'damaged', reason: `no ${value.type} event: ${trouble}` };
}

/**
 * Reads a whole log, skipping what is damaged: that is returned in words with line numbers. Rejects with what the file system says, or
 * for a log from a newer version.
 */
export async function readEvents(file: string, take: (event: RunEvent) => void): Promise<string[]> {
  const damage: string[] = [];
  let lineNumber = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    lineNumber += 1;
    const parsed = parseEventLine(line);
    switch (parsed.kind) {
      case 'event':
        take(parsed.event);
        break;
      case 'damaged':
        damage.push(`${file}:${lineNumber}: ${parsed.reason}`);
        break;
      case 'newer':
        throw new Error(`${file} has events of version ${parsed.version}; this program reads up to ${EVENTS_VERSION}`);
      default:
        throw new Error(`unhandled ${JSON.stringify(parsed satisfies never)}`);
    }
  }
  return damage;
}
