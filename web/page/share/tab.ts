/// A tab keeps what it shows at each entry of its history, for as long as it is open: Back, Forward and a
/// reload bring the text back that stood there.

import { contentOf, storable, type Draft, type Drafts } from './drafts.ts';
import { lessonIn, programPart, withoutProgram } from './link.ts';

export interface Shown extends Pick<Draft, 'source' | 'example' | 'clock' | 'seed' | 'options'> {
  /// The draft that it is kept as.
  draft: string;
  /// Whether a person has changed it since it was opened.
  edited: boolean;
  /// The link that it began as; '' for none.
  origin: string;
}

export interface TabParts {
  /// Throws where the browser refuses.
  storage(): Storage;
  location: Location;
  history: History;
}

const prefix = 'weft:entry:';
const lastKey = 'weft:entry';
/// Where earlier versions kept the one draft of a tab.
const formerKey = 'weft:draft';

export class Tab {
  readonly #parts: TabParts;
  /// The texts by entry, since storage may be refused.
  readonly #shown = new Map<string, Shown>();
  #entry = '';

  constructor(parts: TabParts) {
    this.#parts = parts;
  }

  /// What stood here before the page was loaded anew, or when the tab was last here.
  remembered(): Shown | undefined {
    const entry = this.#entryInHistory();
    if (entry !== undefined) return this.#recall(entry);
    const { hash } = this.#parts.location;
    if (programPart(hash) !== '' || lessonIn(hash) !== undefined) return undefined;
    const last = this.#read(lastKey);
    return typeof last === 'string' ? this.#recall(last) : undefined;
  }

  /// The draft of an earlier version of this page, and the link that it began with. It is handed out once.
  takeFormer(): { shown: Shown; link: string } | undefined {
    const value = this.#read(formerKey);
    const content = contentOf(value);
    if (!content) return undefined;
    try {
      this.#parts.storage().removeItem(formerKey);
    } catch {
      return undefined;
    }
    const { link } = value as { link?: unknown };
    return {
      shown: { ...content, draft: '', edited: true, origin: '' },
      link: typeof link === 'string' ? link : '',
    };
  }

  /// Whether the history has moved to another entry; what stood there, if it is known.
  move(): { moved: boolean; shown?: Shown | undefined } {
    const entry = this.#entryInHistory();
    if (entry === undefined) {
      this.begin();
      return { moved: true };
    }
    if (entry === this.#entry) return { moved: false };
    this.#entry = entry;
    return { moved: true, shown: this.#recall(entry) };
  }

  /// Gives the entry that the history is at a name, unless it has one.
  begin(): void {
    const entry = this.#entryInHistory();
    this.#entry = entry ?? crypto.getRandomValues(new Uint32Array(2)).join('-');
    if (entry === undefined) this.#parts.history.replaceState({ entry: this.#entry }, '');
  }

  keep(shown: Shown): void {
    this.#shown.set(this.#entry, shown);
    try {
      const storage = this.#parts.storage();
      storage.setItem(prefix + this.#entry, JSON.stringify(storable(shown)));
      storage.setItem(lastKey, JSON.stringify(this.#entry));
    } catch {
      /* Without it a reload finds the draft in the list. */
    }
  }

  get fragment(): string {
    return this.#parts.location.hash;
  }

  /// Changes the address of this entry.
  show(fragment: string): void {
    const { location, history } = this.#parts;
    if (fragment === location.hash) return;
    history.replaceState(history.state, '', fragment || location.pathname + location.search);
  }

  /// Adds an entry with that address to the history.
  push(fragment: string): void {
    const entry = crypto.getRandomValues(new Uint32Array(2)).join('-');
    const { location, history } = this.#parts;
    history.pushState({ entry }, '', fragment || location.pathname + location.search);
    this.#entry = entry;
  }

  #entryInHistory(): string | undefined {
    const { entry } = (this.#parts.history.state ?? {}) as { entry?: unknown };
    return typeof entry === 'string' ? entry : undefined;
  }

  #recall(entry: string): Shown | undefined {
    const known = this.#shown.get(entry);
    if (known) return known;
    const value = this.#read(prefix + entry);
    const content = contentOf(value);
    if (!content) return undefined;
    const { draft, edited, origin } = value as Record<string, unknown>;
    const text = (one: unknown) => (typeof one === 'string' ? one : '');
    return { ...content, draft: text(draft), edited: edited === true, origin: text(origin) };
  }

  #read(key: string): unknown {
    try {
      return JSON.parse(this.#parts.storage().getItem(key) ?? 'null');
    } catch {
      return undefined;
    }
  }
}

/// What stood in this tab before, or in the tab of an earlier version of this page; what does not belong here
/// any more goes among the drafts.
export function remembered(tab: Tab, drafts: Drafts): Shown | undefined {
  const former = tab.takeFormer();
  const shown = tab.remembered();
  if (shown || !former) return shown;
  const link = programPart(tab.fragment);
  if (link !== '' && link !== former.link) {
    drafts.save({ ...former.shown, id: drafts.begin() });
    return undefined;
  }
  tab.show(withoutProgram(tab.fragment));
  return former.shown;
}
