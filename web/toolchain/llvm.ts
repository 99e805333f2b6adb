/// Runs the tools of one LLVM binary (clang, wasm-ld) over files in memory. The binary is an ordinary WASI
/// command: it is compiled once, and each run gets a fresh instance of it.
import { ConsoleStdout, Directory, File, OpenFile, WASI } from '@bjorn3/browser_wasi_shim';

import { bytesOfText } from './source-bytes.ts';
import { WorkingDirectory } from './working-directory.ts';

export { Directory, File };

export interface ToolRun {
  /// Exit status; -1 when the tool itself broke.
  status: number;
  /// What it wrote on stderr and stdout, in that order.
  text: string;
  /// A file that it left in the working directory.
  output(name: string): Uint8Array<ArrayBuffer> | undefined;
}

type Start = { exports: { memory: WebAssembly.Memory; _start: () => unknown } };

/// An instance waits for its arguments and files.
interface Spare {
  wasi: WASI;
  instance: WebAssembly.Instance;
}

export class Llvm {
  readonly #module: WebAssembly.Module;
  readonly #system: ReadonlyMap<string, Directory>;
  readonly #spares: Spare[] = [];

  /// `system`: the directories at the root that every run sees and none may change.
  constructor(module: WebAssembly.Module, system: ReadonlyMap<string, Directory>) {
    this.#module = module;
    this.#system = system;
  }

  /// Makes the instances of the next runs ahead of time: for when there is nothing else to do.
  prepare(runs: number): void {
    while (this.#spares.length < runs) this.#spares.push(this.#instantiate());
  }

  /// A file that every run sees, by its path from the root.
  systemFile(path: string): Uint8Array<ArrayBuffer> | undefined {
    return fileIn(this.#system, path)?.data as Uint8Array<ArrayBuffer> | undefined;
  }

  run(args: readonly string[], files: Readonly<Record<string, string | Uint8Array>>): ToolRun {
    const { wasi, instance } = this.#spares.pop() ?? this.#instantiate();
    const out = new Text();
    const err = new Text();
    const root = new WorkingDirectory(new Map<string, Directory | File>(this.#system));
    for (const [name, data] of Object.entries(files)) {
      root.dir.contents.set(name, new File(typeof data === 'string' ? bytesOfText(data) : data));
    }
    wasi.args = ['llvm', ...args];
    wasi.fds = [new OpenFile(new File([])), out.stream, err.stream, root];

    let status: number;
    try {
      status = wasi.start(instance as unknown as Start);
    } catch (error) {
      // a trap, or the engine's stack used up
      status = -1;
      const deep = error instanceof RangeError && 'the program is nested too deeply for it';
      err.add(`${args[0]} broke off: ${deep || (error instanceof Error ? error.message : String(error))}\n`);
    }
    return {
      status,
      text: err.toString() + out.toString(),
      output(name) {
        const file = root.dir.contents.get(name);
        return file instanceof File ? (file.data.slice() as Uint8Array<ArrayBuffer>) : undefined;
      },
    };
  }

  #instantiate(): Spare {
    const wasi = new WASI([], [], [], { debug: false });
    const imports = { wasi_snapshot_preview1: wasi.wasiImport } as WebAssembly.Imports;
    return { wasi, instance: new WebAssembly.Instance(this.#module, imports) };
  }
}

export function fileIn(system: ReadonlyMap<string, Directory>, path: string): File | undefined {
  const [top = '', ...rest] = path.split('/');
  let found: unknown = system.get(top);
  for (const name of rest) found = found instanceof Directory ? found.contents.get(name) : undefined;
  return found instanceof File ? found : undefined;
}

/// Collects what a tool prints.
class Text {
  readonly #decoder = new TextDecoder();
  #text = '';
  readonly stream = new ConsoleStdout((bytes) => {
    this.#text += this.#decoder.decode(bytes, { stream: true });
  });

  add(text: string): void {
    this.#text += text;
  }

  toString(): string {
    return this.#text;
  }
}
