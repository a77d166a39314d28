// SPDX-License-Identifier: BSD-3-Clause
/** When the harness presses the power button of a guest that runs in a cell whose `end` is `button`. */
import { createHash } from 'node:crypto';
import type { Axes } from '../model/cell.ts';
import type { Qmp } from './monitors/qmp.ts';

export interface Press {
  /** From the begin of the guest's report on: before that not every kernel listens. */
  readonly afterMs: number;
}

export interface Pressed extends Press {
  /** It was pressed. False: the guest had ended by itself before. */
  readonly isDelivered: boolean;
}

/** The guest waits for the button when it has run its suites, so a late moment costs time and a press is never missed. */
const LATEST_MS = 500;

/** Each press leaves cases for another boot; this many boots of a cell are pressed, then one runs to its end. */
const PRESSED_BOOTS = 3;

/** The same seed, cell and boot give the same moment; without a seed it is any. */
export function pressOf(end: Axes['end'], cell: string, boot: number, seed: number | null): Press | null {
  if (end !== 'button' || boot >= PRESSED_BOOTS) return null;
  if (seed === null) return { afterMs: Math.floor(Math.random() * LATEST_MS) };
  const digest = createHash('sha256').update(`${seed} ${cell} ${boot}`).digest();
  return { afterMs: Math.floor((digest.readUInt32BE(0) / 2 ** 32) * LATEST_MS) };
}

export async function pressButton(control: Qmp): Promise<void> {
  await control.execute('qmp_capabilities');
  await control.execute('system_powerdown');
}

/** Kernel parameters that make a guest do what its axes say, once the suites have run and while they do. */
export function axisWords(
  { end, timer, mte = 'off' }: Partial<Pick<Axes, 'end' | 'timer' | 'mte'>>,
  press: Press | null,
): string[] {
  const isAwaited = end === 'request' || (end === 'button' && press !== null);
  return [
    ...(isAwaited ? [`app.end=${end}`] : []),
    ...(timer === 'storm' ? [`irq.storm=${STORM_NSEC}`] : []),
    ...(mte === 'off' ? [] : [`memtag.mode=${mte}`]),
  ];
}

/** Time between a timer interrupt's end and the next one: less, and an emulated CPU gets to nothing else. */
const STORM_NSEC = 20_000;
