/// What has been heard of a run, kept so that the page can be taken back to a snapshot without it.

import type { OutputBatch, RunState, Snapshot, TraceBatch, VariableNews } from '../../runtime/index.ts';
import { slotBytes } from '../../runtime/trace-batch.ts';
import type { Log } from '../output/log.ts';
import type { Variables } from '../variables/variables.ts';

/// Half a million events. More would have to be taken in again than the page can in a moment.
const maxBytes = 16 << 20;

export interface JournalReaders {
  log: Pick<Log, 'append'>;
  timeline: { append(batch: TraceBatch, how: { ticking: boolean; held: boolean }): void };
  variables: Pick<Variables, 'heard'>;
}

type Names = readonly (readonly [task: number, name: string])[];

export class Journal {
  #outputs: { batch: OutputBatch; names: Names }[] = [];
  #news: VariableNews[] = [];
  #batches: TraceBatch[] = [];
  /// How much of each list had been heard at a snapshot.
  readonly #heardBy = new WeakMap<RunState, { outputs: number; news: number }>();
  #slots = 0;
  #bytes = 0;

  output(batch: OutputBatch, names: Names): void {
    if (this.#grew(batch.chunks.reduce((sum, { bytes }) => sum + bytes.length, 0)))
      this.#outputs.push({ batch, names });
  }

  news(news: VariableNews): void {
    if (this.#grew(8 * news.turns.length + (news.begin?.state.length ?? 0))) this.#news.push(news);
  }

  /// Whoever else reads the batch does so by then: one that is not kept is given back.
  trace(batch: TraceBatch, read = () => {}): void {
    const { slots, samples, tasks } = batch;
    this.#slots += slotsOf(batch);
    const isKept = this.#grew(
      slots.byteLength + (samples?.byteLength ?? 0) + (tasks?.records.byteLength ?? 0),
    );
    read();
    if (isKept) this.#batches.push(batch);
    else release(batch);
  }

  snapshot({ state }: Snapshot): void {
    this.#heardBy.set(state, { outputs: this.#outputs.length, news: this.#news.length });
  }

  /// Whether all that happened before it has been heard, and is kept.
  reaches({ state, slots }: Snapshot): boolean {
    if (this.#isFull || !this.#heardBy.has(state) || slots > this.#slots) return false;
    let end = 0;
    return this.#batches.every(({ lost, slots: { byteLength } }) => {
      const begin = end;
      end += lost + byteLength / slotBytes;
      return lost === 0 || slots <= begin || slots >= begin + lost;
    });
  }

  /// What was heard before the snapshot.
  upTo({ state, slots }: Snapshot): Journal {
    const journal = new Journal();
    const { outputs, news } = this.#heardBy.get(state)!;
    for (const { batch, names } of this.#outputs.slice(0, outputs)) journal.output(batch, names);
    for (const one of this.#news.slice(0, news)) journal.news(one);
    for (const batch of this.#batches) {
      const left = slots - journal.#slots;
      if (left <= 0) break;
      journal.trace(slotsOf(batch) <= left ? batch : cutAfter(batch, left, state));
    }
    journal.#heardBy.set(state, { outputs, news });
    return journal;
  }

  /// Those have been cleared.
  tell({ log, timeline, variables }: JournalReaders): void {
    for (const { batch, names } of this.#outputs) log.append(batch, names);
    for (const news of this.#news) variables.heard({ news });
    for (const batch of this.#batches) timeline.append(batch, { ticking: false, held: false });
  }

  get #isFull(): boolean {
    return this.#bytes > maxBytes;
  }

  /// False: it has grown too large, and keeps nothing.
  #grew(bytes: number): boolean {
    this.#bytes += bytes;
    if (this.#isFull) this.#outputs = this.#news = this.#batches = [];
    return !this.#isFull;
  }
}

/// Nobody reads the batch any more. How all of a million tasks stand is 72 MB, for which the collector would
/// take its time.
function release({ slots, samples, tasks }: TraceBatch): void {
  for (const buffer of [slots, samples, tasks?.records])
    (buffer as { transfer?(bytes: number): void } | undefined)?.transfer?.(0);
}

const slotsOf = ({ lost, slots }: TraceBatch): number => lost + slots.byteLength / slotBytes;

function cutAfter({ lost, tasks, slots, texts }: TraceBatch, count: number, state: RunState): TraceBatch {
  const kept = slots.slice(0, (count - lost) * slotBytes);
  const now = state.tape.streams.now.last;
  return { lost, ...(tasks && { tasks }), slots: kept, texts, now, behind: false };
}
