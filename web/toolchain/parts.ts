/// Fetches the compiler's shipped files: counts bytes as they arrive, inflates, and starts
/// compiling before the last has come.
import type { ToolchainParts } from './toolchain.ts';
import type { Binaryen } from './transform.ts';

export interface ShippedFile {
  /// Relative to the manifest; the name carries a hash of the content.
  file: string;
  /// The size as shipped.
  bytes: number;
  /// The size when it has been inflated.
  rawBytes: number;
}

/// The manifest is build/compiler/manifest.json.
export interface Manifest {
  llvm: ShippedFile;
  binaryen: ShippedFile;
  sysroot: ShippedFile;
}

/// The module that the build makes of Binaryen: its JavaScript without the WebAssembly.
export type BinaryenFactory = (options: {
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
}) => Promise<Binaryen>;

export interface LoadOptions {
  manifest: Manifest;
  /// Opens a shipped file: from the network, a cache, a disk.
  open(file: ShippedFile): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  binaryen: BinaryenFactory;
  progress?(loaded: number, total: number): void;
  signal?: AbortSignal;
}

export async function loadParts(options: LoadOptions): Promise<ToolchainParts> {
  const { llvm, binaryen, sysroot } = options.manifest;
  const count = counter(options);
  const [llvmModule, binaryenModule, archive] = await Promise.all([
    load(llvm).then(compile),
    load(binaryen).then(compile),
    load(sysroot).then((stream) => new Response(stream).arrayBuffer()),
  ]);
  return {
    llvm: llvmModule,
    sysroot: new Uint8Array(archive),
    binaryen: () => startBinaryen(options.binaryen, binaryenModule),
  };

  async function load(file: ShippedFile): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    options.signal?.throwIfAborted();
    return inflate(await options.open(file), file, count);
  }
}

function counter({ manifest, progress, signal }: LoadOptions): (bytes: number) => void {
  const total = Object.values(manifest as unknown as Record<string, ShippedFile>).reduce(
    (sum, file) => sum + file.bytes,
    0,
  );
  let loaded = 0;
  progress?.(0, total);
  return (bytes) => {
    signal?.throwIfAborted();
    loaded += bytes;
    progress?.(Math.min(loaded, total), total);
  };
}

/// Some hosts inflate a .gz file on the way (Content-Encoding): then there is
/// nothing left to do but to count.
async function inflate(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  file: ShippedFile,
  count: (bytes: number) => void,
) {
  const reader = stream.getReader();
  let next = await reader.read();
  const gzipped = next.value?.[0] === 0x1f && next.value[1] === 0x8b;
  const share = gzipped ? 1 : file.bytes / file.rawBytes;
  const counted = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      if (next.value) {
        count(next.value.length * share);
        controller.enqueue(next.value);
      }
      if (next.done) return controller.close();
      next = await reader.read();
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return gzipped ? counted.pipeThrough(new DecompressionStream('gzip')) : counted;
}

function compile(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(
    new Response(stream, { headers: { 'content-type': 'application/wasm' } }),
  );
}

function startBinaryen(factory: BinaryenFactory, module: WebAssembly.Module): Promise<Binaryen> {
  return factory({
    instantiateWasm(imports, done) {
      done(new WebAssembly.Instance(module, imports));
      return {};
    },
  });
}
