// SPDX-License-Identifier: BSD-3-Clause
/** A page from `ukmatrix serve` follows its run: the server says that there is news, the page fetches its data again. */
import { element } from './dom.js';

/** Between two fetches; more where one takes long. */
const LEAST_PAUSE_MS = 500;

/**
 * @param {(data: import('../page-data.ts').PageData) => void} show
 * @returns {HTMLElement} how the connection is
 */
export function followRun(show) {
  const state = element('span', { class: 'live', role: 'status' }, 'connecting');
  const source = new EventSource('events');
  let isStale = false;
  let isFetching = false;
  const update = async () => {
    isStale = true;
    if (isFetching) return;
    isFetching = true;
    while (isStale) {
      isStale = false;
      const began = performance.now();
      try {
        const answer = await fetch('data.json');
        if (answer.ok) show(await answer.json());
      } catch {
        // The server is gone; the connection's own error says so.
      }
      await new Promise((resolve) => setTimeout(resolve, Math.max(LEAST_PAUSE_MS, 3 * (performance.now() - began))));
    }
    isFetching = false;
  };
  source.addEventListener('open', () => (state.textContent = 'following'));
  source.addEventListener('error', () => (state.textContent = 'the server does not answer'));
  source.addEventListener('news', () => void update());
  source.addEventListener('gone', () => (state.textContent = 'the folder of the run is gone'));
  return state;
}
