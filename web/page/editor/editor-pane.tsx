/// The pane of the program has the examples, the drafts, and the editor's element, which was made before.

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { TargetedEvent } from 'preact';

import { useApp } from '../context.ts';
import { Button } from '../../common/button.tsx';

export function EditorPane() {
  const { sharing, editor, format, download } = useApp();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.append(editor), [editor]);
  return (
    <section class="pane program" aria-label="Program">
      <div class="head">
        <ExamplesField />
        <Button
          class="quiet"
          icon="drafts"
          label="Drafts"
          title="What you have written, kept in this browser; files of your own"
          onPress={() => sharing.showDrafts()}
        />
        <Button
          class="quiet"
          icon="format"
          label="Format"
          title="Lay the text out with clang-format"
          onPress={() => void format()}
        />
        <Button
          class="quiet"
          icon="save"
          label="Download"
          title="One file with the program and what runs it"
          onPress={() => void download()}
        />
      </div>
      <div class="editor-place" ref={place} />
    </section>
  );
}

/// What the list shows when the text is nobody's any more: choosing the example again brings it back.
const edited = '';

function ExamplesField() {
  const { state, sharing, library } = useApp();
  const { examples } = library;
  const shown = state.pristine.value ? state.example.value : edited;
  const choose = (event: TargetedEvent<HTMLSelectElement>) =>
    sharing.chooseExample(event.currentTarget.value);
  const title = library.titleOf(state.example.value);
  const isOther = state.pristine.value && library.example(shown) === undefined;
  const groups = [...new Set(examples.map(({ group }) => group))];
  return (
    <label class="field examples">
      <span>Examples</span>
      <select value={shown} onChange={choose}>
        {shown === edited && <option value={edited}>{title ? `${title} (edited)` : 'Your program'}</option>}
        {isOther && <option value={shown}>{title}</option>}
        {groups.map((group) => (
          <optgroup key={group} label={group}>
            {examples
              .filter((one) => one.group === group)
              .map(({ name, title }) => (
                <option key={name} value={name}>
                  {title}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
