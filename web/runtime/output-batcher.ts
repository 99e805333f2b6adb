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
  /// What was dropped before the chunks.
  droppedBytes: number;
  droppedLines: number;
  chunks: OutputChunk[];
}

export interface BatcherOptions {
  /// Milliseconds, from any origin.
  now(): number;
  /// Calls back after so many milliseconds, if the host's loop gets its turn.
  setTimer(callback: () => void, milliseconds: number): unknown;
  post(batch: OutputBatch): void;
  /// How far apart batches are, in milliseconds. Default 16.
  frame?: number;
  /// While output is being dropped, each frame is twice as long as the one before, up to this. Default 250.
  slowest?: number;
  /// How many writes of a frame go out at once. Default 64.
  prompt?: number;
  /// How much may wait for the frame's end. Default 64 KiB in 1000 chunks.
  keptBytes?: number;
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
  /// The length of this frame, and whether it dropped anything.
  #frame = 0;
  #overflowed = false;

  constructor(options: BatcherOptions) {
    this.#options = { frame: 16, slowest: 250, prompt: 64, keptBytes: 65536, keptChunks: 1000, ...options };
  }

  write(chunk: OutputChunk): void {
    this.#keep(chunk);
    const time = this.#options.now();
    if (time - this.#frameStart >= this.#frame) this.#beginFrame(time);
    if (this.#posted < this.#options.prompt) {
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
    const { frame, slowest } = this.#options;
    this.#frame = this.#overflowed ? Math.min(this.#frame * 2, slowest) : frame;
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
    }, this.#frame);
  }
}
