/// Typing over a selection is done by the editor alone. Left to the browser, it would edit the rendered
/// lines, write style attributes that the page's policy refuses, and leave the editor to guess at what lies
/// beyond the rendered part.

import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

export const replaceSelection: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { inputType, data, cancelable, isComposing } = event as InputEvent;
    const { main, ranges } = view.state.selection;
    if (inputType !== 'insertText' || !data || !cancelable || isComposing || main.empty || ranges.length > 1)
      return false;
    event.preventDefault();
    const insert = () =>
      view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    const taken = view.state
      .facet(EditorView.inputHandler)
      .some((handler) => handler(view, main.from, main.to, data, insert));
    if (!taken) view.dispatch(insert());
    return true;
  },
});
