/// Reads the functions of a linked module, tells which of them can be kept, and makes those empty.
import { headerBytes, joined, numberBytes, Reader, sectionIds, sectionsOf, type Section } from '../binary.ts';
import { isPutIn, looksLikeMark, mostAdded } from './marks.ts';
import { eachOperand, skipLocals, type OperandKind } from './operands.ts';

/// What is known of the linked module.
export interface Known {
  /// Of the imports, as `module.base`.
  imports: readonly string[];
  /// By index, a text that is the same for types that are.
  types: readonly string[];
  /// By the order of the code section: it is of a library. What stands behind these is of none, and never
  /// suspends.
  ofLibrary: readonly boolean[];
  maySuspend: readonly boolean[];
}

export interface Operand {
  kind: OperandKind;
  value: number;
  at: number;
  end: number;
}

export interface Body {
  /// In the code section.
  place: number;
  name: string;
  /// Where its size stands, where it begins, and where it ends.
  entry: number;
  from: number;
  end: number;
  /// What the linker has put in.
  operands: Operand[];
  /// There is a constant or an offset in it that might take a mark too far, if it were added.
  hasLarge: boolean;
}

/// Returns the place of the area for frames, which is read out of it (frames/area.ts).
const areaFunction = 'weft__frames_area';

export class CodeReader {
  readonly sections: Section[];
  /// By a function's number, with the imports.
  readonly names: string[];
  readonly bodies: Body[] = [];
  /// Those of the bodies that can be kept.
  readonly library: Body[];
  /// A constant of the libraries looks like a mark.
  looksMarked = false;
  readonly #known: Known;

  /// Throws UnknownCode.
  constructor(wasm: Uint8Array, known: Known) {
    this.#known = known;
    this.sections = sectionsOf(wasm);
    this.names = namesIn(this.sections);
    const code = this.sections.find(({ id }) => id === sectionIds.code)!;
    const reader = new Reader(wasm, code.end - code.content.length);
    for (let place = 0, count = reader.number(); place < count; place++)
      this.bodies.push(this.#readBody(reader, place));
    this.library = this.#find();
  }

  #readBody(reader: Reader, place: number): Body {
    const entry = reader.at;
    const size = reader.number();
    const from = reader.at;
    const end = from + size;
    const operands: Operand[] = [];
    let hasLarge = false;
    skipLocals(reader);
    eachOperand(reader, end, (kind, value, at, to) => {
      const isNumber = kind === 'function' || kind === 'type';
      if (isNumber || isPutIn(value, to - at)) {
        operands.push({ kind, value, at, end: to });
        return;
      }
      this.looksMarked ||= Boolean(this.#known.ofLibrary[place]) && looksLikeMark(value);
      hasLarge ||= Math.abs(value) > mostAdded;
    });
    const name = this.names[this.#known.imports.length + place] ?? '';
    return { place, name, entry, from, end, operands, hasLarge };
  }

  /// What can be kept: all but what has to be read in each module. What may suspend is optimised, where
  /// numbers may be added up.
  #find(): Body[] {
    const { ofLibrary, maySuspend } = this.#known;
    return this.bodies.filter(
      ({ place, name, hasLarge }) =>
        ofLibrary[place] && name !== areaFunction && !(hasLarge && maySuspend[place]),
    );
  }

  /// One of the libraries' functions has the name of another that is not theirs: then Binaryen gives them
  /// names of its own, and others in another program.
  get hasClash(): boolean {
    const { imports, ofLibrary } = this.#known;
    const isTheirs = (number: number) => ofLibrary[number - imports.length] ?? false;
    const names = [...this.names.entries()].map(([number, name]) => ({ name, theirs: isTheirs(number) }));
    const others = new Set(names.filter(({ theirs }) => !theirs).map(({ name }) => plain(name)));
    return names.some(({ name, theirs }) => theirs && others.has(plain(name)));
  }
}

/// Without what Binaryen puts behind the name of a function that is not the first of that name.
const plain = (name: string): string => name.replace(/(?:_\d+)+$/, '');

/// The numbers of those that the others call.
export function calledByOthers({ bodies, library }: CodeReader): Set<number> {
  const kept = new Set(library);
  const calls = bodies.filter((body) => !kept.has(body)).flatMap(({ operands }) => operands);
  return new Set(calls.filter(({ kind }) => kind === 'function').map(({ value }) => value));
}

/// The names of functions, by their numbers.
export function namesIn(sections: readonly Section[]): string[] {
  const section = sections.find(({ name }) => name === 'name');
  const names: string[] = [];
  if (!section) return names;
  for (const reader = new Reader(section.content); reader.at < section.content.length; ) {
    const ofFunctions = reader.byte() === 1;
    const end = reader.number() + reader.at;
    if (ofFunctions)
      for (let left = reader.number(); left > 0; left--) {
        const index = reader.number();
        names[index] = reader.text();
      }
    reader.at = end;
  }
  return names;
}

/// Its size, no locals, `unreachable`, `end`.
const empty = Uint8Array.of(3, 0, 0x00, 0x0b);

/// With all empty that can be kept.
export function withEmpty(
  wasm: Uint8Array,
  { sections, bodies, library }: CodeReader,
): Uint8Array<ArrayBuffer> {
  const kept = new Set(library);
  const code: Uint8Array[] = [Uint8Array.from(numberBytes(bodies.length))];
  for (const body of bodies) code.push(kept.has(body) ? empty : wasm.subarray(body.entry, body.end));
  const size = code.reduce((sum, { length }) => sum + length, 0);
  const parts = [wasm.subarray(0, headerBytes)];
  for (const { id, from, end } of sections) {
    if (id === sectionIds.code) parts.push(Uint8Array.from([id, ...numberBytes(size)]), ...code);
    else parts.push(wasm.subarray(from, end));
  }
  return joined(parts);
}
