/// What Perfetto's importer does with Chrome trace events, as far as they concern a trace of Weft's: its
/// rules (as of v55: json_trace_tokenizer, json_trace_parser, slice_tracker, flow_tracker), and the counters
/// in its table of stats that each breach raises. Where it keeps silent about a mistake, or refuses the file,
/// this says so in words of its own.

export interface Slice {
  track: string;
  ts: number;
  dur: number;
  name: string;
  cat: string;
}

export interface Imported {
  /// What the importer complains of, by its names; empty when it has nothing to complain of.
  stats: Record<string, number>;
  slices: Slice[];
  flows: { name: string; from: Slice; to: Slice }[];
  /// The threads by number.
  threads: Map<number, string>;
}

interface Event {
  ph?: unknown;
  pid?: unknown;
  tid?: unknown;
  ts?: unknown;
  dur?: unknown;
  id?: unknown;
  name?: unknown;
  cat?: unknown;
  s?: unknown;
  bp?: unknown;
  args?: Record<string, unknown>;
}

const pending = -1;
const deepest = 512;

export function importIntoPerfetto(text: string): Imported {
  const stats: Record<string, number> = {};
  const complain = (name: string) => void (stats[name] = (stats[name] ?? 0) + 1);
  if (/\\u[dD][89a-fA-F]/.test(text)) complain('refused: an escape of half a character');
  const importer = new Importer(complain);
  const events = (JSON.parse(text) as { traceEvents: Event[] }).traceEvents.flatMap((event) =>
    timed(event, complain),
  );
  for (const { event, ts } of events.sort((a, b) => a.ts - b.ts)) importer.take(event, ts);
  return { stats, slices: importer.slices, flows: importer.flows, threads: importer.threads };
}

/// Whole nanoseconds; only metadata may go without a time, and a length is a number wherever there is one.
function timed(event: Event, complain: (name: string) => void): { event: Event; ts: number }[] {
  const wrong =
    (typeof event.ts !== 'number' && event.ph !== 'M') ||
    (event.dur !== undefined && typeof event.dur !== 'number') ||
    typeof event.ph !== 'string';
  if (wrong) complain('json_tokenizer_failure');
  return wrong ? [] : [{ event, ts: nanoseconds(event.ts ?? 0) }];
}

const nanoseconds = (microseconds: unknown): number => Math.round((microseconds as number) * 1000);

class Importer {
  readonly slices: Slice[] = [];
  readonly flows: Imported['flows'] = [];
  readonly threads = new Map<number, string>();
  readonly #complain: (name: string) => void;
  readonly #stacks = new Map<string, Slice[]>();
  readonly #begun = new Map<string, Slice>();

  constructor(complain: (name: string) => void) {
    this.#complain = complain;
  }

  take(event: Event, ts: number): void {
    const thread = `thread ${event.tid ?? event.pid ?? 0}`;
    switch (event.ph) {
      case 'X':
        return event.dur === undefined ? undefined : this.#push(thread, event, ts, nanoseconds(event.dur));
      case 'i':
        return this.#instant(thread, event, ts);
      case 'b':
      case 'e':
        return this.#asynchronous(event, ts);
      case 's':
      case 'f':
        return this.#flow(thread, event);
      case 'M':
        return this.#metadata(event);
      default:
        throw new Error(`phase ${event.ph} is none of Weft's`);
    }
  }

  #push(track: string, { name, cat }: Event, ts: number, dur: number): void {
    if (dur < 0 && dur !== pending) return this.#complain('slice_negative_duration');
    const stack = this.#stack(track);
    while (
      stack.length > 0 &&
      endOf(stack.at(-1)!) <= ts &&
      (stack.at(-1)!.dur > 0 || dur > 0 || endOf(stack.at(-1)!) < ts)
    )
      stack.pop();
    const outer = stack.at(-1);
    if (outer && dur !== pending && ts + dur > endOf(outer))
      return this.#complain('slice_drop_overlapping_complete_event');
    if (stack.length >= deepest) return this.#complain('slice_max_depth_exceeded');
    const slice = { track, ts, dur, name: String(name ?? ''), cat: String(cat ?? '') };
    stack.push(slice);
    this.slices.push(slice);
  }

  #instant(thread: string, event: Event, ts: number): void {
    const { s, tid, pid } = event;
    if (s === 'g') this.#push('everybody', event, ts, 0);
    else if (s === 'p' && pid !== undefined) this.#push(`process ${pid}`, event, ts, 0);
    else if ((s === 't' || s === undefined) && tid !== undefined) this.#push(thread, event, ts, 0);
    else this.#complain('json_parser_failure');
  }

  #asynchronous(event: Event, ts: number): void {
    const { id, pid, cat, name } = event;
    if (pid === undefined || id === undefined || id === '') return this.#complain('json_parser_failure');
    const track = `operation ${name} ${cat} ${id}`;
    if (event.ph === 'b') return this.#push(track, event, ts, pending);
    const open = this.#stack(track).findLast((slice) => slice.dur === pending);
    if (!open || ts < open.ts) return this.#complain('an end without a beginning');
    open.dur = ts - open.ts;
    this.#stack(track).pop();
  }

  #flow(thread: string, { ph, id, cat, name, bp }: Event): void {
    const valid = typeof id === 'number' || (typeof id === 'string' && /^(0x)?[0-9a-f]+$/i.test(id));
    if (!valid) return this.#complain('flow_invalid_id');
    const key = `${id} ${cat} ${name}`;
    /* Whatever came last on the track, though it may be over. */
    const slice = this.#stack(thread).at(-1);
    if (!slice) return this.#complain('flow_no_enclosing_slice');
    if (ph === 's') {
      if (this.#begun.has(key)) return this.#complain('flow_duplicate_id');
      this.#begun.set(key, slice);
      return;
    }
    if (bp !== 'e') throw new Error('it would be tied to the slice after it');
    const from = this.#begun.get(key);
    if (!from) return this.#complain('flow_end_without_start');
    this.flows.push({ name: String(name), from, to: slice });
  }

  #metadata({ name, tid, args }: Event): void {
    if (name === 'thread_name' && typeof args?.name === 'string') this.threads.set(tid as number, args.name);
  }

  #stack(track: string): Slice[] {
    let stack = this.#stacks.get(track);
    if (!stack) this.#stacks.set(track, (stack = []));
    return stack;
  }
}

const endOf = ({ ts, dur }: Slice): number => (dur === pending ? Infinity : ts + dur);
