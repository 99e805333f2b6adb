/// Puts the page together.

import { examples } from 'virtual:weft-examples';
import { effect, untracked } from '@preact/signals';
import { render } from 'preact';

import { LateEditor } from './editor/late-editor.ts';
import { Library } from './editor/examples.ts';
import { Page } from './shell/page.tsx';
import './shell/index.css';
import { CompilerClient } from './run/compiler-client.ts';
import { AppContext, type App } from './context.ts';
import { Drafts } from './share/drafts.ts';
import { Notices } from './shell/notices.ts';
import { remembered, Tab } from './share/tab.ts';
import { AutoCheck } from './editor/auto-check.ts';
import { Explorer } from './explore/explorer.ts';
import { Modules } from './run/modules.ts';
import { listenToKeys } from './shell/keys.ts';
import { Looks } from './shell/looks.ts';
import { copyOutput } from './output/copy-output.ts';
import { Log } from './output/log.ts';
import { ManualShelf } from './manual/manual-shelf.ts';
import { ProgramClient } from './run/program-client.ts';
import { registerService, whenIdle } from './shell/background.ts';
import { followSwitching, tellSwitching } from './run/switching.ts';
import type { Rehearsal } from './run/rehearsal.ts';
import { Selection } from './timeline/selection.ts';
import { Session } from './run/session.ts';
import { lessonIn, programPart } from './share/link.ts';
import { Sharing } from './share/sharing.ts';
import { Suggestions } from './editor/assist/suggestions.ts';
import { SourceMarks } from './tasks/source-marks.ts';
import { createState } from './state.ts';
import { Travel } from './run/travel.ts';
import { Timeline } from './timeline/timeline.ts';
import { Variables } from './variables/variables.ts';
import { TourShelf } from './tour/tour-shelf.ts';
import type { ToCompiler } from '../workers/protocol.ts';

const recordedRun = () => import('./run/recorded-run.ts');
const formatting = () => import('./editor/format-source.ts');
const copy = (text: string) => navigator.clipboard.writeText(text);

const state = createState();
const log = new Log();
const timeline = new Timeline();
const notices = new Notices();
const drafts = new Drafts({
  store: () => localStorage,
  locks: navigator.locks,
  now: () => Date.now(),
  newId: () => crypto.getRandomValues(new Uint32Array(3)).join('-'),
});
const tab = new Tab({ storage: () => sessionStorage, location, history });
const before = remembered(tab, drafts);
const library = new Library(examples);
const tour = new TourShelf({ notices, location, history });
const editor = new LateEditor({
  text: before?.source ?? examples[0]?.source ?? '',
  changed: (byPerson) => {
    watch.changed(byPerson);
    rehearsal?.changed();
    sourceMarks.textChanged();
    explorer.textChanged();
    timeline.forgetRecorded();
  },
  chose: (task) => selection.choose({ task }),
});

const compileWorker = () => {
  const worker = new Worker(new URL('../workers/compile.ts', import.meta.url), {
    type: 'module',
    name: 'compiler',
  });
  if (navigator.serviceWorker?.controller) worker.postMessage({ kind: 'served' } satisfies ToCompiler);
  return worker;
};
const programWorker = () =>
  new Worker(new URL('../workers/program.ts', import.meta.url), { type: 'module', name: 'program' });
const exploreWorker = () =>
  new Worker(new URL('../workers/explore.ts', import.meta.url), { type: 'module', name: 'explorer' });
const compiler = new CompilerClient(compileWorker, (report) => {
  state.compiler.value = report;
  if (report.kind === 'ready') whenIdle(async () => void (await (await formatting()).fetchFormatter()));
  if (report.kind !== 'failed') return;
  notices.alert(report.message, { topic: 'run', action: { label: 'Retry', run: () => session.retry() } });
});
const programs = new ProgramClient(programWorker);
const site = () => ({ base: document.baseURI });
const modules = new Modules({ state, editor, log, compiler, library });
const variables = new Variables();
const session = new Session({
  state,
  notices,
  editor,
  log,
  timeline,
  variables,
  compiler,
  modules,
  programs,
  site,
});
const travel = new Travel({ state, notices, timeline, session, log });
const sharing = new Sharing({
  state,
  notices,
  editor,
  library,
  timeline,
  drafts,
  tab,
  location,
  lessonWanted: (name) => tour.want(name),
  copy,
});
const selection = new Selection({ timeline, log, editor });
const explorer = new Explorer({
  state,
  notices,
  editor,
  timeline,
  selection,
  session,
  modules,
  programs,
  site,
  createWorker: exploreWorker,
  threads: () => navigator.hardwareConcurrency,
});
const recordedRuns = {
  isOne: async (file: Blob) => (await recordedRun()).isRecordedRun(file),
  open: async (file: File) => (await recordedRun()).openRecordedRun(file, { notices, session, sharing }),
};
import('./editor/dropped-files.ts').then(
  ({ droppedElsewhere, droppedFiles }) => {
    editor.extend(droppedFiles(notices, recordedRuns));
    droppedElsewhere(window, notices, recordedRuns);
  },
  () => {}, // files can be opened otherwise
);
const sourceMarks = new SourceMarks({
  timeline,
  text: () => editor.text(),
  still: () => state.phase.value === 'paused' || timeline.eventIndex.value !== undefined,
  show: (marks, selected) => editor.showTasks(marks, selected),
  showLine: (line) => editor.showLine(line),
});
const manual = new ManualShelf({ notices, location, history });
const watch = new AutoCheck({ state, editor, compiler, modules, sharing });

const looks = new Looks(() => localStorage);
const app: App = {
  state,
  notices,
  log,
  timeline,
  session,
  travel,
  variables,
  explorer,
  drafts,
  sharing,
  manual,
  tour,
  compiler,
  library,
  looks,
  code: editor,
  editor: editor.element,
  selection,
  choose: (choice) => selection.choose(choice),
  written: selection.written,
  goTo: (line, column) => editor.goTo(line, column),
  format: async () => (await formatting()).format(editor, notices),
  download: async () => {
    try {
      await (await import('./share/download.ts')).download({ state, notices, editor, modules });
    } catch (error) {
      notices.alert(`The program cannot be downloaded: ${String(error)}`, { topic: 'link' });
    }
  },
  openRun: recordedRuns.open,
  copyOutput: () => copyOutput({ log, notices }),
};

const place = document.getElementById('page')!;
place.replaceChildren(); // what was to be read until now
render(
  <AppContext.Provider value={app}>
    <Page />
  </AppContext.Provider>,
  place,
);
listenToKeys(session, sharing, {
  help: () => manual.open(editor.namesAtCaret().find((name) => /^(?:weft|WEFT)_/.test(name))),
  list: () => (state.dialog.value = 'keys'),
  present: () => (looks.presenting.value = !looks.presenting.value),
});
effect(() => {
  if (looks.presenting.value) void import('./shell/presentation.ts').then(({ present }) => present(looks));
});
registerService(() => programs.renew());
if ('launchQueue' in globalThis)
  void import('./share/local-file.ts').then(({ openLaunched }) =>
    openLaunched({ state, notices, editor, sharing }),
  );
import('./run/tell-cycles.ts').then(
  ({ tellCycles }) => tellCycles({ timeline, notices, selection }),
  () => {}, // the output tells it too
);
for (const moved of ['popstate', 'hashchange'])
  addEventListener(moved, () => {
    void sharing.moved();
    followSwitching({ state, notices, tab });
    manual.openAddress();
    tour.openAddress();
  });
addEventListener('pagehide', () => sharing.saveDraft());
effect(() => {
  state.clock.value;
  state.seed.value;
  state.options.value;
  untracked(() => sharing.settingsChanged());
});
followSwitching({ state, notices, tab });
effect(() => {
  state.switching.value;
  untracked(() => tellSwitching({ state, tab }));
});
manual.openAddress();
tour.openAddress();
import('./editor/finding.ts').then(
  ({ finding }) => editor.extend(finding),
  () => {}, // the browser's own finding is there
);
whenIdle(async () => {
  const [{ assist }, pages] = await Promise.all([import('./editor/assist/index.ts'), manual.pages()]);
  editor.extend(assist({ pages, manual, compiled: new Suggestions(compiler) }));
});
let rehearsal: Rehearsal | undefined;
whenIdle(async () => {
  const [{ Rehearsal }, { startEarly }] = await Promise.all([
    import('./run/rehearsal.ts'),
    import('./run/early-compiler.ts'),
  ]);
  const isLookedAt = () => document.visibilityState === 'visible';
  rehearsal = new Rehearsal({ state, compiler, text: () => editor.text(), busy: explorer.busy, isLookedAt });
  await startEarly({ compiler, caches: globalThis.caches, document, navigator });
});
import('./shell/engine.ts').then(
  ({ wordsOfLacking }) => wordsOfLacking() !== '' && notices.alert(wordsOfLacking(), { topic: 'run' }),
  () => {}, // it says itself what it cannot do, when that is asked for
);
if (
  editor.text() === examples[0]?.source &&
  programPart(location.hash) + (lessonIn(location.hash) ?? '') === ''
) {
  timeline.recorded.value = 'coming';
  import('./timeline/recorded.ts').then(
    ({ showRecording }) => showRecording(timeline),
    () => timeline.forgetRecorded(),
  );
}
void sharing.open(before);
