/// Builds what is measured: the bench programs as the page would, natively, and what they are compared with.

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import type binaryenModule from 'binaryen';
import type { BuildReply } from '../../web/cli/build.ts';
import type { BuildOptions } from '../../web/toolchain/index.ts';
import { Missing } from './engine/protocol.ts';
import type { Peer } from './rows.ts';

const run = promisify(execFile);

/// This file is compiled to build/js/tests/bench.
export const root = fileURLToPath(new URL('../../../../', import.meta.url));
const sources = join(root, 'tests/bench');
const folder = join(root, 'build/bench');
/// What a browser may fetch.
export const programs = join(folder, 'programs');

/// Where other people's libraries are, which stay outside of this repository: named by the environment.
const checkouts: Partial<Record<Peer, string>> = { koishi: 'WEFT_KOISHI', minicoro: 'WEFT_MINICORO' };

export class Builder {
  readonly #compilers = new Map<string, Worker>();
  readonly #made = new Map<string, Promise<string | undefined>>();

  constructor() {
    mkdirSync(programs, { recursive: true });
  }

  /// Resolves to the name of the module under `programs`.
  weft(program: string, options: BuildOptions, checkout = root): Promise<string> {
    const flavours = [
      options.stackCheck === false ? '-unchecked' : '',
      options.switching === 'native' ? '-switching' : '',
      checkout === root ? '' : '-there',
    ];
    const flavour = flavours.join('');
    return this.#once(`${program}${flavour}.wasm`, async (name) => {
      const parts = [`${program}.c`, 'bench.h'].map((part) => join(sources, part));
      const made = join(programs, name);
      if (isNewer(made, [...parts, ...compilerFiles(checkout)])) return;
      const [source, header] = parts.map((part) => readFileSync(part, 'utf8')) as [string, string];
      const whole = source.replace('#include "bench.h"', `${header}\n#line 3`);
      writeFileSync(made, await this.#compile(whole, { ...options, fileName: `${program}.c` }, checkout));
    }) as Promise<string>;
  }

  /// A command that serves the program's works; undefined where it cannot be built.
  native(program: string, context: 'auto' | 'ucontext'): Promise<string | undefined> {
    const build = join(folder, `native-${context}`);
    return this.#once(
      join(build, program),
      async (command) => {
        await this.#library(build, context);
        await run('cc', [
          '-std=gnu11',
          '-O2',
          '-Wl,-z,now', // small stacks are packed (weft_pack_stacks)
          `-I${join(root, 'src')}`,
          '-o',
          command,
          join(sources, `${program}.c`),
          join(build, 'libweft.a'),
          '-lm',
          '-lpthread',
        ]);
      },
      true,
    );
  }

  go(): Promise<string | undefined> {
    return this.#once(
      join(folder, 'peers-go'),
      async (command) => {
        await run('go', ['build', '-o', command, join(sources, 'peers/peers.go')], {
          env: { ...process.env, GO111MODULE: 'off', GOFLAGS: '' },
        });
      },
      true,
    );
  }

  threads(): Promise<string | undefined> {
    return this.#once(
      join(folder, 'threads'),
      async (command) => {
        await run('cc', ['-O2', '-o', command, join(sources, 'peers/threads.c'), '-lpthread']);
      },
      true,
    );
  }

  /// Debian's own, which is 3.11 and newer.
  python(): string | undefined {
    return existsSync('/usr/bin/python3') ? '/usr/bin/python3' : undefined;
  }

  readonly pythonPeers = join(sources, 'peers/peers.py');

  /// Builds what swaps Emscripten's fibers, or Weft's in their place; resolves to the name of its files.
  async fiber(peer: Peer, dropIn: boolean): Promise<string> {
    if (peer === 'libco' && !dropIn) return this.fiber('fiber', false); // Emscripten has none
    const outside = checkouts[peer];
    const checkout = outside && process.env[outside];
    if (outside && !checkout) throw new Missing(`${outside} names no checkout of ${peer}`);
    const flags = ['-O2', '-sASYNCIFY', '-sMODULARIZE', '-sEXPORT_NAME=createFiber', '-sENVIRONMENT=worker'];
    const env = { ...process.env, NODE_PATH: '/usr/share/nodejs' }; // Debian's JavaScript parser
    const installed = join(root, 'build/emscripten/installed');
    const library = peer === 'libco' ? '-lweft-libco' : '-lweft-fiber';
    const instead = [`-I${installed}/include`, `-L${installed}/lib`, library];
    const headers = checkout ? [`-I${checkout}`, `-I${checkout}/include`] : [];
    const name = dropIn ? `weft-${peer}` : peer;
    const made = await this.#once(
      join(programs, `${name}.js`),
      async (file) => {
        const source = join(sources, `peers/${peer}.c`);
        await run('emcc', [...flags, source, '-o', file, ...headers, ...(dropIn ? instead : [])], { env });
      },
      true,
    );
    if (made === undefined) throw new Missing('emcc could not build it');
    return name;
  }

  /// Builds the program that has Asyncify's intrinsics alone, with our Binaryen; false: there is no emcc.
  async bare(): Promise<boolean> {
    const made = await this.#once(
      'bare.wasm',
      async (name) => {
        const linked = join(folder, 'bare-linked.wasm');
        const flags = [
          '-O2',
          '-nostdlib',
          '--no-entry',
          '-sSTANDALONE_WASM',
          '-sERROR_ON_UNDEFINED_SYMBOLS=0',
        ];
        await run('emcc', [...flags, join(sources, 'peers/bare.c'), '-o', linked]);
        const { default: binaryen } = await import('binaryen');
        const module = binaryen.readBinary(readFileSync(linked));
        binaryen.setOptimizeLevel(2);
        binaryen.setShrinkLevel(0);
        binaryen.setPassArgument('asyncify-ignore-imports', '1');
        module.runPasses(['asyncify']);
        binaryen.clearPassArguments();
        const state = module.global.get('__asyncify_state', binaryen.i32);
        const asked = functionsOf(binaryen, module).find(({ base }) => base === 'state')!.name;
        module.removeFunction(asked);
        module.addFunction(asked, binaryen.none, binaryen.i32, [], state);
        binaryen.setAlwaysInlineMaxSize(12);
        binaryen.setOneCallerInlineMaxSize(0);
        module.optimize();
        writeFileSync(join(programs, name), module.emitBinary());
        module.dispose();
      },
      true,
    );
    return made !== undefined;
  }

  /// Assembles JSPI's module, by Binaryen.
  async jspi(): Promise<void> {
    await this.#once('jspi.wasm', async (name) => {
      const { default: binaryen } = await import('binaryen');
      const module = binaryen.parseText(readFileSync(join(sources, 'peers/jspi.wat'), 'utf8'));
      writeFileSync(join(programs, name), module.emitBinary());
      module.dispose();
    });
  }

  close(): void {
    for (const compiler of this.#compilers.values()) void compiler.terminate();
  }

  /// Makes a file; where `optional`, undefined when that fails.
  #once(name: string, make: (name: string) => Promise<void>, optional = false): Promise<string | undefined> {
    let made = this.#made.get(name);
    if (!made) {
      made = make(name).then(() => name);
      if (optional) made = made.catch(() => undefined);
      this.#made.set(name, made);
    }
    return made;
  }

  async #library(build: string, context: string): Promise<void> {
    await this.#once(join(build, 'libweft.a'), async () => {
      await run('cmake', [
        '-S',
        root,
        '-B',
        build,
        '-DCMAKE_BUILD_TYPE=Release',
        '-DBUILD_TESTING=OFF',
        `-DWEFT_CONTEXT=${context}`,
      ]);
      await run('cmake', ['--build', build, '-j2']);
    });
  }

  async #compile(source: string, options: BuildOptions, checkout: string): Promise<Uint8Array> {
    let compiler = this.#compilers.get(checkout);
    if (!compiler)
      this.#compilers.set(
        checkout,
        (compiler = new Worker(join(checkout, 'build/js/web/cli/compile-worker.js'))),
      );
    const asked = compiler;
    const reply = await new Promise<BuildReply>((resolve, reject) => {
      asked.once('error', reject);
      asked.once('message', (answer: BuildReply) => {
        asked.off('error', reject);
        resolve(answer);
      });
      asked.postMessage({ source, options });
    });
    if ('error' in reply) throw new Error(reply.error);
    if (!reply.result.wasm) throw new Error(`${options.fileName} does not compile:\n${reply.result.text}`);
    return reply.result.wasm;
  }
}

function functionsOf(binaryen: typeof binaryenModule, module: InstanceType<typeof binaryenModule.Module>) {
  return Array.from({ length: module.getNumFunctions() }, (_, index) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(index)),
  );
}

/// What decides how a program is compiled in a checkout.
function compilerFiles(checkout: string): string[] {
  const folder = join(checkout, 'build/js/web/toolchain');
  return [
    join(checkout, 'build/compiler/manifest.json'),
    ...readdirSync(folder).map((name) => join(folder, name)),
  ];
}

function isNewer(made: string, parts: readonly string[]): boolean {
  const time = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return parts.every((part) => time(part) < time(made));
}
