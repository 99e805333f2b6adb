/// The region of the timeline: its controls, the chart, and in words what is to be seen.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { TargetedEvent } from 'preact';

import { useApp } from '../context.ts';
import type { AxisKind } from '../../trace/model/axis.ts';
import type { Chart } from './chart.ts';
import { follow } from './chart-keys.ts';
import { ExportMenu } from './export-menu.tsx';
import { Legend } from './legend.tsx';
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
    let made: Chart | undefined;
    let gone = false;
    /* By itself: the page is read, edited and run before the drawing and its libraries have come. */
    void import('./chart.ts').then(
      ({ Chart }) => {
        if (gone || !place.current) return;
        made = new Chart(place.current, { timeline, written, chose: choose });
        setChart(made);
      },
      () => {},
    );
    return () => {
      gone = true;
      made?.close();
    };
  }, [timeline, written, choose]);
  /* From the first run on it keeps its room, so that nothing moves when another begins or does not compile. */
  const begun = useRef(false);
  const any = (timeline.version.value, timeline.trace.events.length > 0);
  begun.current ||= any;
  const blank = !any && !state.busy.value;
  useShownWhen(pane, begun.current && state.busy.value && timeline.stepped.value);
  return (
    <section
      ref={pane}
      class={`pane timeline ${begun.current ? '' : 'fresh'}`}
      aria-labelledby="timeline-title"
    >
      <div class="head">
        <h2 id="timeline-title">Timeline</h2>
        {begun.current && chart && <Controls chart={chart} />}
      </div>
      {begun.current && <Sentence />}
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

function Controls({ chart }: { chart: Chart }) {
  const { timeline } = useApp();
  const scrubbed = timeline.eventIndex.value !== undefined;
  return (
    <div class="chart-controls">
      {scrubbed && (
        <Button
          class="live narrow-icon"
          icon="resume"
          label="Live"
          title="Back to the newest eventIndex"
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
        onPress={() => follow(chart)}
      />
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
