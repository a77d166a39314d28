// SPDX-License-Identifier: BSD-3-Clause
/** The commands and their options, in the groups that `--help` shows. Each command's code is loaded when it runs. */
import { Argument, Command } from 'commander';
import type { Project } from '../images.ts';
import type { BisectOptions } from './bisect.ts';
import type { CompareOptions } from './compare.ts';
import type { ShellName } from './completion.ts';
import type { CoverageCommandOptions } from './coverage.ts';
import type { HistoryOptions } from './history.ts';
import type { ImportOptions } from './import.ts';
import type { JudgeOptions } from './judge.ts';
import type { MergeOptions } from './merge.ts';
import { addSelectionOptions } from './options.ts';
import type { PlanOptions } from './plan.ts';
import type { ReproOptions } from './repro.ts';
import type { RunCommandOptions } from './run.ts';
import { addRunSelection, type RunSelection } from './selection.ts';
import type { ServeCommandOptions } from './serve.ts';
import type { StressCommandOptions } from './stress.ts';

type Json = { readonly json?: boolean };

/** What a command's action needs besides its options. */
interface Shell {
  readonly project: Project;
  readonly setExitCode: (code: number) => void;
}

const JOBS = ['--jobs <n>', 'boots at the same time (default: by processors and memory)'] as const;
const TIMEOUT = ['--timeout-ms <n>', 'a case without progress for this long hangs', '10000'] as const;
const BASELINE = [
  '--baseline <run>',
  'exit code 1 only for what was not broken in that run already; last: the one before',
] as const;
const FLAKY = ['--flaky-result <result>', 'exit code for cases that changed their mind: pass or fail', 'fail'] as const;
const JUNIT = [
  '--junit-dialect <dialect>',
  'jenkins, surefire (a file for each suite) or windyroad',
  'jenkins',
] as const;
const GITHUB = [
  '--github',
  'for a step of a GitHub workflow: annotations at file and line, and the job summary',
] as const;
const JSON_FORM = ['--json', 'for scripts'] as const;
/** Of the commander. */
const STRAY_WORD = /^error: too many arguments for '(run|plan)'\..*$/m;
const STRAY_WORD_IN_WORDS =
  'error: $1 takes options alone: a kernel is named by --kernel (tree:PATH, image:FILE), lists have commas and no spaces';
const SHELLS = ['bash', 'zsh', 'fish'] as const;

function addRun(program: Command, { project, setExitCode }: Shell): void {
  const run = addRunSelection(program.command('run').description('build, boot, judge, report'));
  run
    .optionsGroup('A part of the run:')
    .option('--shard <i/n>', 'as `plan --shards` cuts it; `merge` puts the parts together')
    .option('--plan <file>', 'with --shard: the plan, in place of the options that select what runs');
  run
    .optionsGroup('How it runs:')
    .option('--isolate <how>', 'cases that share a boot: batch, suite, case', 'batch')
    .option(...JOBS)
    .option(...TIMEOUT)
    .option('--no-history-limits', 'let a case take much longer than it did in earlier runs')
    .option('--seed <n>', 'shuffle suites and cases, the same way for the same seed')
    .option('--retries <n>', 'try a case that does not do as promised up to n times more', '0')
    .option('--order-check', 'see whether a failing case listens to those before it (default: with --retries)')
    .option('--no-order-check', 'do not')
    .option('--no-oracle', 'let programs judge that do not pass as Linux processes')
    .option('--fail-fast', 'start no further boot after an unexpected outcome');
  run
    .optionsGroup('What counts:')
    .option(...BASELINE)
    .option(...FLAKY)
    .option('--update-expectations', 'write what was unexpected into suites/expectations, to be reviewed');
  run
    .optionsGroup('What it tells:')
    .option('--out <dir>', 'folder for this run')
    .option('-q, --quiet', 'only what went wrong and the sum, at the end')
    .option('-v, --verbose', 'also a line for each case and boot')
    .option('--coverage-diff <run>', 'lines and functions that ran in that run and not in this one, and the reverse')
    .option('--diff-base <rev>', 'lines that differ from a git revision and that no boot ran')
    .option(...JUNIT)
    .option(...GITHUB)
    .action(async (options: RunCommandOptions) => {
      setExitCode(await (await import('./run.ts')).runCommand(options, project));
    });
}

function addPlan(program: Command, { project, setExitCode }: Shell): void {
  addRunSelection(program.command('plan').description('cells and images of a run; starts nothing'))
    .option('--shards <n>', 'cut the run into n parts that take about as long as each other')
    .option(...JSON_FORM)
    .action(async (options: PlanOptions) => {
      await (await import('./plan.ts')).planCommand(options, project);
    });
  addRunSelection(program.command('list').description('suites, cells, or (building what is missing) cases'))
    .addArgument(new Argument('<what>').choices(['suites', 'cases', 'cells']))
    .option(...JSON_FORM)
    .action(async (what: 'suites' | 'cases' | 'cells', options: RunSelection & Json) => {
      setExitCode(await (await import('./list.ts')).listCommand(what, options, project));
    });
}

function addRepeating(program: Command, { project, setExitCode }: Shell): void {
  program
    .command('repro <run> <case>')
    .description('start the boot once more that showed a case: run id, `latest` or folder, and suite.case')
    .option('--cell <id>', 'where it ran (default: the first cell with something unexpected)')
    .option('--alone', 'this case only, not those that ran before it')
    .option('--gdb', 'stop at entry in a debugger, with a breakpoint where the case went wrong')
    .action(async (run: string, name: string, options: ReproOptions) => {
      setExitCode(await (await import('./repro.ts')).reproCommand(run, name, options, project));
    });
  addSelectionOptions(program.command('stress <case>').description('one case again and again: how often does it fail?'))
    .option('--for <duration>', 'as in 30s, 10m, 2h')
    .option('--times <n>', 'attempts in each cell')
    .option(...JOBS)
    .option(...TIMEOUT)
    .option('--out <dir>', 'folder for what is kept')
    .action(async (pattern: string, options: StressCommandOptions) => {
      setExitCode(await (await import('./stress.ts')).stressCommand(pattern, options, project));
    });
  addSelectionOptions(
    program.command('bisect <case>').description('the commit of a source tree since which a case fails'),
  )
    .requiredOption('--good <rev>', 'a revision at which the case passes')
    .requiredOption('--bad <rev>', 'a later one at which it fails')
    .option('--times <n>', 'try the case so often at each revision; one failure is enough', '1')
    .option(...TIMEOUT)
    .option(...JSON_FORM)
    .action(async (pattern: string, options: BisectOptions) => {
      setExitCode(await (await import('./bisect.ts')).bisectCommand(pattern, options, project));
    });
}

function addComparing(program: Command, { project, setExitCode }: Shell): void {
  program
    .command('compare [run] [base]')
    .description(
      'what is newly broken, fixed, flaky, slower since an earlier run; with an axis: columns of one run side by side',
    )
    .option('--kernel <kernel,...>', 'as in reference,host')
    .option('--libc <libc,...>', 'as in musl,nolibc')
    .option('--arch <arch,...>', 'as in x86_64,arm64')
    .option('--smp <n,...>', 'as in 1,4')
    .option('--all', 'also the cases that agree')
    .option('--markdown', 'as a Markdown table')
    .option(...JSON_FORM)
    .action(async (run: string | undefined, base: string | undefined, options: CompareOptions) => {
      setExitCode(await (await import('./compare.ts')).compareCommand(run ?? 'latest', base, options, project));
    });
  program
    .command('coverage [run]')
    .description('coverage of a run, for review: against another run, or of the lines of a change')
    .option('--coverage-diff <run>', 'lines and functions lost and won against that run')
    .option('--diff-base <rev>', 'lines that differ from a git revision and that no boot ran')
    .option('--markdown', 'for a comment')
    .option(...JSON_FORM)
    .action(async (run: string | undefined, options: CoverageCommandOptions) => {
      setExitCode(await (await import('./coverage.ts')).coverageCommand(run ?? 'latest', options, project));
    });
}

function addHistory(program: Command, { project, setExitCode }: Shell): void {
  const history = program.command('history').description('the runs of this machine, and what a case did in them');
  history
    .command('show [pattern]', { isDefault: true })
    .description('the last runs; of a suite, or of suite.case with * and ?, its verdicts in them, oldest first')
    .option('--last <n>', 'runs to look at', '30')
    .option(...JSON_FORM)
    .action(async (pattern: string | undefined, options: HistoryOptions) => {
      setExitCode((await import('./history.ts')).historyCommand(pattern, options, project));
    });
  history
    .command('import <folder...>')
    .description('takes run folders from elsewhere into the history, each only once')
    .action(async (folders: string[]) => {
      setExitCode(await (await import('./history.ts')).historyImport(folders, project));
    });
}

function addShowing(program: Command, { project, setExitCode }: Shell): void {
  program
    .command('report <run>')
    .description('write all reports of a run again from its events, also of one that was killed')
    .option(...JUNIT)
    .action(async (run: string, { junitDialect }: { readonly junitDialect: string }) => {
      setExitCode(await (await import('./report.ts')).reportCommand(run, junitDialect, project));
    });
  program
    .command('serve [run]')
    .description("a run's page on 127.0.0.1, live while it runs (default: latest, and the next one when that begins)")
    .option('--port <n>', '0: any that is free', '4680')
    .action(async (run: string | undefined, options: ServeCommandOptions) => {
      setExitCode(await (await import('./serve.ts')).serveCommand(run ?? 'latest', options, project));
    });
}

function addJoining(program: Command, { project, setExitCode }: Shell): void {
  program
    .command('merge <folder...>')
    .description('the run folders of shards, or folders that hold them, become one run')
    .option('--plan <file>', 'the plan of the shards (default: as the first of them has it)')
    .option(...BASELINE)
    .option(...FLAKY)
    .option(...JUNIT)
    .option(...GITHUB)
    .option('--out <dir>', 'folder for the whole run')
    .action(async (folders: string[], options: MergeOptions) => {
      setExitCode(await (await import('./merge.ts')).mergeCommand(folders, options, project));
    });
  program
    .command('judge <file>')
    .description('read a console log from anywhere (- is standard input), same verdicts')
    .option(
      '--protocol <name>',
      'uktest, tap, ktap, prefix-lines, exit-code, a pattern file (.yaml) or the expected output (other files)',
      'uktest',
    )
    .option(
      '--status-map <map>',
      'what exit statuses mean: isa-debug-exit (also if none is given), plain, or as in 33=pass,35-39=fail,other=crash',
    )
    .option('--exit-status <n>', "the monitor's exit status, if known")
    .option(...JSON_FORM)
    .action(async (file: string, options: JudgeOptions) => {
      setExitCode(await (await import('./judge.ts')).judgeCommand(file, options));
    });
  program
    .command('import <file>')
    .description('an INI list of tests as a matrix of images, a Kraftfile as one of trees; runs nothing of it')
    .option('--arch <arch>', "x86_64 or arm64 (default: as the list's folder is called, else x86_64)")
    .option('--max-smp <n>', "what $MAX_SMP stands for (default: this machine's processors)")
    .option('--out <file>', 'default: standard output')
    .action(async (file: string, options: ImportOptions) => {
      setExitCode((await import('./import.ts')).importCommand(file, options));
    });
}

function addDoctor(program: Command, { project, setExitCode }: Shell): void {
  program
    .command('doctor')
    .description('tool chains, QEMU, accelerators; what is missing and how to install it')
    .option(...JSON_FORM)
    .action(async (options: Json) => {
      setExitCode(await (await import('./doctor.ts')).doctorCommand(options, project));
    });
}

function addCompletion(program: Command, { project }: Shell): void {
  program
    .command('completion')
    .description('a script for your shell: eval "$(ukmatrix completion bash)"')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action(async (shell: ShellName) => {
      process.stdout.write((await import('./completion.ts')).completionScript(shell, program, project));
    });
}

const GROUPS = [
  ['Run:', [addRun, addPlan, addRepeating]],
  ['Look at runs:', [addComparing, addHistory, addShowing]],
  ['From elsewhere:', [addJoining]],
  ['This machine:', [addDoctor, addCompletion]],
] as const;

/** Wrong usage throws a CommanderError when it is parsed, after it was told on standard error. */
export function buildProgram(project: Project, setExitCode: (code: number) => void): Command {
  const program = new Command('ukmatrix')
    .description('Conformance and regression tests for unikernels on a matrix of QEMU machines.')
    .addHelpText(
      'after',
      '\nExit codes: 0 all as expected, 1 unexpected outcome, 2 usage or matrix error,\n3 unresolved, 130 interrupted.',
    )
    .configureOutput({
      outputError: (text, write) => {
        write(text.replace(STRAY_WORD, STRAY_WORD_IN_WORDS).replace(/^error: /, 'ukmatrix: '));
      },
    })
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('  --help tells what there is');
  for (const [heading, parts] of GROUPS) {
    program.commandsGroup(heading);
    for (const add of parts) add(program, { project, setExitCode });
  }
  return program.helpCommand('help [command]', 'what a command takes, as its --help');
}
