// SPDX-License-Identifier: BSD-3-Clause
/** A log of events with anything in it: damaged lines are told, reports are written all the same, and the XML is XML. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseEventLine } from './events.ts';
import { indexPage } from './html/index-page.ts';
import { pageParts } from './html/page-data.ts';
import { JunitRun, junitDocument } from './junit/document.ts';
import { resultsOf } from './results.ts';
import { applyEvent, emptyRecord } from './run-record.ts';
import { summarize } from './summary.ts';
import { mixedRun } from './synthetic-run.ts';
import type { TranscriptExcerpts } from './transcripts.ts';

const LINES = mixedRun().map((event) => JSON.stringify(event));
const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });
const anyValue: fc.Arbitrary<unknown> = fc.oneof(fc.jsonValue(), anyText, fc.double(), fc.constant(undefined));

/** Replaces or takes away one value somewhere inside. */
function spoiled(value: unknown, path: readonly number[], by: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[first % Math.max(1, keys.length)];
  if (key === undefined) return by;
  const changed: unknown = spoiled((value as Record<string, unknown>)[key], rest, by);
  if (Array.isArray(value)) return value.map((one: unknown, index) => (String(index) === key ? changed : one));
  return { ...value, [key]: changed };
}

const edit = fc.record({
  kind: fc.constantFrom('drop', 'twice', 'cut', 'flip', 'spoil', 'move'),
  at: fc.nat(LINES.length - 1),
  path: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
  value: anyValue,
});

function edited(edits: readonly { kind: string; at: number; path: readonly number[]; value: unknown }[]): string[] {
  const lines = [...LINES];
  for (const { kind, at, path, value } of edits) {
    const line = lines[at] ?? '{}';
    const where = (path[0] ?? 0) * 7;
    if (kind === 'drop') lines[at] = '';
    else if (kind === 'twice') lines.push(line);
    else if (kind === 'cut') lines[at] = line.slice(0, where);
    else if (kind === 'flip') lines[at] = `${line.slice(0, where)}\u0001${line.slice(where + 1)}`;
    else if (kind === 'move') lines.unshift(line);
    else {
      try {
        lines[at] = JSON.stringify(spoiled(JSON.parse(line), path, value));
      } catch {
        lines[at] = 'spoiled before'; // An earlier edit left no JSON here.
      }
    }
  }
  return lines;
}

/** Every token is text, CDATA, a declaration or a tag, and tags are balanced. */
function isWellFormed(xml: string): boolean {
  if (!/^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u.test(xml)) return false;
  const open: string[] = [];
  const tokens =
    /<\?[^>]*\?>|<!\[CDATA\[[^]*?\]\]>|<(\/?)([\w-]+)((?:\s[\w-]+="(?:[^"<&]|&(?:amp|lt|gt|quot|apos|#\w+);)*")*)\s*(\/?)>|[^<]+|</g;
  for (const [token, closing, name, , selfClosing] of xml.matchAll(tokens)) {
    if (name === undefined) {
      if (token === '<' || (!token.startsWith('<') && /&(?!(?:amp|lt|gt|quot|apos|#\w+);)/.test(token))) return false;
    } else if (closing === '/') {
      if (open.pop() !== name) return false;
    } else if (selfClosing !== '/') open.push(name);
  }
  return open.length === 0;
}

test('whatever stands in the log: no throw, well-formed XML', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), anyText, (edits, output) => {
      const record = emptyRecord();
      for (const line of edited(edits)) {
        const parsed = parseEventLine(line);
        if (parsed.kind === 'event') applyEvent(record, parsed.event);
      }
      const cells = resultsOf(record);
      const transcripts: TranscriptExcerpts = { excerpt: () => output };
      expect(isWellFormed([...junitDocument(new JunitRun(record, cells, transcripts), 'jenkins')].join(''))).toBe(true);
      const summary = summarize(record, cells);
      expect(() => JSON.stringify(summary)).not.toThrow();
      const page = { cells, summary, boots: [], past: null, isServed: false, live: null, coveredFiles: [] };
      expect(indexPage(pageParts(page).data)).toContain('</html>');
    }),
    { numRuns: 300 },
  );
});
