// SPDX-License-Identifier: BSD-3-Clause
/**
 * The monitor's control channel (QEMU Machine Protocol, qemu/docs/interop/qmp-spec): JSON lines over a socket in a folder that only this
 * user can enter. Nobody connects to it unless a guest has to be questioned.
 */
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

export const controlOptions = (socket: string): string[] => [
  '-chardev',
  `socket,id=control,path=${socket.replaceAll(',', ',,')},server=on,wait=off`,
  '-mon',
  'chardev=control,mode=control',
];

/** A monitor that sends more than this in one line is not listened to any more. */
const LONGEST_LINE_BYTES = 1 << 20;

/** Events and the greeting have no id, a refusal returns nothing. */
interface Reply {
  readonly id?: unknown;
  readonly return?: unknown;
}

export class Qmp {
  readonly #stream: Duplex;
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  #count = 0;
  #unread = '';
  #isOpen = true;

  /** A socket that nobody serves answers nothing. */
  static connect(socket: string): Qmp {
    return new Qmp(connect(socket));
  }

  constructor(stream: Duplex) {
    this.#stream = stream;
    stream.on('data', (chunk: Buffer) => {
      this.#take(chunk.toString('utf8'));
    });
    for (const end of ['end', 'error', 'close'] as const) {
      stream.on(end, () => {
        this.close();
      });
    }
  }

  /** What the command returns; null where it fails or the channel ends first. Waits as long as the monitor does. */
  execute(command: string, args: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    if (!this.#isOpen) return Promise.resolve(null);
    const id = this.#count++;
    const answer = new Promise<unknown>((resolve) => this.#waiting.set(id, resolve));
    this.#stream.write(`${JSON.stringify({ execute: command, arguments: args, id })}\n`);
    return answer;
  }

  /** Text of a command of the monitor for people, run in the context of one CPU; null without an answer. */
  async ask(line: string, cpu: number): Promise<string | null> {
    const text = await this.execute('human-monitor-command', { 'command-line': line, 'cpu-index': cpu });
    return typeof text === 'string' ? text : null;
  }

  #take(text: string): void {
    const lines = (this.#unread + text).split('\n');
    this.#unread = lines.pop() ?? '';
    if (this.#unread.length > LONGEST_LINE_BYTES) this.close();
    for (const line of lines) this.#answer(line);
  }

  #answer(line: string): void {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      this.close(); // Not a monitor that speaks the protocol: a wrapper script, or one gone wrong.
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const { id, return: answer = null } = value as Reply;
    if (typeof id !== 'number') return;
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  close(): void {
    this.#stream.destroy();
    this.#isOpen = false;
    this.#unread = '';
    for (const resolve of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
  }
}
