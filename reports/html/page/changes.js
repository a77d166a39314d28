// SPDX-License-Identifier: BSD-3-Clause
/** What was changed in the sources since the run that is compared with: where to look for what broke. */
import { element, visibleText } from './dom.js';
import { plural } from './words.js';

/** @param {number} left @param {string} noun @returns {string} */
const more = (left, noun) => (left > 0 ? `and ${plural(left, `more ${noun}`)}` : '');

/** @param {readonly Node[]} nodes */
const spaced = (nodes) => nodes.flatMap((node) => [' ', node]);

/** Null where nothing is known of it. @param {import('./run-store.js').RunStore} store */
export function changedSources({ data: { past } }) {
  const changes = past?.changes ?? null;
  if (changes === null) return null;
  const { files, fileCount, commits, commitCount } = changes;
  const places = files.map(({ path, line }) =>
    element('code', { class: 'place' }, visibleText(line === null ? path : `${path}:${line}`)),
  );
  const titles = commits.map((title) => element('span', { class: 'chip' }, visibleText(title)));
  const inCommits = commitCount === 0 ? ' not committed' : ` in ${plural(commitCount, 'commit')}`;
  return element(
    'p',
    { class: 'changes' },
    element('strong', {}, 'Sources changed since then:'),
    ...spaced(places),
    ` ${more(fileCount - files.length, 'file')}${inCommits}`,
    ...spaced(titles),
    ` ${more(commitCount - commits.length, 'commit')}`,
  );
}
