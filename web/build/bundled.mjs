/// Makes build/bundled/: page.txt and script.txt, which become one file with a program, by
/// web/common/bundled.ts. Everything that they need stands in them.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { replaceFile } from './files.mjs';
import { bundledDirectory, root } from './paths.mjs';

const web = join(root, 'web');
const work = join(bundledDirectory, 'work');
const shared = { configFile: false, root: web, base: './', logLevel: 'warn' };

async function page() {
  await build({
    ...shared,
    /* Chromium starts no worker that is a module in a page from a disk. */
    worker: { format: 'iife' },
    build: {
      outDir: work,
      emptyOutDir: true,
      copyPublicDir: false,
      target: 'es2022',
      modulePreload: false,
      assetsInlineLimit: Infinity,
      cssCodeSplit: false,
      chunkSizeWarningLimit: 2000, // kB: nothing of it travels when it is opened
      license: { fileName: 'licences.md' },
      rolldownOptions: { input: join(web, 'bundled.html'), output: { codeSplitting: false } },
    },
  });
  const html = readFileSync(join(work, 'bundled.html'), 'utf8');
  const content = (path) => readFileSync(join(work, path), 'utf8');
  const scripts = [];
  const styles = [];
  const whole = html
    .replace(/<script type="module"[^>]* src="(.+?)"><\/script>/g, (_, path) => {
      /* Within a script element these letters would end it, or hide its end. */
      const text = content(path).replace(/<(?=\/script|!--|script)/gi, '\\x3C');
      scripts.push(hashOf(text));
      return `<script type="module">${text}</script>`;
    })
    .replace(/<link rel="stylesheet"[^>]* href="(.+?)">/g, (_, path) => {
      const text = content(path);
      styles.push(hashOf(text));
      return `<style>${text}</style>`;
    })
    .replace('__WEFT_SCRIPT__', () => scripts.join(' '))
    .replace('__WEFT_STYLE__', () => styles.join(' '));
  if (scripts.length !== 1 || styles.length !== 1 || /\b(src|href)="\.?\//.test(whole))
    throw new Error('the page is not in one piece');
  const licences = content('licences.md').replaceAll('--', '- -');
  return `${whole.trimEnd()}\n<!--\n${licences}\n-->\n`;
}

/// As a Content-Security-Policy names a text that it lets through.
const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

async function script() {
  await build({
    ...shared,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: work,
      emptyOutDir: true,
      copyPublicDir: false,
      minify: false,
      rolldownOptions: {
        input: join(web, 'cli/bundled.ts'),
        output: { entryFileNames: 'script.js', codeSplitting: false },
      },
    },
  });
  return `#!/usr/bin/env node\n${readFileSync(join(work, 'script.js'), 'utf8')}`;
}

mkdirSync(bundledDirectory, { recursive: true });
replaceFile(join(bundledDirectory, 'page.txt'), await page());
replaceFile(join(bundledDirectory, 'script.txt'), await script());
rmSync(work, { recursive: true });
