/// Makes the manual of the header. A comment right above a declaration documents it; one with a blank line
/// below it belongs to the section. What the header declares and does not document is an error.

import type { SyntaxNode } from '@lezer/common';
import type { Block, Manual, Section } from '../types.ts';
import { sectionTitle, wordsOf } from './comments.ts';
import { declarationOf, namesOf, type Declaration, type Prototype } from './declarations.ts';
import { entriesOf } from './entries.ts';
import { blocksOf } from './prose.ts';
import { childrenOf, lineOf, oneLine, parse, textOf, type Source } from './source.ts';

/// The header lists its sections for those who read it as a file.
const contents = /^Contents: /;
/// The fields of a struct are nobody else's business where its documentation says this, or its section's.
const hidden = "The fields are Weft's.";

/// Has every fault of the header, a line each.
export class HeaderError extends Error {}

export function manualOf(header: string, file = 'src/weft.h'): Manual {
  const source = parse(header);
  const nodes = topNodes(source.top);
  const problems: string[] = [];
  const declarations = new Map(nodes.map((node) => [node, declarationOf(source, node)]));
  const prototypes = prototypesIn([...declarations.values()]);
  const names = new Set([...declarations.values()].flatMap((one) => (one ? namesOf(one) : [])));
  const manual: Manual = { introduction: [], sections: [] };
  let documentation = '';
  for (const [index, node] of nodes.entries()) {
    const declaration = declarations.get(node);
    const section = manual.sections.at(-1);
    if (node.name === 'BlockComment') {
      const words = wordsOf(source, node);
      const title = sectionTitle(words);
      documentation = belongsToNext(source, node, nodes[index + 1]) ? words : '';
      if (title !== undefined) manual.sections.push(sectionOf(title));
      else if (documentation === '' || !section)
        (section?.text ?? manual.introduction).push(...proseOf(words));
    } else if (declaration) {
      const { entries, silent } = entriesOf(
        declaration,
        documentation,
        prototypes,
        hidesFields(documentation, section),
      );
      section?.entries.push(...entries);
      problems.push(...silent.map(({ line, words }) => `${file}:${line}: ${words}`));
      documentation = '';
    } else if (declaresMore(textOf(source, node), names)) {
      const place = `${file}:${lineOf(source, node.from)}`;
      problems.push(`${place}: this cannot be read as a declaration: ${firstLine(source, node)}`);
    }
  }
  if (problems.length > 0) throw new HeaderError(problems.join('\n'));
  return manual;
}

/// What stands within `extern "C" { … }` stands at the top.
function topNodes(top: SyntaxNode): SyntaxNode[] {
  return childrenOf(top).flatMap((node) => {
    const block = node.name === 'LinkageSpecification' ? node.getChild('CompoundStatement') : null;
    return block ? childrenOf(block) : [node];
  });
}

function prototypesIn(declarations: readonly (Declaration | undefined)[]): Map<string, Prototype> {
  const prototypes = declarations.filter((one) => one?.kind === 'function');
  return new Map(prototypes.map((one) => [one.name, one]));
}

const belongsToNext = (source: Source, comment: SyntaxNode, next: SyntaxNode | undefined): boolean =>
  next !== undefined && !/\n\s*\n/.test(source.text.slice(comment.to, next.from));

/// Whether a text has public names that nothing else in the header declares.
const declaresMore = (text: string, names: ReadonlySet<string>): boolean =>
  (text.match(/\b(?:weft|WEFT)_(?!_)\w+/g) ?? []).some((name) => !names.has(name) && name !== 'WEFT_H');

const hidesFields = (documentation: string, section: Section | undefined): boolean =>
  oneLine(documentation).includes(hidden) ||
  (section?.text.some((block) => block.kind === 'paragraph' && block.text.includes(hidden)) ?? false);

const firstLine = (source: Source, node: SyntaxNode): string => textOf(source, node).split('\n')[0]!;

function sectionOf(heading: string): Section {
  const [, title = heading, aside = ''] = /^(.*?)(?: \((.*)\))?$/.exec(heading) ?? [];
  return { id: title.toLowerCase().replaceAll(/[^a-z]+/g, '-'), title, aside, text: [], entries: [] };
}

const proseOf = (words: string): Block[] =>
  blocksOf(words).filter((block) => block.kind !== 'paragraph' || !contents.test(block.text));
