/// What the page shows of a run beside its output: the trace as it grows, the part of it that is in sight, the moment that is looked
/// at, and what is selected. Timeline, table, editor and output follow it.

import { computed, signal, type ReadonlySignal } from '@preact/signals';

import { axisOf, fittingAxis, type Axis, type AxisKind } from '../../trace/model/axis.ts';
import { fitted } from '../../trace/scene/view.ts';
import { Trace } from '../../trace/model/trace.ts';
import type { EndCause, TraceBatch } from '../../runtime/index.ts';
import type { Extent, SharedView } from '../share/link-view.ts';

/// A task and, if it is one of its spans, the event that this begins with.
export interface Choice {
  task: number;
  event?: number | undefined;
}

export class Timeline {
  trace = new Trace();
  /// Grows with every change of the trace, once a frame at most.
  readonly version = signal(0);
  /// undefined: whichever fits the run.
  readonly chosenAxis = signal<AxisKind | undefined>(undefined);
  readonly axisKind: ReadonlySignal<AxisKind>;
  /// A run that is stepped through is looked at by turns: each adds a piece, however short it took.
  readonly stepped = signal(false);
  /// undefined: all of it.
  readonly extent = signal<Extent | undefined>(undefined);
  /// Whether the newest stays in sight.
  readonly following = signal(false);
  /// The event up to which everything is shown; undefined: the newest.
  readonly eventIndex = signal<number | undefined>(undefined);
  readonly selected = signal<Choice | undefined>(undefined);
  /// What the pointer is at, wherever on the page.
  readonly hovered = signal<Choice | undefined>(undefined);
  /// Only this task's lane and lines.
  readonly only = signal<number | undefined>(undefined);
  readonly opened = signal<ReadonlyMap<string, boolean>>(new Map());
  #wanted: SharedView | undefined;
  #scheduled = false;
  /// While the real clock runs: the page's time at which the trace's was `now`.
  #heardAt: number | undefined;

  constructor() {
    this.axisKind = computed(
      () => (
        this.version.value, this.chosenAxis.value ?? (this.stepped.value ? 'turns' : fittingAxis(this.trace))
      ),
    );
  }

  get axis(): Axis {
    return axisOf(this.trace, this.axisKind.value);
  }

  /// The event up to which everything is shown, -1 when there is none.
  get shownEvent(): number {
    return this.eventIndex.value ?? this.trace.last;
  }

  get shownExtent(): Extent {
    return this.extent.value ?? fitted(this.axis);
  }

  begin(): void {
    this.trace = new Trace();
    this.eventIndex.value =
      this.selected.value =
      this.hovered.value =
      this.only.value =
      this.extent.value =
        undefined;
    this.opened.value = new Map();
    this.stepped.value = false;
    this.#heardAt = undefined;
    this.#changed();
  }

  /// `ticking`: whether the program's clock goes on meanwhile.
  append(batch: TraceBatch, ticking: boolean): void {
    this.trace.append(batch);
    this.#heardAt = ticking && !batch.behind ? performance.now() : undefined;
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

  /// Between two batches time goes on: what lasts, lasts longer. Whether it does.
  tick(): boolean {
    if (this.#heardAt === undefined || this.trace.over) return false;
    const now = performance.now();
    this.trace.now += (now - this.#heardAt) * 1e6;
    this.#heardAt = now;
    return true;
  }

  /// Shows everything as it was after that event; the newest one is the live view.
  goTo(event: number): void {
    const { first } = this.trace.events;
    this.eventIndex.value = Math.min(Math.max(first, event), this.trace.last);
  }

  goLive(): void {
    this.eventIndex.value = undefined;
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
    const view: SharedView = {
      ...(eventIndex !== undefined &&
        turn >= trace.firstTurn && { moment: { turn, offset: eventIndex - trace.turnBegin(turn) } }),
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
      this.#fulfil();
      this.version.value++;
    };
    requestAnimationFrame(go);
    /* In a tab that nobody sees there are no frames. */
    setTimeout(go, 100);
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
