/// The region of the timeline has its controls, the chart, and in words what is to be seen.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { TargetedEvent } from 'preact';

import { useApp } from '../context.ts';
import type { AxisKind } from '../../trace/model/axis.ts';
import { ScheduleField } from '../explore/explore-button.tsx';
import { LoopButton, LoopPlace } from '../loop/loop-button.tsx';
import { ForkMenu } from '../run/fork-menu.tsx';
import { GoOnButton } from '../run/run-buttons.tsx';
import type { Chart } from './chart.ts';
import type { OpenChart } from './open-chart.ts';
import { ExportMenu } from './export-menu.tsx';
import { Legend } from './legend.tsx';
import { OpenRun } from './open-run.tsx';
import { Playhead } from './playhead.tsx';
import { Sentence } from './sentence.tsx';
import { Button } from '../../common/button.tsx';
import { useShownWhen } from '../../common/use-shown-when.ts';

export function TimelinePane() {
  const { state, timeline, written, choose } = useApp();
  const pane = useRef<HTMLElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<Chart>();
  useEffect(() => {
    let open: OpenChart | undefined;
    let gone = false;
    /* The page is read, edited and run before the drawing and its libraries have come. */
    void import('./open-chart.ts').then(
      ({ openChart }) => {
        if (gone || !place.current) return;
        open = openChart(place.current, { timeline, written, chose: choose });
        setChart(open.chart);
      },
      (error: unknown) => {
        timeline.trouble.value = `it could not be fetched (${String(error)})`;
      },
    );
    return () => {
      gone = true;
      open?.close();
    };
  }, [timeline, written, choose]);
  /* From the first run on it keeps its room, so that nothing moves when another
     begins or does not compile. */
  const begun = useRef(false);
  const any = (timeline.version.value, timeline.trace.events.length > 0);
  const coming = timeline.recorded.value === 'coming';
  begun.current ||= any || coming;
  const blank = !any && !coming && !state.busy.value;
  useShownWhen(pane, begun.current && state.busy.value && timeline.stepped.value);
  return (
    <section
      ref={pane}
      class={`pane timeline ${begun.current ? '' : 'fresh'}`}
      aria-labelledby="timeline-title"
    >
      <div class="head">
        <h2 id="timeline-title">Timeline</h2>
        <ForkMenu />
        <GoOnButton />
        <ScheduleField />
        {begun.current && <LoopButton />}
        {begun.current && chart ? <Controls chart={chart} /> : <OpenRun />}
      </div>
      {begun.current && <Sentence />}
      {begun.current && <LoopPlace />}
      <Trouble />
      <div class={`chart ${blank ? 'blank' : ''}`} ref={place} hidden={!begun.current}>
        <div
          class="chart-scroll"
          tabIndex={0}
          role="application"
          aria-roledescription="chart"
          aria-label="Lanes of the tasks"
          aria-describedby="chart-help"
        >
          <canvas aria-hidden="true" />
          <div class="chart-spacer" />
        </div>
        {chart && <Playhead chart={chart} />}
        <div role="tooltip" aria-live="polite" hidden />
        {blank && <p class="empty">There is no run to show.</p>}
      </div>
      {begun.current ? (
        <Legend />
      ) : (
        <p class="empty">Here the tasks of the program will be seen, each in its lane, taking their turns.</p>
      )}
    </section>
  );
}

/// The rest of the page goes on without the drawing, and so does the drawing once it can.
function Trouble() {
  const { timeline } = useApp();
  const trouble = timeline.trouble.value;
  if (trouble === undefined) return null;
  return (
    <p class="trouble" role="alert">
      The timeline cannot be drawn at this moment: {trouble}. The program, its output and the table of tasks
      go on without it.
    </p>
  );
}

function Controls({ chart }: { chart: Chart }) {
  const { timeline } = useApp();
  const scrubbed = timeline.eventIndex.value !== undefined;
  const over = (timeline.version.value, timeline.trace.over);
  return (
    <div class="chart-controls">
      {scrubbed && (
        <Button
          class="live narrow-icon"
          icon="resume"
          label={over ? 'End' : 'Live'}
          title={over ? 'Back to the end of the run' : 'Back to the newest moment, and on with it'}
          onPress={() => timeline.goLive()}
        />
      )}
      <AxisField />
      <IconButton icon="out" label="Zoom out" title="Zoom out (-)" onPress={() => chart.zoom(1 / 0.6)} />
      <IconButton icon="in" label="Zoom in" title="Zoom in (+)" onPress={() => chart.zoom(0.6)} />
      <Button
        class="quiet narrow-icon"
        icon="fit"
        label="Fit"
        title="Show the whole run (F)"
        onPress={() => timeline.fit()}
      />
      <Button
        class="quiet narrow-icon follow"
        icon="follow"
        label="Follow"
        title="Keep the newest in sight (L)"
        pressed={timeline.following.value}
        onPress={() => chart.follow()}
      />
      <OpenRun />
      <ExportMenu chart={chart} />
    </div>
  );
}

function IconButton({
  icon,
  label,
  title,
  onPress,
}: {
  icon: string;
  label: string;
  title: string;
  onPress(): void;
}) {
  return <Button class="quiet icon-only" icon={icon} label={label} title={title} onPress={onPress} />;
}

function AxisField() {
  const { timeline } = useApp();
  const choose = (event: TargetedEvent<HTMLSelectElement>) => {
    timeline.chosenAxis.value = event.currentTarget.value as AxisKind;
    timeline.extent.value = undefined;
  };
  return (
    <label
      class="field axis"
      title="Turns: every turn equally wide, for programs that do everything in microseconds"
    >
      <span>Axis</span>
      <select value={timeline.axisKind.value} onChange={choose}>
        <option value="time">Time</option>
        <option value="turns">Turns</option>
      </select>
    </label>
  );
}
