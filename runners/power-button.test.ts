// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { caseKey } from '../model/cell.ts';
import type { BootEvidence } from './evidence.ts';
import { judgeBoot } from './judge.ts';
import { axisWords, pressOf } from './power-button.ts';
import { TapReader } from './protocols/tap.ts';

const PRESSED = { afterMs: 40, isDelivered: true };
const LEFT_OUT = '# SKIP the machine shuts down';
const BEGIN = 'TAP version 14\n1..1\n# Subtest: s\n    1..2\n    # Case: a\n    ok 1 - a\n    # Case: b\n';
const END = 'ok 1 - s\n# End: suites=1 cases=2 passed=1 failed=0 skipped=1\n';
const ASKED = ['a', 'b'].map((name) => ({ suite: 's', name }));

function evidence(console: string, changes: Partial<BootEvidence>): BootEvidence {
  const tap = new TapReader(null);
  return {
    arch: 'x86_64',
    nonce: 'n',
    asked: ASKED,
    exit: { kind: 'status', status: 33 },
    killed: null,
    pressed: PRESSED,
    trouble: null,
    stderr: '',
    durationMs: 50,
    tap: [...tap.push(Buffer.from(console)), ...tap.finish()],
    classic: [],
    share: null,
    byteCount: console.length,
    backtrace: [],
    seenMs: new Map(),
    runningForMs: 0,
    ...changes,
  };
}

test('what the press kept from running goes into another boot', () => {
  const { verdicts, remaining, end } = judgeBoot(evidence(`${BEGIN}    ok 2 - b ${LEFT_OUT}\n${END}`, {}));
  expect(end).toBe('complete');
  expect(verdicts.map((one) => [caseKey(one), one.verdict])).toEqual([['s.a', 'pass']]);
  expect(remaining.map(caseKey)).toEqual(['s.b']);
});

test.each([
  ['nobody pressed', null],
  ['the press came too late', { afterMs: 40, isDelivered: false }],
] as const)('a machine that shuts down although %s leaves its cases unresolved', (_, pressed) => {
  const { verdicts, remaining } = judgeBoot(evidence(`${BEGIN}    ok 2 - b ${LEFT_OUT}\n${END}`, { pressed }));
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['pass', 'unresolved']);
  expect(remaining).toEqual([]);
});

test('a machine that was pressed and does not end: what looks back at the end timed out', () => {
  const text = 'TAP version 14\n1..1\n# Subtest: s\n    1..2\n    # Case: a\n    ok 1 - a\n';
  const exit = { kind: 'killed', reason: '10.0 s without progress' } as const;
  const { verdicts } = judgeBoot(evidence(text, { exit, killed: 'hang' }));
  expect(verdicts.find(({ name }) => name === 'b')).toMatchObject({
    verdict: 'timeout',
    cause: 'the power button was pressed 40 ms after its plan: 10.0 s without progress',
  });
});

test('a guest that ends before the button is pressed is a finding', () => {
  const text = BEGIN.replace('    # Case: b\n', '    # Case: b\n    ok 2 - b\n');
  const ended = `${text}ok 1 - s\n# End: suites=1 cases=2 passed=2 failed=0 skipped=0\n`;
  const { findings } = judgeBoot(evidence(ended, { pressed: { afterMs: 40, isDelivered: false } }));
  expect(findings).toEqual(['the guest had ended before its power button was pressed, 40 ms after its plan']);
});

test('moments: the same for a seed, cell and boot; others elsewhere; none after a few boots', () => {
  const moment = pressOf('button', 'cell', 0, 7);
  expect(pressOf('button', 'cell', 0, 7)).toEqual(moment);
  const others = [1, 2].map((boot) => pressOf('button', 'cell', boot, 7)?.afterMs);
  expect(new Set([moment?.afterMs, ...others]).size).toBe(3);
  expect(pressOf('button', 'cell', 3, 7)).toBeNull();
  expect(pressOf('main', 'cell', 0, 7)).toBeNull();
});

test('a kernel waits for a button only where somebody will press it', () => {
  expect(axisWords({ end: 'button' }, { afterMs: 1 })).toEqual(['app.end=button']);
  expect(axisWords({ end: 'button' }, null)).toEqual([]);
  expect(axisWords({ end: 'request', timer: 'storm' }, null)).toEqual(['app.end=request', 'irq.storm=20000']);
});
