// SPDX-License-Identifier: BSD-3-Clause
/** What a guest may leave in its share to harm whoever reads it. The verdicts stand; the harness says what it took away. */
import { ALL_PASS, type Liar } from '../liar.ts';
import { fifo, folder, link, write, writeSparse, type Step } from '../script.ts';

const plants = (name: string, does: string, because: RegExp | null, ...steps: Step[]): Liar => ({
  name,
  does,
  lie: { inCase: steps },
  ...ALL_PASS,
  ...(because === null ? {} : { because }),
});

export const SHARES: readonly Liar[] = [
  plants('strange-file', 'leaves a file nobody asked for', /1 unexpected entries/, write('core', 'x')),
  plants('strange-folder', 'leaves a folder with files', /1 unexpected entries/, folder('tmp'), write('tmp/a', 'x')),
  plants(
    'strange-name',
    'leaves a file whose name is a line of TAP',
    /1 unexpected entries/,
    write('ok 1 - one\n\x1b[2J', 'x'),
  ),
  plants('link-to-root', 'leaves a link to the root of the host', /1 unexpected entries/, link('root', '/')),
  plants(
    'huge-file',
    'tries to leave a file of 10 GiB, all hole',
    /1 unexpected entries/,
    writeSparse('huge', 10 * 1024),
  ),
  plants('device-node', 'tries to leave a FIFO', null, fifo('fifo')),
  plants('climbs-out', 'tries to write beside its share', null, write('../escaped', 'x')),
  plants('coverage-is-a-file', 'leaves a file where its coverage should be', /gcda/, write('gcda', 'x')),
  plants('coverage-is-a-link', 'leaves a link where its coverage should be', /gcda/, link('gcda', '/etc')),
  plants(
    'coverage-link-inside',
    'tries to leave a link among its coverage',
    null,
    folder('gcda'),
    link('gcda/BUNDLE', '/etc/passwd'),
  ),
  plants(
    'coverage-folder-inside',
    'leaves a folder among its coverage',
    /gcda/,
    folder('gcda'),
    folder('gcda/MANIFEST'),
  ),
  plants(
    'coverage-too-big',
    'tries to leave 200 MiB of coverage',
    null,
    folder('gcda'),
    writeSparse('gcda/BUNDLE', 200),
  ),
];
