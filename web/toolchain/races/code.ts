/// A function taken apart: its instructions, and who uses what they make.
import { Blocks } from './blocks.ts';
import { type Ir, type IrFunction, nameIn, operandOf, parenthesised, splitList } from './ir.ts';

export interface Instruction {
  line: number;
  within: Code;
  /// The value that it makes, if any.
  makes: string | undefined;
  operation: string;
  /// Without what it makes, and without metadata.
  text: string;
  /// It belongs to a check that the compiler has put in.
  ofCheck: boolean;
}

export const calls = new Set(['call', 'tail', 'musttail', 'notail']);

/// One function, taken apart.
export class Code {
  readonly function: IrFunction;
  readonly blocks: Blocks;
  readonly instructions = new Map<number, Instruction>();
  readonly uses = new Map<string, Instruction[]>();
  readonly parameters: string[];
  /// The functions of the program that it calls; '' for a call through a pointer.
  readonly callees = new Set<string>();

  constructor(ir: Ir, one: IrFunction) {
    this.function = one;
    this.blocks = new Blocks(ir, one);
    const header = ir.lines[one.first - 1]!;
    const list = parenthesised(header, header.indexOf('(', header.indexOf('@'))) ?? '';
    this.parameters = splitList(list).map((parameter) => operandOf(parameter).value);
    for (let line = one.first; line < one.end; line++) this.#read(ir.lines[line]!, line);
  }

  #read(source: string, line: number): void {
    if (!source.startsWith('  ') || /^ +#dbg_/.test(source)) return;
    const match = /^ *(?:(%[^\s=]+) = )?(.*?)(?:, ![\w.]+ !\d+)*$/.exec(source)!;
    const text = match[2]!;
    const operation = /^\S*/.exec(text)![0];
    const made: Instruction = {
      line,
      within: this,
      makes: match[1],
      operation,
      text,
      ofCheck: source.includes('!nosanitize'),
    };
    this.instructions.set(line, made);
    for (const use of new Set(text.replace(/label %\S+/g, '').match(/%[\w.$-]+/g) ?? [])) {
      const list = this.uses.get(use);
      if (list) list.push(made);
      else this.uses.set(use, [made]);
    }
    if (calls.has(operation)) this.callees.add(calleeOf(made) ?? '');
  }
}

/// Undefined for a call through a pointer.
export function calleeOf({ text }: Instruction): string | undefined {
  const before = text.slice(0, callStart(text));
  return before.endsWith('asm') || !before.includes('@')
    ? undefined
    : nameIn(before.slice(before.lastIndexOf('@')));
}

/// Where the arguments of a call open.
function callStart(text: string): number {
  const named = /[@%](?:"[^"]*"|[\w.$-]+)\(/.exec(text);
  return named ? named.index + named[0].length - 1 : text.indexOf('(');
}

export const argumentsOf = (one: Instruction): string[] =>
  splitList(parenthesised(one.text, callStart(one.text)) ?? '').map((argument) => operandOf(argument).value);

/// Of a load or a store.
export function pointerOf({ text }: Instruction): string {
  return (
    /, ptr (.*?)(?:, align \d+)?$/.exec(text)?.[1]?.replace(/ (?:seq_cst|acquire|monotonic|release)$/, '') ??
    ''
  );
}
