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

/** Lines that only one protocol has, maybe behind a clock and colours. */
const SIGNS: readonly (readonly [string, RegExp])[] = [
  ['tap', /(?:^|[\]m] ?|Z )K?TAP version 1[34]?\s*$/m],
  ['prefix-lines', /(?:^|[\]m] ?|Z )(?:PASS|FAIL|SKIP|XFAIL): \S/m],
  ['uktest', /test:(?:\x1b\[0m)? ?[\w$]{1,200}->\w/],
];

function otherProtocol(protocol: string, head: string): string {
  const found = SIGNS.find(([name, sign]) => name !== protocol && sign.test(head))?.[0];
  const isSame = protocol === 'ktap' && found === 'tap';
  return found === undefined || isSame ? '' : `; it has lines of protocol ${found}`;
}

/** Latin-1, by the program that unpacks it. */
const PACKED: readonly (readonly [string, string])[] = [
  ['zcat', '\x1f\x8b'],
  ['zstdcat', '\x28\xb5\x2f\xfd'],
  ['xzcat', '\xfd7zXZ\0'],
  ['bzcat', 'BZh'],
];

/** `head`: the beginning of the log, Latin-1. */
export function describeNothing(protocol: string, head: string): string {
  if (head === '') return 'the log is empty';
  const unpack = PACKED.find(([, magic]) => head.startsWith(magic))?.[0];
  if (unpack !== undefined) return `the log is compressed: read it as ${unpack} FILE | ukmatrix judge -`;
  const other = otherProtocol(protocol, head);
  return `the log has no line of protocol ${protocol} that names a case or suite${other}; it begins: ${firstLines(head)}`;
}
