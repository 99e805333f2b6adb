/// Makes runs that keep what came from outside, with a host whose answers come when their time has come.

import {
  Run,
  TapeWriter,
  type Host,
  type RunOptions,
  type Snapshot,
  type TapePart,
} from '../../web/runtime/index.ts';
import { FakeHost } from './fake-host.ts';

/// What `body` calls.
export const before = `
static void *count(void *unused) {
    (void)unused;
    for (int i = 0; i < 3; i++) {
        printf("%d at %.9f\\n", i, weft_now());
        weft_gen_yield(WEFT_BOX(i), NULL);
    }
    return NULL;
}
static void *counter(void *unused) {
    weft_gen *numbers = weft_gen_new(count, unused);
    void *out;
    while (weft_gen_next(numbers, &out) == 0) weft_yield();
    weft_gen_free(numbers);
    return NULL;
}
static void *sleeper(void *number) {
    struct timespec now;
    for (int i = 0; i < 3; i++) {
        weft_sleep(0.003 * ((int)WEFT_UNBOX(number) + 1));
        clock_gettime(CLOCK_REALTIME, &now);
        printf("%d.%d at %.9f, %ld.%09ld\\n", (int)WEFT_UNBOX(number), i, weft_now(), (long)now.tv_sec, now.tv_nsec);
    }
    usleep(300);
    return NULL;
}
static void *asker(void *url) {
    weft_response response;
    int error = weft_fetch(url, NULL, &response);
    printf("%s at %.9f\\n", error ? weft_strerror(error) : response.body, weft_now());
    if (!error) weft_response_free(&response);
    return NULL;
}
static void *reader(void *unused) {
    (void)unused;
    char line[80];
    while (weft_read_line(line, sizeof line) >= 0) printf("read %s at %.9f\\n", line, weft_now());
    return NULL;
}
static void *viewer(void *unused) {
    (void)unused;
    for (int i = 0; i < 2; i++) {
        double seconds;
        weft_next_frame(&seconds);
        printf("frame of %.9f at %.9f\\n", seconds, weft_now());
    }
    return NULL;
}`;
/// Of a program that asks for everything there is outside.
export const body = `
    weft_task tasks[] = {
        weft_spawn(sleeper, WEFT_BOX(0)), weft_spawn(sleeper, WEFT_BOX(1)), weft_spawn(counter, NULL),
        weft_spawn(asker, "/soon"), weft_spawn(asker, "/late"), weft_spawn(reader, NULL), weft_spawn(viewer, NULL),
    };
    return weft_gather(tasks, sizeof tasks / sizeof tasks[0], NULL);`;

/// What is outside comes when its time has come; `asked`: what was asked for outside.
export class Outside extends FakeHost implements Host {
  readonly asked: string[] = [];
  readonly #lines: (string | null)[];
  override tick = 0.0137;

  constructor(lines: (string | null)[] = ['one\n', 'two\n', null]) {
    super();
    this.#lines = [...lines];
  }

  #in<T>(milliseconds: number, value: () => T): Promise<T> {
    return new Promise((resolve) => this.setTimer(() => resolve(value()), milliseconds));
  }

  readLine = () => {
    this.asked.push('line');
    return this.#in(2.5, () => this.#lines.shift() ?? null);
  };

  fetch: Host['fetch'] = (url) => {
    this.asked.push(url);
    const parts = [new TextEncoder().encode(url.toUpperCase())];
    const read = () =>
      Promise.resolve(parts.length > 0 ? { done: false, value: parts.shift()! } : { done: true });
    const reader = { read, cancel: () => Promise.resolve() };
    const response = { status: 200, headers: { get: () => null }, body: { getReader: () => reader } };
    return this.#in(url === '/soon' ? 1 : 14, () => response);
  };

  frame = (callback: (time: number) => void) => {
    const timer = this.setTimer(() => callback(this.time), 4);
    return () => this.clearTimer(timer);
  };
}

export interface Made {
  outside: Outside;
  parts: TapePart[];
  snapshots: Snapshot[];
  /// What has happened, event by event.
  slots: Buffer;
  turns: number;
  status: number | undefined;
  text: string;
}

/// Until the program ends, or `rounds` milliseconds have passed. `each` is called at every one.
export async function make(
  wasm: WebAssembly.Module,
  options: Partial<RunOptions>,
  {
    outside = new Outside(),
    rounds = 200,
    each = (_run: Run, _round: number) => {},
    maxBytes = 1e6,
    everyMilliseconds = undefined as number | undefined,
  } = {},
): Promise<Made> {
  const tape = new TapeWriter(maxBytes);
  const parts: TapePart[] = [];
  const slots: Buffer[] = [];
  const snapshots: Snapshot[] = [];
  const take = () => {
    const part = tape.take();
    if (part) parts.push(part);
  };
  const post = (batch: { slots: ArrayBuffer }) => {
    take();
    slots.push(Buffer.from(batch.slots));
  };
  const run = new Run({
    wasm,
    host: outside,
    tape,
    trace: { post },
    ...(everyMilliseconds !== undefined && {
      snapshots: {
        everyMilliseconds,
        oneIn: 0,
        post: (snapshot) => void snapshots.push(structuredClone(snapshot)),
      },
    }),
    ...options,
  });
  let status: number | undefined;
  void run.ended.then((ending) => (status = ending.status));
  for (let round = 0; round < rounds && status === undefined; round++) {
    each(run, round);
    outside.pass(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
  take();
  const text = outside.written.map(([, words, task, time]) => `${time} ${task}: ${words}`).join('');
  const turns = run.program.exports.weft_turns();
  return { outside, parts, snapshots, slots: Buffer.concat(slots), turns, status, text };
}
