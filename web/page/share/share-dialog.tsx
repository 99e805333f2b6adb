/// What there is to share beside the link, which has been copied already: lines for a page of one's own, and
/// words for a forum. It stands beside the program, which can be gone on with.

import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

import { Button } from '../../common/button.tsx';
import { Icon } from '../../common/icons.tsx';
import { useApp, type App } from '../context.ts';
import { forumTextOf, snippetOf } from './embed-text.ts';
import { encodeLink, withSwitching } from './link.ts';
import { sharedOf } from './settings.ts';

interface Texts {
  snippet: string;
  forum: string | undefined;
}

export function ShareDialog() {
  const { state } = useApp();
  return state.dialog.value === 'share' ? <Shown /> : null;
}

function Shown() {
  const app = useApp();
  const { state } = app;
  const texts = useSignal<Texts | undefined>(undefined);
  const place = useRef<HTMLDivElement>(null);
  const close = () => (state.dialog.value = undefined);
  useEffect(() => void textsOf(app).then((made) => (texts.value = made)), [app, texts]);
  useLayoutEffect(() => {
    const { current } = place;
    if (!current || typeof current.showPopover !== 'function') return;
    current.popover = 'auto';
    current.showPopover();
    current.focus();
  }, []);
  return (
    <div
      class="dialog share-dialog"
      ref={place}
      role="dialog"
      aria-labelledby="share-title"
      tabIndex={-1}
      onToggle={(event) => event.newState === 'closed' && close()}
    >
      <div class="head">
        <h2 id="share-title">Share</h2>
        <button type="button" class="button quiet" aria-label="Close" title="Close (Esc)" onClick={close}>
          <Icon name="clear" />
        </button>
      </div>
      {texts.value && (
        <>
          <Text title="For a page of yours" copies="Copy snippet" text={texts.value.snippet} rows={6} />
          <p class="share-more">
            <a href="./embedding/index.html" target="_blank" rel="noopener">
              What can be said in it
            </a>
          </p>
          {texts.value.forum && (
            <Text title="For a forum" copies="Copy forum text" text={texts.value.forum} rows={3} />
          )}
        </>
      )}
    </div>
  );
}

function Text({ title, copies, text, rows }: { title: string; copies: string; text: string; rows: number }) {
  const { notices } = useApp();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => notices.confirm('Copied.', { topic: 'copy' }),
      () =>
        notices.alert('The browser does not let this page copy. Select the text instead.', { topic: 'copy' }),
    );
  return (
    <div class="share-text">
      <label>
        <span>{title}</span>
        <textarea readOnly rows={rows} value={text} spellcheck={false} onFocus={selectAll} />
      </label>
      <Button icon="copy" label={copies} onPress={() => void copy()} />
    </div>
  );
}

const selectAll = ({ currentTarget }: { currentTarget: HTMLTextAreaElement }) => currentTarget.select();

const lessonPrefix = 'lesson-';

async function textsOf({ state, library, code, timeline }: App): Promise<Texts> {
  const site = new URL('.', document.baseURI).href;
  const shared = sharedOf({ state, library, editor: code, timeline });
  const name = state.pristine.value ? state.example.value : '';
  const { value: switching } = state.switching;
  const fragment = await encodeLink(shared).catch(() => undefined);
  const link = fragment === undefined ? undefined : site + withSwitching(fragment, switching);
  return {
    snippet: snippetOf({
      site,
      shared,
      source: code.text(),
      link,
      switching,
      ...(name.startsWith(lessonPrefix) && { lesson: name.slice(lessonPrefix.length) }),
    }),
    forum: link && forumTextOf(name === '' ? undefined : library.titleOf(name), link),
  };
}
