/// Turns a source's bytes into text and back. A byte that is no UTF-8 travels as a lone surrogate, U+DC00 and
/// the byte, as in Python's surrogateescape: what reaches the compiler is the file as it is.

const lone = /(?<![\ud800-\udbff])[\udc80-\udcff]/;

export function textOfBytes(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let from = 0;
  for (let at = firstForeign(bytes, 0); at < bytes.length; at = firstForeign(bytes, from)) {
    text += decoder.decode(bytes.subarray(from, at)) + String.fromCharCode(0xdc00 + bytes[at]!);
    from = at + 1;
  }
  return text + decoder.decode(bytes.subarray(from));
}

export function bytesOfText(text: string): Uint8Array {
  const encoder = new TextEncoder();
  if (!lone.test(text)) return encoder.encode(text);
  const parts = text
    .split(/((?<![\ud800-\udbff])[\udc80-\udcff])/)
    .map((part, index) =>
      index % 2 === 1 ? Uint8Array.of(part.charCodeAt(0) - 0xdc00) : encoder.encode(part),
    );
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/// The first byte that is no UTF-8, and the line that it is in, from 1; undefined when all are.
export function foreignByte(bytes: Uint8Array): { byte: number; line: number } | undefined {
  const at = firstForeign(bytes, 0);
  if (at >= bytes.length) return undefined;
  let line = 1;
  for (let before = 0; before < at; before++) if (bytes[before] === 10) line++;
  return { byte: bytes[at]!, line };
}

function firstForeign(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const length = sequenceAt(bytes, at);
    if (length === 0) break;
    at += length;
  }
  return at;
}

/// Bytes of the character there; 0 when there is none. Overlong forms, surrogates and what lies beyond
/// U+10FFFF are none.
function sequenceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first < 0xe0
      ? 2
      : first >= 0xe0 && first < 0xf0
        ? 3
        : first >= 0xf0 && first < 0xf5
          ? 4
          : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const second = bytes[at + 1]!;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return 0;
  for (let next = at + 2; next < at + length; next++) if ((bytes[next]! & 0xc0) !== 0x80) return 0;
  return length;
}
