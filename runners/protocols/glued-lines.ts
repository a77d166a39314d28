// SPDX-License-Identifier: BSD-3-Clause
/**
 * The log prints a head where a line begins. Where somebody left a line of the same level unfinished, the next one of uktest goes on in it
 * and has no head of its own. It is told by what only uktest prints: colours reset behind `test:`, in any log, or a message padded to its
 * width.
 */
import type { LogRecord } from './kernel-log.ts';
import { PADDED_WIDTH, readAssertion, readCase } from './uktest-line.ts';

const OWN_HEAD = 'test:\x1b[0m ';
const OWN_RESET = /test:\x1b\[0m [^\s>]{1,400}->/;
const MOST_TABS = 8;

/** `raw`: a line with its colours; whether uktest names a case somewhere in it. */
export const namesCase = (raw: string): boolean => raw.includes(OWN_HEAD) && OWN_RESET.test(raw);

/** In a log where uktest resets colours, what names a case without that is somebody else's, in the log or not. */
export const isForeignCase = (raw: string): boolean => raw.includes('test: ') && !namesCase(raw);

function assertionAt(text: string): number {
  const { width } = readAssertion(text) ?? { width: 0 };
  let at = width === 0 ? -1 : text.indexOf('\t', 1);
  for (let tried = 1; at >= 0 && tried < MOST_TABS && width - at - 1 !== PADDED_WIDTH; tried++)
    at = text.indexOf('\t', at + 1);
  return at >= 0 && width - at - 1 === PADDED_WIDTH ? at : -1;
}

function caseAt(text: string): number {
  const at = text.lastIndexOf('test: ', text.indexOf('->'));
  return at > 0 && readCase(text.slice(at)) !== null ? at : -1;
}

/** `isCaseNamed`: of the line that the record is from. */
export function unglued(record: LogRecord, isCaseNamed: boolean): readonly LogRecord[] {
  const { text, level } = record;
  if (!(level === 'Info' || level === null)) return [record];
  const at = isCaseNamed ? caseAt(text) : assertionAt(text);
  if (at <= 0) return [record];
  const own = { ...record, isTagged: false, tag: null, text: text.slice(at) };
  return [{ ...record, text: text.slice(0, at), isRunInto: false }, own];
}
