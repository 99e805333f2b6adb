/// Reads a C program's text by its tokens: which functions it defines, and where it names something. The
/// preprocessor is not run, so what is found is a place worth looking at, not a proof.

export interface Place {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export interface SourceFunction {
  name: string;
  isStatic: boolean;
  /// The line of the name where the function is defined.
  place: Place;
  /// Where its body begins, in UTF-16 code units.
  from: number;
  /// Where its body ends.
  to: number;
}

/// A word of the text, and the function whose body holds it.
export interface Use {
  place: Place;
  within?: SourceFunction;
}

interface Word {
  text: string;
  index: number;
}

/// A token is a comment, a directive, a literal, a word or one other character.
const token = new RegExp(
  [
    /\/\*[\s\S]*?\*\/|\/\/.*/, // comments
    /^[ \t]*#(?:\\\r?\n|.)*/, // directives
    /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/, // literals
    /[A-Za-z_]\w*|[^\s\w]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
);
const notCode = /^(?:\/[/*]|\s*#|["'])/;
const keyword = /^(?:if|for|while|switch|return|sizeof|_Alignof|_Generic|weft_\w+|WEFT_\w+)$/;
/// What may stand between a function's parameters and its body.
const attribute = /^(?:__attribute__|__attribute|_Alignas|__declspec)$/;

export class SourceText {
  readonly functions: SourceFunction[] = [];
  readonly #source: string;
  readonly #words: Word[] = [];
  /// What stands before an opening parenthesis.
  readonly #callees: Word[] = [];

  constructor(source: string) {
    this.#source = source;
    this.#read();
  }

  function(name: string): SourceFunction | undefined {
    return this.functions.find((one) => one.name === name);
  }

  /// Where a function's body first names it, and failing that, where it is first named.
  use(name: string): Use | undefined {
    const uses = this.#words.filter((word) => word.text === name);
    for (const { index } of uses) {
      const within = this.functions.find((one) => one.from < index && index < one.to);
      if (within) return { place: this.#place({ text: name, index }), within };
    }
    return uses[0] && { place: this.#place(uses[0]) };
  }

  /// What a function's body calls, in the order of the text, the program's own functions left out. Before a
  /// parenthesis stands a word, or a pointer in parentheses of its own, which is called ')'.
  calls(within: SourceFunction): { name: string; line: number }[] {
    return this.#callees
      .filter(({ text, index }) => within.from < index && index < within.to && !this.function(text))
      .map((callee) => ({ name: callee.text, line: this.#place(callee).line }));
  }

  #read(): void {
    let depth = 0;
    let parentheses = 0;
    let before: Word | undefined;
    let last = '';
    let candidate: Word | undefined;
    let open: SourceFunction | undefined;
    for (const { 0: text, index } of this.#source.matchAll(token)) {
      if (notCode.test(text)) continue;
      if (/^\w/.test(text)) this.#words.push((before = { text, index }));
      else if (text === '(') {
        if (last === ')') this.#callees.push({ text: last, index });
        else if (before && /\w$/.test(last) && !keyword.test(last)) this.#callees.push(before);
        const called = depth === 0 && parentheses === 0 && /\w$/.test(last) ? before : undefined;
        if (called && !attribute.test(called.text)) candidate = called;
        parentheses++;
      } else if (text === ')') parentheses = Math.max(0, parentheses - 1);
      else if (text === ';' && depth === 0) candidate = undefined;
      else if (text === '{') {
        if (depth++ === 0 && last === ')' && candidate) open = this.#begin(candidate, index);
        parentheses = 0;
      } else if (text === '}') {
        depth = Math.max(0, depth - 1);
        if (depth === 0 && open) open.to = index;
        if (depth === 0) open = candidate = undefined;
      }
      last = text;
    }
  }

  #begin(name: Word, from: number): SourceFunction {
    const before = this.#source.slice(0, name.index);
    const head = before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf('}')) + 1);
    const isStatic = /\bstatic\b/.test(head);
    const made = { name: name.text, isStatic, place: this.#place(name), from, to: this.#source.length };
    this.functions.push(made);
    return made;
  }

  #place({ text, index }: Word): Place {
    const before = this.#source.slice(0, index).split(/\r\n|\n|\r/);
    const line = before.length;
    const column = before.at(-1)!.length + 1;
    return { line, column, endLine: line, endColumn: column + text.length };
  }
}
