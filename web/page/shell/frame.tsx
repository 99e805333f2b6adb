/// What the page and the page of one program have alike: the bar, and the panes with what moves their edges.

import type { ComponentChildren } from 'preact';

import { Mark } from '../../common/icons.tsx';
import { Splitter } from '../../common/splitter.tsx';
import { OutputPane } from '../output/output-pane.tsx';
import { BackButton, PauseButton, RestartButton, RunButton, StepButton } from '../run/run-buttons.tsx';
import { ClockField, SeedField, SpeedField } from '../run/settings.tsx';
import { TasksPane } from '../tasks/tasks-pane.tsx';
import { TimelinePane } from '../timeline/timeline-pane.tsx';

interface BarProps {
  /// Stands behind Run.
  besideRun?: ComponentChildren;
  /// Stands behind the fields that say how a program runs.
  besideSettings?: ComponentChildren;
  children?: ComponentChildren;
}

export function Bar({ besideRun, besideSettings, children }: BarProps) {
  return (
    <header class="bar">
      <h1 class="brand">
        <Mark />
        <span>Weft</span>
      </h1>
      <div class="buttons">
        <RunButton />
        {besideRun}
        <PauseButton />
        <BackButton />
        <StepButton />
        <RestartButton />
      </div>
      <div class="settings">
        <ClockField />
        <SpeedField />
        <SeedField />
        {besideSettings}
      </div>
      {children}
    </header>
  );
}

interface WorkProps {
  /// What the pane of the program is called where its edge is moved.
  program: string;
  left: ComponentChildren;
  /// Stands between the program and its edge.
  children?: ComponentChildren;
}

export function Work({ program, left, children }: WorkProps) {
  return (
    <main class="work">
      <div class="left">{left}</div>
      {children}
      <Splitter
        label={`Width of the ${program}`}
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
  );
}
