/// Depth first through the runs of a program. With reduction, of runs that differ only in the order of turns
/// that do not conflict one is made: source sets and sleep sets (Abdulla, Aronis, Jonsson, Sagonas: "Optimal
/// dynamic partial order reduction", POPL 2014). With a bound, at most so many departures from fifo are made
/// (Emmi, Qadeer, Rakamarić: "Delay-bounded scheduling", POPL 2011), and nothing is reduced.

import type { Execution, Step, Turn } from './execution.ts';
import { Footprint, type PlainFootprint } from './footprint.ts';
import { History } from './history.ts';
import { Snapshot } from './snapshot.ts';
import { fifo } from './world.ts';

export interface SearchOptions {
  /// Every interleaving: nothing is reduced.
  all?: boolean;
  /// At most so many departures from fifo.
  bound?: number;
  /// Turns of a run, at most.
  maxTurns: number;
  /// Goes only so deep, and hands on what begins there: a part of the search that others can do.
  split?: { depth: number; branch(branch: Branch): void };
  /// A run has been made, which the execution still is at the end of. Whether the search goes on.
  ended(): boolean;
}

/// A part of a search: what follows these turns.
export interface Branch {
  path: readonly Step[];
  /// Tasks that need not be tried there, with what their next turns touch.
  sleep: readonly (readonly [task: number, touches: PlainFootprint])[];
  /// Departures from fifo up to there.
  departures: number;
}

interface Node {
  ready: readonly number[];
  snapshot: Snapshot | undefined;
  /// Tasks to be tried here, tried ones among them.
  wanted: Set<number>;
  done: Set<number>;
  /// Tasks that need not be tried, as whatever begins with their next turn has been seen: what that turn
  /// touches.
  sleep: Map<number, Footprint>;
  /// The task that is being tried, and how the choices within its next turn are answered.
  task: number | undefined;
  answers: number[];
  /// The turn that the run has taken from here.
  taken: Step;
  /// Of the task that is being tried: what its turn touches, whatever the answers.
  footprint: Footprint | undefined;
  /// Departures from fifo before it.
  departures: number;
}

/// So deep every node can be gone back to; what comes behind is run out as fifo does.
const maxDepth = 20_000;
/// Bytes that snapshots may take, all together.
const maxSnapshotBytes = 256e6;
/// A state is compared with so many earlier ones at most.
const maxTwins = 4;

export class Search {
  readonly #execution: Execution;
  readonly #options: SearchOptions;
  readonly #nodes: Node[] = [];
  readonly #history = new History();
  readonly #spare: Snapshot[] = [];
  #bytes = 0;
  /// How deep the execution stands in #nodes; undefined: nowhere.
  #at: number | undefined;
  #cut = false;

  constructor(execution: Execution, options: SearchOptions) {
    this.#execution = execution;
    this.#options = options;
  }

  /// Whether all runs have been seen, or one of each class; of those of a branch, where one is given.
  run(branch?: Branch): boolean {
    this.#execution.restart();
    for (const step of branch?.path ?? []) this.#pass(step);
    const sleep = new Map(branch?.sleep.map(([task, plain]) => [task, Footprint.from(plain)]));
    this.#enter(sleep, branch?.departures ?? 0);
    while (this.#nodes.length > 0) {
      const node = this.#nodes.at(-1)!;
      if (!this.#pick(node)) {
        this.#leave();
        continue;
      }
      if (!this.#take(node)) return false;
    }
    return !this.#cut;
  }

  /// What is tried next here; false: nothing is left.
  #pick(node: Node): boolean {
    if (node.task !== undefined) return true;
    for (const task of node.wanted) {
      if (node.done.has(task) || node.sleep.has(task)) continue;
      node.task = task;
      node.answers = [];
      node.footprint = undefined;
      return true;
    }
    return false;
  }

  /// One turn of what is tried, and what follows from it. Whether the search goes on.
  #take(node: Node): boolean {
    const depth = this.#nodes.length - 1;
    this.#goTo(depth);
    const index = node.ready.indexOf(node.task!);
    node.taken = { index, answers: node.answers };
    const turn = this.#execution.takeTurn(node.taken);
    this.#at = undefined;
    if (node.footprint) node.footprint.addAll(turn.footprint);
    else node.footprint = turn.footprint;
    const departed = node.departures + Number(index > 0) + node.answers.filter((one) => one > 0).length;
    this.#learn(turn);
    const sleep = this.#sleepAfter(node, turn);
    this.#nextAnswers(node, turn.counts);
    if (this.#execution.ending) {
      if (!this.#options.ended()) return false;
      this.#history.truncate(depth);
      return true;
    }
    if (this.#options.split && this.#nodes.length >= this.#options.split.depth) {
      this.#hand(sleep, departed);
      this.#history.truncate(depth);
      return true;
    }
    const twin = this.#twin(depth);
    if (twin !== undefined) return this.#closeCircle(twin, depth);
    if (this.#nodes.length < maxDepth) {
      this.#enter(sleep, departed);
      return true;
    }
    this.#cut = true;
    return this.#runOut(depth);
  }

  #runOut(depth: number): boolean {
    this.#history.truncate(depth);
    this.#execution.runOut(fifo, this.#options.maxTurns);
    return this.#options.ended();
  }

  /// Where the run was in the very state before in which it is after its turn at that depth. It is looked for
  /// where as many tasks are ready, in the same order.
  #twin(depth: number): number | undefined {
    const ready = this.#execution.ready;
    const isSame = (one: readonly number[]) =>
      one.length === ready.length && one.every((task, i) => task === ready[i]);
    const task = this.#nodes[depth]!.ready[this.#nodes[depth]!.taken.index];
    let candidates = 0;
    for (let at = depth; at >= 0 && candidates < maxTwins; at--) {
      const node = this.#nodes[at]!;
      if (node.ready[node.taken.index] !== task && ready.length > 1) continue;
      if (!isSame(node.ready) || !node.snapshot) continue;
      candidates++;
      if (this.#execution.isAt(node.snapshot)) return at;
    }
    return undefined;
  }

  /// The run goes in a circle, from that place on. Where everybody who is ready has a part in it, it goes on
  /// for ever; where not, it would have to pass somebody over for ever, and what they do is tried instead.
  #closeCircle(twin: number, depth: number): boolean {
    const part = new Set(this.#nodes.slice(twin, depth + 1).map(({ ready, taken }) => ready[taken.index]!));
    const node = this.#nodes[twin]!;
    if (node.ready.every((task) => part.has(task))) return this.#runOut(depth);
    for (const task of node.ready) node.wanted.add(task);
    this.#history.truncate(depth);
    return true;
  }

  /// The next answers to the choices within the turn, in the order of an odometer; when there are none left,
  /// the task has been tried.
  #nextAnswers(node: Node, counts: readonly number[]): void {
    const answers = counts.map((_, at) => node.answers[at] ?? 0);
    while (
      answers.length > 0 &&
      (answers.at(-1)! + 1 >= counts[answers.length - 1]! || !this.#mayDepart(node, answers))
    )
      answers.pop();
    if (answers.length > 0) {
      answers[answers.length - 1]!++;
      node.answers = answers;
      return;
    }
    node.done.add(node.task!);
    if (this.#reduces) node.sleep.set(node.task!, node.footprint!);
    node.task = undefined;
  }

  /// Within the bound: whether the last of these answers may be another than it is.
  #mayDepart(node: Node, answers: readonly number[]): boolean {
    const { bound } = this.#options;
    if (bound === undefined) return true;
    const departed = Number(node.ready.indexOf(node.task!) > 0);
    const before = answers.slice(0, -1).filter((one) => one > 0).length;
    if (node.departures + departed + before + 1 <= bound) return true;
    this.#cut = true;
    return false;
  }

  get #reduces(): boolean {
    return !this.#options.all && this.#options.bound === undefined;
  }

  /// Which earlier turns could have been otherwise, now that this one has been seen.
  #learn(turn: Turn): void {
    if (!this.#reduces) return;
    const reversals = this.#history.add(turn);
    for (const { at, initials } of reversals) this.#want(this.#nodes[at]!, initials);
    const node = this.#nodes.at(-1)!;
    /* They did not come to their turn, which this one might have to follow. */
    const missed = this.#execution.ending ? node.ready : turn.withdrawn;
    for (const task of missed) node.wanted.add(task);
  }

  #want(node: Node, initials: readonly number[]): void {
    if (initials.some((task) => node.wanted.has(task) || node.sleep.has(task))) return;
    const task = [...initials].reverse().find((one) => node.ready.includes(one));
    if (task !== undefined) node.wanted.add(task);
    else for (const one of node.ready) node.wanted.add(one);
  }

  #sleepAfter(node: Node, turn: Turn): Map<number, Footprint> {
    const sleep = new Map<number, Footprint>();
    if (!this.#reduces) return sleep;
    for (const [task, footprint] of node.sleep)
      if (task !== turn.task && !footprint.conflictsWith(turn.footprint)) sleep.set(task, footprint);
    return sleep;
  }

  /// A node where the execution stands.
  #enter(sleep: Map<number, Footprint>, departures: number): void {
    const { ready } = this.#execution;
    const node = newNode(ready, sleep, departures, this.#firstWanted(ready, sleep, departures));
    this.#nodes.push(node);
    this.#at = this.#nodes.length - 1;
    if (this.#isWorthKeeping(ready) && this.#bytes < maxSnapshotBytes) this.#keep(node);
  }

  #firstWanted(ready: readonly number[], sleep: Map<number, Footprint>, departures: number): Set<number> {
    const { bound } = this.#options;
    const { split } = this.#options;
    if (this.#reduces && !split) return new Set(ready.filter((task) => !sleep.has(task)).slice(0, 1));
    if (bound === undefined || departures < bound) return new Set(ready);
    if (ready.length > 1) this.#cut = true;
    return new Set(ready.slice(0, 1));
  }

  /// A turn on the way to the branch: what else could come there is for others.
  #pass(step: Step): void {
    const { ready } = this.#execution;
    const node = newNode(ready, new Map(), 0, new Set(ready));
    node.done = node.wanted;
    node.taken = step;
    this.#nodes.push(node);
    const turn = this.#execution.takeTurn(step);
    if (this.#reduces) this.#history.add(turn);
  }

  #hand(sleep: ReadonlyMap<number, Footprint>, departures: number): void {
    this.#options.split!.branch({
      path: this.#nodes.map(({ taken }) => taken),
      sleep: [...sleep].map(([task, footprint]) => [task, footprint.plain] as const),
      departures,
    });
  }

  /// Where several are ready something else may be tried; where one alone is, the run may go in a circle.
  #isWorthKeeping(ready: readonly number[]): boolean {
    const before = this.#nodes.at(-2)?.ready;
    return ready.length > 1 || before === undefined || (before.length === 1 && before[0] === ready[0]);
  }

  #keep(node: Node): void {
    const snapshot = (node.snapshot = this.#spare.pop() ?? new Snapshot());
    this.#bytes -= snapshot.size;
    this.#execution.save(snapshot);
    this.#bytes += snapshot.size;
  }

  #leave(): void {
    const { snapshot } = this.#nodes.pop()!;
    if (snapshot) this.#spare.push(snapshot);
    this.#at = undefined;
    this.#history.truncate(Math.max(0, this.#nodes.length - 1));
  }

  /// Has the execution stand there: from the nearest node before of which there is a snapshot, its turns are
  /// taken again.
  #goTo(depth: number): void {
    if (this.#at === depth) return;
    let from = depth;
    while (from > 0 && !this.#nodes[from]!.snapshot) from--;
    const { snapshot } = this.#nodes[from]!;
    if (snapshot) this.#execution.restore(snapshot);
    else this.#execution.restart();
    for (const { taken } of this.#nodes.slice(from, depth)) this.#execution.takeTurn(taken);
    this.#at = depth;
  }
}

function newNode(
  ready: readonly number[],
  sleep: Map<number, Footprint>,
  departures: number,
  wanted: Set<number>,
): Node {
  return {
    ready,
    snapshot: undefined,
    wanted,
    done: new Set(),
    sleep,
    task: undefined,
    answers: [],
    taken: { index: 0, answers: [] },
    footprint: undefined,
    departures,
  };
}
