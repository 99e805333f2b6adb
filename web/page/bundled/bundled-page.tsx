/// The page of one program: its source, to be read, and the panes of a run.

import { useLayoutEffect, useRef } from 'preact/hooks';

import { useApp } from '../context.ts';
import { doing } from '../run/doing.ts';
import { Bar, Work } from '../shell/frame.tsx';
import { NoticeList } from '../shell/notice-list.tsx';

/// `both`: the program is there for native switching too.
export function BundledPage({ file, both }: { file: string; both: boolean }) {
  return (
    <>
      <Bar />
      <Work program="source" left={<SourcePane file={file} />} />
      <Status both={both} />
      <NoticeList />
    </>
  );
}

function SourcePane({ file }: { file: string }) {
  const { editor } = useApp();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.append(editor), [editor]);
  return (
    <section class="pane program" aria-labelledby="source-title">
      <div class="head">
        <h2 id="source-title">{file}</h2>
      </div>
      <div class="editor-place" ref={place} />
    </section>
  );
}

const natively = 'native switching';
const byAsyncify = 'switching by Asyncify: no native switching here';

function Status({ both }: { both: boolean }) {
  const { state } = useApp();
  const [mood, text] = doing(state);
  return (
    <footer class="status-bar">
      <div class="status" role="status" aria-label="Status">
        <span class={`doing ${mood}`}>{text}</span>
        {state.skipped.value && <span class="detail skipped">{state.skipped.value}</span>}
        {both && <span class="detail">{state.switchable.value ? natively : byAsyncify}</span>}
      </div>
    </footer>
  );
}
