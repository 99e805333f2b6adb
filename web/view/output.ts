/// Draws the log into an element, once a frame at most and only what has changed, so that a flood costs what is seen of it.

import type { Log } from '../app/log.ts';
import { diagnosticRows, element, gapRow, lineRow } from './output-rows.ts';

export interface OutputOptions {
  log: Log;
  /// A diagnostic was chosen.
  goTo(line: number, column: number): void;
  /// Whether the newest line is in sight; it is followed then.
  following(following: boolean): void;
}

/// Distance from the end, in pixels, that still counts as being there.
const nearEnd = 24;
/// While a flood lasts, drawing takes at most this part of the time.
const share = 1 / 4;

export class OutputView {
  readonly #root: HTMLElement;
  readonly #options: OutputOptions;
  readonly #remarks = element('div', 'remarks');
  readonly #lines = element('div', 'lines');
  /// By line number, oldest first.
  readonly #rows = new Map<number, HTMLElement>();
  #drawnRemarks: unknown;
  #following = true;
  #scheduled = false;
  #restUntil = 0;

  constructor(root: HTMLElement, options: OutputOptions) {
    this.#root = root;
    this.#options = options;
    root.replaceChildren(this.#remarks, this.#lines);
    root.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    options.log.changed = () => this.#schedule();
    this.#draw();
  }

  /// Goes to the end and stays there.
  follow(): void {
    this.#root.scrollTop = this.#root.scrollHeight;
    this.#setFollowing(true);
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#root;
    this.#setFollowing(scrollHeight - scrollTop - clientHeight < nearEnd);
  }

  #setFollowing(following: boolean): void {
    if (following === this.#following) return;
    this.#following = following;
    this.#options.following(following);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const frame = (now: number): unknown => {
      if (now < this.#restUntil) return requestAnimationFrame(frame);
      this.#scheduled = false;
      this.#draw();
      const spent = performance.now() - now;
      this.#restUntil = spent > 4 ? now + spent / share : 0;
      return undefined;
    };
    requestAnimationFrame(frame);
  }

  #draw(): void {
    const { log } = this.#options;
    this.#drawRemarks();
    this.#removeDropped(log.lines[0]?.number ?? Infinity);
    this.#drawLines();
    if (log.isEmpty) this.#setFollowing(true);
    if (this.#following) this.#root.scrollTop = this.#root.scrollHeight;
  }

  #drawRemarks(): void {
    const { log, goTo } = this.#options;
    if (log.diagnostics === this.#drawnRemarks) return;
    this.#drawnRemarks = log.diagnostics;
    this.#remarks.replaceChildren(...log.diagnostics.flatMap((one) => diagnosticRows(one, goTo)));
  }

  #removeDropped(first: number): void {
    for (const number of this.#rows.keys()) {
      if (number >= first) break;
      this.#rows.delete(number);
    }
    const kept = this.#rows.values().next().value;
    while (this.#lines.firstChild && this.#lines.firstChild !== kept) this.#lines.firstChild.remove();
    if (kept && first > 0) kept.before(gapRow(first));
  }

  #drawLines(): void {
    const { log } = this.#options;
    const fresh = document.createDocumentFragment();
    for (let at = this.#firstStale(); at < log.lines.length; at++) {
      const line = log.lines[at]!;
      const row = lineRow(line, log);
      const before = this.#rows.get(line.number);
      const missing = line.number - ((log.lines[at - 1]?.number ?? -1) + 1);
      this.#rows.set(line.number, row);
      if (before) before.replaceWith(row);
      else fresh.append(...(missing > 0 ? [gapRow(missing)] : []), row);
    }
    this.#lines.append(fresh);
  }

  /// Index of the first line that is not drawn, or has grown since.
  #firstStale(): number {
    const { lines } = this.#options.log;
    let at = lines.length;
    while (at > 0 && this.#rows.get(lines[at - 1]!.number)?.dataset['complete'] !== 'true') at--;
    return at;
  }
}
