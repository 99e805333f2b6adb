/// A run that was recorded elsewhere is opened as the timeline that it would have been here.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { TraceEvent } from '../../web/runtime/abi.gen.ts';
import { TraceFileWriter } from '../../web/trace/file/writer.ts';
import { findings } from './axe.ts';
import { expect, test, type Weft } from './weft.ts';

/// main spawns a task that sleeps for two seconds, and waits for it.
function recording(): Buffer {
  const parts: Uint8Array[] = [];
  const writer = new TraceFileWriter((bytes) => parts.push(bytes.slice()));
  writer.source({ name: 'home.c', text: '// from home\nint main(void) { return 0; }\n' });
  const slots = new DataView(new ArrayBuffer(32 * 8));
  let count = 0;
  const slot = (kind: number, task: number, time: number, { textSlots = 0, peer = 0, call = 0 } = {}) => {
    const at = 32 * count++;
    slots.setUint8(at, kind);
    slots.setUint8(at + 1, textSlots);
    slots.setUint16(at + 2, 2, true);
    slots.setUint32(at + 4, task, true);
    slots.setFloat64(at + 8, time, true);
    slots.setUint32(at + 16, peer, true);
    slots.setUint32(at + 24, call, true);
  };
  const text = (words: string) => {
    slots.setUint8(32 * count, TraceEvent.TEXT);
    slots.setUint8(32 * count + 1, words.length);
    for (const [index, letter] of [...words].entries())
      slots.setUint8(32 * count + 4 + index, letter.charCodeAt(0));
    count++;
  };
  slot(TraceEvent.RUN, 1, 0);
  slot(TraceEvent.SPAWN, 2, 0, { textSlots: 1, peer: 1 });
  text('sleeper');
  slot(TraceEvent.SUSPEND, 1, 0, { peer: 2, call: 40 });
  slot(TraceEvent.RUN, 2, 0);
  slot(TraceEvent.SUSPEND, 2, 0, { call: 44 });
  slot(TraceEvent.RUN, 2, 2e9);
  slot(TraceEvent.END, 2, 2e9);
  const texts: [number, string][] = [
    [40, 'weft_join'],
    [44, 'weft_sleep'],
  ];
  writer.batch({ lost: 0, slots: slots.buffer, texts, now: 2e9, behind: false });
  writer.output({ fd: 1, task: 2, time: 2e9, bytes: Buffer.from('slept\n') });
  writer.end({ status: 0, cause: 'exit' });
  return Buffer.concat(parts);
}

async function open(weft: Weft, name: string, buffer: Buffer): Promise<void> {
  const choosing = weft.page.waitForEvent('filechooser');
  await weft.button('Open a trace').click();
  await (await choosing).setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

test('program, output, timeline and table are those of the file', async ({ weft }) => {
  await weft.open();
  await open(weft, 'home.trace', recording());
  await expect(weft.status).toContainText('Recorded run home.trace: ended with status 0');
  await expect.poll(() => weft.text()).toContain('// from home');
  await weft.wrote(['slept']);
  await expect(weft.page.getByRole('table', { name: 'Tasks' })).toContainText('sleeper#2');
  await expect(weft.page.getByRole('slider', { name: 'Moment' })).toHaveAttribute('aria-valuemax', '3');
  await expect(weft.button('Back')).toHaveAttribute('aria-disabled', 'true');
  expect(await findings(weft.page)).toEqual([]);
  await weft.run.click();
  await weft.ended('Ended with status 0');
});

test('a file that is none is refused, and what is there stays', async ({ weft }) => {
  await weft.open('#example=gather&clock=virtual');
  await weft.run.click();
  await weft.ended('Ended with status 0');
  const text = await weft.text();
  await open(weft, 'notes.txt', readFileSync(join(import.meta.dirname, 'recorded.spec.js')));
  await expect(weft.alert).toContainText(
    'notes.txt cannot be opened: it is not a trace that Weft has recorded.',
  );
  await expect(weft.status).toContainText('Ended with status 0');
  await expect.poll(() => weft.text()).toBe(text);
});

test('it can be dropped anywhere on the page', async ({ weft }) => {
  await weft.open();
  await weft.takesFiles();
  const bytes = [...recording()];
  await weft.page.evaluate((content) => {
    const { DataTransfer, File, DragEvent, document } = globalThis as unknown as DropGlobals;
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(content)], 'dropped.trace'));
    document
      .querySelector('.timeline')
      .dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, bytes);
  await expect(weft.status).toContainText('Recorded run dropped.trace');
});

/// What is used of the page's own world.
interface DropGlobals {
  DataTransfer: new () => { items: { add(file: unknown): void } };
  File: new (parts: Uint8Array[], name: string) => unknown;
  DragEvent: new (type: string, options: object) => unknown;
  document: { querySelector(selector: string): { dispatchEvent(event: unknown): void } };
}
