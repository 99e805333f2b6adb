/// Puts together the page of one program: it has what the page has, but for the compiler and what needs it.

import { effect } from '@preact/signals';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { render } from 'preact';

import ProgramWorker from '../../workers/program.ts?worker&inline';
import { AppContext, type App } from '../context.ts';
import { createEditor } from '../editor/editor.ts';
import { Library } from '../editor/examples.ts';
import { copyOutput } from '../output/copy-output.ts';
import { Log } from '../output/log.ts';
import { hasNativeSwitching } from '../../runtime/continuations.ts';
import { ProgramClient } from '../run/program-client.ts';
import { Session } from '../run/session.ts';
import { Travel } from '../run/travel.ts';
import { listenToRunKeys } from '../shell/keys.ts';
import { wordsOfLacking } from '../shell/engine.ts';
import { Notices } from '../shell/notices.ts';
import { createState } from '../state.ts';
import { showTasks, taskMarks } from '../tasks/source-gutter.ts';
import { SourceMarks } from '../tasks/source-marks.ts';
import { tellCycles } from '../run/tell-cycles.ts';
import { Selection } from '../timeline/selection.ts';
import { Timeline } from '../timeline/timeline.ts';
import { Variables } from '../variables/variables.ts';
import { BundledPage } from './bundled-page.tsx';
import type { BundledProgram } from '../../common/bundled.ts';
import '../shell/index.css';

const program = JSON.parse(document.getElementById('program')!.textContent!) as BundledProgram;

async function inflated(base64: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const state = createState();
state.clock.value = program.clock;
state.seed.value = program.seed;
state.switchable.value = program.native !== undefined && hasNativeSwitching();
if (state.switchable.value) state.switching.value = 'native';
const { schedule: text, clock, seed } = program;
if (text !== undefined) state.schedule.value = { text, clock, seed };
effect(() => {
  const { value: replay } = state.schedule;
  if (replay && (replay.clock !== state.clock.value || replay.seed !== state.seed.value))
    state.schedule.value = undefined;
});

const log = new Log();
const variables = new Variables();
variables.open.value = false; // there is no view of them
const timeline = new Timeline();
const notices = new Notices();
const editor = createEditor({
  text: program.source,
  changed: () => {},
  extensions: [EditorState.readOnly.of(true), EditorView.editable.of(false)],
});
const selection = new Selection({ timeline, log, editor });
tellCycles({ timeline, notices, selection });
editor.extend(taskMarks((task) => selection.choose({ task })));
new SourceMarks({
  timeline,
  text: () => program.source,
  still: () => state.phase.value === 'paused' || timeline.eventIndex.value !== undefined,
  show: (marks, selected) => showTasks(editor.view, marks, selected),
  showLine: (line) => editor.showLine(line),
});

let module: Promise<Uint8Array<ArrayBuffer>> | undefined;
const session = new Session({
  state,
  notices,
  editor,
  log,
  timeline,
  variables,
  compiler: { prepare: () => {} },
  modules: { of: () => (module ??= inflated((state.switchable.value && program.native) || program.wasm)) },
  programs: new ProgramClient(() => new ProgramWorker({ name: 'program' })),
  site: () => ({ base: document.baseURI }),
});
const travel = new Travel({ state, notices, timeline, session });

const app = {
  alone: true,
  state,
  notices,
  log,
  timeline,
  session,
  travel,
  library: new Library([]),
  editor: editor.element,
  selection,
  choose: (choice) => selection.choose(choice),
  written: selection.written,
  goTo: (line, column) => editor.goTo(line, column),
  copyOutput: () => copyOutput({ log, notices }),
} satisfies Partial<App>;

render(
  /* What needs the compiler or the site is not among the views of this page. */
  <AppContext.Provider value={app as Partial<App> as App}>
    <BundledPage file={program.file} both={program.native !== undefined} />
  </AppContext.Provider>,
  document.getElementById('page')!,
);
listenToRunKeys(session);
const lacking = wordsOfLacking();
if (lacking !== '') notices.alert(lacking, { topic: 'run' });
