// SPDX-License-Identifier: BSD-3-Clause
/** The control channel against peers that answer out of order, wrongly, or not at all. */
import { duplexPair, type Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import { Qmp } from './qmp.ts';

const [LONG, GREETING] = ['x'.repeat(1 << 20), '{"QMP": {"version": {}, "capabilities": []}}\r\n'];

function connect(): { qmp: Qmp; peer: Duplex } {
  const [ours, peer] = duplexPair();
  peer.on('error', () => undefined).resume();
  return { qmp: new Qmp(ours), peer };
}

test('answers find their questions, whatever comes between', async () => {
  const { qmp, peer } = connect();
  const answers = Promise.all([qmp.execute('stop'), qmp.execute('query-status'), qmp.execute('nonsense')]);
  peer.write(`${GREETING}{"event": "STOP"}\n{"return": {"running": false}, "id": 1}\n{"ret`);
  peer.write('urn": {}, "id": 0}\n{"error": {"class": "CommandNotFound"}, "id": 2}\n');
  expect(await answers).toEqual([{}, { running: false }, null]);
});

test.each([
  ['ends', (peer: Duplex): void => void peer.end()],
  ['breaks', (peer: Duplex): void => void peer.destroy(new Error('reset'))],
  ['sends no JSON', (peer: Duplex): void => void peer.write('sh: 1: syntax error\n')],
  ['sends a line without an end', (peer: Duplex): void => void peer.write(`${LONG}${LONG}`)],
])('a peer that %s answers nothing, then and later', async (_, misbehave) => {
  const { qmp, peer } = connect();
  const answer = qmp.execute('stop');
  misbehave(peer);
  expect(await answer).toBeNull();
  expect(await qmp.ask('info registers', 0)).toBeNull();
});
