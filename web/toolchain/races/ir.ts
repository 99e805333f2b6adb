/// LLVM's textual form, as far as the detector of races reads it: functions by their lines, and metadata.

export interface IrFunction {
  name: string;
  /// The lines of its body: those from `first` up to `end`, without the braces.
  first: number;
  end: number;
}

export class Ir {
  readonly lines: readonly string[];
  readonly functions: readonly IrFunction[];
  readonly #metadata = new Map<string, string>();
  readonly #fields = new Map<string, Fields>();

  constructor(text: string) {
    this.lines = text.split('\n');
    this.functions = functionsOf(this.lines);
    for (const line of this.lines) {
      const match = /^(!\d+) = (?:distinct )?(.*)$/.exec(line);
      if (match) this.#metadata.set(match[1]!, match[2]!);
    }
  }

  /// A node as it is written, without `distinct`; '' for one that is not there.
  node(reference: string | undefined): string {
    return (reference !== undefined && this.#metadata.get(reference)) || '';
  }

  /// The fields of a node such as `!DILocation(line: 3, scope: !5)`; strings without their quotes.
  fields(reference: string | undefined): Fields {
    if (reference === undefined) return none;
    let found = this.#fields.get(reference);
    if (!found) this.#fields.set(reference, (found = readFields(this.node(reference))));
    return found;
  }

  /// The references of a tuple such as `!{!3, !4}`.
  list(reference: string | undefined): string[] {
    return this.node(reference).match(/!\d+/g) ?? [];
  }
}

/// `kind`: the name before the parenthesis, as `DILocation`.
export type Fields = Readonly<Record<string, string>>;

const none: Fields = {};

function readFields(node: string): Fields {
  const found: Record<string, string> = { kind: /^!(\w+)\(/.exec(node)?.[1] ?? '' };
  for (const [, name, text, other] of node.matchAll(
    /\b(\w+): (?:"((?:[^"\\]|\\.)*)"|(!?[\w|.-]+(?:\([^)]*\))?))/g,
  ))
    found[name!] ??= text ?? other!;
  return found;
}

function functionsOf(lines: readonly string[]): IrFunction[] {
  const found: IrFunction[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    if (!line.startsWith('define ')) continue;
    const first = index + 1;
    while (index < lines.length && lines[index] !== '}') index++;
    found.push({ name: nameIn(line), first, end: index });
  }
  return found;
}

/// The first global name of a line, without its quotes.
export function nameIn(line: string): string {
  const match = /@(?:"([^"]*)"|([\w.$-]+))/.exec(line);
  return match?.[1] ?? match?.[2] ?? '';
}

/// The parts of a list, where commas within brackets or quotes do not separate.
export function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if ('([{<'.includes(character)) depth++;
    if (')]}>'.includes(character)) depth--;
    if (character !== ',' || depth > 0) continue;
    parts.push(text.slice(start, at).trim());
    start = at + 1;
  }
  parts.push(text.slice(start).trim());
  return parts;
}

/// From `(` on: what stands between it and its closing one; undefined where there is none.
export function parenthesised(text: string, open: number): string | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return text.slice(open + 1, at);
  }
  return undefined;
}

export interface Operand {
  type: string;
  value: string;
}

const value = /^(?:[%@].*|-?[\d.].*|(?:null|undef|poison|zeroinitializer|true|false)\b.*|[a-z]+ .*\(.*)$/;
const attribute = /^(?:align \d+|[a-z_]+(?:\([^()]*\))?) /;

/// An argument as `ptr noundef align 4 dereferenceable(12) @x`.
export function operandOf(argument: string): Operand {
  const type = /^(?:[a-z]+\d*|%(?:"[^"]*"|[\w.$-]+)|[[{<].*?[\]}>])(?= )/.exec(argument)?.[0] ?? '';
  let rest = argument.slice(type.length).trim();
  for (;;) {
    const expression = /^(?:getelementptr|inttoptr|ptrtoint|select|blockaddress|add|sub|xor|trunc)\b/;
    if (/^[%@]/.test(rest) || expression.test(rest)) break;
    const match = attribute.exec(rest);
    if (!match) break;
    rest = rest.slice(match[0].length);
  }
  return value.test(rest) ? { type, value: rest } : { type, value: '' };
}
