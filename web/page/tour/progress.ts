/// This browser keeps how far somebody has come in the tour.

import { signal, type Signal } from '@preact/signals';

export interface LessonProgress {
  /// The question has been answered.
  answered?: boolean;
  /// The exercise has been checked, so that the solution may be seen.
  tried?: boolean;
  solved?: boolean;
  /// What the person has made of the exercise.
  text?: string;
}

/// What is used of localStorage.
export interface ProgressStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const key = 'weft:tour';

export class Progress {
  readonly #store: () => ProgressStore;
  readonly all: Signal<Readonly<Record<string, LessonProgress>>>;

  /// `store` throws where the browser refuses.
  constructor(store: () => ProgressStore) {
    this.#store = store;
    this.all = signal(this.#read());
  }

  of(name: string): LessonProgress {
    return this.all.value[name] ?? {};
  }

  /// Another tab may have come further meanwhile.
  note(name: string, more: LessonProgress): void {
    const kept = { ...this.all.peek(), ...this.#read() };
    this.all.value = { ...kept, [name]: { ...this.all.peek()[name], ...kept[name], ...more } };
    try {
      this.#store().setItem(key, JSON.stringify(this.all.value));
    } catch {
      /* Then it lasts as long as the page. */
    }
  }

  /// What was kept, measured before it is believed.
  #read(): Record<string, LessonProgress> {
    let value: unknown;
    try {
      value = JSON.parse(this.#store().getItem(key) ?? '{}');
    } catch {
      return {};
    }
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]: [string, unknown]) =>
        typeof one === 'object' && one !== null ? [[name, progressIn(one as Record<string, unknown>)]] : [],
      ),
    );
  }
}

const progressIn = ({ answered, tried, solved, text }: Record<string, unknown>): LessonProgress => ({
  ...(answered === true && { answered }),
  ...(tried === true && { tried }),
  ...(solved === true && { solved }),
  ...(typeof text === 'string' && { text }),
});
