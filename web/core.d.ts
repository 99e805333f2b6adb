/* Toolchain, runtime, trace and manual may use this beyond ECMAScript itself: it is there alike in browsers,
   workers and Node. */

declare class TextEncoder {
  encode(text?: string): Uint8Array;
  encodeInto(text: string, into: Uint8Array): { read: number; written: number };
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
  throwIfAborted(): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare class URL {
  constructor(url: string, base?: string | URL);
  href: string;
  protocol: string;
  pathname: string;
  hostname: string;
}

declare const performance: { now(): number };

interface ReadableStreamDefaultReader<T> {
  read(): Promise<{ done: boolean; value?: T }>;
  cancel(reason?: unknown): Promise<void>;
}

declare class ReadableStream<T> {
  constructor(source: {
    pull?(controller: { enqueue(chunk: T): void; close(): void }): Promise<void> | void;
    cancel?(reason: unknown): Promise<void> | void;
  });
  getReader(): ReadableStreamDefaultReader<T>;
  pipeThrough<U>(pair: { readable: ReadableStream<U>; writable: unknown }): ReadableStream<U>;
}

declare class DecompressionStream {
  constructor(format: 'gzip');
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: unknown;
}

declare class Response {
  constructor(
    body: ReadableStream<Uint8Array> | Uint8Array | string,
    options?: { headers?: Record<string, string> },
  );
  arrayBuffer(): Promise<ArrayBuffer>;
}
