/// Follows the page around an embedded program: which program stands here, and what is told of its runs. A
/// program that is not one of the site's own runs only where a person has started it here.

import { effect, signal, untracked } from '@preact/signals';

import type { Connect, FromFrame, Settings } from '../../embed/messages.ts';
import type { Switching } from '../../runtime/continuations.ts';
import { parseSeed } from '../../runtime/seed.ts';
import type { EditorPort } from '../editor/editor-port.ts';
import type { Example, Library } from '../editor/examples.ts';
import { loopShown } from '../loop/shown.ts';
import type { Log, Piece } from '../output/log.ts';
import type { Session } from '../run/session.ts';
import { decodeLink, lessonIn, LinkError, switchingIn, viewIn, wordsOfTrouble } from '../share/link.ts';
import { takeUpSchedule } from '../share/settings.ts';
import { defaults } from '../run/compile-options.ts';
import { wantSwitching } from '../run/switching.ts';
import type { Looks } from '../shell/looks.ts';
import type { Notices } from '../shell/notices.ts';
import type { State } from '../state.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { endingOf } from './ending.ts';
import { panelsOf } from './panels.ts';
import { readConnect, readToFrame } from './read-message.ts';

export interface HostParts {
  state: State;
  notices: Notices;
  editor: EditorPort;
  /// Until the editor is what it will be.
  settled: Promise<unknown>;
  library: Library;
  log: Log;
  timeline: Timeline;
  session: Session;
  /// The text of the tour's lesson of that name.
  lesson(name: string): Promise<Example | undefined>;
  readOnly(on: boolean): void;
  looks: Looks;
}

const nanosecondsInSecond = 1e9;

export class Host {
  readonly panels = signal(panelsOf(''));
  /// Grows with each change of the text.
  readonly edits = signal(0);
  readonly #parts: HostParts;
  #port: MessagePort | undefined;
  /// Of the `set` that came last.
  #edition = 0;
  /// The text that a person has started here; the page around may start it again.
  #agreed: string | undefined;
  /// Settings are taken up one after the other, though some have to be fetched.
  #work: Promise<void> = Promise.resolve();

  constructor(parts: HostParts) {
    this.#parts = parts;
    parts.log.wrote = (piece) => this.#wrote(piece);
    let busy = false;
    effect(() => {
      const now = parts.state.busy.value;
      if (now && !busy) this.#agreed = parts.editor.text();
      if (busy && !now)
        void untracked(() => endingOf(parts)).then((ending) => this.#say({ kind: 'ended', ...ending }));
      busy = now;
    });
  }

  /// What stands in the editor has changed.
  textChanged(): void {
    const { state, library, editor } = this.#parts;
    const source = editor.text();
    const own = library.withText(source);
    if (own) state.example.value = own.name;
    state.pristine.value = own !== undefined;
    state.schedule.value = undefined;
    this.#parts.notices.clear('text', 'link');
    this.edits.value++;
    this.#say({ kind: 'source', source, edition: this.#edition });
  }

  /// Takes the port that the window around sends, once.
  accept(data: unknown, ports: readonly MessagePort[]): boolean {
    const first = readConnect(data);
    const [port] = ports;
    if (!first || !port || this.#port) return false;
    this.#port = port;
    port.onmessage = (event) => this.#hear(event.data);
    this.#inTurn(() => this.#begin(first));
    return true;
  }

  /// What the frame's own address asks for, where it stands in a page without the element.
  open(settings: Settings): void {
    this.#inTurn(() => this.#take(settings));
  }

  #hear(data: unknown): void {
    const message = readToFrame(data);
    if (!message) return;
    this.#inTurn(async () => {
      if (message.kind !== 'set') return message.kind === 'run' ? this.#run() : this.#parts.session.stop();
      this.#edition = message.edition;
      await this.#take(message);
    });
  }

  #inTurn(work: () => Promise<void> | void): void {
    this.#work = this.#work.then(work).catch((error: unknown) => this.#complain(error));
  }

  async #begin(first: Connect): Promise<void> {
    const { editor, library, session } = this.#parts;
    this.#edition = first.edition;
    try {
      await this.#take(first);
    } catch (error) {
      this.#complain(error);
    }
    await this.#parts.settled;
    this.#say({ kind: 'ready', source: editor.text(), edition: this.#edition });
    if (first.autorun && library.withText(editor.text())) void session.run();
  }

  /// A program of the site's own runs; any other only if a person has started that very text here before.
  #run(): void {
    const { editor, library, session, notices } = this.#parts;
    const text = editor.text();
    if (library.withText(text) || text === this.#agreed) return void session.run();
    notices.tell({
      kind: 'info',
      topic: 'text',
      text: 'The page around asks to run this program, which is not one of Weft’s own.',
      action: { label: 'Run it', run: () => void session.run() },
    });
  }

  async #take(settings: Settings): Promise<void> {
    const { state, readOnly, looks } = this.#parts;
    const { view, theme, readonly } = settings;
    if (view !== undefined) {
      this.panels.value = panelsOf(view);
      loopShown.value = this.panels.value.includes('loop');
    }
    if (theme !== undefined) looks.theme.value = theme === 'light' || theme === 'dark' ? theme : 'system';
    if (readonly !== undefined) readOnly(readonly);
    const { clock, seed, switching } = settings;
    const schedule = await this.#takeProgram(settings);
    if (clock !== undefined) state.clock.value = clock === 'virtual' ? 'virtual' : 'real';
    if (seed !== undefined) state.seed.value = parseSeed(seed.trim()) ?? 0;
    if (schedule !== undefined) takeUpSchedule(state, schedule);
    if (switching !== undefined) this.#switch(switching === 'native' ? switching : 'asyncify');
  }

  /// Puts the program there that is asked for, if one is; the fragment that may have a schedule of it.
  async #takeProgram({ source, link, example, lesson }: Settings): Promise<string | undefined> {
    if (source !== undefined) this.#put(source);
    else if (link !== undefined) return this.#takeLink(link);
    else if (example !== undefined) this.#put(this.#example(example).source);
    else if (lesson !== undefined) this.#put((await this.#lesson(lesson)).source);
    return undefined;
  }

  async #takeLink(link: string): Promise<string> {
    const { state, timeline } = this.#parts;
    const fragment = `#${link.slice(link.indexOf('#') + 1)}`;
    const complaints: LinkError[] = [];
    const { source, example, clock, seed, options, schedule } =
      (await decodeLink(fragment, complaints)) ?? {};
    const lesson = lessonIn(fragment);
    if (source !== undefined) this.#put(source);
    else if (example !== undefined) this.#put(this.#example(example).source);
    else if (lesson !== undefined) this.#put((await this.#lesson(lesson)).source);
    else throw new LinkError('This link holds no program.');
    /* What is explored runs on the virtual clock. */
    state.clock.value = clock ?? (schedule === undefined ? 'real' : 'virtual');
    state.seed.value = seed ?? 0;
    state.options.value = options ?? defaults;
    this.#switch(switchingIn(fragment));
    timeline.want(viewIn(fragment));
    for (const complaint of complaints) this.#complain(complaint);
    return fragment;
  }

  #switch(wanted: Switching): void {
    this.#parts.notices.clear('switching');
    wantSwitching(this.#parts, wanted);
  }

  #example(name: string): Example {
    const example = this.#parts.library.example(name);
    if (!example) throw new LinkError(`There is no example called "${name}" here.`);
    return example;
  }

  async #lesson(name: string): Promise<Example> {
    const lesson = await this.#parts.lesson(name);
    if (!lesson) throw new LinkError(`There is no lesson with a program called "${name}" here.`);
    return lesson;
  }

  #put(source: string): void {
    const { editor, session } = this.#parts;
    if (source === editor.text()) return;
    session.stop();
    editor.replace(source);
  }

  #wrote({ text, task, time, fd }: Piece): void {
    const stream = fd === 2 ? 'stderr' : 'stdout';
    this.#say({ kind: 'output', pieces: [{ text, task, time: time / nanosecondsInSecond, stream }] });
  }

  #complain(error: unknown): void {
    this.#parts.notices.alert(wordsOfTrouble(error), { topic: 'link' });
  }

  #say(message: FromFrame): void {
    this.#port?.postMessage(message);
  }
}
