/// The table shows the newest moment, but not more often than can be read and paid for.

import { useEffect, useState } from 'preact/hooks';
import { effect } from '@preact/signals';

import { Throttle } from './throttle.ts';
import type { Timeline } from './timeline.ts';

export function useThrottled(timeline: Timeline): number {
  const [, setCount] = useState(0);
  useEffect(() => {
    const pace = { minMilliseconds: 120, perThousandMilliseconds: 10 };
    const throttle = new Throttle(timeline, pace, () => setCount((count) => count + 1));
    const stop = effect(() => {
      timeline.version.value;
      timeline.eventIndex.value;
      timeline.selected.value;
      timeline.only.value;
      throttle.ask();
    });
    return () => {
      throttle.stop();
      stop();
    };
  }, [timeline]);
  return timeline.eventIndex.peek() ?? timeline.trace.last;
}
