/// C declarations and macros, as far as weft.h has them, and how a program writes what they declare.

import { withoutComments } from './pieces.ts';
import type { Field } from './types.ts';

export interface Prototype {
  name: string;
  /// With the space or the asterisk that stands before the name.
  returns: string;
  parameters: string[];
}

export interface Macro {
  name: string;
  /// Undefined for one that takes none; `...` stands for what its comment names.
  parameters: string[] | undefined;
  body: string;
}

export function prototypeOf(declaration: string): Prototype | undefined {
  const code = oneLine(withoutComments(declaration));
  const match = /^(?!typedef)([^(]*?)(weft_\w+)\((.*)\);$/.exec(code);
  if (!match) return undefined;
  const [, returns = '', name = '', parameters = ''] = match;
  return { name, returns, parameters: parameters === 'void' ? [] : splitAtCommas(parameters) };
}

export function macroOf(define: string): Macro | undefined {
  const match = /^#define (\w+)(?:\((.*?\.\.\.|[^)]*)\))?(?: +([^]*))?$/.exec(
    oneLine(define.replaceAll('\\\n', ' ')),
  );
  if (!match || match[3] === undefined) return undefined; // an include guard
  const [, name = '', parameters, body] = match;
  return { name, body, parameters: parameters === undefined ? undefined : parameterNames(parameters) };
}

/// `chan, /* item */...` are chan and item.
const parameterNames = (text: string): string[] =>
  splitAtCommas(text.replace(/\/\*(.*?)\*\/\s*\.\.\./, '$1'));

/// The function behind a macro, and for each of the macro's parameters the one of the function that it becomes.
export function expansionOf(macro: Macro): { target: string; places: Map<string, number> } | undefined {
  const call = /^(weft_\w+_at)\((.*)\)$/.exec(macro.body);
  if (!call || !macro.parameters) return undefined;
  const named = new Set(splitAtCommas(call[2]!).map(withoutParentheses));
  const variadic = macro.parameters.filter((parameter) => !named.has(parameter));
  const handed = splitAtCommas(call[2]!).flatMap((one) =>
    one === '__VA_ARGS__' ? variadic : [withoutParentheses(one)],
  );
  const places = new Map(macro.parameters.map((parameter) => [parameter, handed.indexOf(parameter)]));
  return { target: call[1]!, places };
}

const withoutParentheses = (text: string): string => text.replace(/^\((\w+)\)$/, '$1');

/// `void *(*fn)(void *)` under another name.
export function renamed(parameter: string, name: string): string {
  return parameter.includes('(*')
    ? parameter.replace(/\(\*\w+\)/, `(*${name})`)
    : parameter.replace(/\w+$/, name);
}

export function signatureOf({ returns, name, parameters }: Prototype): string {
  return `${returns}${name}(${parameters.length > 0 ? parameters.join(', ') : 'void'})`;
}

export interface Constant {
  name: string;
  value: string;
  text: string;
  /// Lines below the declaration's first.
  below: number;
}

export function constantsOf(declaration: string): Constant[] {
  if (!/^enum \{/.test(declaration)) return [];
  return [...declaration.matchAll(/(WEFT_\w+) = (-?\d+),?[^\S\n]*(?:\/\*([^]*?)\*\/)?/g)].map((match) => ({
    name: match[1]!,
    value: match[2]!,
    text: oneLine(match[3] ?? ''),
    below: declaration.slice(0, match.index).split('\n').length - 1,
  }));
}

export interface Type {
  name: string;
  signature: string;
  /// Those that have a comment.
  fields: Field[];
  /// Those that have none.
  silent: string[];
}

export function typeOf(declaration: string): Type | undefined {
  const struct = /^typedef struct (?:\w+ )?\{([^]*)\} (\w+);$/.exec(declaration);
  if (struct)
    return { name: struct[2]!, signature: `typedef struct { … } ${struct[2]}`, ...fieldsOf(struct[1]!) };
  const simple = /^typedef (.*?)(\w+);$/.exec(oneLine(declaration));
  return simple
    ? { name: simple[2]!, signature: `typedef ${simple[1]}${simple[2]}`, fields: [], silent: [] }
    : undefined;
}

function fieldsOf(body: string): Pick<Type, 'fields' | 'silent'> {
  const all = [...body.matchAll(/([^;]+);[^\S\n]*(?:\/\*([^]*?)\*\/)?/g)].map((match) => ({
    declaration: oneLine(withoutComments(match[1]!)),
    text: oneLine(match[2] ?? ''),
  }));
  return {
    fields: all.filter(({ text }) => text !== ''),
    silent: all.filter(({ text }) => text === '').map(({ declaration }) => declaration),
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/// At the commas that no parenthesis encloses.
export function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const character = text[at];
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character !== undefined && (character !== ',' || depth > 0)) continue;
    parts.push(text.slice(from, at).trim());
    from = at + 1;
  }
  return parts.filter((part) => part !== '');
}
