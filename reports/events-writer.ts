// SPDX-License-Identifier: BSD-3-Clause
/**
 * Writes events.ndjson, the log of a run. What one turn of the event loop brings is one write(2) in append mode before the next turn, so a
 * run that was killed leaves all but perhaps the last of them. Apart from the reading of it, which a run has no need of.
 */
import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { Reporter } from '../model/reporter.ts';

/** Opens `file` for appending; it is closed by finish(). Throws what the file system says. */
export function eventsWriter(file: string): Reporter {
  const descriptor = openSync(file, 'a');
  let unwritten = '';
  const write = (): void => {
    const lines = unwritten;
    unwritten = '';
    if (lines !== '') writeFileSync(descriptor, lines);
  };
  // A bug may end the process in the middle of a turn.
  process.once('exit', write);
  return {
    consume(event) {
      // A boot's end brings an event for each of its cases, and a write each would take longer than all else about them.
      if (unwritten === '') queueMicrotask(write);
      unwritten += `${JSON.stringify(event)}\n`;
    },
    finish() {
      write();
      closeSync(descriptor);
      process.off('exit', write);
      return Promise.resolve();
    },
  };
}
