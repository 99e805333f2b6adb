/// Writes a picture as an SVG file that needs nothing else.

import { fontSize, paintPicture, type Picture } from '../scene/picture.ts';
import type { Pixels } from '../model/units.ts';
import type { Box, Ink, Pen, Point, Surface } from '../scene/surface.ts';

export function pictureToSvg(picture: Picture, widthOf?: (words: string) => Pixels): string {
  const surface = new SvgSurface(widthOf);
  paintPicture(surface, picture);
  const { view } = picture.scene;
  return surface.file(picture.gutter + view.width, picture.ruler + view.height);
}

/// Where nobody can measure, a letter is on average so wide, as a share of the font's size.
const letterWidth = 0.55;

/// `widthOf`: how wide words are, where somebody can measure them.
export class SvgSurface implements Surface {
  readonly widthOf: (words: string) => Pixels;
  readonly #parts: string[] = [];
  #clips = 0;

  constructor(widthOf = (words: string): Pixels => words.length * fontSize * letterWidth) {
    this.widthOf = widthOf;
  }

  file(width: Pixels, height: Pixels): string {
    const size = `width="${number(width)}" height="${number(height)}"`;
    const box = `viewBox="0 0 ${number(width)} ${number(height)}"`;
    const font = `font-family="system-ui, sans-serif" font-size="${fontSize}"`;
    const root = `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${box} ${font}>`;
    return [root, ...this.#parts, '</svg>\n'].join('\n');
  }

  fill({ x, y, width, height }: Box, ink: Ink): void {
    if (width > 0 && height > 0) this.#parts.push(`<rect ${place(x, y, width, height)}${filled(ink)}/>`);
  }

  frame({ x, y, width, height }: Box, pen: Pen): void {
    this.#parts.push(`<rect ${place(x, y, width, height)} fill="none"${stroked(pen)}/>`);
  }

  lines(lines: readonly (readonly [Point, Point])[], pen: Pen): void {
    const path = lines.map(([from, to]) => `M${at(from)}L${at(to)}`).join('');
    if (path !== '') this.#parts.push(`<path d="${path}" fill="none"${stroked(pen)}/>`);
  }

  polygon(points: readonly Point[], ink: Ink): void {
    this.#parts.push(`<path d="M${points.map(at).join('L')}z"${filled(ink)}/>`);
  }

  text(words: string, x: Pixels, y: Pixels, ink: Ink): void {
    if (words === '') return;
    const baseline = y + fontSize * 0.35;
    this.#parts.push(`<text x="${number(x)}" y="${number(baseline)}"${filled(ink)}>${escaped(words)}</text>`);
  }

  within({ x, y, width, height }: Box, paint: () => void): void {
    const clip = `clip${++this.#clips}`;
    this.#parts.push(
      `<clipPath id="${clip}"><rect ${place(0, 0, width, height)}/></clipPath>`,
      `<g transform="translate(${number(x)} ${number(y)})"><g clip-path="url(#${clip})">`,
    );
    paint();
    this.#parts.push('</g></g>');
  }

  named(name: string, paint: () => void): void {
    this.#parts.push(`<g><title>${escaped(name)}</title>`);
    paint();
    this.#parts.push('</g>');
  }
}

const number = (value: number): string => String(Number(value.toFixed(2)));
const at = ([x, y]: Point): string => `${number(x)} ${number(y)}`;
const place = (x: Pixels, y: Pixels, width: Pixels, height: Pixels): string =>
  `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
const filled = ({ colour, opacity = 1 }: Ink): string =>
  ` fill="${escaped(colour)}"${opacity < 1 ? ` fill-opacity="${number(opacity)}"` : ''}`;
const stroked = ({ colour, opacity = 1, width = 1, dash }: Pen): string =>
  [
    ` stroke="${escaped(colour)}"`,
    width === 1 ? '' : ` stroke-width="${number(width)}"`,
    opacity < 1 ? ` stroke-opacity="${number(opacity)}"` : '',
    dash ? ` stroke-dasharray="${dash.join(' ')}"` : '',
  ].join('');

/// Lone surrogates and controls have no place in XML.
const escaped = (text: string): string =>
  text
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\0-\x08\x0b-\x1f\ufffe\uffff]/g, '\ufffd')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
