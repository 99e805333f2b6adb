/// A run is had again from a snapshot: from there on it is the same, and nothing before is computed again.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  Fork,
  SnapshotShelf,
  tapeUpTo,
  type Again,
  type Run,
  type RunPolicy,
  type Schedule,
  type Snapshot,
} from '../../web/runtime/index.ts';
import { slotBytes } from '../../web/runtime/trace-batch.ts';
import { variableTableOf } from '../../web/runtime/variables/table.ts';
import { VariableTracker } from '../../web/runtime/variables/tracker.ts';
import { compile } from './in-process.ts';
import { before, body, make, Outside, type Made } from './taped-run.ts';

/// One after each pump.
const everyMilliseconds = 0;

function shelfOf({ snapshots }: Made, maxBytes?: number): SnapshotShelf {
  const shelf = new SnapshotShelf(maxBytes);
  for (const snapshot of snapshots) shelf.add(snapshot);
  return shelf;
}

/// What remains of a run behind a snapshot.
const slotsBehind = ({ slots }: Made, { slots: before }: Snapshot): Buffer =>
  slots.subarray(before * slotBytes);

function textBehind({ outside }: Made, { state }: Snapshot): string {
  const before = { ...state.written };
  return outside.written
    .filter(([fd, words]) => (before[fd as 1] -= words.length) < 0)
    .map(([, words, task, time]) => `${time} ${task}: ${words}`)
    .join('');
}

const from = (first: Made, snapshot: Snapshot, turns: number): Again => ({
  tape: first.parts,
  from: shelfOf(first).whole(snapshot),
  turns,
  switches: 0,
});

for (const clock of ['real', 'virtual'] as const)
  test(`from each snapshot on it is the same run, up to each of its turns (${clock})`, async () => {
    const wasm = await compile(body, before);
    const first = await make(wasm, { clock }, { everyMilliseconds });
    assert.equal(first.status, 0);
    assert.equal(first.snapshots.length > 10, true, `${first.snapshots.length} snapshots`);
    for (const snapshot of first.snapshots)
      for (let { turns } = snapshot.state; turns <= first.turns; turns += 3) {
        const outside = new Outside(['three\n', null]);
        outside.time = 1000; // another day
        const again = from(first, snapshot, turns);
        const held = await make(wasm, { clock, again, paused: true }, { outside, rounds: 3 });
        assert.equal(held.turns, turns);
        const [slots, text] = [slotsBehind(first, snapshot), textBehind(first, snapshot)];
        assert.equal(slots.subarray(0, held.slots.length).equals(held.slots), true);
        assert.equal(text.startsWith(held.text), true, `${turns}: ${held.text} / ${text}`);
        if (turns === first.turns) assert.equal(held.text, text);
      }
  });

test('it goes on from there as it would have gone on from a run that was made again', async () => {
  const wasm = await compile(body, before);
  for (const clock of ['real', 'virtual'] as const) {
    const first = await make(wasm, { clock }, { everyMilliseconds });
    for (const snapshot of first.snapshots.filter((_, index) => index % 4 === 0)) {
      const { turns } = snapshot.state;
      const live = async (again: Again) => {
        const outside = new Outside(['three\n', null]);
        outside.time = 5000;
        return make(wasm, { clock, again }, { outside, everyMilliseconds });
      };
      const made = await live(from(first, snapshot, turns));
      const whole = await live({ tape: first.parts, turns, switches: 0 });
      assert.equal(made.status, 0);
      assert.deepEqual(made.outside.asked, whole.outside.asked);
      assert.match(made.text, turns < 10 ? /three/ : /./);
      if (clock === 'virtual') assert.equal(made.text, textBehind(whole, snapshot));
      /* And what came of it can be had again, from its beginning and from its own snapshots. */
      const tape = [...tapeUpTo(first.parts, snapshot.state.tape), ...made.parts];
      const again = { tape, turns: made.turns, switches: 0 };
      const twice = await make(wasm, { clock, again });
      assert.equal(textBehind(twice, snapshot), made.text);
      assert.deepEqual(twice.outside.asked, []);
      const shelf = shelfOf(first).upTo(snapshot);
      for (const one of made.snapshots) shelf.add(one);
      const last = made.snapshots.at(-1)!;
      const thrice = await make(wasm, { clock, again: { ...again, from: shelf.whole(last) } });
      assert.equal(thrice.text, textBehind(twice, last));
    }
  }
});

/// Two long turns, and then short ones; a dot is written for each piece of work.
const long = `
static int sums[3000];
static void work(int pieces) {
    for (int piece = 0; piece < pieces; piece++) {
        for (int i = 0; i < 3000; i++) sums[i] = sums[i] * 31 + i + piece;
        fputc('.', stderr);
    }
}`;
const longBody = `
    for (int i = 0; i < 2; i++) {
        work(500);
        printf("long %d: %d\\n", i, sums[7]);
        weft_yield();
    }
    for (int i = 0; i < 5; i++) {
        work(1);
        printf("short %d: %d %d\\n", i, sums[8], rand());
        weft_yield();
    }
    return 0;`;

test('what was computed before a snapshot is not computed again', async () => {
  const wasm = await compile(longBody, long);
  const pieces = ({ outside }: Made) =>
    outside.written.reduce((sum, [fd, words]) => sum + (fd === 2 ? words.length : 0), 0);
  for (const clock of ['real', 'virtual'] as const) {
    /* Each look at the host's time moves it: a pump takes as long as the two looks around it. */
    const first = await make(wasm, { clock }, { everyMilliseconds: 0, each: (run) => run.step() });
    assert.equal(pieces(first), 1005);
    const shelf = shelfOf(first);
    const snapshot = shelf.last(first.turns - 1, () => true)!;
    const again = { tape: first.parts, from: shelf.whole(snapshot), turns: first.turns - 1, switches: 0 };
    const back = await make(wasm, { clock, again, paused: true }, { rounds: 3 });
    const whole = await make(
      wasm,
      { clock, again: { ...again, from: undefined! }, paused: true },
      { rounds: 3 },
    );
    assert.equal(pieces(whole), 1005);
    assert.equal(pieces(back) <= 1, true, `${pieces(back)} pieces`);
    assert.equal(back.turns, whole.turns);
    assert.equal(back.text, textBehind(whole, snapshot));
    assert.equal(slotsBehind(whole, snapshot).equals(back.slots), true);
  }
});

test('variables stand as they stood, and what becomes of them is told from there', async () => {
  const wasm = await compile(longBody, long);
  const table = variableTableOf(wasm)!;
  assert.equal(table !== undefined, true);
  let tracker: VariableTracker | undefined;
  const track = (state?: Uint8Array<ArrayBuffer>) => (run: Run, round: number) => {
    if (round > 0) return;
    tracker = new VariableTracker(run.program, table, state);
    run.track(tracker);
  };
  const first = await make(wasm, { clock: 'virtual' }, { everyMilliseconds, each: track() });
  const news = tracker!.take()!;
  const snapshot = first.snapshots[3]!;
  assert.equal(snapshot.state.variables !== undefined, true);
  const again = from(first, snapshot, first.turns);
  await make(wasm, { clock: 'virtual', again }, { each: track(snapshot.state.variables) });
  const rest = tracker!.take()!;
  assert.equal(rest.begin, undefined, 'what was told before goes on');
  const later = news.turns.findIndex((turn) => turn > snapshot.state.turns);
  assert.deepEqual([...rest.turns], [...news.turns.subarray(later)]);
  assert.deepEqual([...rest.after], [...news.after.subarray(later)]);
});

test('it takes another turning there, and the schedule tells of all choices', async () => {
  const wasm = await compile(body, before);
  const first = await make(
    wasm,
    { clock: 'virtual' },
    { everyMilliseconds, each: (run) => run.setSpeed(60) },
  );
  const snapshot = first.snapshots.find(({ state }) => state.turns === 1)!;
  const fork = (again: Again) => {
    let exports: Run['program']['exports'] | undefined;
    let schedule: Schedule | undefined;
    const chosen = new Fork({
      turn: 2,
      index: 3,
      of: 6,
      schedule: [],
      turns: () => exports?.weft_turns() ?? 0,
      made: (stream) => exports!.weft_choices_made(stream),
      taken: (taken) => void (schedule = taken),
    });
    const policy: RunPolicy = { kind: 'host', choose: (kind, count) => chosen.choose(kind, count) };
    const each = (run: Run) => void (exports = run.program.exports);
    return make(wasm, { clock: 'virtual', again, policy }, { each }).then((made) => ({ made, schedule }));
  };
  const forked = await fork(from(first, snapshot, 2));
  const whole = await fork({ tape: first.parts, turns: 2, switches: 0 });
  assert.deepEqual(forked.schedule, whole.schedule);
  assert.equal(forked.schedule?.length, 1);
  assert.equal(forked.made.text, textBehind(whole.made, snapshot));
});

test('a shelf keeps to its bytes, and of what is older less', () => {
  const shelf = new SnapshotShelf(60 * 4096);
  const taken: Snapshot[] = [];
  for (let at = 1; at <= 200; at++) {
    const numbers = Uint32Array.of(at % 7, 7 + (at % 3));
    const bytes = new Uint8Array(2 * 4096).fill(at);
    const state = { turns: at, spent: at * 250 } as Snapshot['state'];
    const snapshot = { state, slots: at, pages: { size: 65536, numbers, bytes } };
    taken.push(snapshot);
    shelf.add(snapshot);
    assert.equal(shelf.bytes <= 60 * 4096, true);
  }
  const kept = taken.filter(({ state }) => shelf.last(state.turns, () => true)?.state.turns === state.turns);
  assert.equal(kept.length, shelf.count);
  assert.equal(kept.at(-1)!.state.turns, 200);
  const gaps = kept.slice(1).map(({ state }, index) => state.turns - kept[index]!.state.turns);
  assert.equal(gaps.at(-1)! < gaps[0]!, true, gaps.join());
  /* Whatever was dropped, each has the memory as it was then. */
  for (const one of kept) {
    const { pages } = shelf.whole(shelf.last(one.state.turns, () => true)!);
    pages.numbers.forEach((page, index) => {
      const last = taken.findLast(
        (other) => other.state.turns <= one.state.turns && other.pages.numbers.includes(page),
      );
      assert.equal(pages.bytes[index * 4096], last!.state.turns & 255);
    });
    assert.equal(
      pages.numbers.length,
      Math.min(10, new Set(taken.slice(0, one.state.turns).flatMap(({ pages }) => [...pages.numbers])).size),
    );
  }
});

test('a tape is cut where a snapshot was taken', async () => {
  const wasm = await compile(body, before);
  const first = await make(wasm, {}, { everyMilliseconds });
  for (const { state } of first.snapshots) {
    const cut = tapeUpTo(first.parts, state.tape);
    const again = { tape: cut, turns: state.turns, switches: 0 };
    const held = await make(wasm, { again, paused: true }, { rounds: 3 });
    assert.equal(held.turns, state.turns);
    assert.equal(
      held.parts.reduce((sum, { now }) => sum + now.length, 0),
      state.tape.streams.now.bytes,
    );
  }
});
