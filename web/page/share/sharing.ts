/// Decides which text stands in the editor, and how it came there: links, examples, drafts, the history of
/// the tab. No text is lost when another one comes, and the address never names another program than the one
/// that is shown.

import type { EditorPort } from '../editor/editor-port.ts';
import type { Library } from '../editor/examples.ts';
import type { Notices } from '../shell/notices.ts';
import type { State } from '../state.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { wordsOfStorage, type Draft, type Drafts } from './drafts.ts';
import {
  decodeLink,
  encodeLink,
  lessonIn,
  LinkError,
  manualPlaceIn,
  programPart,
  withLesson,
  withoutProgram,
  withPanels,
  wordsOfTrouble,
  withSettings,
} from './link.ts';
import {
  dropForeignSchedule,
  followLink,
  setSettings,
  settingsOf,
  sharedOf,
  takeUpSchedule,
} from './settings.ts';
import { defaults } from '../run/compile-options.ts';
import type { Shown, Tab } from './tab.ts';

export interface SharingParts {
  state: State;
  notices: Notices;
  editor: EditorPort;
  library: Library;
  timeline: Timeline;
  drafts: Drafts;
  tab: Tab;
  location: Location;
  /// The address asks for that lesson and for no other program.
  lessonWanted(name: string): void;
  /// Rejects where the browser refuses.
  copy(text: string): Promise<void>;
}

export class Sharing {
  readonly #parts: SharingParts;
  #opened = false;
  /// The text that the address stands for, while it stands for one.
  #linked: string | undefined;
  /// The draft that the text is kept as.
  #draft: string;
  /// Whether a person has changed the text since it was opened.
  #edited = false;
  /// The link that the text began as; '' for none.
  #origin = '';
  #toldOfStorage = false;

  constructor(parts: SharingParts) {
    this.#parts = parts;
    this.#draft = parts.drafts.begin();
  }

  /// Begins with what the tab remembers, which stands in the editor already, or else with
  /// what the address asks for.
  async open(remembered: Shown | undefined): Promise<void> {
    const { tab } = this.#parts;
    tab.begin();
    this.#followText();
    if (remembered) this.#takeUp(remembered);
    followLink(tab.fragment, this.#parts);
    if (remembered) takeUpSchedule(this.#parts.state, tab.fragment);
    this.#opened = true;
    if (!remembered) await this.#openAddress();
    this.#offerDraft();
  }

  /// The history has moved: by Back, by Forward, or by a link to a place in this page.
  async moved(): Promise<void> {
    const { tab, editor } = this.#parts;
    this.saveDraft();
    const { moved, shown } = tab.move();
    if (!moved) return;
    if (!shown) {
      if (this.#isPlaceInManual(tab.fragment)) tab.show(withoutProgram(tab.fragment));
      if (programPart(tab.fragment) === '') this.#linked = undefined;
      return this.#openAddress();
    }
    this.#linked = shown.source;
    editor.replace(shown.source);
    this.#takeUp(shown);
    takeUpSchedule(this.#parts.state, tab.fragment);
  }

  /// A link in the manual names the program that it stood beside: who has changed that one meanwhile wants
  /// the place.
  #isPlaceInManual(fragment: string): boolean {
    return this.#edited && manualPlaceIn(fragment) !== undefined && programPart(fragment) === this.#origin;
  }

  /// Copies a link to what stands in the editor, and to the place in the manual where that is open; shows it
  /// where the clipboard is refused.
  async share(): Promise<void> {
    const { notices, location, tab, copy, editor } = this.#parts;
    let fragment: string;
    try {
      fragment = await encodeLink(sharedOf(this.#parts));
    } catch (error) {
      return notices.alert(wordsOfTrouble(error), { topic: 'link' });
    }
    const whole = withPanels(fragment, tab.fragment);
    const link = location.href.replace(/#.*$/s, '') + whole;
    this.#linked = editor.text();
    tab.show(whole);
    this.saveDraft();
    try {
      await copy(link);
      notices.confirm(`Link copied (${link.length.toLocaleString('en')} characters).`, { topic: 'link' });
    } catch {
      notices.confirm('The browser does not let this page copy. Here is the link:', { topic: 'link', link });
    }
  }

  chooseExample(name: string): void {
    const { tab, editor, state } = this.#parts;
    const source = this.#sourceOf(name);
    if (source !== undefined && source !== editor.text()) {
      this.saveDraft();
      tab.push(withPanels(withSettings(`#example=${name}`, settingsOf(state)), tab.fragment));
      this.#put(source, `Opened the example "${name}".`);
    }
    editor.focus();
  }

  /// Puts a text of a lesson into the editor: at this entry of the history, or at a new one.
  openLesson(name: string, source: string, told: string, at: 'here' | 'new' = 'new'): void {
    const { tab, editor, state } = this.#parts;
    const fragment = withLesson(withPanels(withSettings('', settingsOf(state)), tab.fragment), name);
    this.saveDraft();
    if (at === 'here') tab.show(fragment);
    else if (source !== editor.text() || fragment !== tab.fragment) tab.push(fragment);
    if (source !== editor.text()) this.#put(source, told);
    this.saveDraft();
  }

  /// Puts a text that came from elsewhere into the editor.
  openText(source: string, told: string): void {
    const { tab, editor } = this.#parts;
    if (source === editor.text()) return;
    this.saveDraft();
    tab.push(withPanels('', tab.fragment));
    this.#put(source, told);
  }

  /// The library has other texts than before.
  libraryChanged(): void {
    this.#followText();
  }

  /// Opens the list of drafts, what has been typed up to now among them.
  showDrafts(): void {
    this.saveDraft();
    this.#parts.state.dialog.value = 'drafts';
  }

  /// Goes on with a draft of the list, or with a copy where another tab has it open.
  async openDraft(draft: Draft): Promise<void> {
    const { tab, drafts, editor } = this.#parts;
    this.saveDraft();
    tab.push(withPanels('', tab.fragment));
    const id = (await drafts.claim(draft.id)) ? draft.id : undefined;
    this.#linked = undefined;
    this.#put(draft.source, `Opened the draft "${draft.name}".`);
    this.#takeUp({ ...draft, draft: id ?? this.#draft, edited: true, origin: '' });
    this.saveDraft();
    editor.focus();
  }

  /// Follows the text: whose example it is, if any, and whether the address still names it.
  textChanged(): void {
    this.#followText();
    if (!this.#opened) return;
    const { tab, editor, state, notices } = this.#parts;
    const text = editor.text();
    if (text === this.#linked) return;
    this.#edited = !state.pristine.value;
    state.schedule.value = undefined;
    notices.clear('offer');
    if (programPart(tab.fragment) === '') return;
    this.#linked = undefined;
    this.#origin = programPart(tab.fragment);
    tab.show(withoutProgram(tab.fragment));
    notices.clear('link');
  }

  /// Clock, seed or how programs are compiled have been changed.
  settingsChanged(): void {
    if (!this.#opened) return;
    const { tab, state } = this.#parts;
    dropForeignSchedule(state);
    if (programPart(tab.fragment) !== '') tab.show(withSettings(tab.fragment, settingsOf(state)));
    this.saveDraft();
  }

  saveDraft(): void {
    if (!this.#opened) return;
    const { state, editor, drafts, tab } = this.#parts;
    const content = { source: editor.text(), example: state.example.value, ...settingsOf(state) };
    tab.keep({ ...content, draft: this.#draft, edited: this.#edited, origin: this.#origin });
    if (!this.#edited || content.source.trim() === '') return;
    const saved = drafts.save({ ...content, id: this.#draft });
    if (saved === 'kept') this.#parts.notices.clear('drafts');
    else this.#tellOfStorage(saved);
  }

  #tellOfStorage(saved: 'full' | 'denied'): void {
    if (this.#toldOfStorage) return;
    this.#toldOfStorage = true;
    const drafts = { label: 'Drafts', run: () => this.showDrafts() };
    const action = saved === 'full' ? { action: drafts } : {};
    this.#parts.notices.alert(wordsOfStorage[saved], { topic: 'drafts', ...action });
  }

  /// A text that is kept elsewhere can be gone on with.
  #offerDraft(): void {
    const { drafts, tab, notices } = this.#parts;
    const [newest] = drafts.list();
    if (!newest || this.#edited || programPart(tab.fragment) !== '') return;
    notices.tell({
      kind: 'info',
      topic: 'offer',
      text: `Your last draft is kept: "${newest.name}".`,
      action: { label: 'Open it', run: () => void this.openDraft(newest) },
    });
  }

  /// Puts what the address asks for into the editor. Runs nothing.
  async #openAddress(): Promise<void> {
    const { state, tab, notices } = this.#parts;
    const fragment = tab.fragment;
    const lesson = lessonIn(fragment);
    if (programPart(fragment) === '' && lesson === undefined) return;
    const complaints: LinkError[] = [];
    try {
      const shared = (await decodeLink(fragment, complaints)) ?? {};
      if (fragment !== tab.fragment) return;
      const source = shared.source ?? this.#sourceOf(shared.example);
      if (source !== undefined) this.#put(source, 'Opened the program of the link.');
      else if (lesson !== undefined) this.#parts.lessonWanted(lesson);
      /* What is explored runs on the virtual clock. */
      const implied = shared.schedule !== undefined && shared.clock === undefined;
      if (implied) tab.show(`${tab.fragment}&clock=virtual`);
      const { clock = implied ? 'virtual' : 'real', seed = 0, options = defaults } = shared;
      setSettings(state, { clock, seed, options });
      if (shared.source !== undefined) state.example.value = shared.example ?? '';
      takeUpSchedule(this.#parts.state, fragment);
      followLink(fragment, this.#parts);
      tab.show(withSettings(tab.fragment, settingsOf(state)));
      this.saveDraft();
    } catch (error) {
      tab.show(withoutProgram(tab.fragment));
      notices.alert(wordsOfTrouble(error), { topic: 'link' });
    }
    if (complaints.length > 0)
      notices.alert(complaints.map(({ message }) => message).join(' '), { topic: 'link' });
  }

  #followText(): void {
    const { state, library, editor } = this.#parts;
    const example = library.withText(editor.text());
    if (example) state.example.value = example.name;
    state.pristine.value = example !== undefined;
  }

  /// Settings and draft are those of what is shown now. A draft that another page holds is left to it.
  #takeUp({ source, example, clock, seed, options, draft, edited, origin }: Shown): void {
    const { state, drafts, tab } = this.#parts;
    if (draft !== this.#draft) this.#draft = drafts.owns(draft) ? draft : drafts.begin();
    setSettings(state, { clock, seed, options });
    if (!state.pristine.value) state.example.value = example;
    this.#edited = edited && !state.pristine.value;
    this.#origin = origin;
    this.#linked = programPart(tab.fragment) === '' ? undefined : source;
    if (draft === '' || draft === this.#draft) return;
    const meanwhile = this.#draft;
    void drafts.claim(draft).then((mine) => {
      if (!mine || this.#draft !== meanwhile) return;
      this.#draft = draft;
      this.saveDraft();
      drafts.drop(meanwhile);
    });
  }

  #sourceOf(name: string | undefined): string | undefined {
    if (name === undefined) return undefined;
    const example = this.#parts.library.example(name);
    if (!example) throw new LinkError(`There is no example called "${name}" here.`);
    return example.source;
  }

  /// Replaces the text by another program's; what a person wrote can be had back, and is kept as a draft.
  #put(source: string, told: string): void {
    const { notices, editor, drafts } = this.#parts;
    const before = this.#draft;
    const lost = this.#edited && editor.text() !== source;
    this.#linked = source;
    this.#edited = false;
    this.#origin = '';
    this.#draft = drafts.begin();
    this.#parts.state.schedule.value = undefined;
    editor.replace(source);
    notices.clear('text', 'offer');
    if (!lost) return;
    const undo = () => {
      this.#draft = before;
      editor.undo();
    };
    notices.tell({
      kind: 'info',
      topic: 'text',
      text: `${told} Your text is one Undo away, and among the drafts.`,
      action: { label: 'Undo', run: undo },
    });
  }
}
