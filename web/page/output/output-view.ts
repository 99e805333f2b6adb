/// Draws the log into an element, once a frame at most and only what has changed, so that a
/// flood costs what is seen of it.

import type { Pixels } from '../../trace/model/units.ts';
import type { Log } from './log.ts';
import { element } from '../../common/dom.ts';
import { PacedDrawing } from '../../common/paced-drawing.ts';
import { diagnosticRows, gapRow, lineRow, type GoTo } from './output-rows.ts';

export interface OutputOptions {
  log: Log;
  /// A diagnostic was chosen.
  goTo: GoTo;
  /// Whether the newest line is in sight; it is followed then.
  following(following: boolean): void;
}

/// Who is so near the end still counts as being there.
const nearEnd: Pixels = 24;
/// More new lines than this at once are a flood: only those that can be in sight are drawn, and a few more,
/// the others when it is over.
const burstLines = 150;
const linesBeyondSight = 10;
/// No row is less high.
const leastRow: Pixels = 16;
/// A flood is over after so long without news.
const quietMilliseconds = 1000;

export class OutputView {
  readonly #root: HTMLElement;
  readonly #options: OutputOptions;
  readonly #drawing = new PacedDrawing(() => this.#draw());
  readonly #diagnostics = element('div', 'diagnostics');
  readonly #lines = element('div', 'lines');
  /// The rows by line number, oldest first.
  readonly #rows = new Map<number, HTMLElement>();
  #lastDrawn = -1;
  #drawnDiagnostics: unknown;
  #drawnVolume = 0;
  #following = true;
  /// Where it was put to be at the end.
  #end = 0;
  /// So many lines are drawn of a flood.
  #floodLines = burstLines;
  /// Lines before this one are not drawn while a flood lasts.
  #floodFrom = 0;
  #calm: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, options: OutputOptions) {
    this.#root = root;
    this.#options = options;
    root.replaceChildren(this.#diagnostics, this.#lines);
    root.classList.add('following');
    root.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    options.log.changed = () => this.#drawing.ask();
    options.log.ended = () => this.#drawRest();
    const fitting = () => Math.ceil(root.clientHeight / leastRow) + linesBeyondSight;
    new ResizeObserver(() => (this.#floodLines = Math.min(burstLines, fitting()))).observe(root);
    this.#draw();
  }

  /// Goes to the end and stays there.
  follow(): void {
    this.#setFollowing(true);
    this.#toEnd();
  }

  /// Lines that grow as they come into sight leave the end below: only who goes back up has left it.
  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#root;
    if (this.#following && scrollTop > this.#end - nearEnd) return;
    this.#setFollowing(scrollHeight - scrollTop - clientHeight < nearEnd);
  }

  #setFollowing(following: boolean): void {
    if (following === this.#following) return;
    this.#following = following;
    this.#root.classList.toggle('following', following);
    this.#options.following(following);
  }

  #toEnd(): void {
    this.#root.scrollTop = this.#root.scrollHeight;
    this.#end = this.#root.scrollTop;
  }

  #draw(): void {
    const { log } = this.#options;
    if (log.volume !== this.#drawnVolume) this.#startAnew();
    this.#drawDiagnostics();
    this.#watchFlood();
    this.#removeBefore(Math.max(this.#floodFrom, log.lines[0]?.number ?? Infinity));
    this.#drawLines();
    this.#keepFollowing();
  }

  #startAnew(): void {
    this.#drawnVolume = this.#options.log.volume;
    this.#setFollowing(true);
    this.#forgetRows();
  }

  #forgetRows(): void {
    this.#root.ariaLive = null;
    this.#floodFrom = 0;
    this.#lastDrawn = -1;
    this.#rows.clear();
    this.#lines.replaceChildren();
  }

  /// Lines have their real height only once they have come into sight: hence the second time.
  #keepFollowing(): void {
    const toEnd = () => this.#following && this.#toEnd();
    toEnd();
    if (this.#floodFrom === 0) requestAnimationFrame(toEnd);
  }

  #watchFlood(): void {
    const { lines } = this.#options.log;
    const stale = this.#firstStale();
    if (lines.length - stale <= burstLines) return;
    this.#floodFrom = lines[lines.length - this.#floodLines]!.number;
    this.#root.ariaLive = 'off'; // nobody can listen to a flood
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => this.#drawAll(), quietMilliseconds);
  }

  #drawAll(): void {
    clearTimeout(this.#calm);
    this.#forgetRows();
    this.#drawLines();
    this.#keepFollowing();
  }

  /// Whoever reads that the run has ended finds all that it has written.
  #drawRest(): void {
    this.#draw();
    if (this.#floodFrom > 0) this.#drawAll();
  }

  #drawDiagnostics(): void {
    const { log, goTo } = this.#options;
    if (log.diagnostics === this.#drawnDiagnostics) return;
    this.#drawnDiagnostics = log.diagnostics;
    this.#diagnostics.replaceChildren(...log.diagnostics.flatMap((one) => diagnosticRows(one, goTo)));
  }

  #removeBefore(first: number): void {
    let removed = false;
    for (const number of this.#rows.keys()) {
      if (number >= first) break;
      removed = this.#rows.delete(number);
    }
    if (!removed) return;
    const kept = this.#rows.entries().next().value;
    while (this.#lines.firstChild && this.#lines.firstChild !== kept?.[1]) this.#lines.firstChild.remove();
    if (kept) kept[1].before(this.#gap(kept[0], kept[0]));
    else this.#lastDrawn = -1;
  }

  #drawLines(): void {
    const { log, goTo } = this.#options;
    const fresh = document.createDocumentFragment();
    for (let at = this.#firstStale(); at < log.lines.length; at++) {
      const line = log.lines[at]!;
      if (line.number < this.#floodFrom) continue;
      const row = lineRow(line, log, goTo);
      const before = this.#rows.get(line.number);
      const missing = line.number - this.#lastDrawn - 1;
      if (before) before.replaceWith(row);
      else fresh.append(...(missing > 0 ? [this.#gap(missing, line.number)] : []), row);
      this.#rows.set(line.number, row);
      this.#lastDrawn = line.number;
    }
    this.#lines.append(fresh);
  }

  /// Stands for the lines that are missing before that one: not kept any more, or, in a flood, not drawn yet.
  #gap(missing: number, before: number): HTMLElement {
    const { lines } = this.#options.log;
    const toFollow =
      this.#floodFrom > 0
        ? lines.filter(({ number }) => number < before && number >= before - missing).length
        : 0;
    return gapRow(missing - toFollow, toFollow);
  }

  /// Index of the first line that is not drawn, or has grown since.
  #firstStale(): number {
    const { lines } = this.#options.log;
    let at = lines.length;
    while (at > 0 && this.#rows.get(lines[at - 1]!.number)?.dataset.complete !== 'true') at--;
    return at;
  }
}
