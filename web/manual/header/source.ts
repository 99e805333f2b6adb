/// Reads a C header as a syntax tree, by the grammar that the editor uses, and gives the text behind its
/// nodes.

import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/cpp';

export interface Source {
  text: string;
  top: SyntaxNode;
}

export const parse = (text: string): Source => ({ text, top: parser.parse(text).topNode });

export const textOf = ({ text }: Source, { from, to }: { from: number; to: number }): string =>
  text.slice(from, to);

/// Returns the line of a place, from 1.
export const lineOf = ({ text }: Source, at: number): number => text.slice(0, at).split('\n').length;

/// How far a place stands from the beginning of its line.
export const columnOf = ({ text }: Source, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/// The first node of one of these names at or below a node, outermost first.
export function findBelow(node: SyntaxNode, names: readonly string[]): SyntaxNode | undefined {
  if (names.includes(node.name)) return node;
  for (const child of childrenOf(node)) {
    const found = findBelow(child, names);
    if (found) return found;
  }
  return undefined;
}

const silent = new Set(['BlockComment', 'LineComment', 'PreprocDirective', 'AttributeSpecifier']);

/// Returns the code of a stretch on one line, without comments, attributes and preprocessor lines.
export function codeOf(source: Source, within: SyntaxNode, from = within.from, to = within.to): string {
  const cuts: { from: number; to: number }[] = [];
  const visit = (node: SyntaxNode): void => {
    if (silent.has(node.name)) cuts.push(node);
    else childrenOf(node).forEach(visit);
  };
  childrenOf(within).forEach(visit);
  let code = '';
  let at = from;
  for (const cut of cuts) {
    if (cut.from < at || cut.to > to) continue;
    code += `${source.text.slice(at, cut.from)} `;
    at = cut.to;
  }
  return oneLine(code + source.text.slice(at, to)).replace(/\* (?=[\w*(])/g, '*');
}

/// Joins lines, without the backslashes that continue them.
export const oneLine = (text: string): string =>
  text
    .replace(/\\\r?\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
