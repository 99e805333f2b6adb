/// The Output is a second view of the timeline: it shows only what had been written at the moment that is
/// shown, only the task that is asked for; the lines of the selected span stand out, and a line that is
/// pointed at lights its span.

import { effect } from '@preact/signals';

import { firstWithout } from '../../trace/model/search.ts';
import type { Log, Line, Piece } from './log.ts';
import type { Selection } from '../timeline/selection.ts';
import type { Timeline } from '../timeline/timeline.ts';

export interface LensParts {
  timeline: Timeline;
  selection: Selection;
  log: Log;
}

/// `root`: the log's element. Returns what takes the lens away.
export function putLens(root: HTMLElement, parts: LensParts): () => void {
  const lens = new Lens(root, parts);
  return () => lens.close();
}

class Lens {
  readonly #root: HTMLElement;
  readonly #parts: LensParts;
  readonly #control = new AbortController();
  #scheduled = false;
  /// Whether any row is hidden or stands out, so that there is something to take back.
  #active = false;

  constructor(root: HTMLElement, parts: LensParts) {
    this.#root = root;
    this.#parts = parts;
    const { timeline } = parts;
    const stop = effect(() => {
      timeline.eventIndex.value;
      timeline.only.value;
      timeline.selected.value;
      this.#schedule();
    });
    const rows = new MutationObserver(() => this.#schedule());
    rows.observe(root, { childList: true, subtree: true });
    const { signal } = this.#control;
    signal.addEventListener('abort', () => {
      stop();
      rows.disconnect();
    });
    root.addEventListener('mouseover', (event) => this.#point(this.#pieceAt(event)), { signal });
    root.addEventListener('mouseleave', () => this.#point(undefined), { signal });
    root.addEventListener(
      'click',
      (event) => {
        const piece = this.#pieceAt(event);
        if (piece && getSelection()?.isCollapsed !== false) parts.selection.goToWriter(piece);
      },
      { signal },
    );
    root.addEventListener('keydown', (event) => this.#walk(event), { signal });
  }

  close(): void {
    this.#control.abort();
  }

  #point(piece: Piece | undefined): void {
    const { timeline, selection } = this.#parts;
    timeline.hovered.value = piece && selection.writer(piece);
  }

  /// The arrows go from line to line, by the buttons with their times.
  #walk(event: KeyboardEvent): void {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const buttons = [...this.#root.querySelectorAll<HTMLElement>('.line:not([hidden]) button.when')];
    const at = document.activeElement instanceof HTMLElement ? buttons.indexOf(document.activeElement) : -1;
    const { top, bottom } = this.#root.getBoundingClientRect();
    const isInSight = (one: HTMLElement) => {
      const box = one.getBoundingClientRect();
      return box.bottom > top + 1 && box.top < bottom - 1;
    };
    const first = by > 0 ? buttons.find(isInSight) : buttons.findLast(isInSight);
    const to = at < 0 ? first : buttons[Math.min(buttons.length - 1, Math.max(0, at + by))];
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  #pieceAt(event: Event): Piece | undefined {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.line') : null;
    return row ? this.#lineOf(row)?.pieces[0] : undefined;
  }

  #lineOf(row: HTMLElement): Line | undefined {
    const number = Number(row.dataset.line);
    const { lines } = this.#parts.log;
    const line = lines[firstWithout(0, lines.length, (index) => lines[index]!.number < number)];
    return line?.number === number ? line : undefined;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#apply();
    });
  }

  #apply(): void {
    const { eventIndex, only, selected, trace, playhead } = this.#parts.timeline;
    const keeps = playhead.value?.fromOutput === true;
    const needed =
      eventIndex.value !== undefined || only.value !== undefined || selected.value?.event !== undefined;
    if (!needed && !this.#active) return;
    this.#active = needed;
    const written =
      eventIndex.value === undefined
        ? undefined
        : { 1: trace.writtenBy(1, eventIndex.value), 2: trace.writtenBy(2, eventIndex.value) };
    for (const row of this.#root.querySelectorAll<HTMLElement>('.line')) {
      const line = this.#lineOf(row);
      if (!line) continue;
      const later =
        written !== undefined && line.pieces.every(({ fd, at }) => at !== undefined && at >= written[fd]);
      const others = only.value !== undefined && line.pieces.every(({ task }) => task !== only.value);
      row.hidden = (later && !keeps) || others;
      row.classList.toggle('later', later);
      row.classList.toggle('chosen', needed && this.#parts.selection.isChosen(line));
    }
  }
}
