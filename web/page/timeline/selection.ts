/// Timeline, source, output and table are views of one thing: what is chosen in one is shown in the others.

import { TraceEvent } from '../../runtime/index.ts';
import { countUpTo } from '../../trace/model/search.ts';
import type { EditorPort } from '../editor/editor-port.ts';
import type { Line, Log, Piece } from '../output/log.ts';
import type { Choice } from '../../trace/scene/choice.ts';
import type { Timeline } from './timeline.ts';

export interface SelectionParts {
  timeline: Timeline;
  log: Log;
  editor: EditorPort;
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

  /// Selects the span in which a piece of output was written.
  chooseWriter(piece: Piece): void {
    const choice = this.writer(piece);
    if (choice) this.choose(choice);
  }

  /// The task and the turn that wrote it; undefined where that is not known any more.
  writer({ task, fd, at }: Piece): Choice | undefined {
    const { trace } = this.#parts.timeline;
    const lane = trace.lane(task);
    if (!lane || at === undefined) return undefined;
    const event = trace.writeAfter(fd, at);
    return { task, event: event === undefined ? undefined : lane.runs[countUpTo(lane.runs, event) - 1] };
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
    const end = lane.changes[lane.changeAt(choice.event) + 1] ?? trace.events.length;
    return line.pieces.some(
      ({ task, fd, at }) =>
        task === choice.task &&
        at !== undefined &&
        at >= trace.writtenBy(fd, choice.event!) &&
        at < trace.writtenBy(fd, end),
    );
  }
}
