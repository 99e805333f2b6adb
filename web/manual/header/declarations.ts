/// Reads what weft.h declares: functions, macros, types and constants.

import type { SyntaxNode } from '@lezer/common';
import { wordsOf } from './comments.ts';
import { childrenOf, codeOf, findBelow, lineOf, oneLine, parse, textOf, type Source } from './source.ts';

export interface Parameter {
  /// What stands before the name: `void *(*` of `void *(*fn)(void *)`.
  before: string;
  name: string;
  after: string;
}

export interface Prototype {
  kind: 'function';
  name: string;
  /// It ends in the space or the asterisk that stands before the name.
  returns: string;
  parameters: Parameter[];
  line: number;
}

export interface Macro {
  kind: 'macro';
  name: string;
  /// Undefined for one that is not called; for `...` what the comment beside it names.
  parameters: string[] | undefined;
  body: string;
  line: number;
}

export interface Member {
  code: string;
  words: string;
  line: number;
}

export interface Type {
  kind: 'type';
  name: string;
  /// Undefined where the header does not show it.
  fields: Member[] | undefined;
  code: string;
  line: number;
}

export interface Constants {
  kind: 'constants';
  constants: (Member & { name: string })[];
  line: number;
}

export type Declaration = Prototype | Macro | Type | Constants;

export const namesOf = (declaration: Declaration): string[] =>
  declaration.kind === 'constants' ? declaration.constants.map(({ name }) => name) : [declaration.name];

/// Undefined for what declares nothing that a program could name.
export function declarationOf(source: Source, node: SyntaxNode): Declaration | undefined {
  switch (node.name) {
    case 'PreprocDirective':
      return macroOf(source, node);
    case 'TypeDefinition':
      return typeOf(source, node);
    case 'EnumSpecifier':
      return constantsOf(source, node);
    case 'Declaration':
    case 'FunctionDefinition':
      return prototypeOf(source, node);
    default:
      return undefined;
  }
}

function prototypeOf(source: Source, node: SyntaxNode): Prototype | undefined {
  const declarator = findBelow(node, ['FunctionDeclarator']);
  const name = declarator?.getChild('Identifier');
  const list = declarator?.getChild('ParameterList');
  if (!name || !list) return undefined;
  const returns = codeOf(source, node, node.from, name.from);
  const parameters = childrenOf(list).filter((child) => child.name === 'ParameterDeclaration');
  const all = parameters.map((one) => parameterOf(source, one)).filter(({ before }) => before !== 'void');
  if (/\.\.\.\s*\)$/.test(textOf(source, list))) all.push({ before: '...', name: '', after: '' });
  return {
    kind: 'function',
    name: textOf(source, name),
    returns: returns.endsWith('*') ? returns : `${returns} `,
    parameters: all,
    line: lineOf(source, name.from),
  };
}

function parameterOf(source: Source, node: SyntaxNode): Parameter {
  const name = nameIn(source, node);
  if (!name) return { before: codeOf(source, node), name: '', after: '' };
  const before = codeOf(source, node, node.from, name.from);
  return {
    before: /[*(]$/.test(before) ? before : `${before} `,
    name: textOf(source, name),
    after: codeOf(source, node, name.to),
  };
}

/// The grammar takes the name in `char *const *name` for a mistake.
function nameIn(source: Source, node: SyntaxNode): SyntaxNode | undefined {
  const identifier = findBelow(node, ['Identifier']);
  if (identifier) return identifier;
  const mistake = findBelow(node, ['⚠']);
  return mistake && /^\w+$/.test(textOf(source, mistake)) ? mistake : undefined;
}

export const parameterText = ({ before, name, after }: Parameter, called = name): string =>
  `${before}${called}${after}`;

function macroOf(source: Source, node: SyntaxNode): Macro | undefined {
  const name = node.getChild('#define') && node.getChild('Identifier');
  const body = node.getChild('PreprocArg');
  if (!name || !body) return undefined; // what has no body guards against a second inclusion
  const open = node.getChild('(');
  return {
    kind: 'macro',
    name: textOf(source, name),
    parameters: open ? macroParameters(source, node, open) : undefined,
    body: oneLine(textOf(source, body)),
    line: lineOf(source, name.from),
  };
}

function macroParameters(source: Source, node: SyntaxNode, open: SyntaxNode): string[] {
  const parameters: string[] = [];
  for (
    let child = open.nextSibling;
    child && child.name !== ')' && child.to <= node.to;
    child = child.nextSibling
  ) {
    if (child.name === 'Identifier') parameters.push(textOf(source, child));
    if (child.name === 'BlockComment') parameters.push(...wordsOf(source, child).split(/[\s,]+/));
  }
  return parameters.filter((one) => one !== '');
}

/// The function that a macro calls and nothing else, and for each of the macro's parameters the place that it
/// takes among that function's own.
export function expansionOf(macro: Macro): { target: string; places: Map<string, number> } | undefined {
  const source = parse(`int expansion = ${macro.body.replace(/#(?=\w)/g, '')};`);
  const call = findBelow(source.top, ['InitDeclarator'])?.getChild('CallExpression');
  const target = call?.getChild('Identifier');
  const list = call?.getChild('ArgumentList');
  if (!macro.parameters || !target || !list) return undefined;
  const written = childrenOf(list)
    .filter(({ name }) => !/^[(),]$/.test(name))
    .map((one) => textOf(source, one).replace(/^\((\w+)\)$/, '$1'));
  const variadic = macro.parameters.filter((parameter) => !written.includes(parameter));
  const handed = written.flatMap((one) => (one === '__VA_ARGS__' ? variadic : [one]));
  const places = new Map(macro.parameters.map((parameter) => [parameter, handed.indexOf(parameter)]));
  return { target: textOf(source, target), places };
}

function typeOf(source: Source, node: SyntaxNode): Type | undefined {
  const name = node.getChildren('TypeIdentifier').at(-1) ?? findBelow(node, ['TypeIdentifier']);
  if (!name) return undefined;
  const fields = node.getChild('StructSpecifier')?.getChild('FieldDeclarationList');
  return {
    kind: 'type',
    name: textOf(source, name),
    fields: fields
      ? membersOf(source, fields, 'FieldDeclaration').map(({ node: field, words }) => ({
          code: codeOf(source, field).replace(/;$/, ''),
          words,
          line: lineOf(source, field.from),
        }))
      : undefined,
    code: codeOf(source, node).replace(/;$/, ''),
    line: lineOf(source, node.from),
  };
}

function constantsOf(source: Source, node: SyntaxNode): Constants | undefined {
  const list = node.getChild('EnumeratorList');
  if (!list) return undefined;
  const constants = membersOf(source, list, 'Enumerator').map(({ node: constant, words }) => ({
    name: textOf(source, constant.getChild('Identifier') ?? constant),
    code: codeOf(source, constant),
    words,
    line: lineOf(source, constant.from),
  }));
  return { kind: 'constants', constants, line: lineOf(source, node.from) };
}

/// Lists the members of a struct or an enum, each with the comment behind it on its line, or the one above
/// it.
function membersOf(source: Source, list: SyntaxNode, kind: string): { node: SyntaxNode; words: string }[] {
  const members: { node: SyntaxNode; words: string }[] = [];
  let above = '';
  for (const child of childrenOf(list)) {
    const last = members.at(-1);
    if (child.name === kind) {
      members.push({ node: child, words: above });
      above = '';
    } else if (/Comment$/.test(child.name)) {
      const words = oneLine(wordsOf(source, child));
      if (last && !source.text.slice(last.node.to, child.from).includes('\n')) last.words = words;
      else above = words;
    }
  }
  return members;
}
