// SPDX-License-Identifier: BSD-3-Clause
/**
 * One cell of a tree that is not ours. Nobody lists its cases beforehand and no kernel picks them at run time: a cell builds, boots, reads,
 * and does so again without the suite that ended the boot. What its cases are is known, and told to the dispatcher, when the last of these
 * boots has ended. Processes are started here; tree-rounds.ts and the dispatcher decide.
 */
import { dirname } from 'node:path';
import type { ForeignResult } from '../kernels/foreign/build.ts';
import type { ForeignImage } from '../kernels/foreign/image-file.ts';
import { providersOf } from '../kernels/foreign/tree-libraries.ts';
import type { LeftOut } from '../kernels/foreign/left-out.ts';
import { casesIn, sourceToLeave } from '../kernels/foreign/own-sources.ts';
import type { TestProvider } from '../kernels/library-tests.ts';
import { buildFailureInWords } from '../model/build-failure.ts';
import { caseKey, type CaseId } from '../model/cell.ts';
import type { PlannedCase } from '../model/events.ts';
import type { BootPlace, Dispatcher } from './dispatcher.ts';
import type { ImageEnd } from './image-boot.ts';
import { judgeReading, stopperOf, withBacktrace, withDurations, type ImageCase } from './image-judge.ts';
import type { BootJudgement } from './judge.ts';
import { bootTree, treeOf, unresolved, type TreeCell, type TreeRunOptions } from './tree-boot.ts';
import { cleared, doubtedCase, withoutExplained } from './tree-doubt.ts';
import { logNameOf, renamedLog, withOwnLogs } from './tree-logs.ts';
import { explainEnd, notBooting } from './tree-end.ts';
import { lostSuites } from './tree-lost.ts';
import { isEndShared, withoutKernelsOwn } from './tree-own-end.ts';
import {
  firstRounds,
  holdersOf,
  isSelected,
  namedBy,
  nothingChosen,
  offWithout,
  roundAfter,
  withoutOf,
  withSuites,
  type Round,
} from './tree-rounds.ts';
import { unbuiltCases } from './tree-unbuilt.ts';

interface EndedRound {
  readonly round: Round;
  readonly place: BootPlace;
  readonly image: ForeignImage;
  readonly end: ImageEnd;
  readonly cases: readonly ImageCase[];
  readonly judgement: BootJudgement;
}

/** One cell, from its first build to the verdicts of its last boot. */
export class TreeCellRun {
  readonly #one: TreeCell;
  readonly #options: TreeRunOptions;
  readonly #dispatcher: Dispatcher;
  readonly #build: (without: ReadonlySet<string>) => Promise<ForeignResult>;
  readonly #ended: EndedRound[] = [];
  readonly #leftOut = new Map<string, LeftOut>();
  /** Suites that never ran to their end: symbol -> why. */
  readonly #given = new Map<string, string>();
  /** Sources of ours whose cases ended a boot. */
  readonly #sourcesOut = new Set<string>();
  readonly #findings = new Set<string>();
  /** Findings of its boots: what is so in every boot is told once. */
  readonly #told = new Set<string>();
  #providers: readonly TestProvider[] = [];
  /** Symbols of all suites that the sources have, and of those that nobody asked for. */
  #known: readonly string[] = [];
  #unasked: ReadonlySet<string> = new Set();
  /** What is not built twice within the cell, nor told twice. */
  readonly #built = new Map<string, ForeignResult>();

  constructor(
    one: TreeCell,
    options: TreeRunOptions,
    dispatcher: Dispatcher,
    build: (without: ReadonlySet<string>) => Promise<ForeignResult>,
  ) {
    this.#one = one;
    this.#options = options;
    this.#dispatcher = dispatcher;
    this.#build = build;
  }

  get #id(): string {
    return this.#one.cell.id;
  }

  async run(): Promise<void> {
    const { suites } = this.#options;
    const known = providersOf(treeOf(this.#one));
    this.#known = known.map(({ symbol }) => symbol);
    const unasked = known.filter((provider) => !isSelected(provider, suites));
    if (known.length === unasked.length && known.length > 0 && this.#one.lacking.length === 0) {
      const { path } = this.#one.tree;
      this.#dispatcher.abandonCell(this.#id, nothingChosen(path, suites ?? [], known));
      return;
    }
    this.#unasked = offWithout(
      unasked.map(({ symbol }) => symbol),
      known,
    );
    const first = await this.#buildOnce(this.#unasked);
    if (this.#dispatcher.isOver() || !this.#take(first)) return;
    const chosen = withSuites(this.#providers).filter((provider) => isSelected(provider, suites));
    await this.#runRounds(firstRounds(chosen, this.#options.isolation));
    await this.#chargeKernel();
    this.#ended.splice(0, Infinity, ...withOwnLogs(withoutExplained(this.#ended)));
    const cases = this.#allCases();
    this.#plan(cases);
    for (const ended of this.#ended) this.#settle(ended);
    for (const one of cases) if (this.#isNobodys(one)) this.#dispatcher.settle(this.#id, one);
    await this.#retry();
    for (const suite of this.#unheard().filter((one) => !cases.some((told) => told.suite === one)))
      this.#findings.add(`suite ${suite} was built in, and no boot names a case of it`);
    for (const text of this.#findings) this.#dispatcher.finding({ cell: this.#id, boot: null }, text);
    this.#dispatcher.endCell(this.#id);
  }

  #unheard(): string[] {
    const heard = new Set(this.#ended.flatMap(({ cases }) => cases.map(({ suite }) => suite)));
    const asked = this.#providers.filter(({ symbol }) => !this.#unasked.has(symbol) && !this.#given.has(symbol));
    return asked.flatMap(({ suites }) => suites.filter((suite) => !heard.has(suite)));
  }

  async #buildOnce(without: ReadonlySet<string>): Promise<ForeignResult> {
    const key = [...without].sort().join(' ');
    const result = this.#built.get(key) ?? (await this.#build(without));
    this.#built.set(key, result);
    return result;
  }

  /** False: there is no image at all. */
  #take(result: ForeignResult): boolean {
    if (result.kind === 'failed') {
      const { kernel } = this.#one.cell.axes;
      this.#dispatcher.abandonCell(this.#id, `${kernel} could not be built: ${buildFailureInWords(result)}`);
      return false;
    }
    this.#providers = result.image.providers;
    this.#note(result.image);
    return true;
  }

  #note({ leftOut, findings, cpuCount }: ForeignImage): void {
    const { smp } = this.#one;
    for (const one of leftOut) this.#leftOut.set(one.symbol, one);
    for (const text of findings) this.#findings.add(text);
    if (cpuCount !== undefined && cpuCount < smp)
      this.#findings.add(
        `the machine has ${smp} CPUs and the kernel takes ${cpuCount}: --config UKPLAT_LCPU_MAXCOUNT=${smp} asks for more`,
      );
  }

  async #runRounds(first: readonly Round[]): Promise<void> {
    // Without a single suite the boot still shows what the kernel itself prints; where those it was asked for are told of, it adds nothing.
    const isForItself = first.length === 0 && this.#one.lacking.length === 0 && this.#leftOut.size === 0;
    const rounds: Round[] = isForItself ? [[]] : [...first];
    for (let round = rounds.shift(); round !== undefined && !this.#dispatcher.isOver(); round = rounds.shift()) {
      const ended = await this.#runRound(round);
      if (ended === null) continue;
      const { next, given, isMute } = roundAfter(ended.end.reading, ended.image.providers, round);
      if (isMute && !(await this.#boots())) {
        for (const symbol of [round, ...rounds].flat()) this.#given.set(symbol, notBooting(ended));
        return;
      }
      for (const [symbol, why] of given) this.#given.set(symbol, why);
      await this.#lookAgain(ended, round);
      rounds.unshift(...next, ...this.#roundBehind(ended));
      this.#tellRound(ended.place, rounds);
    }
  }

  /** A run of many rounds has no verdict for minutes. */
  #tellRound(place: BootPlace, rounds: readonly Round[]): void {
    const judgement = this.#ended[place.boot]?.judgement;
    if (judgement === undefined) return;
    const stopped = judgement.end === 'complete' ? undefined : stopperOf(judgement);
    const left = new Set(rounds.flat());
    const suites = this.#providers.flatMap((one) => (left.has(one.symbol) ? Math.max(one.suites.length, 1) : []));
    this.#dispatcher.endRound(place, {
      end: judgement.end,
      stopped: stopped === undefined ? null : { suite: stopped.suite, name: stopped.name },
      suitesLeft: suites.reduce((sum, count) => sum + count, 0),
    });
  }

  /** Whether the kernel does so without any suite, where none has been heard. */
  async #boots(): Promise<boolean> {
    if (this.#ended.some(({ end, round }) => end.reading.suites.length > 0 || round.length === 0)) return true;
    return (await this.#badBareRound()) === null;
  }

  /** How the kernel ends without any suite; null: well, as far as anybody knows. */
  async #badBareRound(): Promise<EndedRound | null> {
    const bare = await this.#runRound([]);
    if (bare === null || bare.end.reading.end !== 'complete') return bare;
    // That no suite is in its log is as it should be.
    this.#ended[bare.place.boot] = { ...bare, cases: [], judgement: { ...bare.judgement, verdicts: [], findings: [] } };
    return null;
  }

  /** With an end that several suites are said to have brought about, where it is its own. */
  async #chargeKernel(): Promise<void> {
    const { rootDir } = this.#options.project;
    if (this.#dispatcher.isOver() || !isEndShared(this.#ended, rootDir)) return;
    const bare = await this.#badBareRound();
    if (bare !== null) this.#ended.splice(0, Infinity, ...withoutKernelsOwn(this.#ended, bare, rootDir));
  }

  /** Of a case that is said to have ended the boot, where what stands behind it may have. */
  async #lookAgain(ended: EndedRound, round: Round): Promise<void> {
    const { end, image, place } = ended;
    const site = { crashPlace: end.crashPlace, rootDir: this.#options.project.rootDir };
    const doubt = doubtedCase({ ...ended, ...site }, image.providers, round);
    if (doubt === null) return;
    const alone = await this.#runRound([doubt.symbol]);
    if (alone?.judgement.end === 'complete')
      this.#ended[place.boot] = { ...ended, ...cleared(ended, doubt.id, this.#id) };
  }

  /** A suite of ours goes on without the source whose case ended the boot. */
  #roundBehind({ judgement, image }: EndedRound): Round[] {
    const stopped = judgement.end === 'complete' ? undefined : stopperOf(judgement);
    if (stopped === undefined) return [];
    const source = sourceToLeave(stopped, this.#one.tree.libs, this.#sourcesOut);
    const [holder] = holdersOf(stopped, image.providers);
    if (source === null || holder === undefined) return [];
    const heard = new Set([...this.#ended.flatMap(({ cases }) => cases), ...casesIn(source)].map(caseKey));
    if (holder.cases.every((id) => heard.has(caseKey(id)))) return [];
    this.#sourcesOut.add(source);
    return [[holder.symbol]];
  }

  #sourcesOutOf(round: Round): string[] {
    const dirs = new Set(this.#providers.filter(({ symbol }) => round.includes(symbol)).map(({ dir }) => dir));
    return [...this.#sourcesOut].filter((file) => dirs.has(dirname(file)));
  }

  #without(round: Round): ReadonlySet<string> {
    const sources = this.#sourcesOutOf(round);
    // The first build had all of them, and is there.
    if (round.length === withSuites(this.#providers).length && sources.length === 0) return this.#unasked;
    const unbuilt = [...this.#leftOut.values()].filter(({ source }) => source === undefined);
    const off = withoutOf(round, [...this.#known, ...[...this.#providers, ...unbuilt].map(({ symbol }) => symbol)]);
    return new Set([...offWithout(off, this.#providers), ...sources]);
  }

  async #runRound(round: Round): Promise<EndedRound | null> {
    const result = await this.#buildOnce(this.#without(round));
    if (this.#dispatcher.isOver()) return null;
    if (result.kind === 'failed') {
      for (const symbol of round)
        this.#given.set(symbol, `a kernel with this suite cannot be built: ${result.message}`);
      return null;
    }
    // What others need of a source that was taken out is nothing that the tree lacks.
    const isTorn = result.image.leftOut.some(
      ({ symbol, source }) => source !== undefined && !this.#leftOut.has(symbol),
    );
    if (isTorn && this.#sourcesOutOf(round).length > 0) return null;
    this.#note(result.image);
    const ended = await this.#boot(result.image, { cell: this.#id, boot: this.#ended.length }, round);
    this.#ended.push(ended);
    return ended;
  }

  /** The only suite of a round, where a boot without it got as far as its own. */
  #alone(image: ForeignImage, round: Round): string | null {
    const [only, ...others] = image.providers.flatMap(({ symbol, suites }) => (round.includes(symbol) ? suites : []));
    const hasWorked = this.#ended.some(({ end }) => end.reading.suites.length > 0);
    return only !== undefined && others.length === 0 && hasWorked ? only : null;
  }

  async #boot(image: ForeignImage, place: BootPlace, round: Round): Promise<EndedRound> {
    const { cell } = this.#one;
    const ended = await bootTree(this.#one, image.file, place, this.#options, this.#dispatcher);
    const { project, runDir } = this.#options;
    const alone = this.#alone(image, round);
    const booted = { image, arch: cell.axes.arch, place, runDir, rootDir: project.rootDir, alone };
    const { end, backtrace } = await explainEnd(ended, booted);
    const judged = withDurations(judgeReading(end.reading, cell.id), end.tookMs);
    return { round, place, image, end, ...withBacktrace(judged, backtrace) };
  }

  /** Of every boot, each once; then those that nobody will run. */
  #allCases(): ImageCase[] {
    const { suites, isSelected: isChosen } = this.#options;
    const named = namedBy(suites, this.#providers);
    // What is said of a suite as a whole is of interest whatever its name.
    const isAsked = (id: CaseId): boolean =>
      isChosen(this.#one.cell, id) && (named(id.suite) || id.name.startsWith('('));
    const all = new Map<string, ImageCase>();
    for (const { cases } of this.#ended)
      for (const one of cases.filter(isAsked)) if (!all.has(caseKey(one))) all.set(caseKey(one), one);
    for (const one of this.#silentCases(all).filter(isAsked)) if (!all.has(caseKey(one))) all.set(caseKey(one), one);
    return [...all.values()];
  }

  #isNobodys(one: ImageCase): boolean {
    return !this.#ended.some(({ cases }) => cases.some((other) => caseKey(other) === caseKey(one)));
  }

  /** What was not built, what no boot got to, what stood behind the case that ended a boot, and what was lost. */
  #silentCases(reported: ReadonlyMap<string, ImageCase>): ImageCase[] {
    const unbuilt = [...this.#leftOut.values()].flatMap(unbuiltCases);
    const given = [...this.#given].flatMap(([symbol, why]) => {
      const provider = this.#providers.find((one) => one.symbol === symbol);
      const suites = provider?.suites.filter((suite) => !hasSuite(reported, suite)) ?? [];
      const names = suites.length > 0 || provider === undefined ? suites : [provider.library];
      return names.map((suite) => unresolved({ suite, name: '(suite)' }, why));
    });
    const lacking = this.#one.lacking.map(({ suite, why }) => unresolved({ suite, name: '(suite)' }, why, [], 'skip'));
    const behind = this.#ended.flatMap((ended) => this.#behind(ended, reported));
    const told = new Set([...unbuilt, ...given, ...behind].map(({ suite }) => suite));
    const lost = lostSuites(
      this.#unheard().filter((suite) => !told.has(suite)),
      this.#ended,
    );
    return [...lacking, ...unbuilt, ...given, ...behind, ...lost];
  }

  /** Cases that the sources have for the same symbol, behind what ended its boot: no configuration runs them apart. */
  #behind({ judgement, image }: EndedRound, reported: ReadonlyMap<string, ImageCase>): ImageCase[] {
    const stopped = stopperOf(judgement);
    if (stopped === undefined) return [];
    const known = holdersOf(stopped, image.providers).flatMap(({ cases }) => cases);
    const missing = known.filter((id) => !reported.has(caseKey(id)));
    const why = this.#options.signal.aborted
      ? 'the run was interrupted first'
      : `not run: ${caseKey(stopped)} ended the boot, and this kernel cannot run a case without those before it`;
    return missing.map((id) => unresolved(id, why));
  }

  #plan(cases: readonly ImageCase[]): void {
    const { cell } = this.#one;
    const { promises } = this.#options;
    promises.offer(cell, cases);
    // The console tells where a case failed, not where it is defined.
    const planned = cases.map(({ suite, name }): PlannedCase => ({ suite, name, file: null, line: null }));
    this.#dispatcher.planCell(cell.id, planned, (id) => promises.of(cell, id));
    for (let count = 0; count < this.#ended.length; count++) this.#dispatcher.nextBoot(cell.id);
  }

  #settle({ place, judgement, end }: EndedRound): void {
    const findings = judgement.findings.filter((text) => !this.#told.has(text));
    for (const text of findings) this.#told.add(text);
    this.#dispatcher.endImageBoot(place, { ...judgement, findings }, end);
  }

  /** The whole image again, as long as something in it does not do as promised and a retry is left. */
  async #retry(): Promise<void> {
    for (const ended of [...this.#ended]) {
      const { image, cases, round } = ended;
      while (!this.#dispatcher.isOver() && this.#dispatcher.retriesOf(this.#id, cases).length > 0) {
        const boot = await this.#boot(image, this.#dispatcher.nextBoot(this.#id), round);
        const again = renamedLog(boot, logNameOf(ended));
        const reported = new Set(again.cases.map(caseKey));
        const gone = cases.filter((one) => !reported.has(caseKey(one)));
        const missing = gone.map((one) => unresolved(one, 'an earlier boot named it, this one did not'));
        this.#settle({
          ...again,
          judgement: { ...again.judgement, verdicts: [...again.judgement.verdicts, ...missing] },
        });
      }
    }
  }
}

const hasSuite = (cases: ReadonlyMap<string, ImageCase>, suite: string): boolean =>
  [...cases.values()].some((one) => one.suite === suite);
