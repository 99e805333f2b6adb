/// Puts together the page that stands in a frame of somebody else's page: one program, with the panes of the
/// page that it needs.

import { examples } from 'virtual:weft-examples';
import { render } from 'preact';

import type { Here } from '../../embed/messages.ts';
import { AppContext, type App } from '../context.ts';
import { AutoCheck } from '../editor/auto-check.ts';
import { LateEditor } from '../editor/late-editor.ts';
import { Library } from '../editor/examples.ts';
import { copyOutput } from '../output/copy-output.ts';
import { Log } from '../output/log.ts';
import { CompilerClient } from '../run/compiler-client.ts';
import { Modules } from '../run/modules.ts';
import { ProgramClient } from '../run/program-client.ts';
import { Session } from '../run/session.ts';
import { Travel } from '../run/travel.ts';
import { registerService } from '../shell/background.ts';
import { listenToRunKeys } from '../shell/keys.ts';
import { Looks } from '../shell/looks.ts';
import { Notices } from '../shell/notices.ts';
import { createState } from '../state.ts';
import { SourceMarks } from '../tasks/source-marks.ts';
import { tellCycles } from '../run/tell-cycles.ts';
import { Selection } from '../timeline/selection.ts';
import { Timeline } from '../timeline/timeline.ts';
import { Variables } from '../variables/variables.ts';
import { addressSettings } from './address.ts';
import { EmbeddedPage } from './embedded-page.tsx';
import { Host } from './host.ts';
import { lessonProgram } from './lesson-program.ts';
import { SharedCompiler } from './shared-compiler.ts';
import './embedded.css';

/* Alone in a tab the program has the whole page. */
if (parent === window) location.replace(new URL(`./${location.hash}`, document.baseURI));

const state = createState();
const log = new Log();
const timeline = new Timeline();
const notices = new Notices();
const library = new Library(examples);
const editor = new LateEditor({
  text: '',
  changed: (byPerson) => {
    watch.changed(byPerson);
    sourceMarks.textChanged();
  },
  chose: (task) => selection.choose({ task }),
});

const compiler = new CompilerClient(
  () =>
    new SharedCompiler({
      shared: () =>
        new SharedWorker(new URL('../../workers/compile.ts', import.meta.url), {
          type: 'module',
          name: 'compiler',
        }),
      own: () =>
        new Worker(new URL('../../workers/compile.ts', import.meta.url), {
          type: 'module',
          name: 'compiler',
        }),
      gone: async (lock, signal) => navigator.locks.request(lock, { signal }, () => {}),
    }),
  (report) => {
    state.compiler.value = report;
    if (report.kind !== 'failed') return;
    notices.alert(report.message, { topic: 'run', action: { label: 'Retry', run: () => session.retry() } });
  },
);
const programs = new ProgramClient(
  () => new Worker(new URL('../../workers/program.ts', import.meta.url), { type: 'module', name: 'program' }),
);
const modules = new Modules({ state, editor, log, compiler, library });
const session = new Session({
  state,
  notices,
  editor,
  log,
  timeline,
  variables: new Variables(),
  compiler,
  modules,
  programs,
  site: () => ({ base: document.baseURI }),
});
const travel = new Travel({ state, notices, timeline, session });
const selection = new Selection({ timeline, log, editor });
tellCycles({ timeline, notices, selection });
const sourceMarks = new SourceMarks({
  timeline,
  text: () => editor.text(),
  still: () => state.phase.value === 'paused' || timeline.eventIndex.value !== undefined,
  show: (marks, selected) => editor.showTasks(marks, selected),
  showLine: (line) => editor.showLine(line),
});
const host = new Host({
  state,
  notices,
  editor,
  settled: editor.settled,
  library,
  log,
  timeline,
  session,
  lesson: (name) => lessonProgram(name, library),
  readOnly: (on) => editor.readOnly(on),
  /* Nothing is kept of a page that is somebody else's. */
  looks: new Looks(() => {
    throw new Error('there is no storage');
  }),
});

/// The requests of the examples are answered by the service worker, which no other program needs here.
let served = false;
function serve(): void {
  if (served || !/\bweft_fetch\b/.test(editor.text())) return;
  served = true;
  registerService(() => programs.renew());
}

/* Nothing of a program in somebody else's page is kept among the drafts. */
const watch = new AutoCheck({
  state,
  editor,
  compiler,
  modules,
  sharing: {
    textChanged: () => {
      host.textChanged();
      serve();
    },
    saveDraft: () => {},
  },
});

const app = {
  alone: true,
  state,
  notices,
  log,
  timeline,
  session,
  travel,
  compiler,
  library,
  code: editor,
  editor: editor.element,
  selection,
  choose: (choice) => selection.choose(choice),
  written: selection.written,
  goTo: (line, column) => editor.goTo(line, column),
  copyOutput: () => copyOutput({ log, notices }),
} satisfies Partial<App>;

render(
  /* What needs the rest of the site is not among the views of this page. */
  <AppContext.Provider value={app as Partial<App> as App}>
    <EmbeddedPage host={host} />
  </AppContext.Provider>,
  document.getElementById('embedded')!,
);
listenToRunKeys(session);
import('../shell/engine.ts').then(
  ({ wordsOfLacking }) => wordsOfLacking() !== '' && notices.alert(wordsOfLacking(), { topic: 'run' }),
  () => {}, // it says itself what it cannot do, when that is asked for
);
addEventListener('message', ({ source, data, ports }: MessageEvent<unknown>) => {
  if (source === parent) host.accept(data, ports);
});
const settings = addressSettings(location);
if (settings) host.open(settings);
const here: Here = 'weft-here';
parent.postMessage(here, '*');
