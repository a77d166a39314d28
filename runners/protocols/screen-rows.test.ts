// SPDX-License-Identifier: BSD-3-Clause
/** Consoles on which a screen is drawn, or that end in a prompt: no line of them has an end. */
import { expect, test } from 'vitest';
import { parsePatternProtocol } from './pattern-file.ts';
import { PatternReader } from './pattern.ts';

const SHELL = parsePatternProtocol(
  `
protocol: shell
verdict: { pass: '^(?<case>boot): started', fail: '^(?<case>\\w+): not found' }
end: '^Shell> '
`,
  'shell.yaml',
);

const SCREEN = '\x1b[2J\x1b[01;01Hboot: started\x1b[1m\x1b[05;01Hmap: not found\x1b[06;01H\x1b[33mShell> \x1b[0m';

test.each([1, 2, 3, 5, 200])('rows of a screen are lines, in pieces of %d bytes', (size) => {
  const reader = new PatternReader('log', SHELL);
  for (let at = 0; at < SCREEN.length; at += size) reader.push(Buffer.from(SCREEN.slice(at, at + size)));
  expect(reader.hasSaidAll()).toBe(true);
  const { suites, end } = reader.finish(124);
  expect(suites[0]?.cases.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['boot', 'pass'],
    ['map', 'fail'],
  ]);
  expect(end).toBe('complete');
});

test('a prompt that goes on is none, and neither is one within a case', () => {
  const reader = new PatternReader('log', SHELL);
  reader.push(Buffer.from('boot: started\nShell>'));
  expect(reader.hasSaidAll()).toBe(false);
  reader.push(Buffer.from(' '));
  expect(reader.hasSaidAll()).toBe(true);
  const text = "protocol: p\nstart: '^run (?<case>\\w+)'\nverdict: { pass: '^ok' }\nend: '^# '\n";
  const inside = new PatternReader('log', parsePatternProtocol(text, 'p.yaml'));
  inside.push(Buffer.from('run a\n# '));
  expect(inside.hasSaidAll()).toBe(false);
});
