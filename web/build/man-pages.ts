/// Writes docs/man out of src/weft.h. A page whose words are the same keeps its date.
///   node build/js/web/build/man-pages.js

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { manualOf } from '../manual/header/index.ts';
import { manPagesOf } from '../manual/man/pages.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = join(root, 'docs/man');
const today = new Date().toISOString().slice(0, 10);

const header = readFileSync(join(root, 'src/weft.h'), 'utf8');
const version = /#define WEFT_VERSION "(.*)"/.exec(header)?.[1] ?? '';
const pages = manPagesOf(manualOf(header), version);

mkdirSync(folder, { recursive: true });
for (const { fileName, text } of pages) {
  const path = join(folder, fileName);
  const kept = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const date = /^\.TH \S+ \d (\S+)/.exec(kept)?.[1];
  if (date === undefined || text(date) !== kept) writeFileSync(path, text(today));
}
const wanted = new Set(pages.map(({ fileName }) => fileName));
for (const file of readdirSync(folder)) if (!wanted.has(file)) rmSync(join(folder, file));
