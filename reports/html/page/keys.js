// SPDX-License-Identifier: BSD-3-Clause
/** What the keyboard does besides Tab and Enter. */
import { element } from './dom.js';

/** @typedef {{ readonly key: string, readonly words: string, readonly act: () => void }} Key */

const KEYS = /** @type {const} */ ([
  ['1 2 3 4', 'overview, cases, coverage, trends'],
  ['/', 'filter'],
  ['j k', 'next, previous case (or the arrow keys)'],
  ['Enter', 'open it'],
  ['n p', 'next, previous failing line of the console'],
  ['] [', 'next, previous broken case'],
  ['c', 'copy the command that shows it again'],
  ['u', 'only what is unexpected'],
  ['Esc', 'back'],
  ['d', 'light or dark'],
  ['?', 'this help'],
]);

/** @returns {HTMLDialogElement} */
export function keyHelp() {
  const rows = KEYS.map(([key, words]) =>
    element('tr', {}, element('td', {}, element('kbd', {}, key)), element('td', {}, words)),
  );
  const dialog = element(
    'dialog',
    { id: 'keys', 'aria-label': 'Keys' },
    element('h2', {}, 'Keys'),
    element('table', {}, ...rows),
  );
  const close = element('button', { type: 'button', click: () => dialog.close() }, 'close');
  dialog.append(close);
  return dialog;
}

/** @param {EventTarget | null} target */
const isTyping = (target) => target instanceof HTMLInputElement || target instanceof HTMLSelectElement;

/**
 * Calls what belongs to a key.
 * @param {Readonly<Record<string, (event: KeyboardEvent) => void>>} acts
 */
export function listenToKeys(acts) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (isTyping(event.target) && event.key !== 'Escape') return;
    const act = acts[event.key];
    if (act === undefined) return;
    act(event);
  });
}
