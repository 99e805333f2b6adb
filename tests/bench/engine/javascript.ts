/// JavaScript's own generators and promises do the same work.

import { Channel } from './js-channel.ts';
import { Mutex } from './js-mutex.ts';
import { Missing, type Measure, type Surroundings } from './protocol.ts';

function* countUp(): Generator<number, void, void> {
  for (let i = 0; ; i++) yield i;
}

function* nested(depth: number): Generator<number, void, void> {
  if (depth > 1) yield* nested(depth - 1);
  else yield* countUp();
}

function drive(generator: Generator<number, void, void>, count: number): void {
  let last: number | void = generator.next().value;
  for (let i = 0; i < count; i++) last = generator.next().value;
  if (last !== count) throw new Error(`the generator stands at ${last}`);
}

async function takeTurns(turns: number): Promise<void> {
  for (let left = turns; left > 0; left--) await undefined;
}

async function nothing(): Promise<void> {}

async function spawn(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await nothing();
}

async function produce(channel: Channel<number>, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await channel.send(i);
}

async function pass(capacity: number, count: number): Promise<void> {
  const channel = new Channel<number>(capacity);
  const producer = produce(channel, count);
  for (let i = 0; i < count; i++) await channel.receive();
  await producer;
}

/// It is written as with promises: a race among eight receives, the winner's begun anew.
async function select(count: number): Promise<void> {
  const channels = Array.from({ length: 8 }, () => new Channel<number>(0));
  const producers = channels.map((channel) => produce(channel, Math.floor(count / 8)));
  const receive = (index: number) => channels[index]!.receive().then(() => index);
  const waiting = channels.map((_, index) => receive(index));
  for (let i = 0; i < Math.floor(count / 8) * 8; i++) {
    const index = await Promise.race(waiting);
    waiting[index] = receive(index);
  }
  await Promise.all(producers);
}

async function contend(mutex: Mutex, rounds: number): Promise<void> {
  for (let left = rounds; left > 0; left--) {
    await mutex.lock();
    await undefined;
    mutex.unlock();
  }
}

async function handOver(count: number): Promise<void> {
  const mutex = new Mutex();
  await Promise.all([contend(mutex, count / 2), contend(mutex, count / 2)]);
}

async function timeout(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    await Promise.race([
      undefined,
      new Promise((_, reject) => {
        timer = setTimeout(reject, 10_000);
      }),
    ]);
    clearTimeout(timer);
  }
}

async function sleepers(count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, () => new Promise((resolve) => setTimeout(resolve, Math.random() * 100))),
  );
}

async function wait(event: Promise<void>): Promise<void> {
  await event;
}

async function parked(count: number, heap: () => number): Promise<number> {
  let set!: () => void;
  const event = new Promise<void>((resolve) => {
    set = resolve;
  });
  const tasks: Promise<void>[] = new Array<Promise<void>>(count);
  const before = heap();
  for (let i = 0; i < count; i++) tasks[i] = wait(event);
  const after = heap();
  set();
  await Promise.all(tasks);
  return after - before;
}

const works: Record<string, (count: number) => void | Promise<void>> = {
  next: (count) => drive(countUp(), count),
  next10: (count) => drive(nested(9), count),
  yield: async (count) => {
    await Promise.all([takeTurns(count / 2), takeTurns(count / 2)]);
  },
  spawn,
  buffered: (count) => pass(64, count),
  rendezvous: (count) => pass(0, count),
  select,
  mutex: handOver,
  timeout,
  sleepers,
};

export function openJavaScript(work: string, { heap }: Surroundings): Measure {
  if (work === 'parked') {
    if (!heap) throw new Missing('the browser does not tell how much memory a worker uses');
    return (count) => parked(count, heap);
  }
  const run = works[work]!;
  return async (count) => {
    const start = performance.now();
    const going = run(count);
    if (going) await going;
    return (performance.now() - start) * 1e6;
  };
}
