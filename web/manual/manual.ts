/// From the header to the manual. A comment that stands right above a declaration tells of that one; one with a blank line
/// below it tells of the section.

import {
  constantsOf,
  expansionOf,
  macroOf,
  prototypeOf,
  renamed,
  signatureOf,
  typeOf,
  type Macro,
  type Prototype,
} from './declaration.ts';
import { piecesOf, type Piece } from './pieces.ts';
import { blocksOf, errorsIn, firstSentence, takeWaits } from './prose.ts';
import type { Block, Entry, Manual, Section } from './types.ts';

/// The fields of a struct whose documentation says this are nobody else's business.
const hidden = "The fields are Weft's.";
/// The header lists its sections for those who read it as a file.
const contents = /^Contents: /;

export function manualOf(header: string): Manual {
  const pieces = piecesOf(header);
  const prototypes = new Map(
    pieces
      .flatMap(({ kind, text }) => (kind === 'declaration' ? (prototypeOf(text) ?? []) : []))
      .map((one) => [one.name, one]),
  );
  const manual: Manual = { introduction: [], sections: [] };
  let documentation = '';
  for (const [index, piece] of pieces.entries()) {
    const section = manual.sections.at(-1);
    if (piece.kind === 'section') manual.sections.push(sectionOf(piece.text));
    else if (piece.kind !== 'comment') section?.entries.push(...entriesOf(piece, documentation, prototypes));
    else if (pieces[index + 1]?.kind === 'gap' || !section)
      (section?.text ?? manual.introduction).push(...proseOf(piece.text));
    documentation = piece.kind === 'comment' && pieces[index + 1]?.kind !== 'gap' ? piece.text : '';
  }
  return manual;
}

function sectionOf(heading: string): Section {
  const [, title = heading, aside = ''] = /^(.*?)(?: \((.*)\))?$/.exec(heading) ?? [];
  return { id: title.toLowerCase().replaceAll(/[^a-z]+/g, '-'), title, aside, text: [], entries: [] };
}

const proseOf = (comment: string): Block[] =>
  blocksOf(comment).filter((block) => block.kind !== 'paragraph' || !contents.test(block.text));

function entriesOf(piece: Piece, documentation: string, prototypes: ReadonlyMap<string, Prototype>): Entry[] {
  if (piece.kind === 'define') return macroEntry(piece, documentation, prototypes);
  if (piece.kind !== 'declaration') return [];
  const prototype = prototypeOf(piece.text);
  if (prototype)
    return isBehindMacro(prototype.name)
      ? []
      : [entry(prototype.name, 'function', signatureOf(prototype), documentation, piece.line)];
  const type = typeOf(piece.text);
  if (type)
    return [
      {
        ...entry(type.name, 'type', type.signature, documentation, piece.line),
        fields: documentation.includes(hidden) ? [] : type.fields,
      },
    ];
  return constantsOf(piece.text).map(({ name, value, text, below }) =>
    entry(name, 'constant', `${name} = ${value}`, sentence(text), piece.line + below),
  );
}

const isBehindMacro = (name: string): boolean => name.endsWith('_at');

function macroEntry(
  piece: Piece,
  documentation: string,
  prototypes: ReadonlyMap<string, Prototype>,
): Entry[] {
  const macro = macroOf(piece.text);
  if (!macro) return [];
  const signature = signatureBehind(macro, prototypes);
  if (signature !== undefined) return [entry(macro.name, 'function', signature, documentation, piece.line)];
  const written = macro.parameters
    ? `${macro.name}(${macro.parameters.join(', ')})`
    : `${macro.name} ${macro.body}`;
  return [entry(macro.name, macro.parameters ? 'macro' : 'constant', written, documentation, piece.line)];
}

/// The macro as if it were a function: the types come from the function that it calls.
function signatureBehind(macro: Macro, prototypes: ReadonlyMap<string, Prototype>): string | undefined {
  const expansion = expansionOf(macro);
  const behind = expansion && prototypes.get(expansion.target);
  if (!behind) return undefined;
  const parameters = [...expansion.places].map(([name, place]) =>
    renamed(behind.parameters[place] ?? '', name),
  );
  return signatureOf({ ...behind, name: macro.name, parameters });
}

/// A comment at the end of a line, as a sentence.
const sentence = (text: string): string =>
  text === '' ? '' : `${text[0]!.toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

function entry(
  name: string,
  kind: Entry['kind'],
  signature: string,
  documentation: string,
  line: number,
): Entry {
  const { waits, text } = takeWaits(blocksOf(documentation));
  return {
    name,
    kind,
    signature,
    summary: firstSentence(text),
    text,
    waits,
    errors: errorsIn(text),
    fields: [],
    line,
  };
}
