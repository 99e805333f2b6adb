/// Answers from outside that are kept: the same request has the same answer in each run.

import { ask, splitHeader, type Answer, type Request } from './fetch.ts';
import type { Fetch, FetchResponse } from './host.ts';

/// By requestKey.
export type KeptAnswers = ReadonlyMap<string, Answer>;

/// What is asked for, but for how long the answer may be.
export const requestKey = ({ url, method, headers, body }: Request): string =>
  keyOf(url, method, headers.map(splitHeader), body);

function keyOf(
  url: string,
  method: string,
  headers: readonly [string, string][],
  body: Uint8Array | undefined,
): string {
  return JSON.stringify([method || 'GET', url, headers, body ? String.fromCharCode(...body) : null]);
}

/// Asks outside for what has no answer yet, all at once, each in its full length: the program itself holds
/// to what it accepts.
export async function askAll(
  fetch: Fetch,
  requests: readonly Request[],
  answers: Map<string, Answer>,
  signal: AbortSignal,
): Promise<void> {
  const asked = new Map(requests.map((one) => [requestKey(one), one]));
  await Promise.all(
    [...asked].map(async ([key, request]) => {
      if (!answers.has(key)) answers.set(key, await ask(fetch, { ...request, maxLength: 0 }, signal));
    }),
  );
}

/// Answers with what is kept, and asks outside for the rest; where there is no outside, that fails.
export function answering(answers: KeptAnswers, outside: Fetch | undefined): Fetch {
  return async (url, request) => {
    const kept = answers.get(keyOf(url, request.method, request.headers, request.body));
    if (kept) return responseOf(kept);
    if (!outside) throw new Error('nobody answers');
    return outside(url, request);
  };
}

function responseOf({ status, body, contentType }: Answer): FetchResponse {
  if (status < 0) throw new Error('nobody answered');
  const parts = body ? [body] : [];
  return {
    status,
    headers: { get: () => contentType ?? null },
    body: {
      getReader: () => ({
        read: () => {
          const value = parts.shift();
          return Promise.resolve(value ? { done: false, value } : { done: true });
        },
        cancel: () => Promise.resolve(),
      }),
    },
  };
}
