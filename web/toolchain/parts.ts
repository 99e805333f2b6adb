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
  /// Opens a shipped file: from the network or a disk, as it is shipped or inflated; or, as a Response with
  /// its type, one that was kept inflated.
  open(file: ShippedFile): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | Response>;
  /// Takes a copy of a file that was opened as a stream, inflated; returns what is read in its place.
  keep?(file: ShippedFile, content: Content): Content;
  binaryen: BinaryenFactory;
  progress?(loaded: number, total: number): void;
  signal?: AbortSignal;
}

type Content = ReadableStream<Uint8Array<ArrayBuffer>>;

/// The name of a shipped file without what says how it is compressed.
export const inflatedName = (file: string): string => file.replace(/\.(gz|xz)$/, '');

export async function loadParts(options: LoadOptions): Promise<ToolchainParts> {
  const { llvm, binaryen, sysroot } = options.manifest;
  const count = counter(options);
  const [llvmModule, binaryenModule, archive] = await Promise.all([
    load(llvm).then((content) => WebAssembly.compileStreaming(content)),
    load(binaryen).then((content) => WebAssembly.compileStreaming(content)),
    load(sysroot).then((content) => content.arrayBuffer()),
  ]);
  return {
    llvm: llvmModule,
    sysroot: new Uint8Array(archive),
    binaryen: () => startBinaryen(options.binaryen, binaryenModule),
  };

  async function load(file: ShippedFile): Promise<Response> {
    options.signal?.throwIfAborted();
    const opened = await options.open(file);
    if (opened instanceof Response) {
      count(file.bytes);
      return opened;
    }
    const content = await inflate(opened, file, count);
    const type = inflatedName(file.file).endsWith('.wasm') ? 'application/wasm' : 'application/x-tar';
    return new Response(options.keep?.(file, content) ?? content, { headers: { 'content-type': type } });
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

/// By what a file begins with, how it is inflated. Some hosts inflate a .gz file on the way
/// (Content-Encoding): then there is nothing left to do but to count.
const formats: readonly { magic: readonly number[]; inflate(content: Content): Promise<Content> }[] = [
  {
    magic: [0x1f, 0x8b],
    inflate: async (content) => content.pipeThrough(new DecompressionStream('gzip')),
  },
  {
    magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
    async inflate(content) {
      /* Node has all names of such a module in `default`. */
      type Module = typeof import('xz-decompress');
      const module = (await import('xz-decompress')) as Module & { default?: Module };
      const { XzReadableStream } = module.default ?? module;
      return new XzReadableStream(content) as Content;
    },
  },
];

async function inflate(stream: Content, file: ShippedFile, count: (bytes: number) => void): Promise<Content> {
  const reader = stream.getReader();
  let next = await reader.read();
  const format = formats.find(({ magic }) => magic.every((byte, at) => next.value?.[at] === byte));
  const share = format ? 1 : file.bytes / file.rawBytes;
  const counted: Content = new ReadableStream({
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
  return format ? format.inflate(counted) : counted;
}

function startBinaryen(factory: BinaryenFactory, module: WebAssembly.Module): Promise<Binaryen> {
  return factory({
    instantiateWasm(imports, done) {
      done(new WebAssembly.Instance(module, imports));
      return {};
    },
  });
}
