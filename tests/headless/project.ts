/// The checkout that these tests belong to. They run from build/js/tests/headless.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../../', import.meta.url));

/// The files below a folder of the project whose names match, as paths from the project's root.
export function filesBelow(folder: string, name: RegExp): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path, name);
      return name.test(entry.name) ? [relative(root, join(root, path)).split(sep).join('/')] : [];
    })
    .sort();
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');
