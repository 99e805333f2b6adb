/// Explores the program in the editor: which runs there could be, what comes of them, and any of them again.

import { batch, computed, effect, signal, type ReadonlySignal } from '@preact/signals';

import { CompilerCanceled, CompilerUnavailable } from '../run/compiler-client.ts';
import type { Module, Modules } from '../run/modules.ts';
import type { ProgramClient } from '../run/program-client.ts';
import type { Session } from '../run/session.ts';
import type { EditorPort } from '../editor/editor-port.ts';
import type { Notices } from '../shell/notices.ts';
import type { State } from '../state.ts';
import type { Selection } from '../timeline/selection.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { ReportedOutcome } from '../../explore/index.ts';
import type { Answer, Fetch } from '../../runtime/index.ts';
import type { Trace } from '../../trace/model/trace.ts';
import {
  isBad,
  keyOf,
  outcomeCount,
  scheduleCount,
  withProgress,
  withReport,
  type Findings,
} from './findings.ts';
import { openThreads, Stopped, type Threads } from './explore-threads.ts';

export interface ExplorerParts {
  state: State;
  notices: Notices;
  editor: EditorPort;
  timeline: Timeline;
  selection: Selection;
  session: Session;
  modules: Modules;
  programs: ProgramClient;
  /// The page's address.
  site(): { base: string };
  createWorker(): Worker;
  /// Workers, at most.
  threads(): number;
}

export type ExplorePhase = 'idle' | 'building' | 'searching';

/// Of the first exploration of a program; each time that it is gone on with, so many times as much.
const firstBudget = { schedules: 10_000, seconds: 10 };
const moreTimes = 10;
/// Runs that have begun come to their end, and what was found is explained, within so many times its seconds.
const patienceTimes = 2;
/// A run that goes on for longer is endless.
const maxTurns = 1_000_000;
const maxWorkers = 4;

/// As the program's own worker asks.
const outside = {
  fetch: ((url, request) => fetch(new URL(url, document.baseURI), request as RequestInit)) as Fetch,
  signal: () => AbortSignal.timeout(firstBudget.seconds * 1000),
};

export class Explorer {
  readonly phase = signal<ExplorePhase>('idle');
  /// undefined: nothing has been explored.
  readonly findings = signal<Findings | undefined>(undefined);
  /// The outcome that was replayed last.
  readonly chosen = signal<string | undefined>(undefined);
  /// Whether two outcomes are laid side by side.
  readonly comparing = signal(false);
  /// Whether the text is no longer the one that was explored.
  readonly stale = signal(false);
  readonly busy: ReadonlySignal<boolean>;
  readonly #parts: ExplorerParts;
  #threads: Threads | undefined;
  /// Grows with every exploration and every stop.
  #generation = 0;
  #times = 1;
  #pointing: (() => void) | undefined;

  constructor(parts: ExplorerParts) {
    this.#parts = parts;
    this.busy = computed(() => this.phase.value !== 'idle');
  }

  /// `more`: the same program again, with a greater budget.
  async explore({ more = false } = {}): Promise<void> {
    const { state, session, editor, notices, modules } = this.#parts;
    this.#abandon();
    session.stop();
    notices.clear('run', 'link', 'offer');
    this.#times = more ? this.#times * moreTimes : 1;
    const generation = this.#generation;
    const current = () => generation === this.#generation;
    const source = editor.text();
    this.phase.value = 'building';
    state.outcome.value = undefined;
    try {
      const wasm = await modules.of({ source, races: true, current });
      if (!current()) return;
      if (wasm) await this.#search(wasm, source, current);
      if (current()) this.phase.value = 'idle';
    } catch (error) {
      if (current()) this.#failed(error);
    }
  }

  stop(): void {
    if (!this.busy.value) return;
    const { state } = this.#parts;
    const before = this.phase.value === 'building';
    if (!before) return this.#cut({ stopped: true });
    this.#abandon();
    state.outcome.value = { mood: 'neutral', text: 'Stopped before it explored' };
  }

  /// Ends the exploration with what has been found up to now.
  #cut({ stopped }: { stopped: boolean }): void {
    this.#abandon();
    this.findings.value = { ...this.findings.value!, complete: false, stopped };
    this.#tellEnd(stopped ? 'Stopped' : 'Explored');
  }

  /// Replays it: output, timeline, table and marks are those of its run.
  async choose(outcome: ReportedOutcome): Promise<void> {
    const { state, session, timeline } = this.#parts;
    const findings = this.findings.value;
    if (!findings || this.stale.value) return;
    this.#pointing?.();
    const { seed, lines, answers } = findings;
    batch(() => {
      this.chosen.value = keyOf(outcome);
      state.clock.value = 'virtual';
      state.seed.value = seed;
      state.schedule.value = { text: outcome.schedule, clock: 'virtual', seed, lines, answers };
    });
    const run = session.run();
    const { trace } = timeline;
    await run;
    if (trace === timeline.trace) this.#point(outcome);
  }

  /// What happens in its run; undefined where the text is another now, or it cannot be run.
  async traceOf(outcome: ReportedOutcome, current: () => boolean): Promise<Trace | undefined> {
    const { modules, programs, site } = this.#parts;
    const findings = this.findings.value;
    if (!findings || this.stale.value) return undefined;
    const wasm = await modules.of({ source: findings.source, races: false, current });
    if (!wasm || !current()) return undefined;
    const { traceOfOutcome } = await import('./outcome-trace.ts');
    return traceOfOutcome({ outcome, findings, wasm, programs, site: site() });
  }

  /// Shows everything as it was when the outcome's last departure was made.
  goToTurn(turn: number): void {
    const { timeline } = this.#parts;
    timeline.goTo(timeline.trace.turnBegin(turn));
  }

  /// Forgets what was found.
  close(): void {
    this.#abandon();
    batch(() => {
      this.findings.value = this.chosen.value = this.#parts.state.runRaces.value = undefined;
      this.comparing.value = false;
    });
  }

  textChanged(): void {
    const { source } = this.findings.peek() ?? {};
    this.stale.value = source !== undefined && source !== this.#parts.editor.text();
  }

  async #search(wasm: Module, source: string, current: () => boolean): Promise<void> {
    const { state, session, createWorker, threads } = this.#parts;
    const seed = state.seed.value;
    const lines = [...(state.schedule.value?.lines ?? session.typed)];
    const { explore, reportedOutcome, reportedRace, withAnswers } = await import('../../explore/index.ts');
    if (!current()) return;
    const answers = new Map<string, Answer>();
    batch(() => {
      this.phase.value = 'searching';
      this.chosen.value = undefined;
      this.stale.value = source !== this.#parts.editor.text();
      this.findings.value = {
        source,
        seed,
        lines,
        answers,
        outcomes: [],
        races: [],
        schedules: 0,
        complete: undefined,
        stopped: false,
      };
    });
    const count = Math.max(1, Math.min(maxWorkers, threads()));
    const options = { wasm, seed, args: ['program'], maxTurns, lines, answers };
    const { schedules, seconds } = firstBudget;
    const budget = { schedules: schedules * this.#times, seconds: seconds * this.#times };
    setTimeout(() => current() && this.#cut({ stopped: false }), budget.seconds * patienceTimes * 1000);
    const settings = { program: 'program.c', strategy: 'auto', all: false, seed, ...budget } as const;
    const report = await withAnswers(outside, answers, () => {
      this.#threads?.close();
      this.#threads = openThreads(createWorker, count, options);
      return explore(settings, this.#threads.all, (now) => {
        const told = { outcomes: now.outcomes.map(reportedOutcome), races: now.races.map(reportedRace) };
        if (current()) this.findings.value = withProgress(this.findings.value!, { ...now, ...told });
      });
    });
    if (!current()) return;
    this.findings.value = withReport(this.findings.value!, report);
    this.#abandon();
    this.#tellEnd('Explored');
  }

  /// Of a replay that goes on while the exploration ends, the status is of more interest.
  #tellEnd(how: string): void {
    const { state } = this.#parts;
    if (state.busy.value || (state.outcome.value && this.chosen.value !== undefined)) return;
    const findings = this.findings.value!;
    state.outcome.value = {
      mood: isBad(findings) ? 'bad' : how === 'Stopped' ? 'neutral' : 'good',
      text: `${how}: ${scheduleCount(findings)} · ${outcomeCount(findings)}`,
    };
  }

  /// The span of the outcome's last departure is selected as soon as the run has come so far.
  #point({ turn }: ReportedOutcome): void {
    const { timeline, selection } = this.#parts;
    const { trace } = timeline;
    if (turn === undefined) return;
    const stop = effect(() => {
      timeline.version.value;
      if (timeline.trace !== trace || trace.turnCount >= turn) queueMicrotask(() => this.#pointing?.());
    });
    this.#pointing = () => {
      this.#pointing = undefined;
      stop();
      if (timeline.trace !== trace || trace.turnCount < turn || trace.firstTurn > turn) return;
      const event = trace.turnBegin(turn);
      selection.choose({ task: trace.events.task(event), event });
    };
  }

  #failed(error: unknown): void {
    const { state, notices } = this.#parts;
    this.#abandon();
    if (error instanceof Stopped) return;
    const text = error instanceof Error ? error.message : String(error);
    const canceled = error instanceof CompilerCanceled;
    state.outcome.value = { mood: canceled ? 'neutral' : 'bad', text: canceled ? text : 'Did not explore' };
    const retry = { label: 'Retry', run: () => void this.explore() };
    const action = error instanceof CompilerUnavailable ? { action: retry } : {};
    if (!canceled) notices.alert(text, { topic: 'run', ...action });
  }

  #abandon(): void {
    this.#generation++;
    this.#threads?.close();
    this.#threads = undefined;
    this.phase.value = 'idle';
  }
}
