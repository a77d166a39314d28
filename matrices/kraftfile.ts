// SPDX-License-Identifier: BSD-3-Clause
/**
 * A user's project as its Kraftfile describes it: targets, libraries and Kconfig values become trees of a matrix, with the project itself as
 * the application. Specifications v0.5 and v0.6 (unikraft.org, "Kraftfile Reference"). Nothing is fetched: sources are where `kraft` puts
 * them, or where the file says.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { ARCHES, type Arch } from '../model/cell.ts';
import { UserError } from '../model/errors.ts';
import { absolutePath } from './home-path.ts';
import { KconfigValues } from './tree-list.ts';
import { parseYaml } from './yaml-file.ts';

const KNOWN_VERSIONS = new Set(['0.5', '0.6']);

/** What a target becomes: keys of a tree in a list of trees. */
export interface KraftTarget {
  readonly name: string;
  readonly path: string;
  readonly app: string;
  readonly libs: readonly string[];
  readonly arch: readonly Arch[];
  /** As `kraft` takes its `kconfig:`, which may name what only other releases have. */
  readonly wishes: Readonly<Record<string, string>>;
  readonly append?: string;
}

export interface KraftProject {
  readonly entries: readonly KraftTarget[];
  /** What of the file is left out, in words. */
  readonly notes: readonly string[];
}

const Version = z.union([z.string(), z.number()]).transform((value) => `${value}`);
const isText = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** `path/to/unikraft` is a source, anything else a version. */
const isPath = (text: string): boolean => /^(?:\.{0,2}\/|~\/)/.test(text);

/** Short: the version, or where from. Long: both, and what is asked of Kconfig. */
const Component = z.preprocess(
  (given) => {
    if (isText(given)) return isPath(`${given}`) ? { source: given } : { version: given };
    return given === true ? {} : (given ?? {});
  },
  z.looseObject(
    { version: Version.optional(), source: z.string().optional(), kconfig: KconfigValues.nullish() },
    { error: 'a component is a version, or a map with version, source and kconfig' },
  ),
);
type Component = z.infer<typeof Component>;

/** Of an architecture or a platform. */
const Named = z.preprocess(
  (given) => (isText(given) ? { name: `${given}` } : given),
  z.looseObject({ name: z.string() }, { error: 'an architecture or a platform is a name' }),
);

/** Short: PLATFORM/ARCHITECTURE. */
const Target = z.preprocess(
  (given) => {
    if (typeof given !== 'string') return given;
    const [platform = '', architecture = ''] = given.split('/');
    return { platform, architecture };
  },
  z.looseObject(
    {
      name: z.string().optional(),
      architecture: Named.optional(),
      arch: Named.optional(),
      platform: Named.optional(),
      plat: Named.optional(),
      kconfig: KconfigValues.nullish(),
    },
    { error: 'a target is PLATFORM/ARCHITECTURE, or a map with platform and architecture' },
  ),
);

type Target = z.infer<typeof Target>;

const ANY_TARGET = ARCHES.map((name): Target => ({ platform: { name: 'qemu' }, architecture: { name } }));

const Flags = z.record(z.string(), z.unknown()).nullish();

const Kraft = z.looseObject({
  spec: Version.optional(),
  specification: Version.optional(),
  name: z.string().optional(),
  unikraft: Component.optional(),
  libraries: z.record(z.string(), Component).nullish(),
  targets: z.array(Target).nullish(),
  architectures: Flags,
  platforms: Flags,
  kconfig: KconfigValues.nullish(),
  cmd: z.union([z.string(), z.array(Version)]).nullish(),
  runtime: z.unknown().optional(),
  template: Component.optional(),
  rootfs: z.unknown().optional(),
  volumes: z.unknown().optional(),
  env: z.unknown().optional(),
});
type Kraft = z.infer<typeof Kraft>;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

class Project {
  readonly #file: string;
  readonly #dir: string;
  readonly #kraft: Kraft;
  readonly #notes: string[] = [];

  constructor(file: string, kraft: Kraft) {
    this.#file = file;
    this.#dir = dirname(absolutePath(file, process.cwd()));
    this.#kraft = kraft;
  }

  read(): KraftProject {
    this.#checkVersion();
    const path = this.#treeOf();
    const libs = Object.entries(this.#kraft.libraries ?? {}).map(([name, library]) => this.#libraryOf(name, library));
    const app = this.#appOf();
    const targets = this.#targets();
    this.#noteUnused();
    const entries = targets.map(({ name, arch, config }): KraftTarget => {
      const wishes = { ...this.#configs(), ...config };
      return { name, path, app, libs, arch: [arch], wishes, ...this.#append() };
    });
    return { entries: uniqueByName(entries), notes: this.#notes };
  }

  /** What `kraft run` gives a machine besides its kernel. */
  #noteUnused(): void {
    const { rootfs, volumes, env } = this.#kraft;
    if (isGiven(rootfs)) this.#notes.push('rootfs is not built here; hand one over with --initrd');
    if (isGiven(volumes)) this.#notes.push('volumes are not shared here; hand them over with --qemu-arg');
    if (isGiven(env)) this.#notes.push('env is not set here; hand it over with --append');
  }

  #fail(message: string, hint?: string): never {
    throw new UserError('matrix-invalid', `${this.#file}: ${message}`, hint === undefined ? {} : { hint });
  }

  #checkVersion(): void {
    const { spec, specification } = this.#kraft;
    const version = spec ?? specification;
    if (version === undefined) this.#fail('it names no specification', 'the first line says it: `spec: v0.6`');
    if (!KNOWN_VERSIONS.has(version.replace(/^v/, '')))
      this.#fail(`specification ${version} is not known; v0.5 and v0.6 are`);
  }

  #treeOf(): string {
    const { unikraft, runtime, template } = this.#kraft;
    if (unikraft === undefined && runtime !== undefined)
      this.#fail(
        `it names a prebuilt runtime (${JSON.stringify(runtime)}) and no unikraft source, so there is nothing to build`,
      );
    if (unikraft === undefined && template !== undefined)
      this.#fail(`its kernel comes from a template (${JSON.stringify(template)}), which is not fetched here`);
    if (unikraft === undefined) this.#fail('it has no `unikraft:`, so there is nothing to build');
    return this.#locate('unikraft', unikraft, ['unikraft']);
  }

  /** The project, or the application that it takes as its template. */
  #appOf(): string {
    const { template } = this.#kraft;
    if (template === undefined || existsSync(join(this.#dir, 'Makefile.uk'))) return this.#dir;
    const { source, version = '' } = template;
    const name = basename(source ?? version.replace(/:\w+$/, ''), '.git');
    const names = [name, name.replace(/^app-/, '')].flatMap((one) => [join('apps', one), join('templates', one)]);
    return this.#locate(`template ${name}`, { source }, names, 'Makefile.uk');
  }

  #libraryOf(name: string, library: Component): string {
    return this.#locate(`library ${name}`, library, [join('libs', name), join('libs', `lib-${name}`)]);
  }

  /** Where the file says, where `kraft` puts it, where UK_WORKDIR is. */
  #locate(what: string, { source }: Pick<Component, 'source'>, names: readonly string[], proof = 'Config.uk'): string {
    const own = source !== undefined && !/^\w+:\/\/|^git@/.test(source) ? [absolutePath(source, this.#dir)] : [];
    const workDirs = [join(this.#dir, '.unikraft'), process.env['UK_WORKDIR'] ?? ''].filter((dir) => dir !== '');
    const places = [...own, ...workDirs.flatMap((dir) => names.map((name) => join(dir, name)))];
    const found = places.find((place) => existsSync(join(place, proof)));
    return (
      found ??
      this.#fail(
        `the source of ${what} is not there; looked in ${places.join(', ')}`,
        'run `kraft pull` in the project, or clone it into one of these folders',
      )
    );
  }

  #configs(): Readonly<Record<string, string>> {
    const { unikraft, libraries, kconfig } = this.#kraft;
    const components = [unikraft ?? {}, ...Object.values(libraries ?? {})];
    const own = components.map(({ kconfig: values }) => values ?? {});
    return Object.assign({}, kconfig ?? {}, ...own) as Readonly<Record<string, string>>;
  }

  /** `cmd` has kernel arguments, `--`, and those of the application. */
  #append(): { readonly append?: string } {
    const { cmd } = this.#kraft;
    if (cmd === undefined || cmd === null) return {};
    return { append: typeof cmd === 'string' ? cmd : cmd.join(' ') };
  }

  #targets(): { readonly name: string; readonly arch: Arch; readonly config: Readonly<Record<string, string>> }[] {
    const { targets, architectures, platforms, name } = this.#kraft;
    const project = (name ?? basename(this.#dir)).replaceAll(/[^\w.+-]/g, '_');
    // As files before v0.5 had it, and some still have.
    const crossed = Object.keys(architectures ?? {}).flatMap((architecture) =>
      Object.keys(platforms ?? {}).map((plat): Target => ({
        architecture: { name: architecture },
        plat: { name: plat },
      })),
    );
    const given = targets ?? crossed;
    if (given.length === 0) this.#notes.push('it names no targets: qemu on each architecture is taken');
    const all = (given.length > 0 ? given : ANY_TARGET).map((target) => ({
      platform: (target.platform ?? target.plat)?.name ?? '',
      architecture: (target.architecture ?? target.arch)?.name ?? '',
      name: target.name,
      config: target.kconfig ?? {},
    }));
    const usable = all.flatMap(({ platform, architecture, config, name: own }) => {
      const arch = ARCHES.find((one) => one === architecture);
      if (arch !== undefined && /^(?:qemu|kvm)$/.test(platform))
        return [{ name: (own ?? project).replaceAll(/[^\w.+-]/g, '_'), arch, config }];
      this.#notes.push(
        `target ${platform || '?'}/${architecture || '?'} is left out: only qemu (kvm) on ${ARCHES.join(' and ')} can be run`,
      );
      return [];
    });
    if (usable.length === 0) this.#fail(`none of its targets can be run here: ${this.#notes.join('; ')}`);
    return usable;
  }
}

function uniqueByName(entries: readonly KraftTarget[]): KraftTarget[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const key = `${entry.name} ${entry.arch.join()}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? entry : { ...entry, name: `${entry.name}-${count}` };
  });
}

export function parseKraftfile(text: string, file: string): KraftProject {
  const kraft = parseYaml(text, file, Kraft, 'matrix-invalid', () => Object.keys(Kraft.shape));
  return new Project(file, kraft).read();
}

export const readKraftfile = (file: string): KraftProject => parseKraftfile(readFileSync(file, 'utf8'), file);
