/// Lists the drafts that this browser keeps, each with its name and time.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

import { Button } from '../../common/button.tsx';
import { Dialog } from '../../common/dialog.tsx';
import { count } from '../../common/format.ts';
import { Icon } from '../../common/icons.tsx';
import { visible } from '../../common/visible-text.ts';
import { useApp } from '../context.ts';
import type { Draft } from './drafts.ts';
import { openFile, saveFile } from './local-file.ts';

const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export function DraftsDialog() {
  const { state } = useApp();
  const open = state.dialog.value === 'drafts';
  return (
    <Dialog title="Drafts" open={open} close={() => open && (state.dialog.value = undefined)}>
      <Files />
      <DraftList />
    </Dialog>
  );
}

/// A program may be a file of the person's own as well.
function Files() {
  const { state, notices, code: editor, sharing } = useApp();
  const done = (work: Promise<void>) => {
    state.dialog.value = undefined;
    work.catch((error: unknown) => notices.alert(`The file: ${String(error)}`, { topic: 'input' }));
  };
  const parts = { state, notices, editor, sharing };
  return (
    <div class="files">
      <Button icon="drafts" label="Open a file" onPress={() => done(openFile(parts))} />
      <Button icon="save" label="Save as a file" onPress={() => done(saveFile(parts))} />
    </div>
  );
}

function DraftList() {
  const { state, drafts, sharing } = useApp();
  const list = useSignal(drafts.list());
  useEffect(() => {
    const refresh = () => (list.value = drafts.list());
    addEventListener('storage', refresh);
    return () => removeEventListener('storage', refresh);
  }, [drafts, list]);
  if (list.value.length === 0)
    return <p class="empty">There are none yet. What you write is kept here, in this browser alone.</p>;
  const choose = (draft: Draft) => {
    state.dialog.value = undefined;
    void sharing.openDraft(draft);
  };
  const remove = (draft: Draft) => {
    drafts.remove(draft.id);
    list.value = drafts.list();
  };
  return (
    <div class="dialog-scroll">
      <ul class="drafts">
        {list.value.map((draft) => (
          <li key={draft.id}>
            <button type="button" class="open" onClick={() => choose(draft)}>
              <b>
                <bdi>{visible(draft.name)}</bdi>
              </b>
              <span class="about">
                <time dateTime={new Date(draft.savedAt).toISOString()}>{time.format(draft.savedAt)}</time>
                {` · ${count(draft.source.split('\n').length, 'line')}`}
              </span>
            </button>
            <button
              type="button"
              class="button quiet"
              aria-label={`Delete ${visible(draft.name)}`}
              title="Delete this draft"
              onClick={() => remove(draft)}
            >
              <Icon name="clear" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
