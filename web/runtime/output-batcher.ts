/// Gathers what a program writes into batches for whoever shows it. Its cost is bounded however much is
/// written: the first writes of a frame go out at once, so that a program that prints and then never gives up
/// its turn is still heard; the others wait for the frame's end, and of these only the last are kept, with
/// the number of lines and bytes that were dropped.

export interface OutputChunk {
  fd: 1 | 2;
  /// 0 between turns.
  task: number;
  /// Program time in nanoseconds.
  time: number;
  bytes: Uint8Array;
  /// Bytes that the program had written to the file before.
  at?: number;
}

export interface OutputBatch {
  /// How many bytes were dropped before the chunks.
  droppedBytes: number;
  /// How many lines were dropped with them.
  droppedLines: number;
  chunks: OutputChunk[];
}

export interface BatcherOptions {
  /// Milliseconds, from any origin.
  now(): number;
  /// Calls back after so many milliseconds, if the host's loop gets its turn.
  setTimer(callback: () => void, milliseconds: number): unknown;
  post(batch: OutputBatch): void;
  /// How far apart batches are. The default is 16.
  frameMilliseconds?: number;
  /// While output is being dropped, each frame is twice as long as the one before, up to this. The default
  /// is 250.
  maxFrameMilliseconds?: number;
  /// How many writes of a frame go out at once. The default is 64.
  promptWrites?: number;
  /// How many bytes may wait for the frame's end. The default is 64 KiB.
  keptBytes?: number;
  /// In how many chunks. The default is 1000.
  keptChunks?: number;
}

const newline = 10;

export class OutputBatcher {
  readonly #options: Required<BatcherOptions>;
  /// The chunks that wait, from #first on; what lies before has been dropped.
  #chunks: OutputChunk[] = [];
  #first = 0;
  #bytes = 0;
  #droppedBytes = 0;
  #droppedLines = 0;
  #frameStart = -Infinity;
  #posted = 0;
  #timerSet = false;
  /// How long this frame is, in milliseconds.
  #frameLength = 0;
  /// Whether this frame dropped anything.
  #overflowed = false;

  constructor(options: BatcherOptions) {
    this.#options = {
      frameMilliseconds: 16,
      maxFrameMilliseconds: 250,
      promptWrites: 64,
      keptBytes: 65536,
      keptChunks: 1000,
      ...options,
    };
  }

  write(chunk: OutputChunk): void {
    this.#keep(chunk);
    const time = this.#options.now();
    if (time - this.#frameStart >= this.#frameLength) this.#beginFrame(time);
    if (this.#posted < this.#options.promptWrites) {
      this.#posted++;
      this.flush();
    } else {
      this.#flushLater();
    }
  }

  /// Posts what waits, if anything does. To be called at the program's end.
  flush(): void {
    if (this.#chunks.length === this.#first && this.#droppedBytes === 0) return;
    const batch = {
      droppedBytes: this.#droppedBytes,
      droppedLines: this.#droppedLines,
      chunks: this.#chunks.slice(this.#first),
    };
    this.#chunks = [];
    this.#first = this.#bytes = this.#droppedBytes = this.#droppedLines = 0;
    this.#options.post(batch);
  }

  #beginFrame(time: number): void {
    const { frameMilliseconds, maxFrameMilliseconds } = this.#options;
    this.#frameLength = this.#overflowed
      ? Math.min(this.#frameLength * 2, maxFrameMilliseconds)
      : frameMilliseconds;
    this.#overflowed = false;
    this.#frameStart = time;
    this.#posted = 0;
  }

  #keep(chunk: OutputChunk): void {
    const { keptBytes, keptChunks } = this.#options;
    this.#chunks.push(chunk);
    this.#bytes += chunk.bytes.length;
    while (this.#bytes > keptBytes || this.#chunks.length - this.#first > keptChunks)
      this.#dropFirst(keptBytes);
    if (this.#first > keptChunks) {
      this.#chunks = this.#chunks.slice(this.#first);
      this.#first = 0;
    }
  }

  /// Drops the first chunk, or of a last chunk that is too long by itself, its beginning.
  #dropFirst(keptBytes: number): void {
    const chunk = this.#chunks[this.#first]!;
    const isLast = this.#first === this.#chunks.length - 1;
    const dropped = isLast ? chunk.bytes.subarray(0, chunk.bytes.length - keptBytes) : chunk.bytes;
    if (isLast)
      this.#chunks[this.#first] = {
        ...chunk,
        bytes: chunk.bytes.slice(dropped.length),
        ...(chunk.at !== undefined && { at: chunk.at + dropped.length }),
      };
    else this.#first++;
    this.#overflowed = true;
    this.#bytes -= dropped.length;
    this.#droppedBytes += dropped.length;
    for (const byte of dropped) if (byte === newline) this.#droppedLines++;
  }

  #flushLater(): void {
    if (this.#timerSet) return;
    this.#timerSet = true;
    this.#options.setTimer(() => {
      this.#timerSet = false;
      this.flush();
    }, this.#frameLength);
  }
}
