/// Where two runs of one program part, and how that is said.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partingOf, partingTurn } from '../../web/trace/model/parting.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { partingSentence } from '../../web/trace/text/parting.ts';
import { SlotMaker, type Slot } from './trace-slots.ts';

const begin: Slot[] = [
  { kind: 'SPAWN', task: 1, time: 0, text: 'main' },
  { kind: 'RUN', task: 1 },
  { kind: 'SPAWN', task: 2, peer: 1, text: 'add', line: 3 },
  { kind: 'SPAWN', task: 3, peer: 1, text: 'add', line: 3 },
  { kind: 'SUSPEND', task: 1, call: 'weft_gather', line: 4 },
];
const turn = (task: number, line: number): Slot[] => [
  { kind: 'RUN', task },
  { kind: 'SUSPEND', task, call: 'weft_yield', line },
];

function traceOf(...slots: Slot[]): Trace {
  const trace = new Trace();
  trace.append(new SlotMaker().batch(slots));
  return trace;
}

test('runs are alike up to the turn that another task has', () => {
  const above = traceOf(...begin, ...turn(2, 7), ...turn(3, 7));
  const below = traceOf(...begin, ...turn(3, 7), ...turn(2, 7));
  assert.equal(partingOf(above, below), begin.length);
  assert.equal(partingTurn(above, below), 2);
  assert.equal(
    partingSentence(above, below),
    'They are alike up to turn 1, and part there: above add#2 is next, below add#3 is next.',
  );
});

test('a turn may be of the same task, and go otherwise', () => {
  const above = traceOf(...begin, ...turn(2, 7), ...turn(3, 7));
  const below = traceOf(...begin, ...turn(2, 7), ...turn(3, 9));
  assert.equal(partingTurn(above, below), 3);
  assert.equal(
    partingSentence(above, below),
    "They are alike up to turn 2, and part there: the next turn is add#3's in both, and goes otherwise.",
  );
});

test('one may end before the other, and two may be alike', () => {
  const above = traceOf(...begin, ...turn(2, 7));
  const below = traceOf(...begin, ...turn(2, 7), ...turn(3, 7));
  assert.equal(partingTurn(above, below), 3);
  assert.equal(
    partingSentence(above, below),
    'They are alike up to turn 2, and part there: above nobody has another turn, below add#3 is next.',
  );
  assert.equal(partingSentence(below, below), 'Turn by turn they are alike.');
});

test('they may part at the first turn', () => {
  const above = traceOf(begin[0]!, ...turn(1, 4));
  const below = traceOf(begin[0]!, ...turn(1, 5));
  assert.match(partingSentence(above, below), /^They part at the first turn: /);
});
