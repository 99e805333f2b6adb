/// The region of the timeline has its controls, the chart, and in words what is to be seen.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';

import { useApp } from '../context.ts';
import { ScheduleField } from '../explore/explore-button.tsx';
import { LoopButton, LoopPlace } from '../loop/loop-button.tsx';
import { ForkMenu, FuturesButton } from '../run/fork-menu.tsx';
import { GoOnButton } from '../run/run-buttons.tsx';
import type { Chart } from './chart.ts';
import type { OpenChart } from './open-chart.ts';
import { OpenRun } from './open-run.tsx';
import { Sentence } from './sentence.tsx';
import { useShownWhen } from '../../common/use-shown-when.ts';

/// What is there once the drawing has come.
interface Drawn {
  chart: Chart;
  Controls: ComponentType<{ chart: Chart }>;
  Playhead: ComponentType<{ chart: Chart }>;
  RangeSentence: ComponentType<{ chart: Chart }>;
  Legend: ComponentType;
  FindPanel: ComponentType<{ chart: Chart }>;
}

export function TimelinePane() {
  const { state, timeline, selection, written, choose } = useApp();
  const pane = useRef<HTMLElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn>();
  useEffect(() => {
    let open: OpenChart | undefined;
    let gone = false;
    /* The page is read, edited and run before the drawing and its libraries have come. */
    void Promise.all([import('./open-chart.ts'), import('./chart-controls.tsx')]).then(
      ([{ openChart }, parts]) => {
        if (gone || !place.current) return;
        open = openChart(place.current, { timeline, written, chose: choose }, (by) => selection.step(by));
        setDrawn({ chart: open.chart, ...parts });
      },
      (error: unknown) => {
        timeline.trouble.value = `it could not be fetched (${String(error)})`;
      },
    );
    return () => {
      gone = true;
      open?.close();
    };
  }, [timeline, selection, written, choose]);
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
        <FuturesButton />
        <GoOnButton />
        <ScheduleField />
        {begun.current && <LoopButton />}
        {begun.current && drawn ? <drawn.Controls chart={drawn.chart} /> : <OpenRun />}
      </div>
      {begun.current && drawn && timeline.range.value ? (
        <drawn.RangeSentence chart={drawn.chart} />
      ) : (
        begun.current && <Sentence />
      )}
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
        {drawn && <drawn.Playhead chart={drawn.chart} />}
        {drawn && <drawn.FindPanel chart={drawn.chart} />}
        <div role="tooltip" aria-live="polite" hidden />
        {blank && <p class="empty">There is no run to show.</p>}
      </div>
      {begun.current && drawn && <drawn.Legend />}
      {!begun.current && (
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
