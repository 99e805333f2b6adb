/// Puts the page together.

import { examples } from 'virtual:weft-examples';
import { effect } from '@preact/signals';
import { render } from 'preact';

import { createEditor } from './editor/editor.ts';
import { Page } from './shell/page.tsx';
import { showTasks, taskMarks } from './tasks/source-gutter.ts';
import './shell/index.css';
import { CompilerClient } from './run/compiler-client.ts';
import { AppContext, type App } from './context.ts';
import { loadDraft } from './share/draft.ts';
import { AutoCheck } from './editor/auto-check.ts';
import { format } from './editor/format-source.ts';
import { listenToKeys } from './shell/keys.ts';
import { Log } from './output/log.ts';
import { ManualShelf } from './manual/manual-shelf.ts';
import { ProgramClient } from './run/program-client.ts';
import { registerService, whenIdle } from './shell/background.ts';
import { Selection } from './timeline/selection.ts';
import { Session, noWebAssembly } from './run/session.ts';
import { Sharing } from './share/sharing.ts';
import { Suggestions } from './editor/assist/suggestions.ts';
import { SourceMarks } from './tasks/source-marks.ts';
import { createState } from './state.ts';
import { Timeline } from './timeline/timeline.ts';

const storage = () => sessionStorage;
const copy = (text: string) => navigator.clipboard.writeText(text);

const state = createState();
const log = new Log();
const timeline = new Timeline();
const draft = loadDraft(storage);
const editor = createEditor({
  text: draft?.source ?? examples[0]?.source ?? '',
  changed: (byPerson) => {
    watch.changed(byPerson);
    sourceMarks.textChanged();
  },
});
state.example.value = draft?.example ?? '';
state.clock.value = draft?.clock ?? 'real';
state.seed.value = draft?.seed ?? 0;

const compileWorker = () =>
  new Worker(new URL('../workers/compile.ts', import.meta.url), { type: 'module', name: 'compiler' });
const programWorker = () =>
  new Worker(new URL('../workers/program.ts', import.meta.url), { type: 'module', name: 'program' });
const compiler = new CompilerClient(compileWorker, (report) => {
  state.compiler.value = report;
  if (report.kind !== 'failed') return;
  state.notice.value = {
    kind: 'alert',
    text: report.message,
    action: { label: 'Retry', run: () => session.retry() },
  };
});
const programs = new ProgramClient(programWorker);
const site = () => ({ base: document.baseURI, answersDelay: Boolean(navigator.serviceWorker?.controller) });
const session = new Session({ state, editor, log, timeline, compiler, programs, examples, site });
const sharing = new Sharing(
  { state, editor, examples, timeline, storage, location, history, copy },
  draft?.link ?? '',
);
const selection = new Selection({ timeline, log, editor });
editor.extend(taskMarks((task) => selection.choose({ task })));
const sourceMarks = new SourceMarks({
  timeline,
  text: () => editor.text(),
  still: () => state.phase.value === 'paused' || timeline.eventIndex.value !== undefined,
  show: (marks, selected) => showTasks(editor.view, marks, selected),
  showLine: (line) => editor.showLine(line),
});
const manual = new ManualShelf({ state, location, history });
const watch = new AutoCheck({ state, editor, compiler, sharing });

const app: App = {
  state,
  log,
  timeline,
  session,
  sharing,
  manual,
  compiler,
  examples,
  editor: editor.element,
  selection,
  choose: (choice) => selection.choose(choice),
  written: selection.written,
  goTo: (line, column) => editor.goTo(line, column),
  format: () => format(editor, state),
  copyOutput: () =>
    copy(log.text()).then(
      () => void (state.notice.value = { kind: 'info', text: 'Output copied.' }),
      () =>
        void (state.notice.value = {
          kind: 'alert',
          text: 'The browser does not let this page copy. Select the text instead.',
        }),
    ),
};

sharing.textChanged();
render(
  <AppContext.Provider value={app}>
    <Page />
  </AppContext.Provider>,
  document.getElementById('page')!,
);
listenToKeys(session, sharing, () =>
  manual.open(editor.namesAtCaret().find((name) => /^(?:weft|WEFT)_/.test(name))),
);
registerService(() => programs.renew());
addEventListener('hashchange', () => {
  void sharing.openAddress();
  manual.openAddress();
});
addEventListener('pagehide', () => sharing.saveDraft());
effect(() => {
  state.clock.value;
  state.seed.value;
  sharing.saveDraft();
});
manual.openAddress();
whenIdle(async () => {
  const [{ assist }, pages] = await Promise.all([import('./editor/assist/index.ts'), manual.pages()]);
  editor.extend(assist({ pages, manual, compiled: new Suggestions(compiler) }));
});
if (typeof WebAssembly === 'undefined') state.notice.value = { kind: 'alert', text: noWebAssembly };
void sharing.openAddress();
