/// Links out and in, the examples, and the draft: whatever changes which text stands in the editor, without losing one.

import type { EditorPort } from '../editor/editor-port.ts';
import type { Example } from '../editor/examples.ts';
import { saveDraft } from './draft.ts';
import {
  decodeLink,
  encodeLink,
  LinkError,
  manualPlaceIn,
  viewIn,
  withManualPlace,
  type Shared,
} from './link.ts';
import type { State } from '../state.ts';
import type { Timeline } from '../timeline/timeline.ts';

export interface SharingParts {
  state: State;
  editor: EditorPort;
  examples: readonly Example[];
  timeline: Timeline;
  storage(): Storage;
  location: Location;
  history: History;
  /// Rejects where the browser refuses.
  copy(text: string): Promise<void>;
}

export class Sharing {
  readonly #parts: SharingParts;
  /// The fragment that the draft began with or was last shared as.
  #link: string;
  #opened = false;

  constructor(parts: SharingParts, link: string) {
    this.#parts = parts;
    this.#link = link;
  }

  /// Copies a link to what stands in the editor, and to the place in the manual where that is open; shows it where the clipboard is
  /// refused.
  async share(): Promise<void> {
    const { state, location, history, copy } = this.#parts;
    let fragment: string;
    try {
      fragment = await encodeLink(this.#shared());
    } catch (error) {
      return this.#alert(error);
    }
    const whole = withManualPlace(fragment, manualPlaceIn(location.hash));
    const link = location.href.replace(/#.*$/s, '') + whole;
    this.#link = fragment;
    history.replaceState(null, '', whole);
    this.saveDraft();
    try {
      await copy(link);
      state.notice.value = {
        kind: 'info',
        text: `Link copied (${link.length.toLocaleString('en')} characters).`,
      };
    } catch {
      state.notice.value = {
        kind: 'info',
        text: 'The browser does not let this page copy. Here is the link:',
        link,
      };
    }
  }

  /// Puts what the address asks for into the editor. Runs nothing.
  async openAddress(): Promise<void> {
    const { state, location } = this.#parts;
    const programPart = () => withManualPlace(location.hash);
    const fragment = programPart();
    if (!this.#opened) this.#want(fragment);
    this.#opened = true;
    if (fragment === this.#link) return;
    try {
      const shared = await decodeLink(fragment);
      if (fragment !== programPart() || !shared) return;
      const source = shared.source ?? this.#sourceOf(shared.example);
      this.#link = fragment;
      state.clock.value = shared.clock ?? 'real';
      state.seed.value = shared.seed ?? 0;
      if (shared.source !== undefined) state.example.value = shared.example ?? '';
      if (source !== undefined) this.#put(source, 'Opened the program of the link.');
      this.#want(fragment);
      this.saveDraft();
    } catch (error) {
      this.#alert(error);
    }
  }

  /// The timeline goes there at the next run.
  #want(fragment: string): void {
    const { state, timeline } = this.#parts;
    const view = viewIn(fragment);
    timeline.want(view);
    if (view?.moment)
      state.notice.value ??= {
        kind: 'info',
        text: `The link shows a moment of the run, in turn ${view.moment.turn}: press Run to get there.`,
      };
  }

  chooseExample(name: string): void {
    const source = this.#sourceOf(name);
    if (source !== undefined) this.#put(source, `Opened the example "${name}".`);
    this.#parts.editor.focus();
  }

  /// Follows the text: whose example it is, if any.
  textChanged(): void {
    const { state, examples, editor } = this.#parts;
    const text = editor.text();
    const example = examples.find((one) => one.source === text);
    if (example) state.example.value = example.name;
    state.pristine.value = example !== undefined;
  }

  saveDraft(): void {
    const { state, editor, storage } = this.#parts;
    saveDraft(storage, {
      source: editor.text(),
      example: state.example.value,
      clock: state.clock.value,
      seed: state.seed.value,
      link: this.#link,
    });
  }

  #shared(): Shared {
    const { state, editor, timeline } = this.#parts;
    const view = timeline.shared();
    return {
      ...(state.pristine.value ? { example: state.example.value } : { source: editor.text() }),
      ...(state.clock.value !== 'real' && { clock: state.clock.value }),
      ...(state.seed.value !== 0 && { seed: state.seed.value }),
      ...(view && { view }),
    };
  }

  #sourceOf(name: string | undefined): string | undefined {
    if (name === undefined) return undefined;
    const example = this.#parts.examples.find((one) => one.name === name);
    if (!example) throw new LinkError(`There is no example called "${name}" here.`);
    return example.source;
  }

  /// Replaces the text; what a person wrote can be had back.
  #put(source: string, told: string): void {
    const { state, editor } = this.#parts;
    const lost = !state.pristine.value && editor.text() !== source;
    editor.replace(source);
    const undo = {
      label: 'Undo',
      run: () => {
        editor.undo();
        state.notice.value = undefined;
      },
    };
    state.notice.value = lost
      ? { kind: 'info', text: `${told} Your text is one Undo away.`, action: undo }
      : undefined;
  }

  #alert(error: unknown): void {
    const text = error instanceof LinkError ? error.message : `The link could not be read: ${String(error)}`;
    this.#parts.state.notice.value = { kind: 'alert', text };
  }
}
