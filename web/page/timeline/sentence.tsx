/// Says in sentences what moment is shown. It is read out where the program stands still, not while it runs.

import { useApp } from '../context.ts';
import { seconds } from '../../common/format.ts';
import { describeMoment, describeTasks } from '../../trace/text/moment.ts';
import { useThrottled } from './use-throttled.ts';

export function Sentence() {
  const { timeline, state } = useApp();
  const event = useThrottled(timeline);
  const { trace } = timeline;
  const runs = state.phase.value === 'running' && timeline.eventIndex.value === undefined;
  const words = runs ? [describeTasks(trace, event)] : describeMoment(trace, event);
  return (
    <p class="sentence" tabIndex={0} aria-live={runs ? 'off' : 'polite'}>
      <Moment />
      {timeline.recorded.value === 'shown' && <b class="recorded">Recorded when the site was built. </b>}
      {trace.lostEvents > 0 && (
        <span class="lost">
          {trace.lostEvents.toLocaleString('en')} events were lost: more happened than could be recorded.{' '}
        </span>
      )}
      {trace.over && trace.behind && (
        <span class="lost">What happened last was lost: it was stopped before it could be recorded. </span>
      )}
      {trace.events.first > 0 && (
        <span class="cut">Earlier than {seconds(trace.events.time(trace.events.first))} is not kept. </span>
      )}
      {words.join(' ')}
    </p>
  );
}

/// It changes with every frame, unlike the words, which have to be read.
function Moment() {
  const { timeline } = useApp();
  const event = (timeline.version.value, timeline.playhead.value, timeline.shownEventIndex);
  const { trace } = timeline;
  if (event < trace.events.first) return null;
  const of = timeline.eventIndex.value === undefined ? '' : ` of ${trace.turnCount.toLocaleString('en')}`;
  return (
    <span class="moment">
      {seconds(timeline.shownTime)} · turn {trace.events.turn(event).toLocaleString('en')}
      {of}
    </span>
  );
}
