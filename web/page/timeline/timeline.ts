/// The timeline is what the page shows of a run beside its output: the trace as it grows, the part of it that
/// is in sight, the moment that is looked at, and what is selected. Timeline, table, editor and output follow
/// it.

import { computed, signal, type ReadonlySignal } from '@preact/signals';

import { axisOf, fittingAxis, type Axis, type AxisKind } from '../../trace/model/axis.ts';
import { isStop } from '../../trace/model/stops.ts';
import { Trace } from '../../trace/model/trace.ts';
import { clamped, fitted } from '../../trace/scene/view.ts';
import type { Moment, Range } from '../../trace/model/totals.ts';
import type { EndCause, TraceBatch } from '../../runtime/index.ts';
import type { EventIndex, Nanoseconds, TaskId } from '../../trace/model/units.ts';
import type { Choice } from '../../trace/scene/choice.ts';
import type { Extent, SharedView } from '../share/link-view.ts';

/// Where somebody has taken the playhead.
export interface PlayheadPlace {
  /// Everything is shown as it was after this event.
  eventIndex: EventIndex;
  /// The time that was pointed at on the axis of time, at or after that event's.
  time?: Nanoseconds;
  /// Somebody has come here from a line of the output, which stays in sight with those after it.
  fromOutput?: boolean;
}

/// By then it is known whether a run is a short one.
const decisionMilliseconds = 60;
/// While a turn lasts, the page shows so often how long it has taken.
const lastingMilliseconds = 200;

export class Timeline {
  trace = new Trace();
  /// Grows with every change of the trace, once a frame at most.
  readonly version = signal(0);
  /// The axis that a person has chosen; undefined: one that fits the run.
  readonly chosenAxis = signal<AxisKind | undefined>(undefined);
  readonly axisKind: ReadonlySignal<AxisKind>;
  /// A run that is stepped through from its beginning is looked at by turns: each adds a
  /// piece, however short it took.
  readonly stepped = signal(false);
  /// The part of the axis that is in sight; undefined: all of it.
  readonly extent = signal<Extent | undefined>(undefined);
  /// Whether the newest stays in sight.
  readonly following = signal(false);
  /// undefined: at the newest event, and it stays there.
  readonly playhead = signal<PlayheadPlace | undefined>(undefined);
  /// The event up to which everything is shown, as far as it is kept; undefined: the newest.
  readonly eventIndex: ReadonlySignal<EventIndex | undefined>;
  readonly selected = signal<Choice | undefined>(undefined);
  /// What the pointer is at, wherever on the page.
  readonly hovered = signal<Choice | undefined>(undefined);
  /// The only task whose lane and lines are shown; undefined: all are.
  readonly only = signal<TaskId | undefined>(undefined);
  /// The part of the run whose totals are asked for.
  readonly range = signal<Range | undefined>(undefined);
  /// Groups that a person has opened (true) or closed, by name.
  readonly opened = signal<ReadonlyMap<string, boolean>>(new Map());
  /// Why the timeline could not be drawn the last time.
  readonly trouble = signal<string | undefined>(undefined);
  /// Whether the run that is shown was recorded when the site was built, or is about to be.
  readonly recorded = signal<'no' | 'coming' | 'shown'>('no');
  /// Which axis fits this run, once that is known, or fitted the one before. It is decided once a run.
  readonly #fittingAxis = signal<AxisKind>('time');
  #decided = false;
  /// It was taken for a short run, before its end.
  #guessed = false;
  #begunAt: number | undefined;
  #wanted: SharedView | undefined;
  #scheduled = false;
  /// While the real clock runs, the page's time at which the trace's was `now`.
  #heardAt: number | undefined;
  /// The turn that goes on, by its first event, and the page's time when it was heard of.
  #turn: { begin: EventIndex; heardAt: number } | undefined;
  #shownAt = 0;

  constructor() {
    this.axisKind = computed(() => this.chosenAxis.value ?? this.#fittingAxis.value);
    this.eventIndex = computed(() => {
      this.version.value;
      const place = this.playhead.value;
      return place && Math.max(place.eventIndex, this.trace.events.first);
    });
  }

  get axis(): Axis {
    return axisOf(this.trace, this.axisKind.value);
  }

  /// The event up to which everything is shown, -1 when there is none.
  get shownEventIndex(): EventIndex {
    return this.eventIndex.value ?? this.trace.last;
  }

  /// The time that is shown.
  get shownTime(): Nanoseconds {
    const { events } = this.trace;
    return Math.max(events.time(this.shownEventIndex), this.playhead.value?.time ?? 0);
  }

  get shownMoment(): Moment {
    const newest = this.eventIndex.value === undefined;
    return { event: this.shownEventIndex, time: newest ? this.trace.now : this.shownTime };
  }

  /// Where the playhead stands on the axis.
  get playheadPosition(): number {
    const { axis } = this;
    if (this.eventIndex.value === undefined) return axis.end;
    return axis.kind === 'time' ? this.shownTime : axis.position(this.eventIndex.value);
  }

  get shownExtent(): Extent {
    return this.extent.value ?? fitted(this.axis);
  }

  begin(): void {
    this.trace = new Trace();
    this.playhead.value =
      this.selected.value =
      this.hovered.value =
      this.only.value =
      this.extent.value =
      this.range.value =
      this.trouble.value =
        undefined;
    this.opened.value = new Map();
    this.recorded.value = 'no';
    this.stepped.value = this.#decided = this.#guessed = false;
    this.#heardAt = this.#begunAt = this.#turn = undefined;
    this.#changed();
  }

  /// The same run again, from its beginning: what is selected and in sight stays.
  beginAgain(): void {
    const { selected, only, extent, opened, stepped } = this;
    const kept = [selected.value, only.value, extent.value, opened.value, stepped.value] as const;
    const [decided, guessed] = [this.#decided, this.#guessed];
    this.begin();
    [this.#decided, this.#guessed] = [decided, guessed];
    [selected.value, only.value, extent.value, opened.value, stepped.value] = kept;
  }

  /// Shows a run that nobody has made here.
  showRecorded(batches: readonly TraceBatch[], cause: EndCause, time: Nanoseconds): void {
    if (this.recorded.value !== 'coming') return;
    for (const batch of batches) this.trace.append(batch);
    this.recorded.value = 'shown';
    this.finish(cause, time);
  }

  /// It belongs to another text than the one in the editor.
  forgetRecorded(): void {
    if (this.recorded.peek() !== 'no') this.begin();
  }

  /// `ticking`: the program's clock goes on meanwhile; `held`: it goes step by step.
  append(batch: TraceBatch, { ticking, held }: { ticking: boolean; held: boolean }): void {
    this.trace.append(batch);
    this.#heardAt = ticking && !batch.behind ? performance.now() : undefined;
    this.#followTurn(held);
    this.#changed();
  }

  /// The program has ended, at that time of its own; undefined: as far as it is known.
  finish(cause: EndCause, time = this.trace.now): void {
    this.tick();
    this.trace.finish(Math.max(time, this.trace.now), cause);
    this.#heardAt = undefined;
    this.#changed();
  }

  hold(): void {
    this.tick();
    this.#heardAt = undefined;
  }

  /// Lets time go on between two batches: what lasts, lasts longer. Returns whether it does.
  tick(): boolean {
    const { trace } = this;
    if (trace.over || (this.#heardAt === undefined && !this.#turn)) return false;
    const now = performance.now();
    if (this.#heardAt !== undefined) {
      trace.now += (now - this.#heardAt) * 1e6;
      this.#heardAt = now;
    }
    if (this.#turn) {
      trace.turnLasted = (now - this.#turn.heardAt) * 1e6;
      if (now - this.#shownAt >= lastingMilliseconds) {
        trace.version++;
        this.#changed();
      }
    }
    return true;
  }

  /// A turn that has begun and not ended goes on, whatever the program's clock does, unless a step has
  /// stopped within it.
  #followTurn(held: boolean): void {
    const { trace } = this;
    const stopped = held && trace.events.length > trace.events.first && isStop(trace, trace.last);
    const begin = trace.behind || stopped ? undefined : trace.turnGoingOn;
    if (this.#turn?.begin !== begin) {
      this.#turn = begin === undefined ? undefined : { begin, heardAt: performance.now() };
      trace.turnLasted = 0;
    }
  }

  /// Shows everything as it was after that event.
  goTo(event: EventIndex, more: { fromOutput?: boolean } = {}): void {
    const { trace } = this;
    if (trace.over && event >= trace.last) return this.goLive();
    this.playhead.value = { eventIndex: Math.min(Math.max(trace.events.first, event), trace.last), ...more };
  }

  /// Moves what is in sight only if that event is not.
  bringIntoSight(event: EventIndex): void {
    const { from, to } = this.shownExtent;
    const position = this.axis.position(event);
    if (position >= from && position <= to) return;
    this.extent.value = clamped(this.axis, position - (to - from) / 2, position + (to - from) / 2);
    this.following.value = false;
  }

  /// Shows everything as it was at that place of the axis. On the axis of time the playhead stays there; on
  /// that of turns it goes to the last event before.
  goToPosition(position: number): void {
    const { axis, trace } = this;
    if (trace.events.length === 0) return;
    if (axis.kind === 'turns') return this.goTo(axis.eventAt(position));
    if (trace.over && position >= axis.end) return this.goLive();
    const time = Math.min(Math.max(position, axis.start), axis.end);
    this.playhead.value = { eventIndex: Math.max(trace.events.first, axis.eventAt(time)), time };
  }

  goLive(): void {
    this.playhead.value = undefined;
  }

  /// The same choice, of a span whose beginning may have been dropped since.
  keptChoice(choice: Choice | undefined): Choice | undefined {
    const lane = choice && this.trace.lane(choice.task);
    if (choice?.event === undefined || !lane) return choice;
    return { task: choice.task, event: lane.spanBegin(this.trace.events, choice.event) };
  }

  fit(): void {
    this.extent.value = undefined;
    this.following.value = false;
  }

  /// What a link asks for, at the next run.
  want(view: SharedView | undefined): void {
    this.#wanted = view;
  }

  /// What a link should tell; undefined when there is nothing to it.
  shared(): SharedView | undefined {
    const { trace } = this;
    const eventIndex = this.eventIndex.value;
    const turn = eventIndex === undefined ? 0 : trace.events.turn(eventIndex);
    const begin = trace.turnBegin(turn);
    const { first } = trace.events;
    const isKept = turn > trace.firstTurn || (turn === trace.firstTurn && (first === 0 || begin > first));
    const view: SharedView = {
      ...(eventIndex !== undefined && isKept && { moment: { turn, offset: eventIndex - begin } }),
      ...((this.extent.value || this.chosenAxis.value) && { axis: this.axisKind.value }),
      ...(this.extent.value && { extent: this.extent.value }),
      ...(this.selected.value && { task: this.selected.value.task }),
    };
    return trace.events.length > 0 && Object.keys(view).length > 0 ? view : this.#wanted;
  }

  #changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const go = () => {
      if (!this.#scheduled) return;
      this.#scheduled = false;
      this.#decideAxis();
      this.#fulfil();
      this.#shownAt = performance.now();
      this.version.value++;
    };
    requestAnimationFrame(go);
    /* In a tab that nobody sees there are no frames. */
    setTimeout(go, 100);
  }

  /// The axis is decided once a run: if it changed while somebody looks at it, it would take away what is
  /// looked at. What was taken for a short run, which only began slowly, is looked at again when it is over,
  /// unless somebody has turned to a part of it by then.
  #decideAxis(): void {
    const { trace } = this;
    if (this.#guessed && trace.over) {
      this.#guessed = false;
      this.#decided = this.stepped.value || !!this.extent.value || !!this.playhead.value;
    }
    if (this.#decided || trace.events.length === 0) return;
    this.#begunAt ??= performance.now();
    const fitting = fittingAxis(trace);
    const waited = performance.now() - this.#begunAt >= decisionMilliseconds;
    if (!trace.over && !this.stepped.value && fitting === 'turns' && !waited) return;
    this.#decided = true;
    /* Time that has begun to go on by the clock on the wall will go on. */
    const goesOn = !trace.over && this.#heardAt !== undefined;
    this.#fittingAxis.value = this.stepped.value ? 'turns' : goesOn ? 'time' : fitting;
    this.#guessed = !trace.over && !this.stepped.value && this.#fittingAxis.value === 'turns';
  }

  #eventOf({ turn, offset }: NonNullable<SharedView['moment']>): number {
    const { trace } = this;
    if (turn < trace.firstTurn || turn > trace.turnCount) return trace.last;
    const next = turn < trace.turnCount ? trace.turnBegin(turn + 1) : trace.events.length;
    return Math.min(trace.turnBegin(turn) + offset, next - 1);
  }

  #fulfil(): void {
    const wanted = this.#wanted;
    if (!wanted || this.trace.events.length === 0) return;
    if (wanted.moment && this.trace.turnCount <= wanted.moment.turn && !this.trace.over) return;
    this.#wanted = undefined;
    if (wanted.axis) this.chosenAxis.value = wanted.axis;
    if (wanted.extent) this.extent.value = wanted.extent;
    if (wanted.moment) this.goTo(this.#eventOf(wanted.moment));
    if (wanted.task !== undefined && this.trace.lane(wanted.task))
      this.selected.value = { task: wanted.task };
  }
}
