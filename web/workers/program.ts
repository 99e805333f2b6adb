/// Runs one program, in a worker of its own.

import {
  answering,
  Fork,
  NotAProgram,
  OutputBatcher,
  packedOutput,
  Races,
  raceTableOf,
  readSchedule,
  Run,
  scheduleText,
  TapeWriter,
  unlessRuined,
  type Again,
  type Host,
  type Race,
  type RunPolicy,
  type Schedule,
  type Snapshot,
  type TraceBatch,
  type VariableTable,
} from '../runtime/index.ts';
import { generatorId } from '../common/task-id.ts';
import { variableTableOf } from '../runtime/variables/table.ts';
import type { VariableTracker } from '../runtime/variables/tracker.ts';
import type { FromProgram, StartProgram, ToProgram } from './protocol.ts';
import { TypedLines } from './typed-lines.ts';

/* The frames of a trap say which function it was in. */
(Error as { stackTraceLimit?: number }).stackTraceLimit = 50;

/// A burst is shown whole, as far as the page keeps lines; of a flood the page gets no more than it can take
/// in without stalling.
const outputRate = {
  frameMilliseconds: 33,
  maxFrameMilliseconds: 400,
  promptWrites: 32,
  keptBytes: 262_144,
  keptChunks: 2000,
};

const say = (message: FromProgram, transfer: Transferable[] = []) => postMessage(message, transfer);
say({ kind: 'here' });
/// Batches of the trace on their way to the page. It takes in one while another is made; more would queue up
/// on a machine where the page is slower than the program.
let batchesUnderWay = 0;
const maxBatchesUnderWay = 2;

/// The page is told of a million events a second at most.
const trace = {
  maxBatchSlots: 8192,
  ready: () => batchesUnderWay < maxBatchesUnderWay,
  post(batch: TraceBatch) {
    tellTape();
    tellVariables();
    batchesUnderWay++;
    say({ kind: 'trace', batch }, [
      batch.slots,
      ...(batch.samples ? [batch.samples] : []),
      ...(batch.tasks ? [batch.tasks.records] : []),
    ]);
  },
};

/// Keeps what comes from outside: some ten million readings of the clock.
const tape = new TapeWriter(32 << 20);

function tellTape(): void {
  const part = tape.take();
  if (!part) return;
  const { now, steady, calendar, calls } = part;
  say({ kind: 'tape', part }, [now.buffer, steady.buffer, calendar.buffer, calls.buffer]);
}

const lines = new TypedLines((wanted) => say({ kind: 'input', wanted }));
let begun: Promise<Running> | undefined;

addEventListener('message', (event: MessageEvent<ToProgram>) => {
  const message = event.data;
  switch (message.kind) {
    case 'start':
      return start(message);
    case 'line':
      return lines.give(message.text);
    case 'taken':
      return void batchesUnderWay--;
    /* What is asked for while the module is still being compiled waits until it is there. */
    default:
      void begun?.then(
        (running) => control(running, message),
        () => {},
      );
  }
});

/// Whether a run that is made again goes on by itself afterwards: a person may have held it meanwhile.
let goesOn = false;

function control(running: Running, message: Exclude<ToProgram, { kind: 'start' | 'line' | 'taken' }>): void {
  const { run, table } = running;
  switch (message.kind) {
    case 'variables':
      return void track(run, message.on ? table : undefined);
    case 'until':
      return void runUntil(running, message.condition);
    case 'pause':
      goesOn = false;
      return run.pause();
    case 'resume':
      return run.resume();
    case 'step':
      goesOn = false;
      return run.stepToSwitch();
    case 'speed':
      return run.setSpeed(message.turnsPerSecond);
  }
}

function start(options: StartProgram): void {
  const startedAt = performance.now();
  const names = new Names();
  const batcher = new OutputBatcher({
    now: () => performance.now(),
    setTimer: (callback, milliseconds) => setTimeout(callback, milliseconds),
    ...outputRate,
    post(batch) {
      const packed = packedOutput(batch);
      say({ kind: 'output', batch: packed, names: names.take() }, [packed.bytes.buffer, packed.table.buffer]);
    },
  });
  begun = begin(options, batcher, names);
  void begun
    .then(async ({ run, races }) => {
      const ending = await run.ended;
      const milliseconds = performance.now() - startedAt;
      batcher.flush();
      tellTape();
      const found = races();
      const memory = run.program.memory.buffer.byteLength;
      say({
        kind: 'ended',
        ending: { ...ending, time: run.now, milliseconds, memory, ...(found && { races: found }) },
      });
    })
    .catch((error: unknown) => {
      batcher.flush();
      const why = error instanceof Error ? error.message : String(error);
      say({
        kind: 'failed',
        message: error instanceof NotAProgram ? why : `The program could not be run: ${why}`,
      });
    });
}

/// What becomes of the program's variables.
let tracker: VariableTracker | undefined;

function tellVariables(): void {
  const news = tracker?.take();
  if (news) say({ kind: 'variables', news });
}

function tellSnapshot(snapshot: Snapshot, batcher: OutputBatcher): void {
  batcher.flush();
  tellTape();
  tellVariables();
  const { bytes, numbers } = snapshot.pages;
  say({ kind: 'snapshot', snapshot }, [bytes.buffer, numbers.buffer]);
}

const variablesCode = () => import('../runtime/variables/index.ts');

async function track(run: Run, table: VariableTable | undefined): Promise<void> {
  const code = table && (await variablesCode());
  tracker = code && new code.VariableTracker(run.program, table);
  run.track(tracker);
  tellVariables();
}

/// The page has read the condition before.
async function runUntil({ run, table }: Running, text: string): Promise<void> {
  if (!tracker) await track(run, table);
  if (!tracker) return;
  const { readCondition, Values } = await variablesCode();
  const { state, layout } = tracker;
  const { piece, holds } = readCondition(text, new Values(layout));
  const bytes = () => piece && state.slice(piece.at, piece.at + piece.bytes).join();
  let before = piece ? bytes() : holds(state);
  run.holdWhen(() => {
    const now = piece ? bytes() : holds(state);
    const found = piece ? now !== before : now === true && before === false;
    before = now;
    if (found) say({ kind: 'held' });
    return found;
  });
  run.resume();
}

interface Running {
  run: Run;
  table: VariableTable | undefined;
  /// After the run; undefined: the program does not tell of its memory.
  races(): Race[] | undefined;
}

async function begin(options: StartProgram, batcher: OutputBatcher, names: Names): Promise<Running> {
  const { wasm, clock, seed, paused, turnsPerSecond, base, schedule, fork } = options;
  const { lines: input = [], turns = 0, switches = 0, from } = options;
  const begun = from?.state.turns ?? 0;
  const taped = againOf(options, giveFrom);
  const again = !options.tape && turns - begun + switches > 0;
  const module = await WebAssembly.compile(wasm);
  const table = variableTableOf(module);
  const tracking = table && options.variables ? await variablesCode() : undefined;
  if (!taped) giveFrom(0);
  function giveFrom(first: number): void {
    for (const line of input.slice(first)) lines.give(line);
  }
  let run: Run | undefined;
  const { fetch, ...alone } = createHost(base, (fd, bytes, task, time, at, generator) => {
    const who = generator > 0 ? generatorId(generator) : task;
    names.note(who, () => (generator > 0 ? run?.generatorName() : run?.taskName(task)));
    batcher.write({ fd, bytes: bytes.slice(), task: who, time, at });
  });
  const replayed = schedule === undefined ? undefined : readSchedule(schedule);
  const host = {
    ...alone,
    ...(fetch && { fetch: options.answers ? answering(options.answers, fetch) : fetch }),
  };
  const turnsTaken = () => run?.program.exports.weft_turns() ?? 0;
  const choicesMade = (stream: number) => run!.program.exports.weft_choices_made(stream);
  const policy: RunPolicy | undefined = fork
    ? forkingPolicy({ ...fork, turn: turns, schedule: replayed ?? [], turns: turnsTaken, made: choicesMade })
    : replayed && { kind: 'replay', schedule: replayed };
  const made = (run = new Run({
    wasm: module,
    host,
    clock,
    seed,
    paused: paused || again,
    trace,
    ...(policy && { policy }),
    tape,
    snapshots: { post: (snapshot) => tellSnapshot(snapshot, batcher) },
    ...(taped && { again: taped }),
  }));
  say({ kind: 'variables', ...(table && { table }) });
  tracker = tracking && new tracking.VariableTracker(made.program, table!, from?.state.variables);
  made.track(tracker);
  tellVariables();
  made.setSpeed(turnsPerSecond);
  if (again) takeTurns(made, [begun, turns], switches, paused);
  const races = raceTableOf(module);
  const found = () => races && unlessRuined(() => new Races(made.program, races).found());
  return { run: made, table, races: found };
}

/// Without a tape a run repeats by itself, from a snapshot on as well.
function againOf(options: StartProgram, live: (lines: number) => void): Again | undefined {
  const { tape, turns = 0, switches = 0, from } = options;
  if (tape) return { tape, turns, switches, live, ...(from && { from }) };
  return from && { tape: [], turns: from.state.turns, switches: 0, live, from };
}

/// How often, in milliseconds, it is looked whether they have been taken.
const lookMilliseconds = 4;

function takeTurns(run: Run, [begun, turns]: [number, number], switches: number, paused: boolean): void {
  for (let turn = begun; turn < turns; turn++) run.step();
  if (switches > 0) run.stepToSwitch(switches);
  if (paused) return;
  goesOn = true;
  let over = false;
  const end = () => void (over = true);
  run.ended.then(end, end);
  const look = () => {
    if (over || !goesOn) return;
    if (run.program.exports.weft_turns() >= turns) run.resume();
    else setTimeout(look, lookMilliseconds);
  };
  look();
}

function forkingPolicy(options: Omit<ConstructorParameters<typeof Fork>[0], 'taken'>): RunPolicy {
  const taken = (schedule: Schedule) => say({ kind: 'forked', schedule: scheduleText(schedule) });
  const fork = new Fork({ ...options, taken });
  return { kind: 'host', choose: (kind, count) => fork.choose(kind, count) };
}

/// The names of tasks that have written, each told once.
class Names {
  readonly #known = new Set<number>();
  #fresh: [task: number, name: string][] = [];

  note(task: number, name: () => string | undefined): void {
    if (task === 0 || this.#known.has(task)) return;
    this.#known.add(task);
    this.#fresh.push([task, name() ?? '']);
  }

  take(): [task: number, name: string][] {
    return this.#fresh.splice(0);
  }
}

function createHost(base: string, write: Host['write']): Host {
  const turns = new MessageChannel();
  const soon: (() => void)[] = [];
  turns.port1.onmessage = () => soon.shift()?.();
  return {
    now: () => performance.now(),
    setTimer: (callback, milliseconds) => setTimeout(callback, milliseconds),
    clearTimer: (timer) => clearTimeout(timer as number),
    immediate(callback) {
      soon.push(callback);
      turns.port2.postMessage(0);
    },
    write,
    fetch: (url, request) => fetch(new URL(url, base), request as RequestInit),
    readLine: (signal) => lines.next(signal),
    ...('requestAnimationFrame' in self && { frame: nextFrame }),
  };
}

function nextFrame(callback: (time: number) => void): () => void {
  const frame = requestAnimationFrame(callback);
  return () => cancelAnimationFrame(frame);
}
