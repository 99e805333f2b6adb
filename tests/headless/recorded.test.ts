/// A run that is recorded in a file can be shown from it, wherever the file ends.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';

import { magic } from '../../web/trace/file/pieces.ts';
import { NotATrace, readTraceFile, type RecordedTrace } from '../../web/trace/file/reader.ts';
import { TraceFileWriter } from '../../web/trace/file/writer.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { program, weft } from './command.ts';

const source = `#include <stdio.h>
#include <weft.h>
static void *work(void *arg) { weft_mark("here"); weft_sleep(WEFT_UNBOX(arg)); puts("done"); return NULL; }
int main(void) {
    weft_task tasks[2] = {weft_spawn(work, WEFT_BOX(2)), weft_spawn(work, WEFT_BOX(1))};
    fputs("begun\\n", stderr);
    return weft_gather(tasks, 2, NULL) + 3;
}
`;

function modelOf({ batches, end }: RecordedTrace): Trace {
  const trace = new Trace();
  for (const batch of batches) trace.append(batch);
  if (end) trace.finish(end.time, 'exit');
  return trace;
}

/// What there is to say of each event.
function tellingOf({ events }: Trace): string[] {
  const told: string[] = [];
  for (let at = events.first; at < events.length; at++)
    told.push(
      [
        events.time(at),
        events.kind(at),
        events.task(at),
        events.call(at),
        events.line(at),
        events.text(at),
      ].join(),
    );
  return told;
}

describe('weft run --record', () => {
  let bytes: Uint8Array;
  let recorded: RecordedTrace;
  before(async () => {
    const file = program(source);
    const { status, stdout } = await weft(['run', '--clock', 'virtual', '--record', `${file}.trace`, file]);
    assert.deepEqual([status, stdout], [3, 'done\ndone\n']);
    bytes = readFileSync(`${file}.trace`);
    recorded = readTraceFile(bytes);
  });

  test('has the program, its output by task and time, and how it ended', () => {
    assert.deepEqual(
      recorded.sources.map(({ text }) => text),
      [source],
    );
    assert.deepEqual(
      recorded.outputs.map(({ fd, task, time, bytes }) => [fd, task, time, Buffer.from(bytes).toString()]),
      [
        [2, 1, 0, 'begun\n'],
        [1, 3, 1e9, 'done\n'],
        [1, 2, 2e9, 'done\n'],
      ],
    );
    assert.deepEqual(recorded.end, { time: 2e9, status: 3, cause: 'exit' });
  });

  test('gives the same model as the run itself', () => {
    const trace = modelOf(recorded);
    assert.deepEqual(
      trace.lanes.map(({ task }) => trace.label(task)),
      ['main', 'work#2', 'work#3'],
    );
    assert.equal(trace.now, 2e9);
    assert.equal(trace.marks.length, 2);
  });

  test('wherever the file ends, what is whole of it is told', () => {
    const all = tellingOf(modelOf(recorded));
    for (let length = magic.length; length < bytes.length; length += 61) {
      const part = readTraceFile(bytes.subarray(0, length));
      assert.equal(part.end, undefined);
      const told = tellingOf(modelOf(part));
      assert.deepEqual(told, all.slice(0, told.length));
    }
  });

  test('a file that cannot be written ends with 74, and is named', async () => {
    const file = program(source);
    const { status, stderr } = await weft(['run', '--record', '/nowhere/run.trace', file]);
    assert.deepEqual([status, stderr], [74, 'weft: --record /nowhere/run.trace: no such file\n']);
  });
});

test('a loss is told, with how all tasks stood after it', () => {
  const parts: Uint8Array[] = [];
  const writer = new TraceFileWriter((bytes) => parts.push(bytes.slice()));
  const tasks = { records: new ArrayBuffer(72), texts: [[7, 'work']] as [number, string][] };
  writer.batch({ lost: 5, tasks, slots: new ArrayBuffer(0), texts: [], now: 3, behind: false });
  const [batch] = readTraceFile(Buffer.concat(parts)).batches;
  assert.deepEqual(batch, {
    ...{ lost: 5, now: 3, behind: false, texts: [[7, 'work']], slots: new ArrayBuffer(0) },
    tasks,
  });
});

test('other files are refused by what they are', () => {
  const refused = (text: string, why: RegExp) =>
    assert.throws(
      () => readTraceFile(Buffer.from(text)),
      (error) => error instanceof NotATrace && why.test(error.message),
    );
  refused('', /not a trace/);
  refused('int main(void) {}', /not a trace/);
  refused('weft-tr9', /later version/);
});

test('no bytes after the beginning make it fail', () => {
  const kind = fc.constantFrom(
    'TEXT',
    'CODE',
    'SLOT',
    'TASK',
    'LOST',
    'SAMP',
    'TIME',
    'OUTP',
    'DONE',
    'ELSE',
  );
  const piece = fc.tuple(kind, fc.uint8Array({ maxLength: 200 })).map(([name, bytes]) => {
    const head = Buffer.alloc(8);
    head.write(name);
    head.writeUInt32LE(bytes.length, 4);
    return Buffer.concat([head, bytes]);
  });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.uint8Array({ maxLength: 12 }), (pieces, rest) => {
      modelOf(readTraceFile(Buffer.concat([Buffer.from(magic), ...pieces, rest])));
    }),
    { seed: 1, numRuns: 500 },
  );
});
