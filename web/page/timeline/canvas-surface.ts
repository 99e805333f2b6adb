/// Makes a canvas of the page a surface to paint on.

import { fontSize } from '../../trace/scene/picture.ts';
import type { Pixels } from '../../trace/model/units.ts';
import type { Box, Ink, Pen, Point, Surface } from '../../trace/scene/surface.ts';

export class CanvasSurface implements Surface {
  readonly #context: CanvasRenderingContext2D;
  readonly #widths: Map<string, Pixels>;

  /// `font`: the family; `ratio`: of the screen's pixels to the page's; `widths`: of words that were
  /// measured in that font before.
  constructor(
    context: CanvasRenderingContext2D,
    font: string,
    ratio: number,
    widths = new Map<string, Pixels>(),
  ) {
    this.#context = context;
    this.#widths = widths;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.font = `${fontSize}px ${font}`;
    context.textBaseline = 'middle';
    context.direction = 'ltr';
  }

  fill({ x, y, width, height }: Box, { colour, opacity = 1 }: Ink): void {
    this.#context.globalAlpha = opacity;
    this.#context.fillStyle = colour;
    this.#context.fillRect(x, y, width, height);
  }

  frame({ x, y, width, height }: Box, pen: Pen): void {
    this.#take(pen);
    this.#context.strokeRect(x, y, width, height);
  }

  lines(lines: readonly (readonly [Point, Point])[], pen: Pen): void {
    const context = this.#context;
    this.#take(pen);
    context.beginPath();
    for (const [from, to] of lines) {
      context.moveTo(...from);
      context.lineTo(...to);
    }
    context.stroke();
  }

  polygon([first, ...others]: readonly Point[], { colour, opacity = 1 }: Ink): void {
    const context = this.#context;
    context.globalAlpha = opacity;
    context.fillStyle = colour;
    context.beginPath();
    if (first) context.moveTo(...first);
    for (const point of others) context.lineTo(...point);
    context.fill();
  }

  text(words: string, x: Pixels, y: Pixels, { colour, opacity = 1 }: Ink): void {
    this.#context.globalAlpha = opacity;
    this.#context.fillStyle = colour;
    this.#context.fillText(words, x, y);
  }

  widthOf(words: string): Pixels {
    const known = this.#widths.get(words);
    if (known !== undefined) return known;
    if (this.#widths.size > 4000) this.#widths.clear();
    const { width } = this.#context.measureText(words);
    this.#widths.set(words, width);
    return width;
  }

  within({ x, y, width, height }: Box, paint: () => void): void {
    const context = this.#context;
    context.save();
    context.translate(x, y);
    context.beginPath();
    context.rect(0, 0, width, height);
    context.clip();
    paint();
    context.restore();
  }

  named(_name: string, paint: () => void): void {
    paint();
  }

  #take({ colour, opacity = 1, width = 1, dash }: Pen): void {
    const context = this.#context;
    context.globalAlpha = opacity;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash ? [...dash] : []);
  }
}
