/// A program's worker of which nothing is heard, with workers that the test moves by hand.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeardWorker } from '../../web/page/run/heard-worker.ts';

class FakeWorker {
  readonly told: string[] = [];
  terminated = false;

  postMessage(message: string): void {
    this.told.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }
}

function started() {
  const workers = [new FakeWorker()];
  const worker = new HeardWorker<string>(workers[0]!, () => {
    workers.push(new FakeWorker());
    return workers.at(-1)!;
  });
  return { workers, worker };
}

test('it is replaced, and the next is told what it was told', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { workers, worker } = started();
  worker.send('start');
  context.mock.timers.tick(4000);
  worker.send('pause');
  context.mock.timers.tick(999);
  assert.deepEqual([workers[0]!.terminated, workers.length], [false, 1]);
  context.mock.timers.tick(1);
  assert.deepEqual([workers[0]!.terminated, workers[1]!.told], [true, ['start', 'pause']]);
  context.mock.timers.tick(10_000);
  assert.deepEqual([workers[1]!.terminated, workers[2]!.told], [true, ['start', 'pause']]);

  worker.heard();
  worker.send('resume');
  context.mock.timers.tick(1_000_000);
  assert.deepEqual([workers[2]!.terminated, workers.length], [false, 3]);
  assert.deepEqual(workers[2]!.told, ['start', 'pause', 'resume']);
});

test('one that was heard of before, or that is ended, is not replaced', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const [here, stopped] = [started(), started()];
  here.worker.heard();
  here.worker.send('start');
  stopped.worker.send('start');
  stopped.worker.end();
  context.mock.timers.tick(1_000_000);
  assert.deepEqual([here.workers.length, here.workers[0]!.terminated], [1, false]);
  assert.deepEqual([stopped.workers.length, stopped.workers[0]!.terminated], [1, true]);
});
