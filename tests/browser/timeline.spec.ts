/// The timeline, the table, the marks in the editor and the moment that is looked at: by role, and by reading
/// the shapes that were drawn.

import type { Locator, Page } from '@playwright/test';

import { chart, drawn, xAt, xOf, yOf, yOfRuler, type Shapes } from './drawn.ts';
import { expect, program, test, type Weft } from './weft.ts';

const gather = '#example=gather&clock=virtual';

const table = (page: Page): Locator => page.getByRole('table', { name: 'Tasks' });
const slider = (page: Page): Locator => page.getByRole('slider', { name: 'Moment' });

async function runToEnd(weft: Weft, fragment = gather): Promise<void> {
  await weft.open(fragment);
  await weft.run.click();
  await weft.ended();
}

const running = 3;

const inOrder = (numbers: number[]): boolean =>
  numbers.every((one, index) => index === 0 || numbers[index - 1]! >= one);
const lengthOf = ({ view: { from, to } }: Shapes): number => to - from;

/// Cells of the table's rows, by the names of the columns; all of one moment.
function rows(page: Page): Promise<string[][]> {
  return table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
    .evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.innerText)));
}

test('a lane for each task, a span for each turn, in the order of the run', async ({ weft }) => {
  await runToEnd(weft);
  await weft.choose('Axis', 'Turns');
  await expect.poll(async () => (await drawn(weft.page)).view.axis).toBe('turns');
  const { spans, arrows, rows: lanes } = await drawn(weft.page);
  expect(lanes).toHaveLength(4);
  const turns = spans.filter(({ state }) => state === running).sort((a, b) => a.x - b.x);
  expect(turns.map(({ task }) => task)).toEqual([1, 2, 3, 4, 4, 3, 2, 1]);
  expect(spans.map(({ label }) => label).filter(Boolean)).toContain('gather · 3 tasks');
  expect(arrows.filter(({ kind }) => kind === 'spawn')).toHaveLength(3);
  await expect
    .poll(async () => (await rows(weft.page)).map((row) => row[1]))
    .toEqual(['ended', 'ended', 'ended', 'ended']);
});

test('Step shows turn by turn what is going on, in table, words and editor', async ({ weft }) => {
  await weft.open(gather);
  await weft.button('Step').click();
  const lit = weft.page.locator('.cm-running-line');
  await expect(lit).toContainText('weft_gather(tasks, 3, NULL);');
  await expect(lit).toBeInViewport();
  await weft.button('Step').click();
  await expect(lit).toContainText('weft_sleep(5 - x);');
  const axis = async () => (await drawn(weft.page)).view.axis;
  await expect.poll(axis, 'each turn adds a piece').toBe('turns');
  const region = weft.page.getByRole('region', { name: 'Timeline' });
  await expect(region).toContainText('main waits in weft_gather for 3 tasks to end.');
  await expect
    .poll(async () => (await rows(weft.page)).map((row) => row.slice(0, 5)))
    .toEqual([
      ['main', 'waiting', 'weft_gather', '3 tasks', 'gather.c:21'],
      ['minimum#2', 'sleeping', 'weft_sleep', '', 'gather.c:11'],
      ['minimum#3', 'new', '', '', 'gather.c:19'],
      ['minimum#4', 'new', '', '', 'gather.c:19'],
    ]);
  await expect(
    weft.page.locator('.cm-task-gutter .task-marks[title*="minimum#2 sleeps"] .task-mark'),
  ).toBeVisible();
  await weft.button('Resume').click();
  await weft.ended();
});

test('the moment goes back by keyboard: output, table and words go with it, and End comes back', async ({
  weft,
}) => {
  await runToEnd(weft);
  const { page } = weft;
  await slider(page).focus();
  await page.keyboard.press('Home');
  await expect(weft.output.locator('.line:visible')).toHaveCount(0);
  for (let turn = 0; turn < 3; turn++) await page.keyboard.press('ArrowRight');
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '3');
  await expect(weft.output.locator('.line:visible .text')).toHaveText(['0 started', '1 started']);
  await expect
    .poll(async () => (await rows(page)).map((row) => row[1]))
    .toEqual(['waiting', 'sleeping', 'sleeping', 'new']);
  await expect(weft.button('Live'), 'the run is over: there is nothing live to come back to').toHaveCount(0);
  await weft.button('End').click();
  await expect(weft.output.locator('.line:visible')).toHaveCount(6);
  await expect(weft.button('End')).toHaveCount(0);
});

test('the moment goes back by the pointer, in the ruler', async ({ weft }) => {
  await runToEnd(weft);
  const shapes = await drawn(weft.page);
  expect(shapes.view.axis, 'a run of seconds').toBe('time');
  const y = yOfRuler(shapes);
  await weft.page.mouse.move(xAt(shapes, 5e9), y);
  await weft.page.mouse.down();
  await weft.page.mouse.move(xAt(shapes, 3.5e9), y, { steps: 4 });
  await weft.page.mouse.up();
  await expect(slider(weft.page)).toHaveAttribute('aria-valuetext', /^Turn 5, 3\.(49|5)\d* s/);
  await expect(weft.output.locator('.line:visible .text')).toHaveText([
    '0 started',
    '1 started',
    '2 started',
    'Received: 2',
  ]);
});

test('a link carries the moment, the zoom and the selection to whoever runs it', async ({
  weft,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await runToEnd(weft);
  const { page } = weft;
  await weft.choose('Axis', 'Turns');
  await page.getByRole('button', { name: 'minimum#3' }).click();
  await weft.button('Zoom in').click();
  await slider(page).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '6');
  const eventIndex = await slider(page).getAttribute('aria-valuetext');
  const { view } = await drawn(page);
  await weft.button('Share').click();
  await expect(page.getByText('Link copied')).toBeVisible();
  const link = String(await page.evaluate('navigator.clipboard.readText()'));
  expect(link).toMatch(/at=6\.\d+&view=turns:[\d.]+:[\d.]+&task=3$/);

  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByText('press Run to get there')).toBeVisible();
  await weft.run.click();
  await weft.ended();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', eventIndex!);
  await expect(table(page).locator('[aria-current]')).toContainText('minimum#3');
  const again = await drawn(page);
  expect(
    [again.view.axis, again.view.from, again.view.to].map((one) =>
      typeof one === 'number' ? Math.round(one * 1e6) : one,
    ),
  ).toEqual(
    [view.axis, view.from, view.to].map((one) => (typeof one === 'number' ? Math.round(one * 1e6) : one)),
  );
});

test('a click on a span selects it, its lines and its row; a line lights its span', async ({ weft }) => {
  await runToEnd(weft);
  const { page } = weft;
  await weft.choose('Axis', 'Turns');
  await expect.poll(async () => (await drawn(page)).view.axis).toBe('turns');
  const shapes = await drawn(page);
  const turn = shapes.spans
    .filter(({ state, task }) => state === running && task === 3)
    .sort((a, b) => a.x - b.x)[1]!;
  await page.mouse.click(xOf(shapes, turn.x + turn.width / 3), yOf(shapes, turn.y + 12));
  await expect(weft.output.locator('.line.chosen .text')).toHaveText(['Received: 1']);
  await expect(table(page).locator('[aria-current]')).toContainText('minimum#3');
  await expect(page.getByRole('tooltip')).toContainText('minimum#3 has its turn.');
  await weft.button('Only this task').click();
  await expect(weft.output.locator('.line:visible .text')).toHaveText(['1 started', 'Received: 1']);
  await expect.poll(async () => (await drawn(page)).rows.length).toBe(1);
});

test('zoom, pan, fit and the explanation by keyboard', async ({ weft }) => {
  await runToEnd(weft);
  const { page } = weft;
  await chart(page).focus();
  const before = (await drawn(page)).view;
  await page.keyboard.press('+');
  await expect.poll(async () => lengthOf(await drawn(page))).toBeLessThan((before.to - before.from) * 0.8);
  const zoomed = (await drawn(page)).view;
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await drawn(page)).view.from).toBeGreaterThan(zoomed.from);
  await page.keyboard.press('f');
  await expect.poll(async () => (await drawn(page)).view.to).toBe(before.to);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(',');
  await expect(page.getByRole('tooltip')).toContainText('minimum#2');
});

test('the wheel zooms at the pointer, dragging moves', async ({ weft }) => {
  await runToEnd(weft);
  const { page } = weft;
  const shapes = await drawn(page);
  const before = shapes.view;
  const [x, y] = [xAt(shapes, 2.5e9), yOf(shapes, 34)];
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -300);
  await expect.poll(async () => (await drawn(page)).view.to).toBeLessThan(before.to);
  const zoomed = (await drawn(page)).view;
  await page.mouse.down();
  await page.mouse.move(x + 150, y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await drawn(page)).view.from).toBeLessThan(zoomed.from);
  const moved = (await drawn(page)).view;
  expect(moved.to - moved.from).toBeCloseTo(zoomed.to - zoomed.from, 0);
});

test('the table is sorted by its headers', async ({ weft }) => {
  await runToEnd(weft, '#example=semaphore&clock=virtual');
  const { page } = weft;
  await table(page).getByRole('button', { name: 'Turns' }).click();
  await expect(table(page).getByRole('columnheader', { name: 'Turns' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  for (const name of ['CPU', 'Stack', 'Frames'])
    await expect(table(page).getByRole('button', { name })).toHaveAttribute(
      'title',
      /looked at ten times a second at most/,
    );
  const turns = async () => (await rows(page)).map((row) => Number(row[5]));
  await expect.poll(async () => (await turns()).length).toBeGreaterThan(2);
  await expect.poll(async () => inOrder(await turns())).toBe(true);
});

test('a turn that holds everybody up is shown and told', async ({ weft }) => {
  await runToEnd(weft, '#example=blocking-sleep&clock=virtual');
  const { page } = weft;
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText(
    /2 turns held everybody else up, the longest for 1(?:\.\d+)? s\./,
  );
  const shapes = await drawn(page);
  const held = shapes.spans.filter((span) => span.held && span.width > 50);
  expect(held.length, 'while the last of the three slept, nobody else was ready').toBe(2);
  await page.mouse.move(xOf(shapes, held[0]!.x + 40), yOf(shapes, held[0]!.y + 12));
  await expect(page.getByRole('tooltip')).toContainText(
    'held everybody else up for 1 s. Call weft_sleep instead of sleep',
  );
});

test('what the host does for a task has a bar of its own, which says what it is', async ({ weft }) => {
  await runToEnd(weft, '#example=fetch-delays&clock=virtual');
  const { page } = weft;
  const shapes = await drawn(page);
  const { hostBars } = shapes;
  const first = hostBars.filter(({ task }) => task === 1);
  expect(first.map(({ label }) => label)).toEqual(['fetch /delay/1', 'fetch /delay/2', 'fetch /delay/3']);
  expect(hostBars.map(({ task }) => task)).toEqual([1, 1, 1, 2, 3, 4]);
  expect(first[2]!.width / first[0]!.width).toBeCloseTo(3, 1);
  await page.mouse.move(xOf(shapes, first[1]!.x + 20), yOf(shapes, first[1]!.y + 21));
  await expect(page.getByRole('tooltip')).toContainText('The host is at work on fetch /delay/2 for main.');
  await expect(page.getByRole('tooltip')).toContainText('1.000 s, for 2 s');
  await expect(page.getByRole('list', { name: 'Legend' })).toContainText('fetch, input or frame under way');
});

test('a turn that never ends is shown while it lasts, and the time that it has taken', async ({ weft }) => {
  for (const clock of ['Virtual', 'Real']) {
    await weft.open();
    await weft.choose('Clock', clock);
    await weft.write(
      '#include <weft.h>\nstatic void *hog(void *u) { for (;;) {} return u; }\n' +
        'int main(void) { weft_spawn(hog, 0); return weft_sleep(1); }\n',
    );
    await weft.run.click();
    const shown = async () => (await rows(weft.page)).map((row) => [row[0], row[1]]);
    await expect.poll(shown).toEqual([
      ['main', 'sleeping'],
      ['hog#2', 'running'],
    ]);
    const taken = async () => (await rows(weft.page))[1]?.[6];
    await expect.poll(taken).toMatch(/^[1-9].* s$/);
    await weft.stop.click();
    await weft.ended();
    await expect.poll(taken).toMatch(/^[1-9].* s$/);
  }
});

test('a hundred thousand turns and what they took can be read in the table', async ({ weft }) => {
  await weft.open();
  await weft.choose('Clock', 'Virtual');
  await weft.write(program('for (int i = 0; i < 100000; i++) weft_yield(); return weft_sleep(1);'));
  await weft.run.click();
  await weft.ended();
  await expect.poll(async () => (await rows(weft.page))[0]?.[5]).toBe('100,002');
  const cells = table(weft.page).getByRole('cell');
  const cut = () =>
    cells.evaluateAll((all) =>
      (all as unknown as { scrollWidth: number; clientWidth: number }[])
        .slice(4, 8)
        .map(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth),
    );
  await expect.poll(cut).toEqual([false, false, false, false]);
  const { view } = await drawn(weft.page);
  expect(view.axis, 'no time has passed for a while, and then a second').toBe('time');
});

test('a deadlock is explained', async ({ weft }) => {
  await runToEnd(weft, '#example=deadlock&clock=virtual');
  await expect(weft.page.getByRole('region', { name: 'Timeline' })).toContainText(
    'Deadlock: everybody waits for somebody else',
  );
  await expect
    .poll(async () => (await rows(weft.page)).map((row) => row.slice(0, 4)))
    .toEqual([
      ['main', 'waiting', 'weft_gather', '2 tasks'],
      ['alice#2', 'waiting', 'weft_mutex_lock', 'mutex 1, held by bob#3'],
      ['bob#3', 'waiting', 'weft_mutex_lock', 'mutex 2, held by alice#2'],
    ]);
});

test('the trace, the picture and the output can be taken away', async ({ weft }) => {
  await runToEnd(weft);
  const { page } = weft;
  const take = async (name: string): Promise<string> => {
    await page.locator('summary', { hasText: 'Export' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), weft.button(name).click()]);
    const parts: Buffer[] = [];
    for await (const part of await download.createReadStream()) parts.push(part as Buffer);
    return Buffer.concat(parts).toString();
  };
  const { traceEvents } = JSON.parse(await take('Chrome trace (for Perfetto)')) as {
    traceEvents: { name: string }[];
  };
  expect(traceEvents.filter(({ name }) => name === 'weft_sleep')).toHaveLength(3);
  expect(await take('Timeline as SVG')).toMatch(/^<svg [^]*minimum#4[^]*<\/svg>\n$/);
  expect(await take('Output as text')).toContain('Received: 0\n');
});

const many = program(`    static weft_task tasks[1000];
    for (int i = 0; i < 1000; i++) tasks[i] = weft_spawn(nap, WEFT_BOX(i));
    weft_gather(tasks, 1000, NULL);
    return 0;`).replace(
  'int main',
  'static void *nap(void *arg) { for (int i = 0; i < 4; i++) weft_sleep(0.01 * (double)(WEFT_UNBOX(arg) % 7)); return NULL; }\n\nint main',
);

test('a thousand tasks are one row until they are opened, and the table holds them all', async ({ weft }) => {
  await weft.open('#clock=virtual');
  await weft.write(many);
  await weft.run.click();
  await weft.ended('Ended with status 0');
  const { page } = weft;
  await expect.poll(async () => (await drawn(page)).rows.length).toBe(2);
  await expect(table(page)).toHaveAttribute('aria-rowcount', '1002');
  await expect.poll(async () => (await rows(page)).length).toBeLessThan(60);
});

const flood = program(`    weft_spawn(turns, NULL);
    weft_spawn(turns, NULL);
    for (int i = 1;; i++) {
        weft_sleep(0.05);
        printf("tick %d\\n", i);
    }`).replace(
  'int main',
  'static void *turns(void *arg) { for (;;) weft_yield(); return arg; }\n\nint main',
);

/// Seconds of processor time that the page's own thread spends on a frame, on average. Time that the machine
/// gives to others does not count.
async function costOfFrames(page: Page, frames: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value;
  };
  const before = await spent();
  await page.evaluate(`new Promise((done) => {
    let left = ${frames};
    const step = () => (left-- > 0 ? requestAnimationFrame(step) : done());
    step();
  })`);
  return (await spent()) / frames - before / frames;
}

test('millions of events: the page goes on, what was lost is told, Stop answers', async ({ weft }) => {
  await weft.open();
  await weft.write(flood);
  await weft.run.click();
  await expect(weft.output).toContainText('tick 3');
  const { page } = weft;
  const region = page.getByRole('region', { name: 'Timeline' });
  const ticks = () => weft.lines().then((lines) => lines.length);
  const before = await ticks();
  expect(
    await costOfFrames(page, 60),
    "no measure of speed, which is the bench's: a page that stalls draws few frames, for seconds each",
  ).toBeLessThan(0.5);
  await expect.poll(ticks, 'its output goes on').toBeGreaterThan(before);
  await expect(region).toContainText(/[\d,]+ events were lost: more happened than could be recorded/);
  const turns = () => slider(page).getAttribute('aria-valuenow').then(Number);
  const then = await turns();
  await expect.poll(turns, 'the timeline goes on after a loss').toBeGreaterThan(then);
  expect(await weft.framesToStop()).toBeLessThanOrEqual(2);
  await expect(weft.status).toContainText('Stopped');
  const { spans, gaps } = await drawn(page);
  expect(spans.length).toBeGreaterThan(0);
  expect(gaps.length).toBeGreaterThan(0);
  expect(gaps.every(({ lost }) => lost > 0)).toBe(true);
});

test('Restart begins the run anew', async ({ weft }) => {
  await weft.open('#example=gather');
  await weft.run.click();
  await expect(weft.output).toContainText('2 started');
  const first = await weft.output.locator('.line').first().elementHandle();
  await weft.button('Restart').click();
  await expect
    .poll(() => first?.evaluate((line) => line.isConnected), 'what was written is gone')
    .toBe(false);
  await expect(weft.output).toContainText('2 started');
});

const busy = program(`    for (int i = 0; i < 60; i++) weft_spawn(turns, NULL);
    for (;;) weft_yield();`).replace(
  'int main',
  'static void *turns(void *arg) { for (;;) weft_yield(); return arg; }\n\nint main',
);

test('when events have been dropped the lanes are still drawn, and that is said', async ({ weft }) => {
  test.setTimeout(240_000);
  await weft.open();
  await weft.write(busy);
  await weft.run.click();
  const region = weft.page.getByRole('region', { name: 'Timeline' });
  await expect(region).toContainText(/Earlier than [\d.]+ s is not kept/, { timeout: 180_000 });
  await weft.stop.click();
  await weft.ended('Stopped');
  const { rows: lanes } = await drawn(weft.page);
  expect(lanes).toHaveLength(2);
  await expect(region.getByRole('alert')).toHaveCount(0);
});

test('a drawing that fails is told, and comes back', async ({ weft }) => {
  await runToEnd(weft);
  const { page } = weft;
  await page.evaluate(`{
    const { prototype } = CanvasRenderingContext2D;
    globalThis.kept = prototype.fillRect;
    prototype.fillRect = () => { throw new Error('no more ink'); };
  }`);
  await chart(page).focus();
  await page.keyboard.press('+');
  const alert = page.getByRole('region', { name: 'Timeline' }).getByRole('alert');
  await expect(alert).toContainText('The timeline cannot be drawn at this moment: no more ink.');
  await expect(table(page).getByRole('row')).toHaveCount(5);
  await page.evaluate('CanvasRenderingContext2D.prototype.fillRect = kept');
  await page.keyboard.press('-');
  await expect(alert).toHaveCount(0);
});

test('on the axis of time the playhead stays where the ruler was pressed', async ({ weft }) => {
  await runToEnd(weft);
  const { page } = weft;
  await weft.choose('Axis', 'Time');
  await expect.poll(async () => (await drawn(page)).view.axis).toBe('time');
  for (const seconds of [1, 2.5]) {
    const shapes = await drawn(page);
    const x = xAt(shapes, seconds * 1e9);
    await page.mouse.click(x, yOfRuler(shapes));
    await expect(slider(page)).toHaveAttribute('aria-valuetext', new RegExp(`^Turn 4, ${seconds}\\.?\\d* s`));
    const off = async () => {
      const handle = (await slider(page).boundingBox())!;
      return Math.abs(handle.x + handle.width / 2 - x);
    };
    await expect.poll(off).toBeLessThan(2);
    await expect(weft.output.locator('.line:visible')).toHaveCount(3);
  }
});

test('Ctrl and a notch of the wheel zoom a little', async ({ weft }) => {
  await runToEnd(weft);
  const { page } = weft;
  const shapes = await drawn(page);
  const length = async () => lengthOf(await drawn(page));
  const before = lengthOf(shapes);
  await page.mouse.move(xAt(shapes, 2.5e9), yOf(shapes, 34));
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect.poll(length).toBeLessThan(before * 0.95);
  expect(before / (await length())).toBeLessThan(1.3);
});

test('the table of tasks fits, whatever a task is called', async ({ weft }) => {
  await weft.open('#clock=virtual');
  await weft.write(
    program(`    weft_spawn_with(rest, NULL, &(weft_spawn_options){.name = "${'a_very_long_name_'.repeat(8)}"});
    weft_sleep(1);`).replace(
      'int main',
      'static void *rest(void *arg) { weft_sleep(9); return arg; }\n\nint main',
    ),
  );
  await weft.run.click();
  await weft.ended();
  const { page } = weft;
  const place = page.locator('.table-place');
  await expect(table(page).getByRole('row')).toHaveCount(3);
  await expect.poll(() => place.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  await expect(table(page).getByRole('columnheader', { name: 'Frames' })).toBeInViewport();
});
