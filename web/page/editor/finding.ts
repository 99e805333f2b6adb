/// Find and replace in the editor: a part that comes when the page stands.

import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

const theme = EditorView.theme({
  '.cm-selectionMatch': { backgroundColor: 'var(--match)' },
  '.cm-searchMatch': { backgroundColor: 'var(--match)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--accent)' },
  '.cm-panels': { backgroundColor: 'var(--ground)', color: 'var(--ink)', fontFamily: 'var(--sans)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--rule)' },
  '.cm-panel.cm-search': { padding: '6px 40px 6px 12px', fontSize: '13px' },
  '.cm-panel.cm-search br': { display: 'block' },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '5px',
    margin: '3px 8px 3px 2px',
    fontSize: '13px',
    color: 'var(--ink)',
  },
  '.cm-panel.cm-search input[type=checkbox]': { margin: '0', accentColor: 'var(--accent)' },
  '.cm-panel.cm-search .cm-textfield': {
    minHeight: '28px',
    width: '15em',
    maxWidth: '100%',
    margin: '3px 6px 3px 0',
    padding: '0 8px',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--rule-strong)',
    borderRadius: '6px',
    fontFamily: 'var(--mono)',
    fontSize: '12.5px',
  },
  '.cm-panel.cm-search .cm-button': {
    minHeight: '28px',
    margin: '3px 6px 3px 0',
    padding: '0 10px',
    background: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--rule-strong)',
    borderRadius: '6px',
    fontFamily: 'var(--sans)',
    fontSize: '13px',
    fontWeight: '500',
    textTransform: 'capitalize',
    cursor: 'pointer',
  },
  '.cm-panel.cm-search .cm-button:hover': { borderColor: 'var(--muted)' },
  '.cm-panel.cm-search :is(button, input):focus-visible': {
    outline: '2px solid var(--focus)',
    outlineOffset: '1px',
  },
  '.cm-panel.cm-search [name=close]': {
    top: '6px',
    right: '8px',
    width: '28px',
    height: '28px',
    borderRadius: '6px',
    color: 'var(--muted)',
    fontSize: '18px',
    cursor: 'pointer',
  },
});

/// Its keys come before the editor's own, as they would where everything is there at once.
export const finding: Extension = [
  search({ top: true }),
  highlightSelectionMatches(),
  theme,
  Prec.high(keymap.of(searchKeymap)),
];
