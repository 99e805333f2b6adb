/// Tells when tasks are found to wait for each other for ever, while the run goes on.

import { effect, untracked } from '@preact/signals';

import { countUpTo } from '../../trace/model/search.ts';
import type { Trace } from '../../trace/model/trace.ts';
import type { Notices } from '../shell/notices.ts';
import type { Selection } from '../timeline/selection.ts';
import type { Timeline } from '../timeline/timeline.ts';

interface Parts {
  timeline: Timeline;
  notices: Notices;
  selection: Selection;
}

export function tellCycles({ timeline, notices, selection }: Parts): void {
  let known: Trace | undefined;
  /// The last event that has been told of.
  let told = -1;
  const look = () => {
    const { trace } = timeline;
    if (trace !== known) {
      told = -1;
      notices.clear('cycle');
    }
    known = trace;
    const { cycles, events } = trace;
    const at = countUpTo(cycles, told);
    if (trace.stuck) notices.clear('cycle'); // Status and the report of the end say more
    if (trace.stuck || at >= cycles.length) return;
    const event = cycles.at(at);
    told = cycles.at(cycles.length - 1);
    const names = Array.from({ length: cycles.length - at }, (_, index) =>
      trace.label(events.task(cycles.at(at + index))),
    );
    notices.alert(
      `${names.join(' and ')} wait for each other: a deadlock, unless one of them is cancelled. ` +
        'Others go on.',
      { topic: 'cycle', action: { label: 'Show it', run: () => selection.goTo(events.task(event), event) } },
    );
  };
  effect(() => {
    timeline.version.value;
    untracked(look);
  });
}
