/// A file of what was fetched, which makes runs alike wherever they are made again.

import type { Answer, KeptAnswers } from '../runtime/index.ts';

interface Kept {
  request: unknown;
  status: number;
  contentType?: string;
  /// In base64.
  body?: string;
}

export function answersText(answers: KeptAnswers): string {
  const list = [...answers].map(
    ([request, { status, body, contentType }]): Kept => ({
      request: JSON.parse(request) as unknown,
      status,
      ...(contentType !== undefined && { contentType }),
      ...(body && { body: Buffer.from(body).toString('base64') }),
    }),
  );
  return `${JSON.stringify(list, null, 1)}\n`;
}

/// Undefined for what is no such file.
export function readAnswers(text: string): KeptAnswers | undefined {
  try {
    return new Map((JSON.parse(text) as Kept[]).map((one) => [JSON.stringify(one.request), answerOf(one)]));
  } catch {
    return undefined;
  }
}

function answerOf({ request, status, contentType, body }: Kept): Answer {
  if (!Array.isArray(request) || typeof status !== 'number') throw new TypeError('it is no answer');
  return {
    status,
    ...(contentType !== undefined && { contentType }),
    ...(body !== undefined && { body: new Uint8Array(Buffer.from(body, 'base64')) }),
  };
}
