/// The event loop at the moment that is shown: who has the turn, the queue of those that are ready, who
/// sleeps until when, what the host works on, and who waits for others. A task is a token that moves from
/// place to place.

import './loop.css';

import { useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

import { useApp } from '../context.ts';
import { seconds } from '../../common/format.ts';
import { taskClass } from '../../common/task-colour.ts';
import { loopAt, type LoopState } from '../../trace/model/loop.ts';
import { operationName } from '../../trace/text/names.ts';
import { waitedFor } from '../../trace/text/waits.ts';
import { useThrottled } from '../timeline/use-throttled.ts';
import { useMovingTokens } from './moving-tokens.ts';
import type { Trace } from '../../trace/model/trace.ts';
import type { TaskId } from '../../trace/model/units.ts';

/// So many tokens of a place are drawn; of the others only how many they are.
const mostTokens = 8;

interface Token {
  task: TaskId;
  /// What is to be said of it besides its name.
  about?: string;
}

export function LoopPane() {
  const { timeline } = useApp();
  const event = useThrottled(timeline);
  const { trace } = timeline;
  const root = useRef<HTMLElement>(null);
  useMovingTokens(root, trace.version, event);
  const state = loopAt(trace, event);
  const last = state.running === undefined ? lastTurn(trace, event) : undefined;
  return (
    <section class="loop" aria-labelledby="loop-title" ref={root}>
      <h3 id="loop-title">Loop</h3>
      {places.map(({ name, title, help, tokens }) => (
        <Place
          key={name}
          name={name}
          title={title}
          help={help}
          tokens={tokens(trace, state, event)}
          nobody={name === 'turn' && last !== undefined ? `nobody: the turn of ${last} is over` : 'nobody'}
        />
      ))}
    </section>
  );
}

/// Who had the turn that is over.
function lastTurn(trace: Trace, event: number): string | undefined {
  if (event < trace.events.first) return undefined;
  const turn = trace.events.turn(event);
  const task = turn < Math.max(1, trace.firstTurn) ? 0 : trace.events.task(trace.turnBegin(turn));
  return task > 0 ? trace.label(task) : undefined;
}

interface PlaceKind {
  name: string;
  title: string;
  help: string;
  tokens(trace: Trace, state: LoopState, event: number): Token[];
}

const places: PlaceKind[] = [
  {
    name: 'turn',
    title: 'Has its turn',
    help: 'One runs at a time, until it waits, yields or ends; a generator runs in the turn of its task',
    tokens: (_, { running, bodies }) =>
      running === undefined ? [] : [running, ...bodies].map((task) => ({ task })),
  },
  {
    name: 'ready',
    title: 'Ready, in order',
    help: 'The queue: the first has the next turn',
    tokens: (_, { ready }) => ready.map((task) => ({ task })),
  },
  {
    name: 'sleeping',
    title: 'Sleeps, by time',
    help: 'The clock puts them into the queue, the one that wakes first before the others',
    tokens: (_, { sleeping }) =>
      sleeping.map(({ task, until }) => ({
        task,
        about: until === undefined ? 'for ever' : `until ${seconds(until)}`,
      })),
  },
  {
    name: 'host',
    title: 'The host works for',
    help: 'Fetches, lines of input, frames: the answer puts them into the queue',
    tokens: (_, { host }) =>
      host.map((operation) => ({ task: operation.task, about: operationName(operation) })),
  },
  {
    name: 'waiting',
    title: 'Waits for others',
    help: 'Another task puts them into the queue by what it does',
    tokens: (trace, { waiting }, event) =>
      waiting.map((task) => {
        const status = trace.lane(task)!.statusAt(trace.events, event);
        return { task, about: waitedFor(trace, status) || status.call.replace(/^weft_/, '') };
      }),
  },
];

function Place({
  name,
  title,
  help,
  tokens,
  nobody,
}: Pick<PlaceKind, 'name' | 'title' | 'help'> & { tokens: Token[]; nobody: string }) {
  const drawn = tokens.slice(0, mostTokens);
  const more = tokens.length - drawn.length;
  const count = tokens.length > 1 && name !== 'turn' ? <span class="count">{tokens.length}</span> : null;
  return (
    <div class={`station ${name}`} title={help}>
      <h4 id={`loop-${name}`}>
        {title} {count}
      </h4>
      <ol aria-labelledby={`loop-${name}`}>
        {drawn.map((token) => (
          <Item key={token.task} {...token} />
        ))}
        {more > 0 && <li class="more">and {more.toLocaleString('en')} more</li>}
        {tokens.length === 0 && <li class="none">{nobody}</li>}
      </ol>
    </div>
  );
}

function Item({ task, about = '' }: Token): ComponentChildren {
  const { timeline, choose } = useApp();
  const chosen = timeline.selected.value?.task === task;
  const name = timeline.trace.label(task);
  return (
    <li>
      <button
        type="button"
        class={`token ${taskClass(task)}`}
        data-task={task}
        aria-pressed={chosen}
        title={about === '' ? name : `${name}: ${about}`}
        onClick={() => choose({ task })}
      >
        <span class="name">{name}</span>
        {about !== '' && <span class="about"> {about}</span>}
      </button>
    </li>
  );
}
