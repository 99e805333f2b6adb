/// This browser keeps drafts, each under a key of its own, so that two tabs never write the same one. A draft
/// that a tab works on is locked by it; a tab that finds its draft locked, as a duplicated one does, begins
/// another.

import { isSeed } from '../../runtime/seed.ts';
import { optionParameters, optionsIn, type Chosen } from '../run/compile-options.ts';
import type { ClockKind } from './link.ts';

export interface Draft {
  id: string;
  name: string;
  /// Milliseconds since 1970.
  savedAt: number;
  source: string;
  /// The name of the example that it began as; '' for none.
  example: string;
  clock: ClockKind;
  seed: number;
  options: Chosen;
}

/// What is used of localStorage.
export interface Store {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/// What is used of navigator.locks.
export interface Locks {
  request(name: string, options: { signal?: AbortSignal }, held: () => Promise<never>): Promise<unknown>;
}

export interface DraftsParts {
  /// Throws where the browser refuses.
  store(): Store;
  /// Undefined where there are none: then no draft of another page load is written.
  locks: Locks | undefined;
  now(): number;
  newId(): string;
}

export type Saved = 'kept' | 'full' | 'denied';

/// What there is to say where a text is not kept.
export const wordsOfStorage = {
  denied: 'This browser does not let the page keep your text: copy it or share it before you close the tab.',
  full:
    'There is no room left to keep your text: delete drafts that you do not need, ' +
    'or copy the text before you close the tab.',
} as const;

const prefix = 'weft:draft:';
/// A page that is being reloaded may take so long to let go of its lock.
const lockMilliseconds = 1000;

export class Drafts {
  readonly #parts: DraftsParts;
  readonly #own = new Set<string>();

  constructor(parts: DraftsParts) {
    this.#parts = parts;
  }

  /// A name for a draft that nobody has yet.
  begin(): string {
    const id = this.#parts.newId();
    void this.#lock(id, {});
    return id;
  }

  /// Whether this page writes that draft already.
  owns(id: string): boolean {
    return this.#own.has(id);
  }

  /// Whether this page may write that draft: nobody else does.
  claim(id: string): Promise<boolean> {
    if (this.#own.has(id)) return Promise.resolve(true);
    return this.#lock(id, { signal: AbortSignal.timeout(lockMilliseconds) });
  }

  /// Nobody else has a new name, so its lock is waited for however slow the browser is: another tab that got
  /// it meanwhile would write the same draft.
  #lock(id: string, patience: { signal?: AbortSignal }): Promise<boolean> {
    const { locks } = this.#parts;
    if (!locks) return Promise.resolve(false);
    return new Promise((resolve) => {
      const held = () => {
        this.#own.add(id);
        resolve(true);
        return new Promise<never>(() => {});
      };
      locks.request(prefix + id, patience, held).catch(() => resolve(false));
    });
  }

  save(draft: Omit<Draft, 'name' | 'savedAt'>): Saved {
    const { id, ...rest } = draft;
    const value = { ...rest, name: nameOf(draft.source), savedAt: this.#parts.now() };
    let store: Store;
    try {
      store = this.#parts.store();
    } catch {
      return 'denied';
    }
    try {
      store.setItem(prefix + id, JSON.stringify(storable(value)));
      return 'kept';
    } catch {
      return store.length > 0 ? 'full' : 'denied';
    }
  }

  /// Lists the newest first; of those with the same text the newest alone.
  list(): Draft[] {
    const texts = new Set<string>();
    return this.#all()
      .sort((a, b) => b.savedAt - a.savedAt)
      .filter(({ source }) => !texts.has(source) && texts.add(source));
  }

  remove(id: string): void {
    try {
      const store = this.#parts.store();
      const gone = this.#read(store, prefix + id)?.source;
      for (const draft of this.#all())
        if (draft.id === id || draft.source === gone) store.removeItem(prefix + draft.id);
    } catch {
      /* Where nothing can be kept there is nothing to remove. */
    }
  }

  /// Takes one draft away, whatever others have the same text.
  drop(id: string): void {
    try {
      this.#parts.store().removeItem(prefix + id);
    } catch {
      /* Where nothing can be kept there is nothing to remove. */
    }
  }

  #all(): Draft[] {
    try {
      const store = this.#parts.store();
      const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
      return keys
        .filter((key) => key.startsWith(prefix))
        .map((key) => this.#read(store, key))
        .filter((draft) => draft !== undefined);
    } catch {
      return [];
    }
  }

  #read(store: Store, key: string): Draft | undefined {
    try {
      const value: unknown = JSON.parse(store.getItem(key) ?? 'null');
      const content = contentOf(value);
      if (!content) return undefined;
      const { name, savedAt } = value as Record<string, unknown>;
      return {
        ...content,
        id: key.slice(prefix.length),
        name: typeof name === 'string' ? name : nameOf(content.source),
        savedAt: typeof savedAt === 'number' && Number.isFinite(savedAt) ? savedAt : 0,
      };
    } catch {
      return undefined;
    }
  }
}

/// As it is kept: how it is compiled stands there as in a link.
export function storable<T extends { options: Chosen }>({ options, ...rest }: T): object {
  const parameters = optionParameters(options);
  return { ...rest, ...(parameters.length > 0 && { options: parameters.join('&') }) };
}

/// What was kept of a program, measured before it is believed; undefined when it is none.
export function contentOf(
  value: unknown,
): Pick<Draft, 'source' | 'example' | 'clock' | 'seed' | 'options'> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { source, example, clock, seed, options } = value as Record<string, unknown>;
  if (typeof source !== 'string') return undefined;
  return {
    source,
    example: typeof example === 'string' ? example : '',
    clock: clock === 'virtual' ? 'virtual' : 'real',
    seed: isSeed(seed) ? seed : 0,
    options: optionsIn(options),
  };
}

const maxNameCharacters = 60;

/// The words of its first comment or, without one, its first line that says anything.
export function nameOf(source: string): string {
  const comment = /\/\/[/!]*[ \t]*(\S[^\n]*)|\/\*[*!]*\s*([^\s*][^\n]*)/.exec(source);
  const words =
    comment?.[1] ??
    comment?.[2]?.replace(/\*\/.*$/, '') ??
    source.split('\n').find((line) => line.trim() !== '' && !/^\s*#\s*include\b/.test(line)) ??
    '';
  const name = words.trim().replace(/\s+/g, ' ');
  return name.length > maxNameCharacters
    ? `${name.slice(0, maxNameCharacters - 1)}…`
    : name || 'Empty program';
}
