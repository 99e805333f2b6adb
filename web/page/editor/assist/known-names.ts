/// Completes the names that are the same in every program: C's own words, and those of weft.h.

import { snippetCompletion, type Completion, type CompletionSource } from '@codemirror/autocomplete';

import type { Entry } from '../../../manual/index.ts';
import { cardOf, type ManualLinks } from './card.ts';
import { placeOf } from './place.ts';
import { partsOf } from './signatures.ts';

const types: Record<Entry['kind'], string> = {
  function: 'function',
  macro: 'function',
  type: 'type',
  constant: 'constant',
};

export function weftNames(entries: readonly Entry[], manual: ManualLinks): CompletionSource {
  const options = entries.map((entry) => completionOf(entry, manual));
  const bare = options.map(({ apply, ...option }) => option);
  return (context) => {
    const place = placeOf(context);
    if (!place || place.member) return null;
    const called = context.state.sliceDoc(context.pos, context.pos + 1) === '(';
    return { from: place.from, options: called ? bare : options, validFor: /^\w*$/ };
  };
}

/// A call comes with its parameters, to be written over one after another.
function completionOf(entry: Entry, manual: ManualLinks): Completion {
  const parameters = parameterNames(entry.signature);
  const completion: Completion = {
    label: entry.name,
    type: types[entry.kind],
    boost: 1,
    info: () => cardOf(entry, manual),
    ...(parameters && { detail: `(${parameters.join(', ')})` }),
  };
  return parameters
    ? snippetCompletion(`${entry.name}(${parameters.map((name) => `\${${name}}`).join(', ')})`, completion)
    : completion;
}

/// Undefined for what is not called.
function parameterNames(signature: string): string[] | undefined {
  return partsOf(signature)?.parameters.flatMap(
    (parameter) => (/\(\*(\w+)\)/.exec(parameter) ?? /(\w+)$/.exec(parameter))?.[1] ?? [],
  );
}

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
