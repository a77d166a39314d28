// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix doctor`: what is here, what is missing and the line that installs it, which accelerators are worth using. */
import { join } from 'node:path';
import { compilerPackage, findExecutable, HOST_ARCH, toolchainPrefix } from '../../kernels/toolchain.ts';
import { ARCHES } from '../../model/cell.ts';
import { probe, resolveAccel } from '../accelerator.ts';
import { EXIT } from '../dispatcher.ts';
import type { Project } from '../images.ts';
import { QEMU } from '../monitors/qemu-command.ts';
import { EMULATORS } from '../programs/oracle.ts';

interface Tool {
  readonly name: string;
  readonly debianPackage: string;
  readonly path: string | null;
}

const TCG_LIMIT_MS = 5000;

function tools(): Tool[] {
  const wanted: [string, string][] = [
    [QEMU.x86_64, 'qemu-system-x86'],
    [QEMU.arm64, 'qemu-system-arm'],
    ...ARCHES.map((arch): [string, string] => [`${toolchainPrefix(arch)}gcc`, compilerPackage(arch)]),
    ['make', 'make'],
    ['kconfig-conf', 'kconfig-frontends-nox'],
    ['setpriv', 'util-linux'],
    ['prlimit', 'util-linux'],
    ['flock', 'util-linux'],
    ['perl', 'perl-base'],
    ['patch', 'patch'],
    ...ARCHES.filter((arch) => arch !== HOST_ARCH).map((arch): [string, string] => [EMULATORS[arch], 'qemu-user']),
  ];
  return wanted.map(([name, debianPackage]) => ({ name, debianPackage, path: findExecutable(name) }));
}

async function accelerators(project: Project): Promise<{ arch: string; tcg: boolean; auto: string }[]> {
  const found = [];
  for (const arch of ARCHES) {
    if (findExecutable(QEMU[arch]) === null) continue;
    const tcg = await probe(arch, 'tcg', join(project.home, 'cache'), TCG_LIMIT_MS);
    found.push({ arch, tcg, auto: await resolveAccel('auto', arch, project.home) });
  }
  return found;
}

export async function doctorCommand(options: { readonly json?: boolean }, project: Project): Promise<number> {
  const found = tools();
  const packages = [...new Set(found.filter(({ path }) => path === null).map(({ debianPackage }) => debianPackage))];
  const install = packages.length === 0 ? null : `sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`;
  const accels = await accelerators(project);
  const isWell = install === null && accels.every(({ tcg }) => tcg);
  if (options.json === true) {
    process.stdout.write(
      `${JSON.stringify({ host: HOST_ARCH, tools: found, accelerators: accels, install }, null, 2)}\n`,
    );
    return isWell ? EXIT.expected : EXIT.unresolved;
  }
  for (const { name, path } of found) process.stdout.write(`${name}: ${path ?? 'missing'}\n`);
  for (const { arch, tcg, auto } of accels) {
    process.stdout.write(`${arch}: TCG ${tcg ? 'boots' : 'does not boot'}; auto is ${auto}\n`);
  }
  if (install !== null) process.stdout.write(`to install what is missing: ${install}\n`);
  return isWell ? EXIT.expected : EXIT.unresolved;
}
