/// What is waited in and handed through has a name as in the program's own reports: channel 1, mutex 2. The
/// program counts each kind; a channel and a group get their numbers when they are made, a mutex
/// and its like when somebody waits in them for the first time.

import { TraceEvent } from '../../runtime/abi.gen.ts';

const kindOfCall = new Map([
  ['weft_chan_send', 'channel'],
  ['weft_chan_recv', 'channel'],
  ['weft_mutex_lock', 'mutex'],
  ['weft_cond_wait', 'condition'],
  ['weft_sem_acquire', 'semaphore'],
  ['weft_event_wait', 'event'],
  ['weft_waitgroup_wait', 'waitgroup'],
  ['weft_barrier_wait', 'barrier'],
  ['weft_group_close', 'group'],
]);

/// Of an event of that kind and call; '' for what has no name.
export function objectName(event: number, call: string, number: number): string {
  const kind = kindOfEvent(event, call);
  return number > 0 && kind !== undefined ? `${kind} ${number}` : '';
}

function kindOfEvent(event: number, call: string): string | undefined {
  if (event === TraceEvent.SEND || event === TraceEvent.RECEIVE) return 'channel';
  return event === TraceEvent.SUSPEND ? kindOfCall.get(call) : undefined;
}
