// SPDX-License-Identifier: BSD-3-Clause
/** What is said of a log in which a protocol found nothing of its own. */
import { asUtf8 } from './lines.ts';

const SHOWN_LINES = 3;

function firstLines(head: string): string {
  const lines = head.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .slice(0, SHOWN_LINES)
    .map((line) => JSON.stringify(asUtf8(line.slice(0, 120))))
    .join(' ');
}

/** `head`: the beginning of the log, Latin-1. */
export function describeNothing(protocol: string, head: string): string {
  if (head === '') return 'the log is empty';
  return `the log has no line of protocol ${protocol} that names a case or suite; it begins: ${firstLines(head)}`;
}
