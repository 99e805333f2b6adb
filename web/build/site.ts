/// These plugins of Vite's bring in what the other parts of the build have made.

import { createHash } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

import type { Lesson } from '../lessons/index.ts';
import { manualOf } from '../manual/header/index.ts';
import { fileOf } from '../manual/html/frame.ts';
import { pagesOf } from '../manual/html/pages.ts';
import { sectionsByName } from '../manual/shape.ts';
import { embeddingPage } from './embedding-page.ts';
import { lessonFolders, lessonIn } from './lessons.ts';
import { oembedFile, oembedOf } from './oembed.ts';
import { examplePages, lessonPages } from './program-pages.ts';
import { siteAddress } from './site-address.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const compilerDirectory = at('../../build/compiler');
const compiledDirectory = at('../../build/examples');
const sourcesDirectory = at('../examples');
const lessonsDirectory = at('../lessons');

interface CompiledExample {
  name: string;
  title: string;
  group: string;
  learn: string;
}

const exampleList = (): CompiledExample[] =>
  JSON.parse(readFileSync(join(compiledDirectory, 'manifest.json'), 'utf8')) as CompiledExample[];

/// A program's modules, the one for each way to switch stacks.
const modulesOf = (name: string, index: number): string =>
  `import wasm${index} from ${JSON.stringify(`${join(compiledDirectory, name)}.wasm?url`)};
import native${index} from ${JSON.stringify(`${join(compiledDirectory, name)}.native.wasm?url`)};`;
const urlsOf = (index: number): string => `wasmUrls: { asyncify: wasm${index}, native: native${index} }`;

/// `virtual:weft-examples`: the examples' texts, and where their modules are.
export function compiledExamples(): Plugin {
  return virtual('weft-examples', () => {
    const entries = exampleList().map(({ name, ...words }, index) => ({
      imports: `import source${index} from ${JSON.stringify(`${join(sourcesDirectory, name)}.c?raw`)};
${modulesOf(name, index)}`,
      value: `{ ...${JSON.stringify({ name, ...words })}, source: source${index}, ${urlsOf(index)} }`,
    }));
    const imports = entries.map((entry) => entry.imports).join('\n');
    const values = entries.map((entry) => entry.value).join(', ');
    return `${imports}\nexport const examples = [${values}];`;
  });
}

/// `virtual:weft-recording`: the run that the page shows at first sight.
export function recordedRun(): Plugin {
  return virtual(
    'weft-recording',
    () => `export const recording = ${readFileSync(join(compiledDirectory, 'recording.json'), 'utf8')};`,
  );
}

const lessonList = (): Lesson[] =>
  lessonFolders(lessonsDirectory).map((folder) => lessonIn(lessonsDirectory, folder));

/// `virtual:weft-lessons`: the lessons of the tour, and where their programs' modules are.
export function tourLessons(): Plugin {
  return virtual('weft-lessons', () => {
    const lessons = lessonList();
    const entries = lessons.map((lesson, index) =>
      lesson.program === undefined
        ? { imports: '', value: JSON.stringify(lesson) }
        : {
            imports: modulesOf(`lesson-${lesson.name}`, index),
            value: `{ ...${JSON.stringify(lesson)}, ${urlsOf(index)} }`,
          },
    );
    const imports = entries.map((entry) => entry.imports).join('\n');
    return `${imports}\nexport const lessons = [${entries.map((entry) => entry.value).join(', ')}];`;
  });
}

/// `virtual:weft-version`: the version that src/weft.h has.
export function versionOfWeft(): Plugin {
  const header = readFileSync(at('../../src/weft.h'), 'utf8');
  const [, version] = /^#define WEFT_VERSION "(.*)"$/m.exec(header)!;
  return virtual('weft-version', () => `export const version = ${JSON.stringify(version)};`);
}

/// `virtual:weft-bundled`: where the page is that a program becomes one file with.
export function bundledPage(): Plugin {
  const file = at('../../build/bundled/page.txt');
  return virtual('weft-bundled', () => `export { default } from ${JSON.stringify(`${file}?url`)};`);
}

/// What src/weft.h says: `virtual:weft-manual` for the page, and pages of its own in manual/.
export function headerManual(): Plugin {
  const manual = () => manualOf(readFileSync(at('../../src/weft.h'), 'utf8'));
  const styles = ['../common/colours.css', '../manual/tokens.css', '../manual/html/pages.css'].map((file) =>
    at(file),
  );
  return {
    ...virtual('weft-manual', () => `export const manual = ${JSON.stringify(manual())};`),
    generateBundle() {
      const source = styles.map((file) => readFileSync(file, 'utf8')).join('\n');
      const style = this.emitFile({ type: 'asset', name: 'manual-pages.css', source });
      for (const { fileName, text } of pagesOf(manual(), `../${this.getFileName(style)}`)) {
        this.emitFile({ type: 'asset', fileName: `manual/${fileName}`, source: text });
      }
    },
  };
}

/// embedding/index.html: docs/embedding.md, with its samples live.
export function embeddingDocument(): Plugin {
  const styles = [
    '../common/colours.css',
    '../manual/tokens.css',
    '../manual/html/pages.css',
    './embedding.css',
  ].map((file) => at(file));
  return {
    name: 'weft-embedding',
    generateBundle() {
      const source = styles.map((file) => readFileSync(file, 'utf8')).join('\n');
      const style = this.emitFile({ type: 'asset', name: 'embedding-page.css', source });
      const markdown = readFileSync(at('../../docs/embedding.md'), 'utf8');
      const page = embeddingPage(markdown, `../${this.getFileName(style)}`);
      this.emitFile({ type: 'asset', fileName: 'embedding/index.html', source: page });
    },
  };
}

/// lesson/ and example/: a page for each of them, and, where the site's address is known, what embeds it.
export function programPages(): Plugin {
  const styles = [
    '../common/colours.css',
    '../manual/tokens.css',
    '../manual/html/pages.css',
    './program-pages.css',
  ].map((file) => at(file));
  const site = siteAddress();
  return {
    name: 'weft-program-pages',
    generateBundle() {
      const source = styles.map((file) => readFileSync(file, 'utf8')).join('\n');
      const style = this.emitFile({ type: 'asset', name: 'program-pages.css', source });
      const sections = sectionsByName(manualOf(readFileSync(at('../../src/weft.h'), 'utf8')));
      const around = {
        style: this.getFileName(style),
        manual: (name: string) => {
          const section = sections.get(name);
          return section && `manual/${fileOf(section)}#${name}`;
        },
        ...(site && { site }),
      };
      const lessons = lessonList();
      const examples = exampleList().map((one) => ({
        ...one,
        program: readFileSync(join(sourcesDirectory, `${one.name}.c`), 'utf8'),
      }));
      for (const { fileName, text } of [...lessonPages(lessons, around), ...examplePages(examples, around)])
        this.emitFile({ type: 'asset', fileName, source: text });
      if (!site) return;
      for (const [kind, all] of Object.entries({ lesson: lessons, example: examples }))
        for (const { name, title, program } of all) {
          if (program === undefined) continue;
          const fileName = `${kind}/${name}/${oembedFile}`;
          this.emitFile({ type: 'asset', fileName, source: oembedOf(site, title, `${kind}=${name}`) });
        }
    },
  };
}

/// `virtual:weft-compiler`: the list of the compiler's files, where they are, and Binaryen's JavaScript. The
/// files themselves are copied as they are.
export function compilerFiles(): Plugin {
  const shipped = readFileSync(join(compilerDirectory, 'manifest.json'), 'utf8');
  return {
    ...virtual(
      'weft-compiler',
      () => `
      export const manifest = ${shipped};
      export const base = new URL(/* @vite-ignore */ '../compiler/', import.meta.url).href;
      export { default as binaryen } from ${JSON.stringify(join(compilerDirectory, 'binaryen.js'))};`,
    ),
    writeBundle({ dir }) {
      for (const { file } of Object.values(JSON.parse(shipped) as Record<string, { file: string }>)) {
        cpSync(join(compilerDirectory, file), join(dir!, 'compiler', file));
      }
    },
  };
}

/// Tells the service worker which files make up the page.
export function serviceWorker(): Plugin {
  return {
    name: 'weft-service-worker',
    enforce: 'post',
    generateBundle(_, bundle) {
      const worker = bundle['service-worker.js'];
      if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
      const shell = Object.keys(bundle).filter(
        (name) =>
          name === 'index.html' ||
          name === 'embed.html' ||
          (/^assets\/.*\.(js|css|wasm)$/.test(name) &&
            !/clang-format|-pages?-[^/]*\.css$|\.native-[^/]*\.wasm$/.test(name)),
      );
      const page = bundle['index.html'];
      const hash = createHash('sha256')
        .update(shell.join('\n'))
        .update(page?.type === 'asset' ? page.source : '')
        .digest('hex')
        .slice(0, 12);
      worker.code = worker.code
        .replace('self.__WEFT_SHELL__', JSON.stringify([...shell, 'icon.svg']))
        .replace('self.__WEFT_VERSION__', JSON.stringify(hash));
    },
  };
}

function virtual(name: string, code: () => string): Plugin {
  const id = `\0virtual:${name}`;
  return {
    name,
    resolveId: (source) => (source === `virtual:${name}` ? id : undefined),
    load: (loaded) => (loaded === id ? code() : undefined),
  };
}
