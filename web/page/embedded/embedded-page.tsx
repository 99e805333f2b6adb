/// The page in the frame: the panels that are asked for, below a bar, above what the run is doing.

import { useSignal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';

import { Mark } from '../../common/icons.tsx';
import { useApp } from '../context.ts';
import { OutputPane } from '../output/output-pane.tsx';
import { BackButton, PauseButton, RunButton, StepButton } from '../run/run-buttons.tsx';
import { RunStatusBar } from '../run/status.tsx';
import { encodeLink, withSwitching } from '../share/link.ts';
import { sharedOf } from '../share/settings.ts';
import { NoticeList } from '../shell/notice-list.tsx';
import { TasksPane } from '../tasks/tasks-pane.tsx';
import { TimelinePane } from '../timeline/timeline-pane.tsx';
import type { Host } from './host.ts';

export function EmbeddedPage({ host }: { host: Host }) {
  const shown = new Set(host.panels.value);
  const halves = shown.has('editor') && (shown.has('output') || shown.has('tasks'));
  return (
    <>
      <header class="frame-bar">
        <div class="buttons">
          <RunButton />
          <PauseButton />
          <BackButton />
          <StepButton />
        </div>
        <OpenLink host={host} />
      </header>
      <main class={`panels ${halves ? 'halves' : ''} ${shown.has('timeline') ? 'with-timeline' : ''}`}>
        {shown.has('editor') && <ProgramPane />}
        {shown.has('output') && <OutputPane />}
        {shown.has('timeline') && <TimelinePane />}
        {shown.has('tasks') && <TasksPane />}
      </main>
      <RunStatusBar />
      <NoticeList />
    </>
  );
}

function ProgramPane() {
  const { editor } = useApp();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.append(editor), [editor]);
  return (
    <section class="pane program" aria-label="Program">
      <div class="editor-place" ref={place} />
    </section>
  );
}

/// So long the hands rest before the link follows the text.
const restMilliseconds = 300;

/// Leads to the same program on the page itself, in a tab of its own.
function OpenLink({ host }: { host: Host }) {
  const { state, library, code, timeline } = useApp();
  const href = useSignal('./');
  useSignalEffect(() => {
    state.clock.value;
    state.seed.value;
    const switching = state.switching.value;
    host.edits.value;
    const timer = setTimeout(async () => {
      const fragment = await encodeLink(sharedOf({ state, library, editor: code, timeline })).catch(() => '');
      href.value = `./${withSwitching(fragment, switching)}`;
    }, restMilliseconds);
    return () => clearTimeout(timer);
  });
  return (
    <a
      class="open"
      href={href.value}
      target="_blank"
      rel="noopener"
      title="Open this program in a tab of its own"
    >
      <Mark />
      <span>Weft</span>
    </a>
  );
}
