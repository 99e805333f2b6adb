/// Conditions on variables, as one writes them in C: `total > 2 && !done`, `bank.accounts[1] == 0`,
/// `word == "end"`.

import type { Piece, Values } from './values.ts';

/// What a condition is about is not there, or is not understood; the message says it to a person.
export class NotACondition extends Error {}

type Value = number | bigint | string;
/// Of how the variables stand.
type Evaluate = (state: Uint8Array) => Value;

interface Parsed {
  evaluate: Evaluate;
  /// Where it is a variable or a piece of one.
  piece?: Piece;
}

export interface Condition {
  /// Of nothing but a variable, or a piece of one: which.
  piece: Piece | undefined;
  holds(state: Uint8Array): boolean;
}

const number = /(0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[uUlLfF]*/;
const name = /([A-Za-z_]\w*)/;
const character = /'((?:[^'\\]|\\.)+)'/;
const string = /"((?:[^"\\]|\\.)*)"/;
const sign = /(&&|\|\||[<>=!]=|<<|>>|[-+*/%<>!~()[\].&|^])/;
const token = new RegExp(
  `\\s*(?:${[number, name, character, string, sign].map(({ source }) => source).join('|')})`,
  'y',
);

/// How tightly they bind, the loosest first.
const binary: Record<string, number> = {
  ...{ '||': 1, '&&': 2, '|': 3, '^': 4, '&': 5, '==': 6, '!=': 6 },
  ...{ '<': 7, '>': 7, '<=': 7, '>=': 7, '<<': 8, '>>': 8, '+': 9, '-': 9, '*': 10, '/': 10, '%': 10 },
};

interface Token {
  kind: 'number' | 'name' | 'character' | 'text' | 'sign' | 'end';
  text: string;
}

const kinds = ['number', 'name', 'character', 'text', 'sign'] as const;

function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  token.lastIndex = 0;
  const { length } = text.trimEnd();
  while (token.lastIndex < length) {
    const from = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw new NotACondition(`“${text.slice(from).trim()}” is not understood.`);
    const at = kinds.findIndex((_, index) => match[index + 1] !== undefined);
    found.push({ kind: kinds[at]!, text: match[at + 1]! });
  }
  return found;
}

/// Throws NotACondition.
export function readCondition(text: string, values: Values): Condition {
  const { evaluate, piece } = new Reader(tokensOf(text), values).all();
  return { piece, holds: (state) => isTrue(evaluate(state)) };
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #values: Values;
  #at = 0;

  constructor(tokens: readonly Token[], values: Values) {
    this.#tokens = tokens;
    this.#values = values;
  }

  all(): Parsed {
    const found = this.#operation(1);
    if (this.#next.kind === 'end') return found;
    throw new NotACondition(`${this.#nextWords} is not expected there.`);
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: 'the end' };
  }

  #take(text: string): boolean {
    const { kind, text: next } = this.#next;
    if (kind !== 'sign' || next !== text) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new NotACondition(`A “${text}” is missing before ${this.#nextWords}.`);
  }

  get #nextWords(): string {
    const { kind, text } = this.#next;
    return kind === 'end' ? text : `“${text}”`;
  }

  #operation(least: number): Parsed {
    let left = this.#unary();
    for (;;) {
      const { kind, text } = this.#next;
      const binding = kind === 'sign' ? binary[text] : undefined;
      if (binding === undefined || binding < least) return left;
      this.#at++;
      const [one, other] = [left.evaluate, this.#operation(binding + 1).evaluate];
      left = { evaluate: (state) => combined(text, one, other, state) };
    }
  }

  #unary(): Parsed {
    for (const [sign, work] of unary)
      if (this.#take(sign)) {
        const { evaluate } = this.#unary();
        return { evaluate: (state) => work(evaluate(state)) };
      }
    return this.#postfix();
  }

  #postfix(): Parsed {
    if (this.#take('(')) {
      const inner = this.#operation(1);
      this.#expect(')');
      return inner;
    }
    const { kind, text } = this.#next;
    this.#at++;
    if (kind === 'number') return constant(Number(text));
    if (kind === 'text') return constant(unescaped(text));
    if (kind === 'character') return constant(unescaped(text).charCodeAt(0));
    if (kind === 'name') return this.#named(text);
    this.#at--;
    throw new NotACondition(`A variable or a number is missing before ${this.#nextWords}.`);
  }

  #named(name: string): Parsed {
    const known = { true: 1, false: 0, NULL: 0 }[name];
    let piece = this.#values.pieces.find(({ path }) => path === name);
    if (!piece) {
      const value = known ?? this.#enumerated(name);
      if (value === undefined) throw unknown(name);
      return constant(value);
    }
    for (;;) {
      const { path } = piece;
      if (this.#take('.')) {
        const member: string = this.#next.text;
        this.#at++;
        piece = this.#values.member(piece, member);
        if (!piece) throw new NotACondition(`${path} has no member “${member}”.`);
      } else if (this.#take('[')) {
        const index = Number(this.#next.text);
        this.#at++;
        this.#expect(']');
        piece = this.#values.element(piece, index);
        if (!piece) throw new NotACondition(`${path} has no such element.`);
      } else return this.#of(piece);
    }
  }

  #of(piece: Piece): Parsed {
    const values = this.#values;
    const isPointer = values.typeOf(piece).kind === 'pointer';
    const number = (state: Uint8Array) => values.number(state, piece);
    const text = (state: Uint8Array) => (isPointer && !number(state) ? undefined : values.text(state, piece));
    return { piece, evaluate: (state) => text(state) ?? number(state) };
  }

  #enumerated(name: string): number | undefined {
    for (const type of this.#values.layout.table.types)
      if (type.kind === 'enum') {
        const found = type.values.find(([one]) => one === name);
        if (found) return found[1];
      }
    return undefined;
  }
}

const constant = (value: Value): Parsed => ({ evaluate: () => value });

const isTrue = (value: Value): boolean => (typeof value === 'string' ? value !== '' : Boolean(value));

const unary: [string, (value: Value) => Value][] = [
  ['!', (value) => Number(!isTrue(value))],
  ['-', (value) => -Number(value)],
  ['+', (value) => Number(value)],
  ['~', (value) => ~Number(value)],
];

function combined(sign: string, left: Evaluate, right: Evaluate, state: Uint8Array): Value {
  const one = left(state);
  if (sign === '&&') return Number(isTrue(one) && isTrue(right(state)));
  if (sign === '||') return Number(isTrue(one) || isTrue(right(state)));
  const other = right(state);
  if (sign === '==' || sign === '!=') return Number(same(one, other) === (sign === '=='));
  if (sign === '<' || sign === '>' || sign === '<=' || sign === '>=')
    return Number(ordered(sign, one, other));
  return computed(sign, Number(one), Number(other));
}

/// A text that a pointer points to is not NULL.
const same = (one: Value, other: Value): boolean =>
  typeof one === typeof other || (typeof one !== 'string' && typeof other !== 'string')
    ? // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint may be equal
      one == other
    : false;

function ordered(sign: string, one: Value, other: Value): boolean {
  if (sign === '<') return one < other;
  if (sign === '>') return one > other;
  return sign === '<=' ? one <= other : one >= other;
}

function computed(sign: string, one: number, other: number): number {
  switch (sign) {
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return one * other;
    case '/':
      return Number.isInteger(one) && Number.isInteger(other) ? Math.trunc(one / other) : one / other;
    case '%':
      return one % other;
    case '&':
      return one & other;
    case '|':
      return one | other;
    case '^':
      return one ^ other;
    case '<<':
      return one << other;
    default:
      return one >> other;
  }
}

const escaped: Record<string, string> = { n: '\n', t: '\t', r: '\r', 0: '\0' };

const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, one: string) => escaped[one] ?? one);

function unknown(name: string): NotACondition {
  return new NotACondition(`There is no global or static variable “${name}”.`);
}
