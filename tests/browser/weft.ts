/// The page as a person meets it: by role and name.

import { expect, test as base, type Locator, type Page } from '@playwright/test';

import { Site } from './site.ts';

export { expect };

/// Before it has come, a plain field stands in its place.
export const wholeEditor = '.cm-content';

/// Where the page says what it is doing.
export const status = '[role=status][aria-label=Status]';

export class Weft {
  readonly page: Page;
  readonly editor: Locator;
  readonly run: Locator;
  readonly stop: Locator;
  readonly status: Locator;
  readonly output: Locator;
  readonly alert: Locator;

  constructor(page: Page) {
    this.page = page;
    this.editor = page.getByRole('textbox', { name: 'C program' }).and(page.locator(wholeEditor));
    this.run = page.getByRole('button', { name: 'Run' });
    this.stop = page.getByRole('button', { name: 'Stop' });
    this.status = page.getByRole('status', { name: 'Status' });
    this.output = page.getByRole('log', { name: 'Output' });
    this.alert = page.getByRole('alert');
  }

  async open(fragment = ''): Promise<void> {
    await this.page.goto(`./${fragment}`);
    await expect(this.editor).toBeVisible();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  choose(combobox: string, option: string): Promise<string[]> {
    return this.page.getByRole('combobox', { name: combobox }).selectOption(option);
  }

  /// Replaces the whole text, as one paste would.
  async write(program: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(program);
  }

  /// What stands in the editor; of a program that fits on the screen.
  async text(): Promise<string> {
    return (await this.editor.locator('.cm-line').allTextContents()).join('\n');
  }

  /// What the program has written, without times and names.
  lines(): Promise<string[]> {
    return this.output.locator('.line .text').allTextContents();
  }

  /// Waits until that is what the program has written: rows are drawn with the next frame.
  wrote(lines: string[]): Promise<void> {
    return expect.poll(() => this.lines()).toEqual(lines);
  }

  /// Presses Stop; how many frames the page draws until Run is there again. How long a frame takes is the
  /// machine's affair, but a Stop that waited for the program to agree would take many, or would never end.
  framesToStop(): Promise<number> {
    return this.stop.evaluate(
      (button) =>
        new Promise<number>((resolve) => {
          const { requestAnimationFrame } = globalThis as unknown as PageGlobals;
          let frames = 0;
          const look = () => {
            if (!button.isConnected || button.textContent !== 'Stop') return resolve(frames);
            frames++;
            requestAnimationFrame(look);
          };
          (button as unknown as { click(): void }).click();
          look();
        }),
    );
  }

  /// Presses Run and waits for the end of the run, of which Status then tells. The page itself looks, at each
  /// of its changes: to look from outside now and then takes longer than most programs do.
  runToEnd(): Promise<string> {
    return this.run.evaluate(
      (button, selector) =>
        new Promise<string>((resolve) => {
          const { document, MutationObserver } = globalThis as unknown as PageGlobals;
          let began = false;
          const look = () => {
            const busy = button.isConnected && button.textContent === 'Stop';
            began ||= busy;
            if (!began || busy) return;
            observer.disconnect();
            resolve(document.querySelector(selector)!.textContent);
          };
          const observer = new MutationObserver(look);
          observer.observe(document.querySelector('header'), {
            subtree: true,
            childList: true,
            characterData: true,
          });
          (button as unknown as { click(): void }).click();
        }),
      status,
    );
  }

  /// Presses a button, and another one as soon as those words stand in that place: sooner than people could.
  pressAndThen(first: Locator, place: string, words: string, second: string): Promise<void> {
    return first.evaluate(
      (button, [selector, told, name]) =>
        new Promise<void>((resolve) => {
          const { document, MutationObserver } = globalThis as unknown as PageGlobals;
          const look = () => {
            const next = [...document.querySelectorAll('button:not([aria-disabled=true])')].find(
              ({ textContent }) => textContent.trim() === name,
            );
            if (!next || !document.querySelector(selector!)?.textContent.includes(told!)) return;
            observer.disconnect();
            next.click();
            resolve();
          };
          const observer = new MutationObserver(look);
          observer.observe(document.querySelector('body'), {
            subtree: true,
            childList: true,
            characterData: true,
            attributes: true,
          });
          (button as unknown as { click(): void }).click();
        }),
      [place, words, second] as const,
    );
  }

  /// Waits until the page takes files that are dropped on it: what takes them comes a little later.
  takesFiles(): Promise<void> {
    const isTaken = `{
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([], 'none'));
      const event = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      event.defaultPrevented;
    }`;
    return expect.poll(() => this.page.evaluate(isTaken)).toBe(true);
  }

  /// Keeps what is said within an element from now on, however briefly. Returns what reads it.
  async heard(selector: string): Promise<() => Promise<string>> {
    const said = await this.page.evaluateHandle((within) => {
      const { document, MutationObserver } = globalThis as unknown as PageGlobals;
      const place = document.querySelector(within)!;
      const texts: string[] = [];
      const listen = () => void (texts.at(-1) !== place.textContent && texts.push(place.textContent));
      new MutationObserver(listen).observe(place, { subtree: true, childList: true, characterData: true });
      return texts;
    }, selector);
    return () => said.evaluate((texts) => texts.join('\n'));
  }

  /// Waits until the run has ended, and tells how.
  async ended(words: RegExp | string = /Ended|Stopped/): Promise<void> {
    await expect(this.run).toBeVisible();
    await expect(this.status).toContainText(words);
  }
}

/// What is used of the page's own world.
interface PageGlobals {
  requestAnimationFrame(callback: () => void): void;
  document: {
    querySelector(selector: string): { textContent: string } | null;
    querySelectorAll(selector: string): Iterable<{ textContent: string; click(): void }>;
  };
  MutationObserver: new (
    look: () => void,
  ) => { observe(element: unknown, what: object): void; disconnect(): void };
}

/// What the browser says when a request fails on purpose.
const networkTrouble = /Failed to load resource|net::ERR/;

interface Fixtures {
  weft: Weft;
}

export const test = base.extend<Fixtures, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const site = new Site();
      await site.open();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ site }, use) => {
    site.visit();
    site.inflates = true;
    return use(site.url);
  },
  weft: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !networkTrouble.test(message.text())) complaints.push(message.text());
    });
    await use(new Weft(page));
    expect(complaints, 'errors in the console, and whatever the policy refused').toEqual([]);
  },
});

/// Makes a program around main's body.
export function program(body: string): string {
  return `#include <stdio.h>\n#include <weft.h>\n\nint main(void) {\n${body}\n}`;
}
