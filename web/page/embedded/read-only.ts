/// Whether the editor may be written in can change.

import { Compartment, EditorState } from '@codemirror/state';

import type { Editor } from '../editor/editor.ts';

export function readOnlySwitch(editor: Editor): (on: boolean) => void {
  const place = new Compartment();
  editor.extend(place.of([]));
  return (on) =>
    editor.view.dispatch({ effects: place.reconfigure(on ? EditorState.readOnly.of(true) : []) });
}
