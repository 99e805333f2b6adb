/// The trace in Chrome's trace event format (JSON array), which Perfetto and chrome://tracing read: a track for each task, with a slice for
/// each of its turns and waits, arrows for what spawned and woke it, and what the host did.
///
/// It is written piece by piece. The format allows the closing bracket to be missing, so the trace of a run that was cut off can be read too.

import { TraceEvent } from '../runtime/abi.gen.ts';
import { Decoder } from './decode.ts';
import { Recording, Stand, type Entry } from './recording.ts';
import type { TraceBatch } from '../runtime/trace-batch.ts';

interface Track {
  /// The slice that has not ended yet.
  name: string;
  since: number;
  stand: Stand;
  place: string;
  /// The arrow that will end at the task's next turn; 0: none.
  arrow: number;
}

const processId = 1;

/// Events that are shown as a moment of their task's track.
const moments: Record<number, string> = {
  [TraceEvent.YIELD]: 'yield', [TraceEvent.NEXT]: 'next', [TraceEvent.SEND]: 'send', [TraceEvent.RECEIVE]: 'receive',
  [TraceEvent.CANCEL]: 'cancel', [TraceEvent.TIMEOUT]: 'timeout',
};

export class ChromeTrace {
  readonly #write: (json: string) => void;
  readonly #texts = new Recording();
  readonly #decoder = new Decoder(this.#texts, (entry) => this.#entry(entry));
  readonly #tracks = new Map<number, Track>();
  readonly #operations = new Map<number, { name: string; task: number }>();
  #arrows = 0;
  #separator = '[\n';

  constructor(programName: string, write: (json: string) => void) {
    this.#write = write;
    this.#event({ ph: 'M', name: 'process_name', args: { name: programName } });
  }

  append(batch: TraceBatch): void {
    this.#decoder.batch(batch, () => this.#tracks.keys());
  }

  /// The program has ended at that time, in nanoseconds.
  finish(time: number): void {
    for (const [task, track] of this.#tracks) this.#endSlice(task, track, time);
    for (const [id, { name, task }] of this.#operations) this.#event({ ph: 'e', cat: 'host', id, name, tid: task, ts: time / 1e3 });
    this.#write('\n]\n');
  }

  #entry(entry: Entry): void {
    const { kind, task, object, peer } = entry;
    if (kind === TraceEvent.SPAWN) this.#begin(entry);
    if (kind === TraceEvent.WAKE && peer > 0) this.#startArrow(entry, 'wake');
    if (entry.stand !== Stand.none) this.#change(entry);
    const moment = moments[kind];
    if (moment) this.#moment(entry, moment);
    if (kind === TraceEvent.MARK) this.#moment(entry, this.#texts.texts[entry.text]!);
    if (kind === TraceEvent.HELD) this.#moment(entry, 'held everybody up', { microseconds: object });
    if (kind === TraceEvent.NONE) this.#event({ ph: 'i', s: 'g', name: `${object} events lost`, tid: 1, ts: entry.time / 1e3 });
    if (kind === TraceEvent.BEGIN) this.#beginOperation(entry);
    if (kind === TraceEvent.FINISH) this.#endOperation(entry);
    if (kind === TraceEvent.END) this.#tracks.delete(task);
  }

  #begin(entry: Entry): void {
    const { task } = entry;
    const name = this.#texts.texts[entry.text]!;
    this.#tracks.set(task, { name: 'new', since: entry.time, stand: Stand.none, place: '', arrow: 0 });
    this.#event({ ph: 'M', name: 'thread_name', tid: task, args: { name: task === 1 ? name : `${name}#${task}` } });
    this.#event({ ph: 'M', name: 'thread_sort_index', tid: task, args: { sort_index: task } });
    if (entry.peer > 0) this.#startArrow(entry, 'spawn');
  }

  #change(entry: Entry): void {
    const track = this.#tracks.get(entry.task);
    if (!track) return;
    this.#endSlice(entry.task, track, entry.time);
    Object.assign(track, { stand: entry.stand, since: entry.time, name: this.#sliceName(entry), place: this.#placeOf(entry) });
    if (entry.stand === Stand.running && track.arrow > 0) {
      this.#event({ ph: 'f', bp: 'e', id: track.arrow, cat: 'task', name: 'arrow', tid: entry.task, ts: entry.time / 1e3 });
      track.arrow = 0;
    }
  }

  #endSlice(task: number, { stand, since, name, place }: Track, time: number): void {
    const idle = stand === Stand.ready || stand === Stand.fresh;
    if (stand === Stand.none || stand === Stand.ended || (idle && time === since)) return;
    this.#event({ ph: 'X', cat: 'task', name, tid: task, ts: since / 1e3, dur: (time - since) / 1e3, ...(place && { args: { place } }) });
  }

  #sliceName({ stand, call }: Entry): string {
    switch (stand) {
      case Stand.running: return 'running';
      case Stand.fresh: return 'new';
      case Stand.ready: return 'ready';
      default: return this.#texts.texts[call] || 'waiting';
    }
  }

  #startArrow(entry: Entry, name: string): void {
    const track = this.#tracks.get(entry.task);
    if (!track) return;
    track.arrow = ++this.#arrows;
    this.#event({ ph: 's', id: track.arrow, cat: 'task', name: 'arrow', tid: entry.peer, ts: entry.time / 1e3, args: { why: name } });
  }

  #beginOperation({ object, call, task, time }: Entry): void {
    const name = this.#texts.texts[call] || 'operation';
    this.#operations.set(object, { name, task });
    this.#event({ ph: 'b', cat: 'host', id: object, name, tid: task, ts: time / 1e3 });
  }

  #endOperation({ object, time }: Entry): void {
    const operation = this.#operations.get(object);
    if (!operation) return;
    this.#operations.delete(object);
    this.#event({ ph: 'e', cat: 'host', id: object, name: operation.name, tid: operation.task, ts: time / 1e3 });
  }

  #moment(entry: Entry, name: string, args?: Record<string, unknown>): void {
    const place = this.#placeOf(entry);
    const told = args ?? (place && { place });
    this.#event({ ph: 'i', s: 't', name, tid: entry.task, ts: entry.time / 1e3, ...(told && { args: told }) });
  }

  #placeOf({ file, line }: Entry): string {
    return line > 0 ? `${this.#texts.texts[file]}:${line}` : '';
  }

  #event(fields: Record<string, unknown>): void {
    this.#write(`${this.#separator}${JSON.stringify({ pid: processId, ...fields })}`);
    this.#separator = ',\n';
  }
}
