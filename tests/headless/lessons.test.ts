/// Every lesson of the tour keeps to its measure, and what it claims is so: the program prints what it says,
/// the solution passes the check, and the exercise that nobody has solved does not.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { lessonFolders, lessonIn } from '../../web/build/lessons.ts';
import { Builder } from '../../web/cli/build.ts';
import { explore, Parts } from '../../web/explore/index.ts';
import { countWords, isAnswer, judge, type Evidence, type Lesson } from '../../web/lessons/index.ts';
import { Run, type Host, type RunOptions } from '../../web/runtime/index.ts';
import { Trace } from '../../web/trace/model/trace.ts';
import { read, root } from './project.ts';

/* See cli/program-worker.ts. */
Error.stackTraceLimit = 50;

const maxWords = 120;
const maxLines = 30;
const maxColumns = 65;
const maxTurns = 1_000_000;

const folder = join(root, 'web/lessons');
const builder = new Builder();
after(() => builder.close());

const host = (write: Host['write']): Host => ({
  now: () => performance.now(),
  block: () => undefined,
  setTimer: (callback, milliseconds) => setTimeout(callback, milliseconds),
  clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
  immediate: (callback) => void setImmediate(callback),
  write,
});

/// What the page's check finds out about a program.
async function evidenceOf(source: string, { schedules = false, traced = false } = {}): Promise<Evidence> {
  const { wasm } = await builder.build(source, 'program.c', '1');
  const trace = new Trace();
  const written: Uint8Array[] = [];
  const tracing: NonNullable<RunOptions['trace']> = {
    maxBatchSlots: 1 << 20,
    maxWaitingSlots: 1 << 22,
    post: (batch) => trace.append(batch),
  };
  const run = new Run({
    wasm: new WebAssembly.Module(wasm),
    clock: 'virtual',
    host: host((fd, bytes) => void (fd === 1 && written.push(bytes.slice()))),
    ...(traced && { trace: tracing }),
  });
  const { status, cause } = await run.ended;
  trace.finish(run.now, cause);
  return {
    stdout: Buffer.concat(written).toString(),
    status,
    cause,
    time: run.now,
    memory: run.program.memory.buffer.byteLength,
    trace,
    ...(schedules && { explored: await exploredOf(source) }),
  };
}

async function exploredOf(source: string): Promise<NonNullable<Evidence['explored']>> {
  const { wasm } = await builder.build(source, 'program.c', '1', undefined, true);
  const options = { seed: 0, args: ['program'], maxTurns, lines: [] };
  const parts = new Parts({ wasm: new WebAssembly.Module(wasm), ...options });
  const worker = { do: async (...[part, budget]: Parameters<Parts['do']>) => parts.do(part, budget) };
  return explore(
    { program: 'program.c', strategy: 'auto', all: false, schedules: 10_000, seconds: 60, seed: 0 },
    [worker],
  );
}

async function verdictOf({ exercise }: Lesson, source: string) {
  const { checks, output } = exercise!;
  const asks = (wanted: string) => checks.some(({ kind }) => kind === wanted);
  const how = { schedules: asks('schedules'), traced: asks('turns') };
  return judge(checks, output, await evidenceOf(source, how));
}

const folders = lessonFolders(folder);

for (const name of folders) {
  describe(name, () => {
    const lesson = lessonIn(folder, name);
    const { exercise, question, program } = lesson;

    test('keeps to its measure', () => {
      assert.ok(countWords(lesson) <= maxWords, `${countWords(lesson)} words`);
      for (const source of [program, exercise?.source, exercise?.solution]) {
        const lines = (source ?? '').trimEnd().split('\n');
        assert.ok(lines.length <= maxLines, `${lines.length} lines`);
        for (const line of lines) assert.ok(line.length <= maxColumns, line);
      }
      for (const line of read(`web/lessons/${name}/lesson.md`).split('\n'))
        assert.ok(line.length <= 110, line);
    });

    if (program === undefined) return;

    test('its program prints what it says', async () => {
      const { stdout } = await evidenceOf(program);
      assert.equal(stdout, lesson.output);
    });

    test('it asks something before the program runs, and points at something', () => {
      assert.ok(question && question.explanation.length > 0);
      if (question.choices) assert.equal(question.choices.filter(({ right }) => right).length, 1);
      else assert.ok(isAnswer(lesson.output ?? '', question.answer!), 'the answer is what is printed');
      assert.ok(lesson.look.length > 0);
      for (const { what, name: pointed } of lesson.look)
        if (what !== 'part') assert.ok(program.includes(pointed), pointed);
    });

    test('its solution passes the check', async () => {
      const verdict = await verdictOf(lesson, exercise!.solution);
      assert.ok(verdict.solved, verdict.text);
    });

    test('its exercise does not pass before it is solved', async () => {
      const verdict = await verdictOf(lesson, exercise!.source ?? program);
      assert.ok(!verdict.solved, verdict.text);
      assert.ok(verdict.text.startsWith('Not yet: '));
    });
  });
}
