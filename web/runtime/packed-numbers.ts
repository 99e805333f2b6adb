/// Whole numbers, each kept as what it differs from the one before: readings of a clock take a byte or two.

const firstBytes = 1024;

export class NumberWriter {
  #bytes = new Uint8Array(firstBytes);
  #length = 0;
  #last = 0;

  /// Bytes that wait to be taken.
  get length(): number {
    return this.#length;
  }

  /// The one that was put last.
  get last(): number {
    return this.#last;
  }

  /// What is put from now on follows that number.
  goOnFrom(last: number): void {
    this.#length = 0;
    this.#last = last;
  }

  /// Of a size below 2^52.
  put(number: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#grow();
    const apart = number - this.#last;
    this.#last = number;
    let left = apart < 0 ? -2 * apart - 1 : 2 * apart;
    while (left > 127) {
      const low = left % 128;
      this.#bytes[this.#length++] = low | 128;
      left = (left - low) / 128;
    }
    this.#bytes[this.#length++] = left;
  }

  /// What was put since the last call.
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #grow(): void {
    const before = this.#bytes;
    this.#bytes = new Uint8Array(before.length * 2);
    this.#bytes.set(before);
  }
}

export class NumberReader {
  readonly #parts: readonly Uint8Array[];
  #part = 0;
  #at = 0;
  #last = 0;

  constructor(parts: readonly Uint8Array[]) {
    this.#parts = parts;
    this.#skipRead();
  }

  /// Goes on behind so many bytes, whose last number was that.
  goTo(bytes: number, last: number): void {
    this.#part = 0;
    this.#at = bytes;
    this.#last = last;
    while (!this.atEnd && this.#at >= this.#parts[this.#part]!.length)
      this.#at -= this.#parts[this.#part++]!.length;
  }

  /// The one that was read last.
  get last(): number {
    return this.#last;
  }

  get atEnd(): boolean {
    return this.#part === this.#parts.length;
  }

  /// Beyond the end: the last again.
  next(): number {
    if (this.atEnd) return this.#last;
    const bytes = this.#parts[this.#part]!;
    let left = 0;
    let place = 1;
    for (; bytes[this.#at]! > 127; place *= 128) left += (bytes[this.#at++]! - 128) * place;
    left += bytes[this.#at++]! * place;
    this.#skipRead();
    return (this.#last += left % 2 === 0 ? left / 2 : -(left + 1) / 2);
  }

  #skipRead(): void {
    while (!this.atEnd && this.#at === this.#parts[this.#part]!.length) {
      this.#part++;
      this.#at = 0;
    }
  }
}
