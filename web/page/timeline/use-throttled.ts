/// What shows the newest moment is drawn anew, but not more often than can be read and paid for.

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { effect } from '@preact/signals';

import { Throttle } from './throttle.ts';
import type { Timeline } from './timeline.ts';

const minMilliseconds = 120;

export function useThrottled(timeline: Timeline): number {
  const [, setCount] = useState(0);
  const throttle = useRef<Throttle | undefined>(undefined);
  const begun = performance.now();
  useLayoutEffect(() => throttle.current?.took(performance.now() - begun));
  useEffect(() => {
    const own = (throttle.current = new Throttle(minMilliseconds, () => setCount((count) => count + 1)));
    const stop = effect(() => {
      timeline.version.value;
      timeline.eventIndex.value;
      timeline.selected.value;
      timeline.only.value;
      own.ask();
    });
    return () => {
      own.stop();
      stop();
    };
  }, [timeline]);
  return timeline.eventIndex.peek() ?? timeline.trace.last;
}
