/// Reads UTF-8 that comes in pieces with any boundaries. Most pieces are short and plain ASCII: to hand each
/// of them to the engine's decoder takes many times as long as to read it here.

const shortBytes = 256;

export class Utf8Reader {
  readonly #decoder = new TextDecoder();
  /// Whether the piece before may have ended within a character.
  #open = true;

  read(bytes: Uint8Array): string {
    if (!this.#open && bytes.length <= shortBytes && bytes.every((byte) => byte < 0x80))
      return String.fromCharCode(...bytes);
    const text = this.#decoder.decode(bytes, { stream: true });
    if (bytes.length > 0) this.#open = bytes[bytes.length - 1]! >= 0x80;
    return text;
  }
}
