/// Timeline, source, output and table are views of one thing: what is chosen in one is shown in the others.

import { TraceEvent } from '../../runtime/index.ts';
import { eventOfTask } from '../../trace/model/walk.ts';
import type { EditorPort } from '../editor/editor-port.ts';
import type { Line, Log, Piece } from '../output/log.ts';
import type { EventIndex, TaskId } from '../../trace/model/units.ts';
import type { Choice } from '../../trace/scene/choice.ts';
import type { Timeline } from './timeline.ts';

export interface SelectionParts {
  timeline: Timeline;
  log: Log;
  editor: EditorPort;
}

/// N and P go from event to event of the selected task.
export function stepOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): 1 | -1 | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  return /^n$/i.test(key) ? 1 : /^p$/i.test(key) ? -1 : undefined;
}

export class Selection {
  readonly #parts: SelectionParts;

  constructor(parts: SelectionParts) {
    this.#parts = parts;
  }

  /// Selects it, and shows the place in the source where the task stands there.
  choose(choice: Choice): void {
    const { timeline, editor } = this.#parts;
    timeline.selected.value = choice;
    const lane = timeline.trace.lane(choice.task);
    const status = lane?.statusAt(timeline.trace.events, choice.event ?? timeline.shownEventIndex);
    if (status && status.line > 0) editor.showLine(status.line);
  }

  /// Selects the span in which a piece of output was written, and goes to the moment.
  goToWriter(piece: Piece): void {
    const { timeline } = this.#parts;
    const event = piece.at === undefined ? undefined : timeline.trace.writeAfter(piece.fd, piece.at);
    if (event !== undefined) {
      timeline.goTo(event, { fromOutput: true });
      timeline.bringIntoSight(event);
    }
    const choice = this.writer(piece);
    if (choice) this.choose(choice);
  }

  /// Goes to that event, and selects the span of the task in which it lies.
  goTo(task: TaskId, event: EventIndex): void {
    const { timeline } = this.#parts;
    const lane = timeline.trace.lane(task);
    timeline.goTo(event);
    timeline.bringIntoSight(event);
    if (lane) this.choose({ task, event: lane.spanBegin(timeline.trace.events, event) });
  }

  /// To the next event of the selected task, or the one before. false: there is none.
  step(by: 1 | -1): boolean {
    const { timeline } = this.#parts;
    const task = timeline.selected.value?.task;
    const event =
      task === undefined ? undefined : eventOfTask(timeline.trace, task, timeline.shownEventIndex, by);
    if (task === undefined || event === undefined) return false;
    this.goTo(task, event);
    return true;
  }

  /// The task and the turn that wrote it; undefined where that is not known any more.
  writer({ task, fd, at }: Piece): Choice | undefined {
    const { trace } = this.#parts.timeline;
    const lane = trace.lane(task);
    if (!lane || at === undefined) return undefined;
    const event = trace.writeAfter(fd, at);
    return { task, event: event === undefined ? undefined : lane.turnBefore(trace.events, event) };
  }

  /// The text that an output event wrote, as far as it is kept.
  written = (event: number): string => {
    const {
      timeline: { trace },
      log,
    } = this.#parts;
    if (trace.events.kind(event) !== TraceEvent.OUTPUT) return '';
    const fd = trace.events.line(event) === 2 ? 2 : 1;
    const from = trace.writtenBy(fd, event - 1);
    const pieces = log.lines.flatMap((line) =>
      line.pieces.filter(
        (piece) =>
          piece.fd === fd &&
          piece.at !== undefined &&
          piece.at >= from &&
          piece.at < trace.writtenBy(fd, event),
      ),
    );
    return pieces
      .map((piece) => piece.text)
      .join(' ')
      .trim();
  };

  /// Whether a line was written within the span that is selected.
  isChosen(line: Line): boolean {
    const {
      timeline: { trace, selected },
    } = this.#parts;
    const choice = selected.value;
    const lane = choice && trace.lane(choice.task);
    if (!lane || choice.event === undefined) return false;
    const end = lane.nextChange(choice.event) ?? trace.events.length;
    return line.pieces.some(
      ({ task, fd, at }) =>
        task === choice.task &&
        at !== undefined &&
        at >= trace.writtenBy(fd, choice.event!) &&
        at < trace.writtenBy(fd, end),
    );
  }
}
