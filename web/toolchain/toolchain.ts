/// Compiles, links and transforms: the steps from a source to a module, in this order.
import { addCautions } from './cautions.ts';
import { check, compile, compileTelling } from './clang.ts';
import { complete } from './completion.ts';
import { link } from './lld.ts';
import { Llvm } from './llvm.ts';
import { placesOf } from './places.ts';
import { unpackSysroot } from './sysroot.ts';
import { KeptLibrary } from './kept/library.ts';
import { transform, type Binaryen } from './transform.ts';
import { withoutPlace } from './diagnostics.ts';
import { GivenUp, type BuildOptions, type BuildResult, type Diagnostic, type Toolchain } from './types.ts';

export interface ToolchainParts {
  llvm: WebAssembly.Module;
  /// The tar archive that the build makes.
  sysroot: Uint8Array;
  /// Makes a new Binaryen, the first one and another should that break.
  binaryen: () => Promise<Binaryen>;
}

/// The engine compiles the tools' functions as they are first called, which makes the first build several
/// times as long as the next: this one is built while nobody waits.
const firstProgram = `
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>
static void *task(void *argument) { weft_sleep(0.1); printf("%d\\n", WEFT_UNBOX(argument)); return argument; }
int main(void) { return weft_join(weft_spawn(task, WEFT_BOX(1)), NULL); }
`;

export async function createToolchain(parts: ToolchainParts): Promise<Toolchain> {
  const system = unpackSysroot(parts.sysroot);
  addCautions(system);
  const llvm = new Llvm(parts.llvm, system);
  let binaryen = await parts.binaryen();
  let library = new KeptLibrary(binaryen);
  let built = false;

  async function build(
    source: string,
    options: BuildOptions = {},
    goesOn?: () => Promise<boolean>,
  ): Promise<BuildResult> {
    const { optimize = '1', stackCheck = true, fileName = 'program.c', races = false } = options;
    const switching = races ? 'asyncify' : (options.switching ?? 'asyncify');
    const milliseconds = { compile: 0, link: 0, transform: 0 };
    built = true;

    const compiled = timed('compile', () =>
      (races ? compileTelling : compile)(llvm, source, fileName, options),
    );
    const { object } = compiled;
    if (!object) return { ...diagnosedOf(compiled), milliseconds };

    await between();
    const linked = timed('link', () => link(llvm, object, source, fileName, { tells: races, switching }));
    const diagnostics = [...compiled.diagnostics, ...linked.diagnostics];
    const text = compiled.text + linked.text;
    const { wasm, origins, variables } = linked;
    if (!wasm) return { diagnostics, text, milliseconds };

    await between();
    const sections = [placesOf(source, fileName, origins)];
    if (variables) sections.push({ name: 'weft.variables', content: jsonOf(variables) });
    if (compiled.races) sections.push({ name: 'weft.races', content: jsonOf(compiled.races) });
    try {
      const made = timed('transform', () =>
        transform(
          binaryen,
          wasm,
          {
            optimize,
            stackCheck,
            switching,
            origins,
            sections,
            shareStack: !races,
          },
          library,
        ),
      );
      return { wasm: made, diagnostics, text, milliseconds };
    } catch (error) {
      // its memory is in an unknown state now
      const message = `Binaryen broke off: ${error instanceof Error ? error.message : String(error)}`;
      binaryen = await parts.binaryen();
      library = new KeptLibrary(binaryen);
      diagnostics.push(withoutPlace('error', message, fileName));
      return { diagnostics, text: `${text}${fileName}: error: ${message}\n`, milliseconds };
    }

    async function between(): Promise<void> {
      if (goesOn && !(await goesOn())) throw new GivenUp('the build was given up');
    }

    function timed<T>(phase: keyof typeof milliseconds, work: () => T): T {
      const start = performance.now();
      try {
        return work();
      } finally {
        milliseconds[phase] = performance.now() - start;
      }
    }
  }

  return {
    build,
    async check(source, options = {}) {
      return check(llvm, source, options.fileName ?? 'program.c', options).diagnostics;
    },
    async complete(source, offset) {
      return complete(llvm, source, offset);
    },
    prepare(goesOn) {
      if (!built) void build(firstProgram, {}, goesOn).catch(() => {}); // it was given up
      llvm.prepare(2); // clang's and wasm-ld's
    },
  };
}

const jsonOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)) as Uint8Array<ArrayBuffer>;

function diagnosedOf(from: { diagnostics: Diagnostic[]; text: string }) {
  return { diagnostics: from.diagnostics, text: from.text };
}
