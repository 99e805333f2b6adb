/// What the page says rather than do in silence, or in raw words.

import { findings } from './axe.ts';
import { drawn } from './drawn.ts';
import { expect, program, test } from './weft.ts';

const sleeper = program('    weft_sleep(3);\n    printf("awake\\n");\n    weft_sleep(60);');

test('a step that passes over a wait on the real clock says how long it was', async ({ weft }) => {
  await weft.open();
  await weft.write(sleeper);
  await weft.button('Step').click();
  await expect(weft.status).toContainText('Paused');
  await expect(weft.status).not.toContainText('skipped');
  await weft.button('Step').click();
  await expect(weft.status).toContainText(/Step skipped (2\.9|3\.0)\d+ s in which everybody waited/);
});

test('a step between two turns that are ready skips nothing', async ({ weft }) => {
  await weft.open();
  await weft.write(
    program('    for (int i = 0; i < 3; i++) { printf("%d\\n", i); weft_yield(); }\n    weft_sleep(60);'),
  );
  await weft.button('Step').click();
  await expect(weft.status).toContainText('Paused');
  await weft.wrote(['0']);
  await weft.button('Step').click();
  await weft.wrote(['0', '1']);
  await expect(weft.status).toContainText('Paused');
  await expect(weft.status).not.toContainText('skipped');
});

test('Stop while a program waits for input is a stop, and no deadlock', async ({ weft }) => {
  await weft.open();
  await weft.write(program('    char line[80];\n    return weft_read_line(line, sizeof line);'));
  await weft.run.click();
  await expect(weft.page.getByRole('textbox', { name: 'Input' })).toBeVisible();
  await weft.stop.click();
  await weft.ended('Stopped');
  await expect(weft.status).not.toContainText('deadlock');
  await expect(weft.page.getByRole('region', { name: 'Timeline' })).not.toContainText(/deadlock|can go on/i);
});

test('status 70 by itself is no deadlock', async ({ weft }) => {
  await weft.open();
  await weft.write(program('    weft_sleep(0.01);\n    return 70;'));
  await weft.run.click();
  await weft.ended('Ended with status 70');
});

test('a seed that is none is told of, and what was typed stays', async ({ weft }) => {
  await weft.open('#example=gather&clock=virtual&seed=7');
  const seed = weft.page.getByRole('spinbutton', { name: 'Seed' });
  for (const nonsense of ['-5', '1.5', 'seven', '1e3', '99999999999999999999', '']) {
    await seed.fill(nonsense);
    await seed.blur();
    await expect(weft.alert).toContainText('The seed has to be a whole number from 0 to');
    await expect(weft.alert).toContainText('with seed 7');
    await expect(seed).toHaveValue(nonsense);
    await expect(seed).toHaveAttribute('aria-invalid', 'true');
  }
  expect(await findings(weft.page)).toEqual([]);
  await seed.fill('12');
  await expect(weft.alert).toBeEmpty();
  await expect(seed).not.toHaveAttribute('aria-invalid');
  await seed.press('ArrowUp');
  await expect(seed).toHaveValue('13');
});

/// Drops a file with those bytes on the editor.
const drop = (bytes: number[], name: string): string => `{
  const editor = document.querySelector('.editor').shadowRoot.querySelector('.cm-content');
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(${JSON.stringify(bytes)})], ${JSON.stringify(name)}));
  const { left, top } = editor.getBoundingClientRect();
  editor.dispatchEvent(
    new DragEvent('drop', {
      dataTransfer: data, clientX: left + 20, clientY: top + 15, bubbles: true, cancelable: true,
    }),
  );
}`;

test('a file that is no UTF-8 is not changed in silence: byte and line are named', async ({ weft }) => {
  await weft.open();
  await weft.write('');
  await weft.takesFiles();
  const latin = [...Buffer.from('// one\nchar *s = "caf\xe9";\n', 'latin1')];
  await weft.page.evaluate(drop(latin, 'latin.c'));
  await expect(weft.alert).toContainText('latin.c is not UTF-8: line 2 has the byte 0xE9');
  await expect.poll(() => weft.text()).toBe('');
  await weft.button('Read it so').click();
  await expect.poll(() => weft.text()).toBe('// one\nchar *s = "café";\n');
  await expect(weft.alert).toBeEmpty();
});

test('a file in UTF-8 that is dropped stands in the editor', async ({ weft }) => {
  await weft.open();
  await weft.write('');
  await weft.takesFiles();
  await weft.page.evaluate(drop([...Buffer.from('char *s = "ünï🧶";\n')], 'fine.c'));
  await expect.poll(() => weft.text()).toBe('char *s = "ünï🧶";\n');
});

test('what turns the direction of writing is written out, in all that a program writes', async ({ weft }) => {
  await weft.open();
  await weft.write(
    program('    printf("x\\xe2\\x80\\xae" "y\\n");\n    fprintf(stderr, "\\xe2\\x81\\xa7z\\n");'),
  );
  await weft.run.click();
  await weft.ended();
  await weft.wrote(['x\\u202Ey', '\\u2067z']);
  expect(await weft.page.locator('body').innerText()).not.toMatch(/[\u202e\u2067]/);
});

test('a progress line is written over in its place', async ({ weft }) => {
  await weft.open();
  await weft.write(
    program('    printf("loading...   0%%\\rloading... 100%%\\rL\\n");\n    printf("abc\\bX\\n");'),
  );
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await weft.wrote(['Loading... 100%', 'abX']);
});

test('Format without a network: a sentence, or it is there with the compiler', async ({ weft, site }) => {
  await weft.open();
  await expect.poll(() => weft.page.evaluate('Boolean(navigator.serviceWorker.controller)')).toBe(true);
  const untidy = 'int main(void) {return 0;}\n';
  await weft.write(untidy);
  site.treat = (path) => (/clang-format|clang_format/i.test(path) ? 'refuse' : 'serve');
  await weft.button('Format').click();
  await expect(weft.alert).toContainText('clang-format could not be fetched. Is this device online?');
  await expect.poll(() => weft.text()).toBe(untidy);

  site.treat = () => 'serve';
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await expect.poll(() => site.count(/clang.format.*\.wasm/i)).toBeGreaterThan(0);
  await weft.page.waitForFunction(
    `caches.keys().then(async (names) => {
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().some(({ url }) => /clang.format.*wasm/i.test(url));
    })`,
  );
  site.treat = () => 'refuse';
  await weft.page.reload();
  await weft.write(untidy);
  await weft.button('Format').click();
  await expect.poll(() => weft.text()).toContain('return 0;\n');
  await expect(weft.alert).toBeEmpty();
});

test('the keys are listed, by ? where nothing is typed', async ({ weft }) => {
  const { page } = weft;
  await weft.open();
  await weft.editor.focus();
  await page.keyboard.type('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toBeHidden();
  await weft.button('Run').focus();
  await page.keyboard.press('?');
  await expect(keys).toContainText('F10');
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await expect(weft.button('Run')).toBeFocused();
  await weft.button('Keys').click();
  await expect(keys).toBeVisible();
});

test('nothing is hidden from assistive technology in the new states', async ({ weft }) => {
  const { page } = weft;
  await weft.open();
  await weft.write(sleeper);
  await weft.choose('Examples', 'gather');
  await expect(weft.button('Undo')).toBeVisible();
  expect(await findings(page), 'a message').toEqual([]);
  await weft.button('Drafts').click();
  expect(await findings(page), 'the drafts').toEqual([]);
  await page.keyboard.press('Escape');
  await page.evaluate('location.hash = "#v1=damaged"');
  await expect(weft.alert).toContainText('damaged');
  expect(await findings(page), 'an alert').toEqual([]);
  await weft.editor.focus();
  await page.keyboard.press('Control+f');
  expect(await findings(page), 'the find panel').toEqual([]);
});

const someStuck = `#include <stdio.h>
#include <weft.h>
static weft_mutex left, right;
static void *lock_both(void *swapped) {
    weft_mutex_lock(swapped ? &right : &left);
    weft_sleep(1);
    weft_mutex_lock(swapped ? &left : &right);
    return NULL;
}
int main(void) {
    weft_task first = weft_spawn(lock_both, NULL);
    weft_spawn(lock_both, "swapped");
    for (int i = 0; i < 3; i++) {
        weft_sleep(1);
        printf("main goes on\\n");
    }
    weft_cancel(first);
}`;

test('a deadlock of some is told while others go on, and its cycle is drawn', async ({ weft }) => {
  await weft.open('#clock=virtual');
  await weft.write(someStuck);
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await expect(weft.alert).toContainText('lock_both#3 and lock_both#2 wait for each other');
  await expect(weft.output).toContainText('2 tasks wait for each other while others go on');
  await expect(weft.output).toContainText('a cycle: lock_both#3 -> lock_both#2 -> lock_both#3');
  await weft.choose('Axis', 'Turns');
  const cycle = async () => (await drawn(weft.page)).arrows.filter(({ kind }) => kind === 'cycle').length;
  await expect.poll(cycle).toBe(2);
  expect(await findings(weft.page)).toEqual([]);
  await weft.button('Show it').click();
  await expect(weft.page.getByRole('slider', { name: 'Moment' })).toHaveAttribute(
    'aria-valuetext',
    /waits for lock_both#2 in a cycle of 2 tasks: a deadlock/,
  );
});

test('the cycle of a deadlock of everybody is drawn as well', async ({ weft }) => {
  await weft.open('#clock=virtual');
  await weft.write(someStuck.replace(/for \(int i[\s\S]*weft_cancel\(first\);/, 'weft_join(first, NULL);'));
  await weft.run.click();
  await weft.ended(/[Dd]eadlock/);
  const cycle = async () => (await drawn(weft.page)).arrows.filter(({ kind }) => kind === 'cycle').length;
  await expect.poll(cycle).toBe(2);
  await expect(weft.alert.filter({ hasText: 'wait for each other' })).toHaveCount(0);
});
