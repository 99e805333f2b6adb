/// Makes build/pack/weft-VERSION.tgz, the npm package: the command line and the library, bundled for Node,
/// the sysroot, the header and the examples. clang and Binaryen are what it depends on.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { bundledDirectory, compilerDirectory, packDirectory, root } from './paths.mjs';

const web = join(root, 'web');
const folder = join(packDirectory, 'package');
const own = JSON.parse(readFileSync(join(web, 'package.json'), 'utf8'));
const header = readFileSync(join(root, 'src/weft.h'), 'utf8');
const version = /#define WEFT_VERSION "(.*)"/.exec(header)[1];
const tools = ['@yowasp/clang', 'binaryen'];
const dependencies = Object.fromEntries(tools.map((name) => [name, own.dependencies[name]]));

/// What starts in a thread of its own has a file of its own.
const entries = {
  index: 'package/index.ts',
  main: 'cli/main.ts',
  'compile-worker': 'cli/compile-worker.ts',
  'program-worker': 'cli/program-worker.ts',
  'explore-worker': 'cli/explore-worker.ts',
};

/// These differ between a clone and the package: where the compiler and the sysroot are.
function insteadOfTheClones() {
  const names = ['installed.ts', 'compiler.ts'];
  return {
    name: 'weft-package',
    enforce: 'pre',
    resolveId: (source, importer = '') =>
      importer.startsWith(web) && names.some((name) => source === `./${name}` || source === `../cli/${name}`)
        ? join(web, 'package', source.replace(/^.*\//, ''))
        : undefined,
  };
}

async function bundle() {
  await build({
    configFile: false,
    root: web,
    logLevel: 'warn',
    plugins: [insteadOfTheClones()],
    ssr: { noExternal: true, external: tools },
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(folder, 'lib'),
      minify: false,
      license: { fileName: 'licences.md' },
      copyPublicDir: false,
      emptyOutDir: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(web, file)])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', format: 'es' },
      },
    },
  });
}

/// The types of the library alone: what else it is made of stays out.
function types() {
  execFileSync(join(web, 'node_modules/.bin/tsc'), ['-p', join(web, 'tsconfig.package.json')], {
    stdio: 'inherit',
  });
  for (const name of ['index', 'types', 'trace-types']) {
    const text = readFileSync(join(packDirectory, `types/package/${name}.d.ts`), 'utf8');
    put(`lib/${name}.d.ts`, text.replace(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'"));
  }
  rmSync(join(packDirectory, 'types'), { recursive: true });
}

const put = (name, text) => writeFileSync(join(folder, name), text);
const putJson = (name, value) => put(name, `${JSON.stringify(value, null, 2)}\n`);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await bundle();
types();

const { sysroot } = JSON.parse(readFileSync(join(compilerDirectory, 'manifest.json'), 'utf8'));
copyFileSync(join(compilerDirectory, sysroot.file), join(folder, 'sysroot.tar.gz'));
cpSync(join(root, 'src/weft.h'), join(folder, 'include/weft.h'));
for (const name of ['page.txt', 'script.txt'])
  cpSync(join(bundledDirectory, name), join(folder, 'bundled', name));
cpSync(join(web, 'examples'), join(folder, 'examples'), { recursive: true });
for (const name of ['LICENSE', 'NOTICE.md', 'CHANGELOG.md'])
  copyFileSync(join(root, name), join(folder, name));
copyFileSync(join(web, 'package/README.md'), join(folder, 'README.md'));
copyFileSync(join(web, 'node_modules/binaryen/LICENSE'), join(folder, 'Apache-2.0.txt'));
mkdirSync(join(folder, 'bin'));
put('bin/weft.js', "#!/usr/bin/env node\nimport '../lib/main.js';\n");

/// Changes whenever the same source may give another program.
const identity = createHash('sha256')
  .update(JSON.stringify([version, dependencies, sysroot.file]))
  .update(
    readdirSync(join(folder, 'lib'))
      .map((name) => readFileSync(join(folder, 'lib', name)))
      .join(''),
  )
  .digest('hex');
putJson('made.json', { version, identity });
putJson('package.json', {
  name: 'weft',
  version,
  description: own.description,
  keywords: ['coroutines', 'c', 'webassembly', 'scheduler', 'concurrency', 'testing'],
  license: own.license,
  type: 'module',
  engines: own.engines,
  bin: { weft: 'bin/weft.js' },
  types: './lib/index.d.ts',
  exports: {
    '.': { types: './lib/index.d.ts', default: './lib/index.js' },
    './package.json': './package.json',
    './weft.h': './include/weft.h',
  },
  dependencies,
});

const [{ filename, size }] = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--offline', '--pack-destination', packDirectory, folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }),
);
console.log(`build/pack/${filename} (${(size / 1e6).toFixed(2)} MB)`);
