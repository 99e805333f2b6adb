/// Completes the names of the program itself and of the C library. The compiler knows them all; until it is
/// there, whatever the text holds will do.

import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete';
import { ensureSyntaxTree } from '@codemirror/language';

import type { Completion as Found } from '../../../toolchain/index.ts';
import type { Entry } from '../../../manual/index.ts';
import { signature } from './card.ts';
import { parseMilliseconds, placeOf, type Place } from './place.ts';
import { typed } from './signatures.ts';

export interface Compiled {
  ready: boolean;
  at(source: string, offset: number, signal: AbortSignal): Promise<Found[] | undefined>;
}

export function programNames(
  entries: readonly Entry[],
  keywords: ReadonlySet<string>,
  compiled: Compiled,
): CompletionSource {
  const known = new Set([...entries.map(({ name }) => name), ...keywords]);
  const fields = entries.flatMap((entry) =>
    entry.fields.flatMap(({ declaration }) => /\w+$/.exec(declaration)?.[0] ?? []),
  );
  const result = (place: Place, options: Completion[]): CompletionResult => ({
    from: place.from,
    options,
    validFor: /^\w*$/,
  });
  const written = (context: CompletionContext, place: Place) =>
    result(place, namesIn(context, place, fields, known));
  return (context) => {
    const place = placeOf(context);
    if (!place) return null;
    if (!compiled.ready) return written(context, place);
    const control = new AbortController();
    context.addEventListener('abort', () => control.abort());
    return compiled.at(context.state.doc.toString(), place.from, control.signal).then((found) => {
      if (control.signal.aborted) return null;
      const fresh = found?.filter(({ name }) => !known.has(name) && !/^weft_\w+_at$/.test(name)) ?? [];
      return fresh.length > 0 ? result(place, fresh.map(completionOf)) : written(context, place);
    });
  };
}

function completionOf({ name, type, parameters }: Found): Completion {
  if (type === '' && !parameters) return { label: name, type: 'constant' };
  const called = parameters && `(${parameters.join(', ')})`;
  return {
    label: name,
    type: called ? 'function' : 'variable',
    detail: called ?? type,
    ...(called && type !== '' && { info: () => signature(typed(type, `${name}${called}`)) }),
  };
}

/// What the text calls anything: behind a dot only what stands behind one elsewhere, and
/// the fields of Weft's structs.
function namesIn(
  { state }: CompletionContext,
  place: Place,
  fields: readonly string[],
  known: ReadonlySet<string>,
): Completion[] {
  const names = new Set<string>(place.member ? fields : []);
  const tree = ensureSyntaxTree(state, state.doc.length, parseMilliseconds);
  tree?.iterate({
    enter({ name, from, to }) {
      if (name.endsWith('Identifier') && (name === 'FieldIdentifier') === place.member && from !== place.from)
        names.add(state.sliceDoc(from, to));
    },
  });
  return [...names]
    .filter((name) => !known.has(name))
    .map((label) => ({ label, type: place.member ? 'property' : 'variable' }));
}
