/// What the page needs to be read, edited and run: the files that it names, and the worker that
/// runs its programs. The rest (the drawing, the manual, the examples' modules, the compiler) comes
/// later or when it is asked for.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/// Lists paths below the site's directory.
export function shellFiles(dist: string): string[] {
  const text = readFileSync(join(dist, 'index.html'), 'utf8');
  const page = text.replace(/<noscript>.*?<\/noscript>/s, ''); // a link in it is not fetched
  const named = [...page.matchAll(/(?:src|href)="\.\/(.+?)"/g)].map((match) => match[1]!);
  const worker = readdirSync(join(dist, 'assets'))
    .filter((name) => /^program-.*\.js$/.test(name))
    .map((name) => `assets/${name}`);
  return [...new Set(['index.html', ...named, ...worker])]; // some are named twice, to be asked for early
}
