/// The page's main paths, the same for each browser: run, edit, compile, stop, share, offline, timeline,
/// explore, and the same run as anywhere else.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { hostPage } from '../browser/host-page.ts';
import { Site } from '../browser/site.ts';
import { root } from '../headless/project.ts';
import type { Browser } from './driven.ts';
import { program, WeftPage } from './weft-page.ts';

const gathered = ['0 started', '1 started', '2 started', 'Received: 2', 'Received: 1', 'Received: 0'];

const running = 3; // of a span's states

/// Takes choices of the policy, of the seed and of rand, and waits for time.
const manyChoices = `#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

static weft_chan *numbers;

static void *give(void *who) {
    for (int i = 0; i < 5; i++) {
        int number = (int)WEFT_UNBOX(who) * 100 + rand() % 10;
        if (i == 2) weft_sleep(0.25);
        weft_chan_send(numbers, &number);
        weft_yield();
    }
    return NULL;
}

int main(void) {
    numbers = weft_chan_new(sizeof(int), 1);
    weft_task tasks[] = {weft_spawn(give, WEFT_BOX(1)), weft_spawn(give, WEFT_BOX(2)), weft_spawn(give, WEFT_BOX(3))};
    for (int i = 0; i < 15; i++) {
        int number;
        weft_chan_recv(numbers, &number);
        printf("%d\\n", number);
    }
    return weft_gather(tasks, 3, NULL);
}
`;

const lostUpdate = `#include <stdio.h>
#include <weft.h>

static int total;

static void *add(void *unused) {
    int before = total;
    weft_yield();
    total = before + 1;
    return unused;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(add, NULL), weft_spawn(add, NULL)};
    weft_gather(tasks, 2, NULL);
    printf("total: %d\\n", total);
    return 0;
}
`;

const twoPrograms = `<svg width="1" height="3000"></svg>
<weft-program id="own" example="gather" clock="virtual" height="200"></weft-program>
<weft-program id="theirs" clock="virtual" height="200"><pre>
#include &lt;stdio.h&gt;
#include &lt;weft.h&gt;

int main(void) {
    weft_sleep(60);
    printf("theirs\\n");
    return 7;
}
</pre></weft-program>`;

const tellings = [
  { id: 'own', told: `${gathered.map((line) => `own: ${line}\n`).join('')}own ended by exit with 0\n` },
  { id: 'theirs', told: 'theirs: theirs\ntheirs ended by exit with 7\n' },
];

/// Writes into the page what the elements tell.
function listenToPrograms(): void {
  const tell = (words: string) => {
    document.body.dataset['told'] = (document.body.dataset['told'] ?? '') + words;
  };
  addEventListener('weft-ready', ({ target }) => tell(`${(target as Element).id} is ready\n`));
  addEventListener('weft-output', (event) => {
    const { target, detail } = event as CustomEvent<{ text: string }>;
    tell(`${(target as Element).id}: ${detail.text}`);
  });
  addEventListener('weft-end', (event) => {
    const { target, detail } = event as CustomEvent<{ status: number; cause: string }>;
    tell(`${(target as Element).id} ended by ${detail.cause} with ${detail.status}\n`);
  });
}

/// What `./weft run` writes to stdout, and its trace.
function runInNode(folder: string, source: string, ...options: string[]): { stdout: string; trace: string } {
  const [file, trace] = [join(folder, 'program.c'), join(folder, 'trace.json')];
  writeFileSync(file, source);
  const command = [join(root, 'build/js/web/cli/main.js'), 'run', file, '--trace', trace, ...options];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return { stdout, trace: readFileSync(trace, 'utf8') };
}

export function mainPaths(name: string, launch: () => Promise<Browser>): void {
  describe(name, () => {
    const site = new Site();
    let browser: Browser;
    const path = (what: string, work: (weft: WeftPage) => Promise<void>) =>
      test(what, () => WeftPage.with(browser, site, work));

    before(async () => {
      await site.open();
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await site.close();
    });

    path('an example runs, without the compiler', async (weft) => {
      await weft.open('#example=gather&clock=virtual');
      await weft.press('Run');
      await weft.ended('Ended with status 0');
      await weft.wrote(gathered);
      assert.equal(site.count(/^compiler\//), 0);
    });

    path('a program is edited by keys, compiled, run by keys and stopped; then another one', async (weft) => {
      await weft.open();
      await weft.write(program('    printf("before\\n");\n    for (;;);'));
      await weft.keys('Control', 'End');
      await weft.keys('Enter');
      for (const key of '// typed') await weft.keys(key);
      await weft.until((page) => page.text().endsWith('}\n// typed'));
      await weft.keys('Control', 'Enter');
      await weft.wrote(['before']);
      await weft.says('compiled in');
      await weft.press('Stop');
      await weft.ended('Stopped');
      await weft.write(program('    printf("after\\n");\n    return 3;'));
      await weft.press('Run');
      await weft.ended('Ended with status 3');
      await weft.wrote(['after']);
      assert.equal(site.count(/^compiler\/llvm/), 1);
    });

    path('what does not compile is told with its line, and a fault too', async (weft) => {
      await weft.open();
      await weft.write(program('    return missing;'));
      await weft.press('Run');
      await weft.ended('Does not compile: 1 error');
      await weft.until((page) =>
        page.find('button', /program\.c:5:12 error: use of undeclared identifier 'missing'/),
      );
      await weft.write(program('    int *nowhere = NULL;\n    return *nowhere;'));
      await weft.press('Run');
      await weft.ended('Ended by a fault, status 70');
      await weft.until((page) => page.lines().some((line) => line.includes('program.c:6')));
    });

    path('step, pause and resume; lines that are typed arrive', async (weft) => {
      await weft.open('#example=gather&clock=virtual');
      await weft.press('Step');
      await weft.says('Paused');
      await weft.press('Step');
      await weft.wrote(['0 started']);
      await weft.press('Resume');
      await weft.ended('Ended with status 0');
      await weft.open('#example=echo');
      await weft.until((page) => page.text().includes('Say something'));
      await weft.press('Run');
      await weft.until((page) => document.activeElement === page.find('textbox', 'Input'));
      for (const key of 'hi') await weft.keys(key);
      await weft.keys('Enter');
      await weft.until((page) => page.lines().some((line) => line.includes('hi')));
      await weft.press('Stop');
      await weft.ended('Stopped');
    });

    path('Share copies a link that gives the program back; a reload keeps the text', async (weft) => {
      const text = program('    return 5; // "ünïcödé"');
      await weft.open();
      await weft.write(text);
      await weft.see((page) => page.choose('Clock', 'Virtual'));
      await weft.press('Share');
      await weft.until(() => /Link copied|Here is the link/.test(document.body.textContent));
      const fragment = await weft.see(() => location.hash);
      assert.match(fragment, /^#v1=[\w-]+&clock=virtual$/);
      await weft.reload();
      assert.equal(await weft.see((page) => page.text()), text);
      await weft.open('#example=echo');
      await weft.open(fragment);
      await weft.until((page, wanted) => page.text() === wanted, text);
      assert.equal(
        await weft.see((page) => (page.find('combobox', 'Clock') as HTMLInputElement).value),
        'virtual',
      );
      assert.deepEqual(await weft.see((page) => page.lines()), [], 'a link runs nothing');
    });

    path('without a network the page opens, compiles and runs', async (weft) => {
      await weft.open();
      await weft.see(() => navigator.serviceWorker.ready.then(() => true));
      await weft.write(program('    printf("one\\n");'));
      await weft.press('Run');
      await weft.ended('Ended with status 0');
      site.treat = () => 'refuse';
      await weft.reload();
      await weft.write(program('    printf("two\\n");'));
      await weft.press('Run');
      await weft.ended('Ended with status 0');
      await weft.wrote(['two']);
    });

    path(
      'the timeline is drawn; its moment goes back by keys, and output and table with it',
      async (weft) => {
        await weft.open('#example=gather&clock=virtual');
        await weft.press('Run');
        await weft.ended('Ended with status 0');
        await weft.wrote(gathered);
        await weft.until((page) => page.find('application', 'Lanes of the tasks'));
        await weft.see((page) => page.choose('Axis', 'Turns'));
        const { spans, rows } = await weft.see(async (page) => {
          for (;;) {
            const shapes = await page.drawn();
            if (shapes.view.axis === 'turns' && shapes.rows.length >= 4) return shapes;
          }
        });
        assert.equal(rows.length, 4);
        const turns = spans.filter(({ state }) => state === running).sort((one, other) => one.x - other.x);
        assert.deepEqual(
          turns.map(({ task }) => task),
          [1, 2, 3, 4, 4, 3, 2, 1],
        );
        await weft.see((page) => page.find('slider', 'Moment')!.focus());
        await weft.keys('Home');
        await weft.wrote([]);
        for (let turn = 0; turn < 3; turn++) await weft.keys('ArrowRight');
        await weft.wrote(['0 started', '1 started']);
        await weft.until(
          (_, wanted) =>
            [...document.querySelectorAll('table tbody tr')]
              .map((row) => row.querySelector('td')!.textContent)
              .join() === wanted,
          'waiting,sleeping,sleeping,new',
        );
        await weft.press('End');
        await weft.wrote(gathered);
      },
    );

    path('two programs in somebody else’s page run at a click, and tell output and end', async (weft) => {
      site.shares = site.inflates = true;
      const host = await hostPage(site.url, twoPrograms);
      try {
        await weft.visit(host.url);
        await weft.see(listenToPrograms);
        for (const { id, told } of tellings) {
          await weft.see((_, id) => document.getElementById(id)!.scrollIntoView(), id);
          await weft.until((_, id) => document.body.dataset['told']?.includes(`${id} is ready`), id);
          await weft.pressWithin(`#${id}`, 'Run');
          await weft.until((_, told) => document.body.dataset['told']!.endsWith(told), told);
        }
      } finally {
        await host.close();
      }
    });

    path('Explore finds the outcomes of a lost update, and replays one', async (weft) => {
      await weft.open();
      await weft.write(lostUpdate);
      await weft.press('Explore');
      await weft.says('Explored');
      await weft.until((page) => page.find('list', 'Outcomes')?.querySelectorAll('li').length === 2);
      const outcomes = await weft.see((page) =>
        [...page.find('list', 'Outcomes')!.querySelectorAll('li')].map((one) => one.textContent),
      );
      assert.equal(outcomes.length, 2);
      await weft.see((page) =>
        page.find('list', 'Outcomes')!.querySelectorAll('li')[1]!.querySelector('button')!.click(),
      );
      await weft.ended('Ended with status 0');
      await weft.wrote([outcomes[1]!.includes('total: 1') ? 'total: 1' : 'total: 2']);
    });

    path('same text, seed and schedule: output and trace are those of Node, byte for byte', async (weft) => {
      const folder = mkdtempSync(join(tmpdir(), 'weft-same-'));
      try {
        const schedule = 'a1.1-4.2';
        const node = runInNode(
          folder,
          manyChoices,
          '--clock',
          'virtual',
          '--seed',
          '11',
          '--replay',
          schedule,
        );
        await weft.open();
        await weft.write(manyChoices);
        await weft.press('Share');
        await weft.until(() => location.hash.startsWith('#v1='));
        const link = await weft.see(() => location.hash);
        await weft.open('#example=echo');
        await weft.open(`${link}&clock=virtual&seed=11&schedule=${schedule}`);
        await weft.until((page) => page.find('button', /^Schedule a/));
        await weft.press('Run');
        await weft.ended('Ended with status 0');
        await weft.see((page) => page.catchFiles());
        for (const file of ['Output as text', 'Chrome trace (for Perfetto)']) {
          await weft.see((page, wanted) => {
            document.querySelector('details.menu')!.setAttribute('open', '');
            page.find('button', wanted)!.click();
          }, file);
        }
        await weft.until(() => document.body.dataset['files'] === '2');
        const files = await weft.see((page) => page.files);
        assert.equal(
          files.find((text) => !text.startsWith('{')),
          node.stdout,
        );
        assert.equal(
          files.find((text) => text.startsWith('{')),
          node.trace,
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
}
