/// What the page has heard of a run is kept up to a snapshot: with what is heard from there on it is all.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Run, TapeWriter, type TraceBatch, type VariableNews } from '../../web/runtime/index.ts';
import { SlotField } from '../../web/runtime/abi.gen.ts';
import { slotBytes } from '../../web/runtime/trace-batch.ts';
import { variableTableOf } from '../../web/runtime/variables/table.ts';
import { VariableTracker } from '../../web/runtime/variables/tracker.ts';
import { Recording, type Kept } from '../../web/page/run/recording.ts';
import type { JournalReaders } from '../../web/page/run/journal.ts';
import { FakeHost } from './fake-host.ts';
import { compile } from './in-process.ts';

const before = `
static int count;
static void *step(void *number) {
    for (int i = 0; i < 4; i++) {
        count += WEFT_UNBOX(number);
        printf("%d.%d: %d\\n", (int)WEFT_UNBOX(number), i, count);
        weft_yield();
    }
    return NULL;
}`;
const body = `
    weft_task tasks[] = {weft_spawn(step, WEFT_BOX(1)), weft_spawn(step, WEFT_BOX(2))};
    return weft_gather(tasks, 2, NULL);`;

/// All that the page was told.
class Page {
  text = '';
  slots: Buffer = Buffer.alloc(0);
  readonly changes: number[] = [];
  readonly begins: number[] = [];

  readonly readers = {
    log: {
      append: ({ chunks }: { chunks: readonly { bytes: Uint8Array }[] }) => {
        for (const { bytes } of chunks) this.text += Buffer.from(bytes).toString();
      },
    },
    timeline: {
      append: ({ slots }: TraceBatch) => (this.slots = Buffer.concat([this.slots, Buffer.from(slots)])),
    },
    variables: {
      heard: ({ news }: { news?: VariableNews }) => {
        if (news?.begin) this.begins.push(news.begin.turn);
        news?.turns.forEach((turn, index) => void this.changes.push(turn, news.after[index]!));
      },
    },
  } satisfies Record<keyof JournalReaders, unknown> as JournalReaders;
}

/// As the program's worker and the page's session do it together.
function run(wasm: WebAssembly.Module, kept?: Kept, turns = Infinity): { page: Page; recording: Recording } {
  const page = new Page();
  const { log, timeline, variables } = page.readers;
  const host = new FakeHost();
  host.tick = 0.001;
  const recording = kept?.from?.before ?? new Recording({ clock: 'virtual', seed: 0 });
  recording.journal.tell(page.readers);
  const tape = new TapeWriter(1e6);
  const tellAll = () => {
    const part = tape.take();
    if (part) recording.heard(part);
    const news = tracker?.take();
    if (!news) return;
    recording.heardVariables({ news });
    variables.heard({ news });
  };
  host.write = (fd, bytes, task, time) => {
    const batch = { droppedBytes: 0, droppedLines: 0, chunks: [{ fd, task, time, bytes: bytes.slice() }] };
    recording.journal.output(batch, []);
    log.append(batch, []);
  };
  const table = variableTableOf(wasm)!;
  let tracker: VariableTracker | undefined;
  const made = new Run({
    wasm,
    host,
    clock: 'virtual',
    tape,
    trace: {
      maxBatchSlots: 7,
      post(batch) {
        tellAll();
        recording.journal.trace(batch);
        timeline.append(batch, { ticking: false, held: false });
      },
    },
    snapshots: {
      everyMilliseconds: 0,
      oneIn: 0,
      post(snapshot) {
        tellAll();
        recording.snapshot(structuredClone(snapshot));
      },
    },
    ...(kept && {
      again: {
        tape: kept.tape ?? [],
        turns: kept.tape ? turns : (kept.from?.snapshot.state.turns ?? 0),
        switches: 0,
        ...(kept.from && { from: kept.from.snapshot }),
      },
    }),
  });
  recording.heardVariables({ table });
  tracker = new VariableTracker(made.program, table, kept?.from?.snapshot.state.variables);
  made.track(tracker);
  for (let round = 0; round < 100; round++) host.pass(1);
  tellAll();
  return { page, recording };
}

/// What happened, and to whom. How long it took is measured anew where a run repeats without a tape.
function eventsOf({ slots }: Page): number[][] {
  const events = [];
  for (let at = 0; at < slots.length; at += slotBytes)
    events.push([slots[at]!, slots.readUInt32LE(at + SlotField.task.offset)]);
  return events;
}

test('with what is heard from a snapshot on it is all that was heard, by tape and without', async () => {
  const wasm = await compile(body, before);
  const first = run(wasm);
  assert.match(first.page.text, /2\.3: 12/);
  const begins = new Set<number>();
  for (let turns = 1; turns <= 12; turns += 3)
    for (const byTurns of [true, false]) {
      const kept = first.recording.upTo(turns, { byTurns });
      assert.equal(kept.tape === undefined, byTurns);
      assert.equal(kept.from!.snapshot.state.turns <= turns, true);
      begins.add(kept.from!.snapshot.state.turns);
      const { page, recording } = run(wasm, kept, turns);
      assert.equal(page.text, first.page.text);
      assert.deepEqual(eventsOf(page), eventsOf(first.page));
      assert.deepEqual(page.changes, first.page.changes);
      assert.deepEqual(page.begins, first.page.begins);
      /* And back in the run that came of it. */
      const again = run(wasm, recording.upTo(13, { byTurns }), 13);
      assert.equal(again.page.text, first.page.text);
      assert.deepEqual(eventsOf(again.page), eventsOf(first.page));
      assert.deepEqual(again.page.changes, first.page.changes);
    }
  assert.equal(begins.size > 3, true, [...begins].join());
});
