/// The editor lives in a shadow root: there CodeMirror puts its styles into constructed style sheets, which
/// the page's policy lets through without `style-src 'unsafe-inline'`; in the document itself it would need
/// <style> elements.

import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
  isolateHistory,
  undo,
} from '@codemirror/commands';
import { cpp } from '@codemirror/lang-cpp';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Annotation, Compartment, EditorState, StateEffect, type Extension } from '@codemirror/state';
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  tooltips,
} from '@codemirror/view';

import type { Pixels } from '../../trace/model/units.ts';
import type { EditorPort } from './editor-port.ts';
import { marksOf, offsetOf } from './diagnostics.ts';
import { highlighting, theme } from './editor-theme.ts';
import { namesAtCaret } from './names-at-caret.ts';
import { replaceSelection } from './replace-selection.ts';

export interface Editor extends EditorPort {
  element: HTMLElement;
  view: EditorView;
  /// Adds what has come later.
  extend(extension: Extension): void;
  /// Offsets in the text; `backward`: the caret is where it begins.
  select(from: number, to: number, backward: boolean): void;
  readOnly(on: boolean): void;
}

export interface EditorOptions {
  text: string;
  /// `byPerson`: typed, pasted or undone rather than put there by the page.
  changed(byPerson: boolean): void;
  extensions?: Extension;
}

export function createEditor({ text, changed, extensions = [] }: EditorOptions): Editor {
  const element = document.createElement('div');
  element.className = 'editor';
  const root = element.attachShadow({ mode: 'open' });
  const writing = new Compartment();
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({ doc: text, extensions: [editing(changed), writing.of([]), extensions] }),
  });
  return {
    element,
    view,
    text: () => view.state.doc.toString(),
    replace: (replacement) => replace(view, replacement),
    undo: () => void undo(view),
    showDiagnostics: (diagnostics) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          diagnostics.flatMap((one) => marksOf(view.state.doc, one)),
        ),
      ),
    goTo: (line, column) => goTo(view, line, column),
    showLine: (line) => showLine(view, line),
    point: (line) => {
      view.dispatch({ selection: { anchor: offsetOf(view.state.doc, line, 1) } });
      showLine(view, line);
    },
    focus: () => view.focus(),
    namesAtCaret: () => namesAtCaret(view.state),
    extend: (extension) => view.dispatch({ effects: StateEffect.appendConfig.of(extension) }),
    select: (from, to, backward) =>
      view.dispatch({ selection: backward ? { anchor: to, head: from } : { anchor: from, head: to } }),
    readOnly: (on) =>
      view.dispatch({ effects: writing.reconfigure(on ? EditorState.readOnly.of(true) : []) }),
  };
}

const byPage = Annotation.define<boolean>();

const editing = (changed: (byPerson: boolean) => void): Extension => [
  lineNumbers(),
  highlightActiveLineGutter(),
  highlightSpecialChars({ addSpecialChars: /[\u202a-\u202c\u2068]/g }),
  history(),
  drawSelection(),
  dropCursor(),
  indentOnInput(),
  indentUnit.of('    '),
  bracketMatching(),
  highlightActiveLine(),
  replaceSelection,
  lintGutter(),
  tooltips({ position: 'absolute' }),
  cpp(),
  syntaxHighlighting(highlighting),
  theme,
  keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
  EditorView.contentAttributes.of({
    'aria-label': 'C program',
    tabindex: '0',
    spellcheck: 'false',
    autocapitalize: 'off',
    autocorrect: 'off',
    translate: 'no',
  }),
  EditorView.updateListener.of(
    (update) => update.docChanged && changed(!update.transactions.some((one) => one.annotation(byPage))),
  ),
];

/// Changes only what lies between the common beginning and end, so that caret, marks and
/// undo stay where they belong.
function replace(view: EditorView, text: string): void {
  const before = view.state.doc.toString();
  const shorter = Math.min(before.length, text.length);
  let from = 0;
  while (from < shorter && before[from] === text[from]) from++;
  let tail = 0;
  while (tail < shorter - from && before[before.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  view.dispatch({
    changes: { from, to: before.length - tail, insert: text.slice(from, text.length - tail) },
    annotations: [byPage.of(true), isolateHistory.of('full')],
  });
}

function goTo(view: EditorView, line: number, column: number): void {
  view.dispatch({ selection: { anchor: offsetOf(view.state.doc, line, column) }, scrollIntoView: true });
  view.focus();
}

/// It scrolls by the editor's own means: the page, which on a phone scrolls too, stays where the person has
/// put it.
function showLine(view: EditorView, line: number): void {
  const margin: Pixels = 40;
  const { top, bottom } = view.lineBlockAt(offsetOf(view.state.doc, line, 1));
  const { scrollDOM, documentPadding } = view;
  const highest = bottom + documentPadding.top + margin - scrollDOM.clientHeight;
  const lowest = top + documentPadding.top - margin;
  scrollDOM.scrollTop = Math.min(Math.max(scrollDOM.scrollTop, highest), lowest);
}
