/// The page of one program: its source, to be read, and the panes of a run.

import { useLayoutEffect, useRef } from 'preact/hooks';

import { Mark } from '../../common/icons.tsx';
import { Splitter } from '../../common/splitter.tsx';
import { useApp } from '../context.ts';
import { OutputPane } from '../output/output-pane.tsx';
import { BackButton, PauseButton, RestartButton, RunButton, StepButton } from '../run/run-buttons.tsx';
import { ClockField, SeedField, SpeedField } from '../run/settings.tsx';
import { doing } from '../run/doing.ts';
import { NoticeList } from '../shell/notice-list.tsx';
import { TasksPane } from '../tasks/tasks-pane.tsx';
import { TimelinePane } from '../timeline/timeline-pane.tsx';

export function BundledPage({ file }: { file: string }) {
  return (
    <>
      <header class="bar">
        <h1 class="brand">
          <Mark />
          <span>Weft</span>
        </h1>
        <div class="buttons">
          <RunButton />
          <PauseButton />
          <BackButton />
          <StepButton />
          <RestartButton />
        </div>
        <div class="settings">
          <ClockField />
          <SpeedField />
          <SeedField />
        </div>
      </header>
      <main class="work">
        <div class="left">
          <SourcePane file={file} />
        </div>
        <Splitter
          label="Width of the source"
          moves="sideways"
          property="--editor-width"
          initialPercent={50}
          minPercent={25}
          maxPercent={75}
        />
        <div class="side">
          <OutputPane />
          <Splitter
            label="Height of the tasks"
            moves="up and down"
            property="--tasks-height"
            initialPercent={50}
            minPercent={15}
            maxPercent={80}
          />
          <TasksPane />
        </div>
        <Splitter
          label="Height of the timeline"
          moves="up and down"
          property="--timeline-height"
          initialPercent={42}
          minPercent={15}
          maxPercent={80}
        />
        <TimelinePane />
      </main>
      <Status />
      <NoticeList />
    </>
  );
}

function SourcePane({ file }: { file: string }) {
  const { editor } = useApp();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.append(editor), [editor]);
  return (
    <section class="pane program" aria-labelledby="source-title">
      <div class="head">
        <h2 id="source-title">{file}</h2>
      </div>
      <div class="editor-place" ref={place} />
    </section>
  );
}

function Status() {
  const { state } = useApp();
  const [mood, text] = doing(state);
  return (
    <footer class="status-bar">
      <div class="status" role="status" aria-label="Status">
        <span class={`doing ${mood}`}>{text}</span>
        {state.skipped.value && <span class="detail skipped">{state.skipped.value}</span>}
      </div>
    </footer>
  );
}
