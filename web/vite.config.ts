/// The static site: everything is addressed relatively, so that it works from any sub-path of any host.

import { defineConfig } from 'vite';

import {
  bundledPage,
  compilerFiles,
  compiledExamples,
  embeddingDocument,
  headerManual,
  programPages,
  recordedRun,
  serviceWorker,
  tourLessons,
  versionOfWeft,
} from './build/site.ts';
import { earlyRequests } from './build/early-requests.ts';
import { siteForOthers } from './build/site-address.ts';

const entries = ['/page/main.tsx', '/page/embedded/main.tsx'];

/// What comes behind both: the editor.
const later = '/page/editor/code.ts';

type ModuleInfoOf = (id: string) => { importers: readonly string[] } | null;

const beginning = new Map<string, Set<string>>();

/// Which of them need a module from their own beginning.
function neededBy(id: string, infoOf: ModuleInfoOf): Set<string> {
  const known = beginning.get(id);
  if (known) return known;
  const found = new Set([...entries, later].filter((entry) => id.endsWith(entry)));
  beginning.set(id, found);
  for (const importer of infoOf(id)?.importers ?? [])
    for (const entry of neededBy(importer, infoOf)) found.add(entry);
  return found;
}

/// The name of the file that a module is put into with others.
function groupOf(id: string, infoOf: ModuleInfoOf): string | null {
  const needing = neededBy(id, infoOf);
  if (entries.every((entry) => needing.has(entry))) return 'base';
  return needing.size === 1 && needing.has(later) ? 'editor' : null;
}

export default defineConfig({
  base: './',
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    /* The page's policy knows no data: addresses. */
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700, // kB, before compression
    license: { fileName: 'licences.md' },
    rolldownOptions: {
      input: {
        index: 'index.html',
        embedded: 'embed.html',
        embed: 'embed/main.ts',
        'service-worker': 'workers/service.ts',
      },
      output: {
        /* What page and embedded page both begin with is one file: compressed, many small ones are larger. */
        codeSplitting: {
          groups: [{ name: (id, build) => groupOf(id, (one) => build.getModuleInfo(one)) }],
        },
        entryFileNames: ({ name }) =>
          name === 'service-worker' || name === 'embed' ? '[name].js' : 'assets/[name]-[hash].js',
      },
    },
  },
  worker: { format: 'es', plugins: () => [compilerFiles()] },
  plugins: [
    bundledPage(),
    compiledExamples(),
    tourLessons(),
    recordedRun(),
    headerManual(),
    versionOfWeft(),
    embeddingDocument(),
    programPages(),
    compilerFiles(),
    serviceWorker(),
    siteForOthers(),
    earlyRequests(),
  ],
});
