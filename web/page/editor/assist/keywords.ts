/// C's own words.

import type { CompletionSource } from '@codemirror/autocomplete';

import { placeOf } from './place.ts';

export const keywords: ReadonlySet<string> = new Set(
  `auto break case char const continue default do double else enum extern float for goto if inline int long
  register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while
  _Alignas _Alignof _Atomic _Bool _Complex _Generic _Noreturn _Static_assert _Thread_local`.split(/\s+/),
);

const options = [...keywords].map((label) => ({ label, type: 'keyword' }));

export const keywordSource: CompletionSource = (context) => {
  const place = placeOf(context);
  return place && !place.member ? { from: place.from, options, validFor: /^\w*$/ } : null;
};
