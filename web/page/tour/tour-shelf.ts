/// Knows whether the tour is open, and at which lesson. The lessons themselves are fetched when it is opened.

import { signal, type Signal } from '@preact/signals';

import { lessonIn, withLesson } from '../share/link.ts';
import type { Notices } from '../shell/notices.ts';

/// The list of lessons.
export const contents = '';

export interface TourShelfParts {
  notices: Notices;
  location: Location;
  history: History;
}

export class TourShelf {
  readonly #parts: TourShelfParts;
  #last = contents;
  /// A lesson's name; undefined while the tour is closed.
  readonly place: Signal<string | undefined> = signal(undefined);
  /// The lesson whose program the address asks for, until it stands in the editor.
  readonly wanted: Signal<string | undefined> = signal(undefined);

  constructor(parts: TourShelfParts) {
    this.#parts = parts;
  }

  /// Opens the tour there; without a name, where it was open last.
  open(name = this.#last): void {
    this.#last = this.place.value = name;
    this.#showInAddress(name === contents ? undefined : name);
  }

  close(): void {
    this.place.value = this.wanted.value = undefined;
    this.#showInAddress(undefined);
  }

  /// The address asks for the lesson's program too.
  want(name: string): void {
    this.wanted.value = name;
  }

  /// Follows the address, which may no longer have a lesson.
  openAddress(): void {
    const name = lessonIn(this.#parts.location.hash);
    if (name !== undefined) this.#last = this.place.value = name;
    else if (this.place.value !== contents) this.place.value = undefined;
  }

  /// The lessons could not be fetched.
  failed(): void {
    const name = this.place.value;
    this.place.value = undefined;
    this.#parts.notices.alert('The tour could not be fetched. Is this device online?', {
      topic: 'tour',
      action: { label: 'Retry', run: () => this.open(name) },
    });
  }

  #showInAddress(name: string | undefined): void {
    const { location, history } = this.#parts;
    const fragment = withLesson(location.hash, name);
    if (fragment === location.hash) return;
    history.replaceState(history.state, '', fragment || location.pathname + location.search);
  }
}
