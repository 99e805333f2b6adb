/// Keeps the editor's marks where the tasks stand, for as long as the text is the one that runs. Where the
/// program stands still, the place that it has come to is brought into sight.

import { effect } from '@preact/signals';

import { sourceMarksAt, type SourceMark } from '../../trace/text/source-marks.ts';
import type { Timeline } from '../timeline/timeline.ts';

export interface SourceMarksParts {
  timeline: Timeline;
  text(): string;
  /// Whether the program is held, or an earlier moment is looked at.
  still(): boolean;
  show(marks: readonly SourceMark[], selected: number | undefined): void;
  showLine(line: number): void;
}

/// Milliseconds between two looks, and for each thousand tasks.
const least = 60;
const perThousand = 5;

export class SourceMarks {
  readonly #parts: SourceMarksParts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = -Infinity;
  #trace: unknown;
  #text = '';
  #shownLine: SourceMark | undefined;

  constructor(parts: SourceMarksParts) {
    this.#parts = parts;
    const { timeline } = parts;
    effect(() => {
      timeline.version.value;
      timeline.eventIndex.value;
      timeline.selected.value;
      parts.still();
      this.#later();
    });
  }

  /// The text has changed: the lines are no longer those of the run.
  textChanged(): void {
    this.#later();
  }

  #later(): void {
    if (this.#timer !== undefined) return;
    const apart = least + (this.#parts.timeline.trace.lanes.length / 1000) * perThousand;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#last = performance.now();
        this.#show();
      },
      Math.max(0, this.#last + apart - performance.now()),
    );
  }

  #show(): void {
    const { timeline, text, still, show } = this.#parts;
    if (this.#trace !== timeline.trace) {
      this.#trace = timeline.trace;
      this.#text = text();
    }
    const stale = timeline.trace.events.length > 0 && this.#text !== text();
    const marks = stale ? [] : sourceMarksAt(timeline.trace, timeline.shownEventIndex, still());
    show(marks, timeline.selected.peek()?.task);
    if (still()) this.#bringIntoSight(marks.find(({ running }) => running));
  }

  /// Once: who scrolls away from it meanwhile is left alone.
  #bringIntoSight(mark: SourceMark | undefined): void {
    const moved = mark && (mark.line !== this.#shownLine?.line || mark.words !== this.#shownLine.words);
    this.#shownLine = mark;
    if (moved) this.#parts.showLine(mark.line);
  }
}
