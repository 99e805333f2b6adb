/// The tooltip stands beside the pointer or the keyboard's cursor.

import type { Words } from '../../trace/text/tooltip.ts';
import type { Pixels } from '../../trace/model/units.ts';
import { taskClass } from '../../common/task-colour.ts';

const offset: Pixels = 14;

export class Tooltip {
  readonly #element: HTMLElement;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /// Shows it beside (x, y) of a place of that size.
  show({ title, task, lines }: Words, x: number, y: number, width: number, height: number): void {
    const heading = document.createElement('strong');
    heading.className = taskClass(task);
    heading.textContent = title;
    this.#element.replaceChildren(
      heading,
      ...lines.map((line) => {
        const part = document.createElement('p');
        part.textContent = line;
        return part;
      }),
    );
    this.#element.hidden = false;
    const { offsetWidth, offsetHeight, style } = this.#element;
    const right = x + offset + offsetWidth > width;
    style.left = `${Math.max(4, right ? x - offset - offsetWidth : x + offset)}px`;
    style.top = `${Math.min(Math.max(4, y + offset), Math.max(4, height - offsetHeight - 4))}px`;
  }

  hide(): void {
    this.#element.hidden = true;
  }
}
