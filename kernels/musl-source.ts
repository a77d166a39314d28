// SPDX-License-Identifier: BSD-3-Clause
/**
 * musl's source as Debian or Ubuntu has it: `apt-get source` with a configuration of its own below HOME/cache/musl, so that the
 * machine's is not touched. apt checks the hashes of what it gets against the signed index. Nothing of musl is in this repository.
 */
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from './execa.ts';

const STANDARD_COMPONENTS = ['main', 'universe'];

/** One-line or deb822 entries for source packages, made of the machine's own entries for its release. */
export function sourceEntries(texts: readonly string[], codename: string): { list: string[]; sources: string[] } {
  const isWanted = (suites: readonly string[], components: readonly string[]): boolean =>
    suites.includes(codename) && components.some((component) => STANDARD_COMPONENTS.includes(component));
  const list: string[] = [];
  const sources: string[] = [];
  for (const text of texts) {
    for (const line of text.split('\n')) {
      const [, rest = '', suite = '', components = ''] =
        /^deb((?:\s+\[[^\]]*\])?\s+\S+)\s+(\S+)\s+(.*)$/.exec(line.trim()) ?? [];
      if (isWanted([suite], components.split(/\s+/))) list.push(`deb-src${rest} ${suite} ${components}`);
    }
    for (const stanza of text.split(/\n\s*\n/)) {
      const field = (name: string): string[] =>
        (new RegExp(`^${name}:(.*)$`, 'im').exec(stanza)?.[1] ?? '').trim().split(/\s+/);
      if (isWanted(field('Suites'), field('Components')))
        sources.push(stanza.replace(/^Types:.*$/im, 'Types: deb-src'));
    }
  }
  return { list, sources };
}

function writeAptConfiguration(dir: string): void {
  const codename = /^VERSION_CODENAME="?([a-z]+)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? '';
  const files = globSync(['/etc/apt/sources.list', '/etc/apt/sources.list.d/*.{list,sources}']).sort();
  const { list, sources } = sourceEntries(
    files.map((file) => readFileSync(file, 'utf8')),
    codename,
  );
  for (const folder of ['lists/partial', 'cache/archives/partial', 'parts']) {
    mkdirSync(join(dir, folder), { recursive: true });
  }
  writeFileSync(join(dir, 'parts', 'musl.list'), list.join('\n') + '\n');
  writeFileSync(join(dir, 'parts', 'musl.sources'), sources.join('\n\n') + '\n');
  const settings = {
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::Etc::sourceparts': join(dir, 'parts'),
    'Dir::State::lists': join(dir, 'lists'),
    'Dir::Cache': join(dir, 'cache'),
    'APT::Sandbox::User': process.getuid?.() === 0 ? 'root' : '',
  };
  const text = Object.entries(settings).filter(([, value]) => value !== '');
  writeFileSync(join(dir, 'apt.conf'), text.map(([name, value]) => `${name} "${value}";\n`).join(''));
}

/** Folder of the unpacked source, got when it is not there yet. Throws with apt's or tar's words, or when it is interrupted. */
export async function muslSource(home: string, cancelSignal?: AbortSignal): Promise<string> {
  const cache = join(home, 'cache', 'musl');
  const source = join(cache, 'source');
  if (existsSync(join(source, 'VERSION'))) return source;
  mkdirSync(cache, { recursive: true });
  const dir = mkdtempSync(join(cache, 'apt-'));
  try {
    writeAptConfiguration(dir);
    const env = { LC_ALL: 'C', APT_CONFIG: join(dir, 'apt.conf') };
    const options = { cwd: dir, stdin: 'ignore', env, ...(cancelSignal && { cancelSignal }) } as const;
    const get = (...words: string[]): Promise<unknown> =>
      execa('setpriv', ['--pdeathsig', 'TERM', '--', ...words], options);
    await get('apt-get', 'update', '-q');
    await get('apt-get', 'source', '-q', '--download-only', 'musl');
    const [archive = ''] = globSync('musl_*.orig.tar.*', { cwd: dir }).filter((name) => !name.endsWith('.asc'));
    mkdirSync(join(dir, 'unpacked'));
    await get('tar', '-xf', archive, '-C', 'unpacked', '--strip-components=1', '--no-same-owner');
    try {
      renameSync(join(dir, 'unpacked'), source);
    } catch (error) {
      if (!existsSync(join(source, 'VERSION'))) throw error; // Else another process was faster: what it got is the same.
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
  return source;
}
