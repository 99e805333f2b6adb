/// Writes the trace as text, an event a line: for tests, and for reading.

import { TraceEvent } from '../../runtime/abi.gen.ts';
import { describeEvent } from '../text/describe.ts';
import type { Trace } from '../model/trace.ts';

/// "0.000 1 main has its turn": program time in seconds, the turn, what happened and where.
export function traceLog(trace: Trace): string {
  const { events } = trace;
  const lines: string[] = [];
  for (let event = events.first; event < events.length; event++) {
    const place =
      events.file(event) && events.kind(event) !== TraceEvent.OUTPUT
        ? ` (${events.file(event)}:${events.line(event)})`
        : '';
    lines.push(
      `${(events.time(event) / 1e9).toFixed(3)} ${events.turn(event)} ` +
        `${describeEvent(trace, event)}${place}\n`,
    );
  }
  return lines.join('');
}
