/// Makes the manual's entries for a declaration, and tells what of it is not documented.

import type { Entry } from '../types.ts';
import {
  expansionOf,
  parameterText,
  type Constants,
  type Declaration,
  type Macro,
  type Prototype,
  type Type,
} from './declarations.ts';
import { blocksOf, errorsIn, firstSentence, takeWaits } from './prose.ts';

/// What a struct holds for Weft alone is named so.
const opaque = /\b(?:weft__|opaque)\w*(?:\[[^\]]*\])*$/;

export interface Silent {
  name: string;
  line: number;
  /// What is missing.
  words: string;
}

export interface Entries {
  entries: Entry[];
  silent: Silent[];
}

export function entriesOf(
  declaration: Declaration,
  documentation: string,
  prototypes: ReadonlyMap<string, Prototype>,
  hidesFields: boolean,
): Entries {
  if (declaration.kind === 'constants') return constantEntries(declaration);
  if (isInternal(declaration.name)) return { entries: [], silent: [] };
  const { name, line } = declaration;
  const made = { ...describe(declaration, prototypes), documentation, name, line };
  const silent = documentation === '' ? [undocumented(name, line, 'right above it')] : [];
  if (declaration.kind !== 'type' || hidesFields) return { entries: [entryOf(made)], silent };
  const fields = fieldsOf(declaration);
  return { entries: [{ ...entryOf(made), fields: fields.entries }], silent: [...silent, ...fields.silent] };
}

/// What stands behind a macro, or is Weft's own.
const isInternal = (name: string): boolean => /^weft_\w+_at$|^weft__/.test(name);

const undocumented = (name: string, line: number, where: string): Silent => ({
  name,
  line,
  words: `${name} is not documented: a comment ${where} must say what it is`,
});

function describe(
  declaration: Prototype | Macro | Type,
  prototypes: ReadonlyMap<string, Prototype>,
): Pick<Entry, 'kind' | 'signature'> {
  switch (declaration.kind) {
    case 'function':
      return { kind: 'function', signature: signatureOf(declaration) };
    case 'type':
      return {
        kind: 'type',
        signature: declaration.fields ? `typedef struct { … } ${declaration.name}` : declaration.code,
      };
    case 'macro':
      return describeMacro(declaration, prototypes);
  }
}

function describeMacro(
  macro: Macro,
  prototypes: ReadonlyMap<string, Prototype>,
): Pick<Entry, 'kind' | 'signature'> {
  const signature = signatureBehind(macro, prototypes);
  if (signature !== undefined) return { kind: 'function', signature };
  return macro.parameters
    ? { kind: 'macro', signature: `${macro.name}(${macro.parameters.join(', ')})` }
    : { kind: 'constant', signature: `${macro.name} ${macro.body}` };
}

/// The macro as if it were a function: the types come from the function that it calls.
function signatureBehind(macro: Macro, prototypes: ReadonlyMap<string, Prototype>): string | undefined {
  const expansion = expansionOf(macro);
  const behind = expansion && prototypes.get(expansion.target);
  if (!behind) return undefined;
  const parameters = [...expansion.places].flatMap(([name, place]) => {
    const parameter = behind.parameters[place];
    return parameter ? [{ ...parameter, name }] : [];
  });
  return signatureOf({ ...behind, name: macro.name, parameters });
}

function signatureOf({ returns, name, parameters }: Prototype): string {
  const list = parameters.map((parameter) => parameterText(parameter));
  return `${returns}${name}(${list.length > 0 ? list.join(', ') : 'void'})`;
}

function fieldsOf({ name, fields = [] }: Type): { entries: Entry['fields']; silent: Silent[] } {
  const open = fields.filter(({ code }) => !opaque.test(code));
  return {
    entries: open.map(({ code, words }) => ({ declaration: code, text: words })),
    silent: open
      .filter(({ words }) => words === '')
      .map(({ code, line }) => undocumented(`\`${code}\` of ${name}`, line, 'behind it')),
  };
}

function constantEntries({ constants }: Constants): Entries {
  return {
    entries: constants.map(({ name, code, words, line }) =>
      entryOf({ name, kind: 'constant', signature: code, documentation: sentence(words), line }),
    ),
    silent: constants
      .filter(({ words }) => words === '')
      .map(({ name, line }) => undocumented(name, line, 'behind it')),
  };
}

/// A comment at the end of a line, as a sentence.
const sentence = (text: string): string =>
  text === '' ? '' : `${text[0]!.toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

type Made = Pick<Entry, 'name' | 'kind' | 'signature' | 'line'> & { documentation: string };

function entryOf({ documentation, ...made }: Made): Entry {
  const { waits, text } = takeWaits(blocksOf(documentation));
  return { ...made, summary: firstSentence(text), text, waits, errors: errorsIn(text), fields: [] };
}
