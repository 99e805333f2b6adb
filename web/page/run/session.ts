/// A session takes runs from the text in the editor to a program's end.

import { batch, signal } from '@preact/signals';

import type { ProgramEnding } from '../../workers/protocol.ts';
import { CompilerCanceled, CompilerUnavailable } from './compiler-client.ts';
import { outcomeOf } from './outcome.ts';
import { Recording } from './recording.ts';
import type { EndCause } from '../../runtime/index.ts';
import type { RunningProgram } from './program-client.ts';
import type { Again, SessionParts, Started } from './session-parts.ts';
import type { Outcome, Replay } from '../state.ts';
import type { RecordedTrace } from '../../trace/file/reader.ts';
import type { Nanoseconds } from '../../trace/model/units.ts';
import { durationOf, seconds } from '../../common/format.ts';
import { noWebAssembly } from '../shell/no-webassembly.ts';

/// The page knows the program's time only so exactly when it has just been paused.
const minSkipped: Nanoseconds = 10e6;

export class Session {
  /// How the last run ended, once it has; undefined where it was stopped.
  readonly ending = signal<ProgramEnding | undefined>(undefined);
  readonly #parts: SessionParts;
  #program: RunningProgram | undefined;
  /// Grows with every run and every stop: answers that belong to an older one are of no interest any more.
  #generation = 0;
  #startedAt = 0;
  /// When Step was last pressed on the real clock: the program's time, and how many turns had begun.
  #stepped: { at: Nanoseconds; turns: number } | undefined;
  /// The last run has not come about, for want of the compiler.
  #lacksCompiler = false;
  /// Of the run that was started last.
  #recording = new Recording({ clock: 'real', seed: 0 });
  /// What ran last, and by which schedule.
  #last: Started | undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    parts.state.speed.subscribe((turnsPerSecond) => this.#program?.setSpeed(turnsPerSecond));
    parts.variables.open.subscribe((open) => this.#program?.trackVariables(open));
  }

  /// The lines that were typed for the last program that a person typed for.
  get typed(): readonly string[] {
    return this.#recording.lines;
  }

  /// Begins anew when a program is running. Where there is a schedule, that is replayed.
  async run({ paused = false } = {}): Promise<void> {
    this.#abandon();
    const { state, log, editor, timeline, modules } = this.#parts;
    log.clear();
    timeline.begin();
    state.outcome.value = undefined;
    state.runRaces.value = this.ending.value = undefined;
    this.#parts.notices.clear('run', 'link', 'offer');
    this.#lacksCompiler = false;
    state.compiled.value = undefined;
    if (typeof WebAssembly === 'undefined') return this.#fail(noWebAssembly);

    const generation = this.#generation;
    const current = () => generation === this.#generation;
    state.phase.value = 'building';
    try {
      const source = editor.text();
      const wasm = await modules.of({ source, races: state.races.value, current });
      if (!current()) return;
      if (wasm) this.#start({ source, wasm, replay: state.schedule.value }, paused);
      else this.#end();
    } catch (error) {
      if (current()) this.#notBuilt(error);
    }
  }

  /// Runs what was to be run when the compiler could not be fetched, or else fetches it again.
  retry(): void {
    if (this.#lacksCompiler) void this.run();
    else this.#parts.compiler.prepare();
  }

  stop(): void {
    if (!this.#parts.state.busy.value) return;
    const text = this.#program
      ? `Stopped after ${durationOf(performance.now() - this.#startedAt)}`
      : 'Stopped before it ran';
    this.#end({ mood: 'neutral', text });
  }

  pause(): void {
    this.#program?.pause();
    this.#parts.timeline.hold();
    this.#parts.state.phase.value = 'paused';
  }

  resume(): void {
    this.#parts.state.skipped.value = '';
    this.#parts.timeline.goLive();
    this.#program?.resume();
    this.#parts.state.phase.value = 'running';
  }

  pauseOrResume(): void {
    const phase = this.#parts.state.phase.value;
    if (phase === 'running') this.pause();
    else if (phase === 'paused') this.resume();
  }

  /// Lets the program run on, up to where a condition on its variables holds or one changes.
  runUntil(condition: string): void {
    const { state, timeline } = this.#parts;
    state.held.value = false;
    state.skipped.value = '';
    timeline.goLive();
    this.#program?.runUntil(condition);
    state.phase.value = 'running';
  }

  /// As far as the next switch of stacks, to another task or to a generator or back; of a program that does
  /// not run yet, its first.
  async step(): Promise<void> {
    const { state, timeline } = this.#parts;
    if (state.phase.value === 'building') return;
    timeline.goLive();
    const ready = state.busy.value ? undefined : this.run({ paused: true });
    if (!timeline.extent.value) timeline.stepped.value = true;
    await ready;
    if (state.phase.value === 'running') this.pause();
    state.skipped.value = '';
    const { now, turnCount: turns } = timeline.trace;
    this.#stepped = state.clock.value === 'real' ? { at: Math.max(0, now), turns } : undefined;
    this.#program?.step();
  }

  /// The run that was started last, as it can be had again on the virtual clock.
  get lastRun(): Replay | undefined {
    const replay = this.#last?.replay;
    const { clock, seed } = this.#recording;
    return this.#last && { ...replay, text: replay?.text ?? 'fifo', clock, seed };
  }

  /// The last run can be made again up to the end of that turn; below 0: it was recorded elsewhere.
  get wayBack(): number {
    return this.#last ? this.#recording.lastTurn : -1;
  }

  /// Makes the run that there is now again, whatever has become of it meanwhile.
  get returning(): () => void {
    const [last, recording] = [this.#last!, this.#recording];
    const turns = this.#parts.timeline.trace.turnCount;
    const paused = this.#parts.state.phase.value === 'paused';
    return () => {
      this.#last = last;
      this.#makeAgain({ turns, switches: 0, kept: recording.upTo(turns) }, paused);
    };
  }

  /// On the real clock a schedule alone makes no run again.
  #forked(text: string): void {
    const { state } = this.#parts;
    const { clock, seed } = this.#recording;
    const replay = { ...this.#last!.replay, text, clock, seed };
    this.#last = { ...this.#last!, replay };
    if (clock === 'real') return;
    batch(() => {
      state.clock.value = clock;
      state.seed.value = seed;
      state.schedule.value = replay;
    });
  }

  /// Makes the last run again up to the end of that turn, and from there to so many switches of stacks. What
  /// is selected and in sight stays.
  goBackTo(
    turns: number,
    { paused, fork, switches = 0 }: { paused: boolean; fork?: Again['fork']; switches?: number },
  ): void {
    const { trace } = this.#parts.timeline;
    const end = Math.min(trace.turnEnd(turns), trace.last);
    const time = turns > 0 ? trace.events.time(end) : 0;
    const kept = this.#recording.upTo(turns, { time, byTurns: this.#parts.variables.open.value });
    this.#makeAgain({ turns, switches, kept, ...(fork && { fork }) }, paused);
  }

  #makeAgain(again: Again, paused: boolean): void {
    const { state, log, timeline, notices, editor } = this.#parts;
    if (editor.text() !== this.#last!.source)
      return notices.alert('The text is no longer the one that runs: run it anew.', { topic: 'run' });
    this.#abandon();
    log.clear();
    timeline.beginAgain();
    state.outcome.value = undefined;
    state.runRaces.value = undefined;
    notices.clear('run');
    this.#start(this.#last!, paused, again);
  }

  /// Shows a run that was recorded elsewhere in the place of one of the page's own.
  showRecorded({ batches, outputs, end }: RecordedTrace, cause: EndCause, outcome: Outcome): void {
    const { state, log, timeline, variables, notices } = this.#parts;
    this.#abandon();
    this.#last = undefined;
    log.clear();
    timeline.begin();
    variables.begin();
    variables.heard({}); // a recording has none
    state.runRaces.value = undefined;
    notices.clear('run', 'link', 'offer');
    for (const batch of batches) timeline.append(batch, { ticking: false, held: false });
    timeline.finish(cause, end?.time ?? timeline.trace.now);
    const names = timeline.trace.lanes.map(({ task, name }) => [task, name] as const);
    log.append({ droppedBytes: 0, droppedLines: 0, chunks: [...outputs] }, names);
    state.outcome.value = outcome;
  }

  /// null ends the input.
  giveLine(text: string | null): void {
    this.#parts.state.inputWanted.value = false;
    this.#recording.gave(text, this.#parts.timeline.trace.now);
    this.#program?.giveLine(text);
  }

  #start(run: Started, paused: boolean, again?: Again): void {
    const { state, programs, log, timeline, variables, site } = this.#parts;
    const { wasm, replay } = (this.#last = run);
    const { clock, seed } = again?.kept ?? { clock: state.clock.value, seed: state.seed.value };
    const from = again?.kept.from;
    const typed = replay?.lines ? this.#recording.upTo(0).typed : again?.kept.typed;
    const recording = (this.#recording = from?.before ?? new Recording({ clock, seed, typed }));
    const lines = replay?.lines ? [...replay.lines, null] : again?.kept.lines;
    this.#startedAt = performance.now();
    variables.begin();
    recording.journal.tell(this.#parts);
    state.phase.value = paused ? 'paused' : 'running';
    this.#program = programs.start(
      {
        wasm,
        clock,
        seed,
        paused,
        turnsPerSecond: state.speed.value,
        variables: variables.open.value,
        ...site(),
        ...(replay && { schedule: replay.text }),
        ...(lines && { lines }),
        ...(replay?.answers && { answers: replay.answers }),
        ...(again && { turns: again.turns, switches: again.switches }),
        ...(again?.kept.tape && { tape: again.kept.tape }),
        ...(from && { from: from.snapshot }),
        ...(again?.fork && { fork: again.fork }),
      },
      {
        output: (batch, names) => {
          recording.journal.output(batch, names);
          log.append(batch, names);
        },
        snapshot: (snapshot) => recording.snapshot(snapshot),
        trace: (batch) => {
          const ticking = clock === 'real' && state.phase.value === 'running';
          const held = state.phase.value === 'paused';
          recording.journal.trace(batch, () => timeline.append(batch, { ticking, held }));
          this.#tellSkipped();
        },
        tape: (part) => recording.heard(part),
        variables: (heard) => {
          recording.heardVariables(heard);
          variables.heard(heard);
        },
        held: () => {
          state.held.value = true;
          this.pause();
        },
        forked: (schedule) => this.#forked(schedule),
        inputWanted: (wanted) => (state.inputWanted.value = wanted),
        ended: (ending) => {
          log.ended();
          timeline.finish(ending.cause, ending.time);
          state.runRaces.value = ending.races;
          this.ending.value = ending;
          this.#end(outcomeOf(ending, clock));
        },
        failed: (message) => this.#fail(message),
      },
    );
  }

  /// A paused program's time stands still: when a step finds everybody waiting, it moves on to the end of the
  /// wait, and then a turn begins. Before the first nobody has waited.
  #tellSkipped(): void {
    const { state, timeline } = this.#parts;
    const { at, turns } = this.#stepped ?? { at: 0, turns: 0 };
    if (turns === 0 || timeline.trace.turnCount === turns || state.phase.value !== 'paused') return;
    const nanoseconds = timeline.trace.events.time(timeline.trace.turnBegin(turns + 1)) - at;
    if (nanoseconds >= minSkipped)
      state.skipped.value = `Step skipped ${seconds(nanoseconds)} in which everybody waited`;
  }

  #notBuilt(error: unknown): void {
    if (error instanceof CompilerCanceled) return this.#end({ mood: 'neutral', text: error.message });
    const message = error instanceof Error ? error.message : String(error);
    if (!(error instanceof CompilerUnavailable)) return this.#fail(message);
    this.#lacksCompiler = true;
    this.#end({ mood: 'bad', text: 'Did not run' }); // the rest is in the alert, and is read out once
    this.#parts.notices.alert(message, {
      topic: 'run',
      action: { label: 'Retry', run: () => this.retry() },
    });
  }

  #fail(text: string): void {
    this.#end({ mood: 'bad', text });
    this.#parts.notices.alert(text, { topic: 'run' });
  }

  #end(outcome?: Outcome): void {
    this.#abandon();
    if (outcome) this.#parts.state.outcome.value = outcome;
  }

  #abandon(): void {
    this.#generation++;
    if (this.#program) this.#parts.timeline.finish('stopped');
    this.#program?.stop();
    this.#program = undefined;
    this.#stepped = undefined;
    this.#parts.state.skipped.value = '';
    this.#parts.state.inputWanted.value = false;
    this.#parts.state.phase.value = 'idle';
  }
}
