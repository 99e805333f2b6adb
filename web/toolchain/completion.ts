/// Asks clang what it would write at a place in a program.
import { clangArguments } from './clang.ts';
import type { Llvm } from './llvm.ts';
import { sourceName } from './diagnostics.ts';
import type { Completion } from './types.ts';

/// `offset`: in UTF-16 code units, where the word begins that is to be completed.
export function complete(llvm: Llvm, source: string, offset: number): Completion[] {
  const at = `-code-completion-at=${sourceName}:${placeOf(source, offset)}`;
  const asked = ['-fsyntax-only', '-w', '-Xclang', at, '-Xclang', '-code-completion-macros'];
  const run = llvm.run([...clangArguments, ...asked, sourceName], { [sourceName]: source });
  return once(run.text.split('\n').flatMap((line) => completionIn(line) ?? []));
}

/// A variable may be a macro too, as stdin is: the one with the type says more.
function once(found: readonly Completion[]): Completion[] {
  const typedLast = [...found].sort((a, b) => a.type.length - b.type.length);
  const byName = new Map(typedLast.map((one) => [one.name, one]));
  return found.filter((one) => byName.get(one.name) === one);
}

/// Line and column as clang counts them: from 1, in bytes.
function placeOf(source: string, offset: number): string {
  const lines = source.slice(0, offset).split('\n');
  return `${lines.length}:${new TextEncoder().encode(lines.at(-1)).length + 1}`;
}

const line = /^COMPLETION: (\w+)(?: \(Hidden\))?(?: : (?:\[#(.*?)#\])?\w+(?:\((.*)\))?)?$/;
const parameter = /<#(.*?)#>/g;

/// `COMPLETION: qsort : [#void#]qsort(<#void *#>, <#size_t#>, …)`. Names that begin with an
/// underscore are the library's own.
export function completionIn(text: string): Completion | undefined {
  const [, name = '_', type = '', parameters] = line.exec(text.trimEnd()) ?? [];
  if (name.startsWith('_') || name === 'Pattern') return undefined;
  const found: Completion = { name, type: plain(type) };
  if (parameters !== undefined)
    found.parameters = [...parameters.matchAll(parameter)].map((match) => plain(match[1]!));
  return found;
}

/// Takes out what the library says to the compiler alone.
const plain = (type: string): string => type.replace(/ ?\b(?:_Nonnull|_Nullable|restrict)\b/g, '');
