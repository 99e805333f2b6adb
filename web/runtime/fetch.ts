/// Takes one request of weft_fetch from its arguments to the status, body and type that the program is told.

import { WeftError } from './abi.gen.ts';
import type { BodyReader, Fetch, FetchResponse } from './host.ts';
import type { ProgramMemory } from './memory.ts';

export interface Request {
  url: string;
  method: string;
  /// Each header is written as "Name: value".
  headers: string[];
  body: Uint8Array | undefined;
  /// The largest body that is accepted; 0: any.
  maxLength: number;
}

export interface Answer {
  /// The HTTP status, or a WEFT_E….
  status: number;
  body?: Uint8Array;
  contentType?: string;
}

/// What the program's import `fetch` is called with, but for the request's number.
export type FetchArguments = [
  url: number,
  method: number,
  headers: number,
  body: number,
  length: number,
  maxLength: number,
];

export const requestIn = (
  memory: ProgramMemory,
  ...[url, method, headers, body, length, maxLength]: FetchArguments
): Request => ({
  url: memory.text(url),
  method: memory.text(method),
  headers: memory.texts(headers),
  body: body === 0 ? undefined : memory.copy(body, length),
  maxLength,
});

/// What a body may have at most; 0: what a program can hold.
const limitOf = (maxLength: number): number => (maxLength > 0 ? maxLength : 0x7ffffffe);

/// Never rejects. Once the signal has aborted, nobody reads the answer.
export async function ask(fetch: Fetch, request: Request, signal: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(request.url, {
      method: request.method || 'GET',
      headers: request.headers.map(splitHeader),
      ...(request.body && { body: request.body.slice() }),
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    return await answerOf(response, request.maxLength);
  } catch {
    return { status: WeftError.EIO };
  }
}

export function splitHeader(header: string): [string, string] {
  const colon = header.indexOf(':');
  return colon < 0 ? [header.trim(), ''] : [header.slice(0, colon).trim(), header.slice(colon + 1).trim()];
}

async function answerOf(response: FetchResponse, maxLength: number): Promise<Answer> {
  const body = response.body
    ? await readAll(response.body.getReader(), limitOf(maxLength))
    : new Uint8Array();
  if (!body) return { status: WeftError.ETOOBIG };
  const contentType = response.headers.get('content-type');
  return { status: response.status, body, ...(contentType !== null && { contentType }) };
}

/// Undefined when there is more than the limit; the rest is not fetched then.
async function readAll(reader: BodyReader, limit: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!value) continue;
    length += value.length;
    if (length > limit) {
      reader.cancel().catch(() => undefined);
      return undefined;
    }
    parts.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
