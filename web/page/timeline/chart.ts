/// The drawing on the page: a canvas that follows the timeline's signals, with the pointer's and the keyboard's ways to move in it.

import { effect } from '@preact/signals';

import type { Choice, Timeline } from './timeline.ts';
import { hitAt, wordsOf, type Hit } from '../../trace/scene/hit-test.ts';
import { Rows } from '../../trace/scene/rows.ts';
import { drawScene, type Scene } from '../../trace/scene/scene.ts';
import { clamped, pixelOf, positionOf, type View } from '../../trace/scene/view.ts';
import { listenToGestures } from './gestures.ts';
import { narrowGutter, ruler, wideGutter } from './metrics.ts';
import { paint } from './painter.ts';
import { themeOf, type Theme } from './theme.ts';
import { Tooltip } from './tooltip.ts';

export interface ChartParts {
  timeline: Timeline;
  /// The text that an output event wrote.
  written(event: number): string;
  /// A span was chosen.
  chose(choice: Choice): void;
}

const longestPicture = 20_000; // pixels

export class Chart {
  readonly #parts: ChartParts;
  readonly #root: HTMLElement;
  readonly #scroller: HTMLElement;
  readonly #spacer: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #tooltip: Tooltip;
  readonly #stop: (() => void)[] = [];
  #theme: Theme;
  #rows: Rows;
  #rowsOf: unknown[] = [];
  #scene: Scene | undefined;
  #scheduled = false;
  #width = 0;
  #height = 0;
  #hit: Hit | undefined;
  /// Milliseconds that the last drawing took.
  cost = 0;

  constructor(root: HTMLElement, parts: ChartParts) {
    this.#parts = parts;
    this.#root = root;
    this.#scroller = root.querySelector('.chart-scroll')!;
    this.#spacer = root.querySelector('.chart-spacer')!;
    this.#canvas = root.querySelector('canvas')!;
    this.#tooltip = new Tooltip(root.querySelector('[role=tooltip]')!);
    this.#theme = themeOf(root);
    this.#rows = new Rows(parts.timeline.trace, { opened: new Map() });
    this.#watch();
    this.#stop.push(listenToGestures(this, { canvas: this.#canvas, scroller: this.#scroller }));
  }

  close(): void {
    for (const stop of this.#stop) stop();
  }

  get timeline(): Timeline {
    return this.#parts.timeline;
  }

  get rows(): Rows {
    return this.#rows;
  }

  get gutter(): number {
    return this.#width < 520 ? narrowGutter : wideGutter;
  }

  get view(): View {
    const { from, to } = this.timeline.shownExtent;
    return {
      axis: this.timeline.axisKind.value,
      from,
      to,
      width: Math.max(1, this.#width - this.gutter),
      height: Math.max(1, this.#height - ruler),
      scroll: this.#scroller.scrollTop,
    };
  }

  get overflows(): boolean {
    return this.#rows.height > this.#height - ruler;
  }

  /// Shows that part of the axis.
  show(from: number, to: number): void {
    this.timeline.extent.value = clamped(this.timeline.axis, from, to);
    this.timeline.following.value = false;
  }

  /// Zooms about a place of the plot: its middle by default.
  zoom(factor: number, at = 0.5): void {
    const { from, to } = this.view;
    const fixed = from + (to - from) * at;
    this.show(fixed - (fixed - from) * factor, fixed + (to - fixed) * factor);
  }

  pan(share: number): void {
    const { from, to } = this.view;
    this.show(from + (to - from) * share, to + (to - from) * share);
  }

  scrollBy(pixels: number): void {
    this.#scroller.scrollTop += pixels;
  }

  scrollToRow(index: number): void {
    const top = this.#rows.top(index);
    const room = this.#height - ruler - this.#rows.heightOf(index);
    if (top < this.#scroller.scrollTop) this.#scroller.scrollTop = top;
    else if (top > this.#scroller.scrollTop + room) this.#scroller.scrollTop = top - room;
  }

  /// What lies at a place of the canvas.
  at(x: number, y: number): Hit | undefined {
    return this.#scene && hitAt(this.timeline.trace, this.#rows, this.#scene, x - this.gutter, y - ruler);
  }

  /// The moment at a place of the canvas.
  eventIndexAt(x: number): number {
    return this.timeline.axis.eventAt(positionOf(this.view, x - this.gutter));
  }

  /// Says what lies there, beside that place.
  point(hit: Hit | undefined, x: number, y: number): void {
    this.#hit = hit;
    const lane = hit?.row.kind === 'lane' ? hit.row.lane : undefined;
    this.timeline.hovered.value = lane ? { task: lane.task, event: hit?.event } : undefined;
    if (hit)
      this.#tooltip.show(
        wordsOf(this.timeline.trace, hit, this.#parts.written),
        x,
        y,
        this.#width,
        this.#height,
      );
    else this.#tooltip.hide();
    this.draw();
  }

  choose(hit: Hit | undefined): void {
    if (hit?.row.kind === 'group') return this.toggle(hit.row.group.name, hit.row.open);
    if (hit?.row.kind === 'lane') this.#parts.chose({ task: hit.row.lane.task, event: hit.event });
    else this.timeline.selected.value = undefined;
  }

  toggle(group: string, open: boolean): void {
    this.timeline.opened.value = new Map(this.timeline.opened.value).set(group, !open);
  }

  /// What is in sight, as a file.
  async svg(): Promise<string> {
    const { sceneToSvg } = await import('../../trace/export/svg.ts');
    const height = Math.min(this.#rows.height, longestPicture);
    const scene = drawScene(this.timeline.trace, this.#rows, { ...this.view, height, scroll: 0 });
    return sceneToSvg(scene, this.timeline.trace, this.#theme);
  }

  draw(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#paint();
      if (this.timeline.tick()) setTimeout(() => this.draw(), 25);
    });
  }

  #watch(): void {
    const { timeline } = this;
    const size = new ResizeObserver(() => this.#measure());
    size.observe(this.#scroller);
    this.#stop.push(() => size.disconnect());
    this.#stop.push(
      effect(() => {
        timeline.version.value;
        timeline.axisKind.value;
        timeline.extent.value;
        timeline.eventIndex.value;
        timeline.selected.value;
        timeline.hovered.value;
        timeline.only.value;
        timeline.opened.value;
        timeline.following.value;
        this.draw();
      }),
    );
    this.#scroller.addEventListener('scroll', () => this.draw(), { passive: true });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const recolour = () => {
      this.#theme = themeOf(this.#root);
      this.draw();
    };
    const forced = matchMedia('(forced-colors: active)');
    for (const query of [dark, forced]) {
      query.addEventListener('change', recolour);
      this.#stop.push(() => query.removeEventListener('change', recolour));
    }
  }

  #measure(): void {
    this.#width = this.#scroller.clientWidth;
    this.#height = this.#scroller.clientHeight;
    this.#canvas.style.width = `${this.#width}px`;
    this.#canvas.style.height = `${this.#height}px`;
    this.draw();
  }

  #paint(): void {
    const started = performance.now();
    const { timeline } = this;
    const { trace } = timeline;
    this.#follow();
    this.#arrange();
    const ratio = Math.min(3, devicePixelRatio || 1);
    const [width, height] = [Math.round(this.#width * ratio), Math.round(this.#height * ratio)];
    if (this.#canvas.width !== width || this.#canvas.height !== height)
      [this.#canvas.width, this.#canvas.height] = [width, height];
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (!context || width === 0 || height === 0) return;
    const scene = (this.#scene = drawScene(trace, this.#rows, this.view));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const eventIndex = timeline.eventIndex.value;
    paint(context, {
      scene,
      trace,
      theme: this.#theme,
      gutter: this.gutter,
      ruler,
      row: this.#hit?.index,
      playhead:
        eventIndex === undefined ? undefined : pixelOf(scene.view, timeline.axis.position(eventIndex)),
      selected: timeline.selected.value,
      hovered: timeline.hovered.value,
    });
    this.cost = performance.now() - started;
    this.#scroller.dispatchEvent(new CustomEvent('drawn', { detail: scene, bubbles: true }));
  }

  /// Keeps the newest in sight.
  #follow(): void {
    const { timeline } = this;
    const extent = timeline.extent.value;
    if (!timeline.following.value || !extent || timeline.trace.over) return;
    const length = extent.to - extent.from;
    const end = timeline.axis.end + length * 0.03;
    if (end !== extent.to) timeline.extent.value = { from: end - length, to: end };
  }

  /// The rows anew, if there is anything new about them.
  #arrange(): void {
    const { trace, opened, only } = this.timeline;
    const basis = [trace, trace.lanes.length, opened.value, only.value, trace.events.first];
    if (basis.every((one, index) => one === this.#rowsOf[index])) return;
    this.#rowsOf = basis;
    this.#rows = new Rows(trace, {
      opened: opened.value,
      only: only.value === undefined ? undefined : new Set([only.value]),
    });
    this.#spacer.style.height = `${Math.max(0, this.#rows.height + ruler - this.#height)}px`;
  }
}
