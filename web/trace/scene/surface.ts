/// A picture is painted on a surface: a canvas of the page, or a file. Whoever paints knows only this, so
/// that the two cannot differ.

import type { Pixels } from '../model/units.ts';

export interface Ink {
  /// A colour of CSS.
  colour: string;
  /// It goes from 0 to 1, and is 1 by default.
  opacity?: number;
}

export interface Pen extends Ink {
  /// It is 1 by default.
  width?: Pixels;
  dash?: readonly [on: Pixels, off: Pixels];
}

export type Point = readonly [x: Pixels, y: Pixels];

export interface Box {
  x: Pixels;
  y: Pixels;
  width: Pixels;
  height: Pixels;
}

export interface Surface {
  fill(box: Box, ink: Ink): void;
  frame(box: Box, pen: Pen): void;
  /// Each line goes from one point to another.
  lines(lines: readonly (readonly [Point, Point])[], pen: Pen): void;
  polygon(points: readonly Point[], ink: Ink): void;
  /// One line, whose middle is at y.
  text(words: string, x: Pixels, y: Pixels, ink: Ink): void;
  widthOf(words: string): Pixels;
  /// What is painted meanwhile is moved by the box's corner, and no more of it is seen than the box shows.
  within(box: Box, paint: () => void): void;
  /// What is painted meanwhile is called so, where a picture can say it.
  named(name: string, paint: () => void): void;
}
