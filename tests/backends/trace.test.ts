/// Every program of the corpus and every example takes the same turns natively and in WebAssembly, at the
/// same times of the virtual clock: its trace is the same, event by event.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { Builder } from '../../web/cli/build.ts';
import { Launcher } from '../../web/cli/launch.ts';
import { TraceEvent } from '../../web/runtime/abi.gen.ts';
import type { TraceBatch } from '../../web/runtime/index.ts';
import { Decoder, noTasks } from '../../web/trace/model/decode.ts';
import { EventStore } from '../../web/trace/model/event-store.ts';
import { readTraceFile, type RecordedTrace } from '../../web/trace/file/reader.ts';
import { filesBelow, root } from '../headless/project.ts';

const folder = mkdtempSync(join(tmpdir(), 'weft-backends-'));
const builder = new Builder();
const launcher = new Launcher();
after(() => {
  builder.close();
  launcher.close();
  rmSync(folder, { recursive: true });
});

const names = new Map<number, string>(Object.entries(TraceEvent).map(([name, kind]) => [kind, name]));

/// The two differ here by nature, for these reasons.
const different: Record<string, string> = {
  'longjmp-out-of-waits.c': 'it waits in a comparison of qsort, and each C library compares in its own order',
  'million.c': 'natively they take 4.6 GB',
  'decades-ahead.c':
    'the runtime has its times as doubles, and those are told later, by less than a microsecond',
  'exit-at-once.c': 'natively _Exit ends the process before the trace of the turn is written',
};

/// Of each event: time, event, task, other task, object, call, place, text.
function logOf(batches: readonly TraceBatch[]): string[] {
  const store = new EventStore();
  const decoder = new Decoder(store, (entry) => void store.push(entry));
  for (const batch of batches) decoder.batch(batch, noTasks);
  const lines: string[] = [];
  for (let event = store.first; event < store.length; event++) {
    const kind = names.get(store.kind(event))!;
    const place = `${store.file(event) || '-'}:${store.line(event)}`;
    const call = store.call(event) || '-';
    const about = `${store.task(event)} ${store.peer(event)} ${store.object(event)}`;
    lines.push(`${store.time(event).toFixed(0)} ${kind} ${about} ${call} ${place} ${store.text(event)}`);
  }
  return comparable(lines);
}

/// Output is not an event natively. What an END tells is the processor's time, and paths are the compilers'.
const comparable = (lines: readonly string[]): string[] =>
  lines
    .filter((line) => line !== '' && line.split(' ')[1] !== 'OUTPUT')
    .map((line) =>
      line
        .replace(/^(\S+ END \S+ \S+) \d+ (\S+ \S+):\d+ .*$/, '$1 $2')
        .replace(/ (\S*\/)([^/ ]+:\d+) /, ' $2 ')
        .trimEnd(),
    );

async function inWebAssembly(file: string, seed: number): Promise<{ log: string[]; stdout: string }> {
  const { wasm } = await builder.build(readFileSync(file, 'utf8'), file, '1');
  const batches: TraceBatch[] = [];
  const input = file.replace(/\.c$/, '.in');
  const { stdout } = await launcher.run({
    wasm,
    clock: 'virtual',
    seed,
    args: [file],
    stats: false,
    collect: 1 << 24,
    timeout: 60,
    traced: (batch) => batches.push(batch),
    ...(existsSync(input) && { stdin: () => createReadStream(input) }),
  });
  return { log: logOf(batches), stdout };
}

function natively(file: string, corpus: string, seed: number): { log: string[]; stdout: string } {
  const name = basename(file, '.c');
  const program = join(root, `build/native/tests/programs/${corpus}_${name}`);
  assert.ok(existsSync(program), `${program} is missing: cmake --build --preset native`);
  const trace = join(folder, `${corpus}-${name}.trace`);
  const input = file.replace(/\.c$/, '.in');
  const { stdout } = spawnSync(program, {
    env: { ...process.env, WEFT_CLOCK: 'virtual', WEFT_SEED: String(seed), WEFT_TRACE: trace },
    input: existsSync(input) ? readFileSync(input) : '',
    maxBuffer: 1 << 26,
  });
  return { log: logOf(readTraceFile(readFileSync(trace)).batches), stdout: stdout.toString() };
}

/// Of a program of the corpus, as it has been built natively.
function recordedNatively(name: string): RecordedTrace {
  const trace = join(folder, `${name}.trace`);
  spawnSync(join(root, `build/native/tests/programs/programs_${name}`), {
    env: { ...process.env, WEFT_CLOCK: 'virtual', WEFT_TRACE: trace },
  });
  return readTraceFile(readFileSync(trace));
}

test('an empty name is none', () => {
  const { stderr } = spawnSync(join(root, 'build/native/tests/programs/programs_barrier-rounds'), {
    env: { ...process.env, WEFT_CLOCK: 'virtual', WEFT_TRACE: '' },
  });
  assert.equal(String(stderr), '');
});

test('a native run has its program in the file, by its name alone', () => {
  const { sources, end } = recordedNatively('barrier-rounds');
  const text = readFileSync(join(root, 'tests/programs/barrier-rounds.c'), 'utf8');
  assert.deepEqual(sources, [{ name: 'barrier-rounds.c', text }]);
  assert.equal(end?.cause, 'exit');
});

test('a crash leaves what happened up to it, and that it was one', () => {
  const { batches, end } = recordedNatively('abort-is-70');
  assert.deepEqual([end?.cause, end?.status], ['fault', 70]);
  assert.ok(logOf(batches).length > 0);
});

for (const [corpus, path] of [
  ['programs', 'tests/programs'],
  ['examples', 'web/examples'],
] as const)
  describe(path, () => {
    for (const path_ of filesBelow(path, /\.c$/)) {
      const file = join(root, path_);
      test(basename(file), { skip: different[basename(file)] ?? false }, async () => {
        for (const seed of [0, 7]) {
          const native = natively(file, corpus, seed);
          const wasm = await inWebAssembly(file, seed);
          const at = native.log.findIndex((line, index) => line !== wasm.log[index]);
          const first = at < 0 ? native.log.length : at;
          const around = (log: string[]) => log.slice(Math.max(0, first - 3), first + 2).join('\n');
          assert.ok(
            at < 0 && native.log.length === wasm.log.length,
            `seed ${seed}, event ${first}:\nnatively\n${around(native.log)}\nin WebAssembly\n${around(wasm.log)}`,
          );
        }
      });
    }
  });
