/// Tells in a few words what a waiting task waits for.

import { generatorId } from '../../common/task-id.ts';
import { TaskState, type TaskStatus } from '../model/task-state.ts';
import type { Trace } from '../model/trace.ts';

/// Whom or what it waits for; '' when it does not wait, or nothing is known of that.
export function waitedFor(trace: Trace, status: TaskStatus): string {
  const { state, call, peer, object } = status;
  if (state !== TaskState.waiting) return '';
  if (call.startsWith('weft_gen_')) return object > 0 ? trace.label(generatorId(object)) : '';
  const tasks = joins.has(call) ? object : 0;
  if (tasks > 1) return `${tasks.toLocaleString('en')} tasks`;
  const name = trace.objectOfWait(call, object);
  if (peer > 0) return name ? `${name}, held by ${trace.label(peer)}` : trace.label(peer);
  return name || subjectOf(trace, status) || (things.get(call) ?? '');
}

/// What a task that waits for the host has asked it about; '' for all else.
function subjectOf(trace: Trace, { task, object, call }: TaskStatus): string {
  const operation = trace.lane(task)?.operations.find(({ number }) => number === object);
  return operation?.call === call ? operation.subject : '';
}

const joins = new Set(['weft_join', 'weft_gather', 'weft_wait_for']);

const things = new Map([
  ['weft_fetch', 'an answer'],
  ['weft_read_line', 'a line of input'],
  ['weft_next_frame', 'the next frame'],
  ['weft_group_close', "the group's tasks"],
  ['weft_wait_any', 'the first task to end'],
  ['weft_select', 'one of its channels'],
]);

/// The same as the end of a sentence: " for an item from channel 1".
export function whatFor(trace: Trace, status: TaskStatus): string {
  const { call, peer, object } = status;
  const what = waitedFor(trace, status);
  if (joins.has(call) || call === 'weft_wait_any')
    return what === '' ? '' : `${joins.has(call) ? ` for ${what} to end` : ` for ${what}`}`;
  if (call === 'weft_chan_recv') return ` for an item from ${what}`;
  if (call === 'weft_chan_send') return ` until ${what} takes its item`;
  if (call === 'weft_group_close' && object > 0) return ` for the tasks of ${what}`;
  if (call === 'weft_fetch' && what !== things.get(call)) return ` for the answer of ${what}`;
  if (call === 'weft_mutex_lock' && peer > 0)
    return ` for ${what.replace(', held by', ', which is held by')}`;
  return what === '' ? '' : ` for ${what}`;
}
