/// The page as a person meets it, in whatever browser: by role and name.

import type { Site } from '../browser/site.ts';
import type { Browser, Driven, Key } from './driven.ts';
import { inPage, type InPage } from './in-page.ts';

/// What stands within it is defined in the page once.
const helpers = `(globalThis.weftTest ??= (${inPage})())`;

export class WeftPage {
  readonly #driven: Driven;
  readonly #site: Site;

  private constructor(driven: Driven, site: Site) {
    this.#driven = driven;
    this.#site = site;
  }

  /// A page of its own for one test.
  static async with(browser: Browser, site: Site, work: (weft: WeftPage) => Promise<void>): Promise<void> {
    site.visit();
    const driven = await browser.page();
    try {
      await work(new WeftPage(driven, site));
    } finally {
      await driven.close();
    }
  }

  get site(): Site {
    return this.#site;
  }

  async open(fragment = ''): Promise<void> {
    await this.#driven.open(this.#site.url + fragment);
    await this.until((page) => page.find('textbox', 'C program')?.matches('.cm-content'));
  }

  /// A page that is not the site's.
  visit(url: string): Promise<void> {
    return this.#driven.open(url);
  }

  async reload(): Promise<void> {
    await this.#driven.reload();
    await this.until((page) => page.find('textbox', 'C program')?.matches('.cm-content'));
  }

  /// Has a function look in the page. It is sent there as text, with one value that becomes JSON.
  see<T, V>(look: (page: InPage, value: V) => T, value?: V): Promise<Awaited<T>> {
    const script = `(${look})(${helpers}, ${JSON.stringify(value)})`;
    return this.#driven.evaluate(script) as Promise<Awaited<T>>;
  }

  /// Waits until a look in the page gives something true.
  async until<V>(look: (page: InPage, value: V) => unknown, value?: V): Promise<void> {
    const words = JSON.stringify(value);
    const script = `${helpers}.until(() => Boolean((${look})(globalThis.weftTest, ${words})))`;
    try {
      await this.#driven.evaluate(script);
    } catch (error) {
      const shown = await this.see(() => document.body.innerText).catch(() => 'nothing');
      throw new Error(`waited for ${look} with ${words}: ${String(error)}\nthe page shows: ${shown}`);
    }
  }

  async press(button: string): Promise<void> {
    await this.until(
      (page, name) => page.find('button', name)?.matches(':not([aria-disabled=true])'),
      button,
    );
    await this.#driven.click(`${helpers}.find('button', ${JSON.stringify(button)})`);
  }

  /// The same in the frame within an element.
  pressWithin(element: string, button: string): Promise<void> {
    const frame = `document.querySelector(${JSON.stringify(element)}).shadowRoot.querySelector('iframe')`;
    return this.#driven.clickWithin(frame, `${helpers}.find('button', ${JSON.stringify(button)})`);
  }

  keys(...keys: Key[]): Promise<void> {
    return this.#driven.press(...keys);
  }

  /// Waits until the run has ended, and Status says so in these words.
  ended(words: string): Promise<void> {
    return this.until((page, wanted) => page.find('button', 'Run') && page.status().includes(wanted), words);
  }

  says(words: string): Promise<void> {
    return this.until((page, wanted) => page.status().includes(wanted), words);
  }

  /// Waits until these are the lines that the program has written.
  wrote(lines: string[]): Promise<void> {
    return this.until((page, wanted) => page.lines().join('\n') === wanted.join('\n'), lines);
  }

  /// Replaces the program, as one paste would.
  async write(program: string): Promise<void> {
    await this.see((page) => page.focusEditor());
    await this.keys('Control', 'a');
    await this.see((page, text) => page.paste(text), program);
  }
}

/// Makes a program around main's body.
export function program(body: string): string {
  return `#include <stdio.h>\n#include <weft.h>\n\nint main(void) {\n${body}\n}`;
}
