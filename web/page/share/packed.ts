/// A program's text as a link carries it: base64url(deflate-raw(JSON)) and a checksum. What comes from a
/// stranger is measured while it is inflated.

import { LinkError } from './link-error.ts';

/// Longest source, in UTF-8 bytes of its JSON; an opened link stops inflating there.
export const maxUnpackedBytes = 512 * 1024;
/// Longest `v1` value. Browsers take about 2 MB of address, mail and chat programs far less.
export const maxPackedCharacters = 128 * 1024;

const checksumCharacters = 7; // 36^7 > 2^32

export async function pack(source: string): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify({ source }));
  if (json.length > maxUnpackedBytes) throw tooLargeToShare();
  const deflated = await collect(through(json, new CompressionStream('deflate-raw')), Infinity);
  const text = toBase64Url(deflated);
  if (text.length + checksumCharacters > maxPackedCharacters) throw tooLargeToShare();
  return text + checksum(text);
}

const tooLargeToShare = () =>
  new LinkError('This program is too large to travel in a link. Save its text in a file instead.');
const damaged = () =>
  new LinkError('This link is damaged: some of it is missing or was changed on its way. Ask for it again.');

export async function unpack(packed: string): Promise<string> {
  if (packed.length > maxPackedCharacters)
    throw new LinkError(
      `This link is too large: ${packed.length} characters, where ${maxPackedCharacters} are allowed.`,
    );
  const text = packed.slice(0, -checksumCharacters);
  if (!/^[A-Za-z0-9_-]+$/.test(text) || packed.slice(-checksumCharacters) !== checksum(text)) throw damaged();
  return sourceIn(await inflate(fromBase64Url(text)));
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  try {
    return await collect(through(bytes, new DecompressionStream('deflate-raw')), maxUnpackedBytes);
  } catch (error) {
    throw error instanceof LinkError ? error : damaged();
  }
}

function sourceIn(bytes: Uint8Array): string {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw damaged();
  }
  const source = typeof value === 'object' && value !== null && 'source' in value ? value.source : undefined;
  if (typeof source !== 'string') throw new LinkError('This link holds no program.');
  return source;
}

function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array> {
  return new Blob([bytes]).stream().pipeThrough(transform);
}

/// All bytes of a stream, or a LinkError as soon as they are more than `limit`: the rest is never inflated.
async function collect(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > limit) {
      await reader.cancel();
      throw new LinkError(`This link is too large: it unpacks to more than ${limit / 1024} KB.`);
    }
    chunks.push(next.value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  let binary: string;
  try {
    binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    throw damaged();
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/// CRC-32 in base 36: ends in a letter or digit, so that no chat program takes the link's last character for
/// punctuation.
function checksum(text: string): string {
  let crc = ~0;
  for (let at = 0; at < text.length; at++) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (~crc >>> 0).toString(36).padStart(checksumCharacters, '0');
}
