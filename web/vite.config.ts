/// The static site: everything is addressed relatively, so that it works from any sub-path of any host.

import { defineConfig } from 'vite';

import {
  bundledPage,
  compilerFiles,
  compiledExamples,
  embeddingDocument,
  headerManual,
  recordedRun,
  serviceWorker,
  tourLessons,
} from './build/site.ts';

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
    embeddingDocument(),
    compilerFiles(),
    serviceWorker(),
  ],
});
