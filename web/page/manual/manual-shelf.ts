/// The shelf has the manual's pages, fetched when they are first wanted, and knows where it is open.

import { signal, type Signal } from '@preact/signals';

import type { Manual } from '../../manual/index.ts';
import { manualPlaceIn, withManualPlace } from '../share/link.ts';
import type { Notices } from '../shell/notices.ts';

/// The place before the first section.
export const beginning = 'introduction';

export interface Place {
  /// An entry's name or a section's id.
  name: string;
  /// Counts, so that asking for the same place again goes there again.
  asked: number;
}

export interface ManualShelfParts {
  notices: Notices;
  location: Location;
  history: History;
}

export class ManualShelf {
  readonly #parts: ManualShelfParts;
  #pages: Promise<Manual> | undefined;
  #last: Place = { name: beginning, asked: 0 };
  /// Undefined while it is closed.
  readonly place: Signal<Place | undefined> = signal(undefined);

  constructor(parts: ManualShelfParts) {
    this.#parts = parts;
  }

  pages(): Promise<Manual> {
    this.#pages ??= import('virtual:weft-manual')
      .then(({ manual }) => manual)
      .catch((error: unknown) => {
        this.#pages = undefined;
        throw error;
      });
    return this.#pages;
  }

  /// Opens the manual there; without a name, where it was open last.
  open(name = this.#last.name): void {
    this.#last = { name, asked: this.#last.asked + 1 };
    this.place.value = this.#last;
    this.#showInAddress(name);
  }

  close(): void {
    if (!this.place.value) return;
    this.place.value = undefined;
    this.#showInAddress(undefined);
  }

  /// Where a link to that place leads, from the page as it is now.
  linkTo(name: string): string {
    const { href, hash } = this.#parts.location;
    return href.replace(/#.*$/s, '') + withManualPlace(hash, name);
  }

  openAddress(): void {
    const name = manualPlaceIn(this.#parts.location.hash);
    if (name !== undefined && name !== this.place.value?.name) this.open(name);
  }

  /// What it is made of could not be fetched.
  failed(): void {
    const name = this.place.value?.name;
    this.close();
    this.#parts.notices.alert('The manual could not be fetched. Is this device online?', {
      topic: 'manual',
      action: { label: 'Retry', run: () => this.open(name) },
    });
  }

  #showInAddress(place: string | undefined): void {
    const { location, history } = this.#parts;
    const fragment = withManualPlace(location.hash, place);
    history.replaceState(history.state, '', fragment || location.pathname + location.search);
  }
}
