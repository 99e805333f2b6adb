/// Running programs: what they write, how they end, what does not compile, and Stop.

import { expect, program, status, test } from './weft.ts';

test('an example runs without the compiler, its lines tagged with time and task', async ({ weft, site }) => {
  await weft.open('#example=gather&clock=virtual');
  await weft.run.click();
  await weft.ended('Ended with status 0');
  await weft.wrote(['0 started', '1 started', '2 started', 'Received: 2', 'Received: 1', 'Received: 0']);
  const received = weft.output.locator('.line').nth(3);
  await expect(received.locator('.when')).toHaveText('3.000');
  await expect(received.locator('.who')).toHaveText('minimum#4');
  expect(site.count(/^compiler\//)).toBe(0);
});

test('lines arrive while the program runs', async ({ weft }) => {
  await weft.open();
  await weft.write(program('    puts("begins");\n    weft_sleep(3600);\n    puts("ends");'));
  await weft.run.click();
  await weft.wrote(['begins']);
  await expect(weft.status).toContainText('Running');
  await weft.stop.click();
  await weft.ended('Stopped');
  await weft.wrote(['begins']);
});

test('an edited program is compiled and run; the compiler comes once, and stays after Stop', async ({
  weft,
  site,
}) => {
  await weft.open();
  const heard = await weft.heard(status);
  await weft.write(program('    printf("before\\n");\n    for (;;);'));
  await expect.poll(heard).toMatch(/Fetching the compiler: [\d.]+ of [\d.]+ MB/);
  await weft.run.click();
  await expect(weft.output).toContainText('before');
  await expect(weft.status).toContainText('compiled in');

  expect(await weft.framesToStop()).toBeLessThanOrEqual(2);
  await expect(weft.run).toBeVisible();

  await weft.write(program('    printf("after\\n");'));
  await weft.page.keyboard.press('Control+Enter');
  await weft.ended('Ended with status 0');
  await weft.wrote(['after']);
  expect(site.count(/^compiler\/llvm/)).toBe(1);
});

test('while the hands pause the program is compiled, and Run has nothing to wait for', async ({ weft }) => {
  const builds = (): Promise<{ source: string; ahead: boolean }[]> =>
    weft.page.evaluate('globalThis.askedBuilds');
  const isBegun = async () => (await builds()).some(({ source, ahead }) => ahead && source.includes('ahead'));
  await weft.page.addInitScript(`
    globalThis.askedBuilds = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...more) {
      const { kind, source, ahead } = message;
      if (kind === 'build') askedBuilds.push({ source, ahead });
      return postMessage.call(this, message, ...more);
    };`);
  await weft.open();
  await weft.write(program('    return missing;'));
  await expect(weft.page.locator('.cm-lintRange-error')).toBeVisible();
  await weft.write(program('    int unused;\n    printf("ahead\\n");'));
  await expect.poll(isBegun).toBe(true);
  await weft.run.click();
  await weft.wrote(['ahead']);
  await expect(weft.status).toContainText('compiled in');
  const compiled = weft.status.getByRole('button', { name: 'compiled in' });
  await compiled.focus();
  await weft.page.keyboard.press('Enter');
  await expect(weft.page.locator('#steps')).toHaveText(/^clang[\d.]+ m?slinker[\d.]+ m?sBinaryen[\d.]+ m?ss/);
  await weft.page.keyboard.press('Escape');
  await expect(weft.page.locator('#steps')).toBeHidden();
  const forRun = (await builds()).filter(({ ahead }) => !ahead);
  expect(forRun, 'every build was begun while nobody waited').toEqual([]);
});

test('an error stands on its line and in the Output, from where it is reached', async ({ weft }) => {
  await weft.open();
  await weft.write(program('    printf("%s\\n", 1);\n    return missing;\n    weft_sleep("soon");'));
  await weft.run.click();
  await weft.ended('Does not compile: 2 errors, 1 warning');
  const remark = weft.output.getByRole('button', {
    name: /program\.c:6:12 error: use of undeclared identifier 'missing'/,
  });
  await expect(remark).toBeVisible();
  await expect(
    weft.output.getByRole('button', { name: /program\.c:5:20 warning: format specifies type/ }),
  ).toBeVisible();
  await expect(weft.editor.locator('.cm-lintRange-error').first()).toHaveText('missing');
  await expect(weft.page.locator('.cm-lint-marker'), 'a note in weft.h has no place in the text').toHaveCount(
    3,
  );
  await expect(weft.output.getByRole('button', { name: /weft\.h/ })).toHaveCount(0);

  await remark.click();
  await expect(weft.editor).toBeFocused();
  await weft.page.keyboard.type('0 * ');
  await expect.poll(async () => (await weft.text()).split('\n')[5]).toBe('    return 0 * missing;');
});

test('a flood keeps its end, counts what was dropped, and Stop answers', async ({ weft }) => {
  await weft.open();
  await weft.write(program('    for (int n = 0;; n++) printf("line %d\\n", n);'));
  await weft.run.click();
  await expect(weft.output).toContainText('lines dropped');
  await expect(weft.button('To the end'), 'nobody has left it').toBeHidden();
  expect(await weft.framesToStop()).toBeLessThanOrEqual(2);
  await expect(weft.run).toBeVisible();
  expect((await weft.lines()).length).toBeLessThanOrEqual(2000);
});

test('when it says that a run has ended, all that was written is there', async ({ weft }) => {
  await weft.open();
  await weft.write(program('    for (int n = 0; n < 400; n++) printf("line %d.\\n", n);'));
  const heard = await weft.heard('body');
  await weft.run.click();
  await weft.ended();
  const [before] = (await heard()).split('Ended with status 0');
  const missing = Array.from({ length: 400 }, (_, n) => `line ${n}.`).filter(
    (line) => !before!.includes(line),
  );
  expect(missing).toEqual([]);
});

test('what a program writes is text, whatever it looks like', async ({ weft }) => {
  await weft.open();
  await weft.write(
    program('    printf("<b>bold</b> \\033[31mred\\n");\n    fprintf(stderr, "to stderr\\n");'),
  );
  await weft.run.click();
  await weft.ended();
  await weft.wrote(['<b>bold</b> ␛[31mred', 'to stderr']);
  await expect(weft.output.locator('.stderr')).toHaveText('to stderr');
});

test('a program that ends with a fault says so', async ({ weft }) => {
  await weft.open('#example=deadlock');
  await weft.run.click();
  await weft.ended('Ended by a deadlock, status 70');
  await expect(weft.output.locator('.stderr').first()).toContainText('weft: deadlock');
});

test('a program without main is told what is missing', async ({ weft }) => {
  await weft.open();
  await weft.write('int helper(void) { return 1; }');
  await weft.run.click();
  await weft.ended('Does not compile');
  await expect(weft.output).toContainText('main');
});

test('the input line is there while a program waits for a line', async ({ weft }) => {
  await weft.open('#example=echo');
  const input = weft.page.getByRole('textbox', { name: 'Input' });
  await expect(input).toBeHidden();
  await weft.run.click();
  await expect(input).toBeFocused();
  await input.fill('hello there');
  await input.press('Enter');
  await expect(weft.output).toContainText('hello there');
  await input.press('Control+d');
  await weft.ended('Ended with status 0');
  await expect(input).toBeHidden();
});

test('pause, step and resume', async ({ weft }) => {
  await weft.open('#example=gather&clock=virtual');
  await weft.button('Step').click();
  await expect(weft.status).toContainText('Paused');
  await expect.poll(() => weft.lines()).toEqual([]);
  await weft.button('Step').click();
  await expect(weft.output).toContainText('0 started');
  await weft.wrote(['0 started']);
  await weft.button('Resume').click();
  await weft.ended('Ended with status 0');
  await expect.poll(() => weft.lines()).toHaveLength(6);
});

test('Format lays the program out, and one Undo takes that back', async ({ weft }) => {
  await weft.open();
  await weft.write('int main(void){return 0;}');
  await weft.button('Format').click();
  await expect.poll(() => weft.text()).toBe('int main(void) {\n    return 0;\n}');
  await weft.editor.focus();
  await weft.page.keyboard.press('Control+z');
  await expect.poll(() => weft.text()).toBe('int main(void){return 0;}');
});

test('a fault is told with its function and line, by the frames that the browser gives as well', async ({
  weft,
}) => {
  await weft.open();
  await weft.write(`#include <stdio.h>
static int first(FILE *file) {
  return fgetc(file);
}
int main(void) { return first(fopen("nowhere", "r")); }
`);
  await weft.run.click();
  await expect(weft.status).toContainText('Ended by a fault, status 70', { timeout: 60_000 });
  await expect(weft.output).toContainText('was given a NULL FILE');
  await expect(weft.output).toContainText('in `first` at program.c:3');
});

test('where native switching is asked for and the browser has it not, Asyncify switches, and that is said', async ({
  weft,
}) => {
  await weft.open('#example=gather&clock=virtual&switching=native');
  await expect(weft.alert).toContainText('started with --js-flags=--wasm-wasmfx');
  await expect(weft.page.getByRole('combobox', { name: 'Switching' })).toHaveCount(0);
  expect(await weft.runToEnd()).toContain('Ended with status 0');
  await expect(weft.status.getByTitle('switching by Asyncify')).toBeVisible();
});
