/// Keeps the editor's marks where the tasks stand, for as long as the text is the one that runs. Where the
/// program stands still, the place that it has come to is brought into sight.

import { effect } from '@preact/signals';

import { sourceMarksAt, type SourceMark } from '../../trace/text/source-marks.ts';
import { Throttle } from '../timeline/throttle.ts';
import type { Timeline } from '../timeline/timeline.ts';

export interface SourceMarksParts {
  timeline: Timeline;
  text(): string;
  /// Whether the program is held, or an earlier moment is looked at.
  still(): boolean;
  show(marks: readonly SourceMark[], selected: number | undefined): void;
  showLine(line: number): void;
}

const minMilliseconds = 60;

export class SourceMarks {
  readonly #parts: SourceMarksParts;
  readonly #throttle: Throttle;
  #trace: unknown;
  #text = '';
  #shownLine: SourceMark | undefined;

  constructor(parts: SourceMarksParts) {
    this.#parts = parts;
    const { timeline } = parts;
    this.#throttle = new Throttle(minMilliseconds, () => this.#show());
    effect(() => {
      timeline.version.value;
      timeline.eventIndex.value;
      timeline.selected.value;
      parts.still();
      this.#throttle.ask();
    });
  }

  /// The text has changed: the lines are no longer those of the run.
  textChanged(): void {
    this.#throttle.ask();
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

  /// It is done once: who scrolls away from the line meanwhile is left alone.
  #bringIntoSight(mark: SourceMark | undefined): void {
    const moved = mark && (mark.line !== this.#shownLine?.line || mark.words !== this.#shownLine.words);
    this.#shownLine = mark;
    if (moved) this.#parts.showLine(mark.line);
  }
}
