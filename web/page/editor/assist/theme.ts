/// What helps while one types looks so.

import { EditorView } from '@codemirror/view';

export const theme = EditorView.theme({
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mono)',
    fontSize: '12.5px',
    maxHeight: '16em',
    maxWidth: 'min(32rem, 92vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', lineHeight: '1.4' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--selection)',
    color: 'var(--ink)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal' },
  '.cm-completionIcon': { opacity: '1', color: 'var(--muted)' },
  '.cm-tooltip.cm-completionInfo': { padding: '0', width: 'max-content', maxWidth: 'min(26rem, 90vw)' },
  '.cm-card, .cm-completionInfo > .cm-signature': { display: 'block', padding: '8px 10px' },
  '.cm-card': {
    maxWidth: 'min(34rem, 88vw)',
    fontFamily: 'var(--sans)',
    fontSize: '13px',
    lineHeight: '1.45',
  },
  '.cm-card p': { margin: '4px 0' },
  '.cm-card em': { color: 'var(--muted)', fontStyle: 'normal' },
  '.cm-card a': { color: 'var(--accent)' },
  '.cm-signature': { fontFamily: 'var(--mono)', fontSize: '12.5px', whiteSpace: 'pre-wrap' },
  '.cm-tooltip.cm-parameters': {
    padding: '4px 10px',
    maxWidth: 'min(36rem, 92vw)',
    fontFamily: 'var(--mono)',
    fontSize: '12.5px',
    color: 'var(--muted)',
  },
  '.cm-parameters b': { color: 'var(--ink)' },
  '.cm-snippetField': { backgroundColor: 'var(--match)' },
  /* Beside the list there is no room: what a call takes stands in the list itself. */
  '@media (width < 700px)': { '.cm-tooltip.cm-completionInfo': { display: 'none' } },
  '@media (pointer: coarse)': { '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '11px 8px' } },
});
