/// Names what the person is at in the program.

import { syntaxTree } from '@codemirror/language';
import { Facet, type EditorState } from '@codemirror/state';

/// Names what is selected in a list that is open over the text.
export const selectedName = Facet.define<(state: EditorState) => string | undefined>();

/// What is selected, the word at the caret, the calls around it, from the innermost out.
export function namesAtCaret(state: EditorState): string[] {
  const { head } = state.selection.main;
  const word = state.wordAt(head);
  const selected = state.facet(selectedName).map((name) => name(state));
  return [...selected, word && state.sliceDoc(word.from, word.to), ...callsAround(state, head)].filter(
    (name) => typeof name === 'string',
  );
}

const nodeAt = (state: EditorState, at: number) => syntaxTree(state).resolveInner(at);

function callsAround(state: EditorState, at: number): string[] {
  const names: string[] = [];
  for (let node: ReturnType<typeof nodeAt> | null = nodeAt(state, at); node; node = node.parent) {
    const called = node.name === 'CallExpression' ? node.firstChild : null;
    if (called) names.push(state.sliceDoc(called.from, called.to));
  }
  return names;
}
