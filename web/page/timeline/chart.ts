/// The drawing on the page is a canvas that follows the timeline's signals. A drawing that fails is told, and
/// tried again with the next change.

import { effect, signal } from '@preact/signals';

import { hitAt, type Hit } from '../../trace/scene/hit-test.ts';
import { paintPicture, type Picture } from '../../trace/scene/picture.ts';
import { Rows } from '../../trace/scene/rows.ts';
import { drawScene, type Scene } from '../../trace/scene/scene.ts';
import { clamped, pixelOf, positionOf, type View } from '../../trace/scene/view.ts';
import { wordsOf } from '../../trace/text/tooltip.ts';
import { PacedDrawing } from '../../common/paced-drawing.ts';
import { momentAt, positionOf as placeOf } from './places.ts';
import { CanvasSurface } from './canvas-surface.ts';
import { narrowGutter, ruler, themeOf, whenRecoloured, wideGutter, type Theme } from './theme.ts';
import { Tooltip } from './tooltip.ts';
import type { Moment } from '../../trace/model/totals.ts';
import type { EventIndex, Pixels, TaskId } from '../../trace/model/units.ts';
import type { Choice } from '../../trace/scene/choice.ts';
import type { Timeline } from './timeline.ts';

export interface ChartParts {
  timeline: Timeline;
  /// The text that an output event wrote.
  written(event: EventIndex): string;
  /// A span was chosen.
  chose(choice: Choice): void;
}

const tallestPicture: Pixels = 20_000;
const tickMilliseconds = 25;

export class Chart {
  /// Has the focus, and scrolls the rows.
  readonly scroller: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /// Whether the next drag chooses a range.
  readonly ranging = signal(false);
  /// Whether the panel that finds tasks and marks is open.
  readonly finding = signal(false);
  readonly #parts: ChartParts;
  readonly #root: HTMLElement;
  readonly #spacer: HTMLElement;
  readonly #tooltip: Tooltip;
  readonly #stop: (() => void)[] = [];
  readonly #drawing = new PacedDrawing(() => this.#drawFrame());
  #theme: Theme;
  #widths = new Map<string, Pixels>();
  #rows: Rows;
  #rowsOf: unknown[] = [];
  #scene: Scene | undefined;
  #width: Pixels = 0;
  #height: Pixels = 0;
  #hit: Hit | undefined;

  constructor(root: HTMLElement, parts: ChartParts) {
    this.#parts = parts;
    this.#root = root;
    this.scroller = root.querySelector('.chart-scroll')!;
    this.canvas = root.querySelector('canvas')!;
    this.#spacer = root.querySelector('.chart-spacer')!;
    this.#tooltip = new Tooltip(root.querySelector('[role=tooltip]')!);
    this.#theme = themeOf(root);
    this.#rows = new Rows(parts.timeline.trace, { opened: new Map() });
    this.#watch();
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

  /// How much larger it is shown than it takes itself to be, as in a presentation.
  get magnification(): number {
    return this.canvas.getBoundingClientRect().width / this.#width || 1;
  }

  get gutter(): Pixels {
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
      scroll: this.scroller.scrollTop,
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

  /// Moves by that share of what is in sight.
  pan(share: number): void {
    const { from, to } = this.view;
    this.show(from + (to - from) * share, to + (to - from) * share);
  }

  /// What is newest stays in sight, as large as it is now; from the whole run, its last tenth. Or no longer.
  follow(): void {
    const { timeline } = this;
    if (timeline.following.value) return void (timeline.following.value = false);
    const { from, to } = this.view;
    const length = timeline.extent.value ? to - from : (to - from) / 10;
    timeline.goLive();
    const { end } = timeline.axis;
    timeline.extent.value = { from: end - length * 0.97, to: end + length * 0.03 };
    timeline.following.value = true;
  }

  scrollBy(pixels: Pixels): void {
    this.scroller.scrollTop += pixels;
  }

  scrollToRow(index: number): void {
    const top = this.#rows.top(index);
    const room = this.#height - ruler - this.#rows.heightOf(index);
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (top > this.scroller.scrollTop + room) this.scroller.scrollTop = top - room;
  }

  /// Brings the lane of a task into sight; where it is in a group, that is opened.
  showLane(task: TaskId): void {
    const row = this.#rows.list[this.#rows.of(task) ?? -1];
    if (row?.kind === 'group' && !row.open) this.toggle(row.group.key, false);
    this.#arrange();
    const index = this.#rows.of(task);
    if (index !== undefined) this.scrollToRow(index);
  }

  /// The moment at a place of the canvas.
  momentAt(x: Pixels): Moment {
    return momentAt(this.timeline, positionOf(this.view, x - this.gutter));
  }

  /// What lies at a place of the canvas.
  at(x: Pixels, y: Pixels): Hit | undefined {
    this.#arrange();
    return this.#scene && hitAt(this.timeline.trace, this.#rows, this.#scene, x - this.gutter, y - ruler);
  }

  /// Takes the playhead to a place of the canvas.
  scrubTo(x: Pixels): void {
    this.timeline.goToPosition(positionOf(this.view, x - this.gutter));
  }

  /// Says what lies there, beside that place.
  point(hit: Hit | undefined, x: Pixels, y: Pixels): void {
    const { trace, hovered } = this.timeline;
    this.#hit = hit;
    const lane = hit?.row.kind === 'lane' ? hit.row.lane : undefined;
    hovered.value = lane ? { task: lane.task, event: hit?.event } : undefined;
    if (hit) this.#tooltip.show(wordsOf(trace, hit, this.#parts.written), x, y, this.#width, this.#height);
    else this.#tooltip.hide();
    this.draw();
  }

  choose(hit: Hit | undefined): void {
    if (hit?.row.kind === 'group') return this.toggle(hit.row.group.key, hit.row.open);
    if (hit?.row.kind === 'lane') this.#parts.chose({ task: hit.row.lane.task, event: hit.event });
    else this.timeline.selected.value = undefined;
  }

  toggle(group: string, open: boolean): void {
    this.timeline.opened.value = new Map(this.timeline.opened.value).set(group, !open);
  }

  /// What is in sight, with all rows, as a file.
  async svg(): Promise<string> {
    const { pictureToSvg } = await import('../../trace/export/svg.ts');
    this.#arrange();
    const height = Math.min(this.#rows.height, tallestPicture);
    const scene = drawScene(this.timeline.trace, this.#rows, { ...this.view, height, scroll: 0 });
    const context = this.canvas.getContext('2d');
    return pictureToSvg(
      this.#pictureOf(scene),
      context ? (words) => context.measureText(words).width : undefined,
    );
  }

  /// Somebody has done something that the drawing should follow.
  draw(): void {
    this.#drawing.askNow();
  }

  /// The program goes on, and more will come.
  #follow(): void {
    if (this.timeline.trace.over) this.draw();
    else this.#drawing.ask();
  }

  #drawFrame(): void {
    this.#attempt();
    if (this.timeline.tick()) setTimeout(() => this.#follow(), tickMilliseconds);
  }

  #watch(): void {
    const { timeline } = this;
    const size = new ResizeObserver(() => this.#measure());
    size.observe(this.scroller);
    this.#stop.push(() => size.disconnect());
    this.#stop.push(
      effect(() => {
        timeline.version.value;
        this.#follow();
      }),
      effect(() => {
        timeline.axisKind.value;
        timeline.extent.value;
        timeline.playhead.value;
        timeline.selected.value;
        timeline.hovered.value;
        timeline.only.value;
        timeline.opened.value;
        timeline.following.value;
        timeline.range.value;
        this.draw();
      }),
    );
    this.scroller.addEventListener('scroll', () => this.draw(), { passive: true });
    this.#stop.push(
      whenRecoloured(() => {
        this.#theme = themeOf(this.#root);
        this.#widths = new Map();
        this.draw();
      }),
    );
  }

  #measure(): void {
    this.#width = this.scroller.clientWidth;
    this.#height = this.scroller.clientHeight;
    this.canvas.style.width = `${this.#width}px`;
    this.canvas.style.height = `${this.#height}px`;
    this.draw();
  }

  #attempt(): void {
    const { trouble } = this.timeline;
    try {
      this.#paint();
      trouble.value = undefined;
    } catch (error) {
      trouble.value = error instanceof Error ? error.message : String(error);
    }
  }

  #paint(): void {
    const { timeline } = this;
    this.#keepNewestInSight();
    this.#arrange();
    const ratio = Math.min(3, (devicePixelRatio || 1) * this.magnification);
    const [width, height] = [Math.round(this.#width * ratio), Math.round(this.#height * ratio)];
    if (this.canvas.width !== width || this.canvas.height !== height)
      [this.canvas.width, this.canvas.height] = [width, height];
    const context = this.canvas.getContext('2d', { alpha: false });
    if (!context || width === 0 || height === 0) return;
    const scene = drawScene(timeline.trace, this.#rows, this.view);
    this.#scene = scene;
    const range = timeline.range.value;
    const playhead = timeline.playhead.value && pixelOf(scene.view, timeline.playheadPosition);
    const surface = new CanvasSurface(context, this.#theme.sans, ratio, this.#widths);
    paintPicture(surface, {
      ...this.#pictureOf(scene),
      row: this.#hit?.index,
      playhead,
      range: range && {
        from: pixelOf(scene.view, placeOf(timeline, range.from)),
        to: pixelOf(scene.view, placeOf(timeline, range.to)),
      },
      selected: timeline.keptChoice(timeline.selected.value),
      hovered: timeline.keptChoice(timeline.hovered.value),
    });
    this.scroller.dispatchEvent(new CustomEvent('drawn', { detail: scene, bubbles: true }));
  }

  #pictureOf(scene: Scene): Picture {
    return { scene, trace: this.timeline.trace, palette: this.#theme, gutter: this.gutter, ruler };
  }

  #keepNewestInSight(): void {
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
    const lanes = [trace.lanes.length, trace.generators.length];
    const basis = [trace, ...lanes, opened.value, only.value, trace.events.first];
    if (basis.every((one, index) => one === this.#rowsOf[index])) return;
    this.#rowsOf = basis;
    this.#rows = new Rows(trace, {
      opened: opened.value,
      only: only.value === undefined ? undefined : new Set([only.value]),
    });
    this.#spacer.style.height = `${Math.max(0, this.#rows.height + ruler - this.#height)}px`;
  }
}
