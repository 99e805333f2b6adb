import { EditorPane } from './editor-pane.tsx';
import { ManualHost } from './manual/host.tsx';
import { NoticeStrip } from './notice.tsx';
import { OutputPane } from './output-pane.tsx';
import { Splitter } from './splitter.tsx';
import { StatusBar } from './status.tsx';
import { TasksPane } from './tasks.tsx';
import { TimelinePane } from './timeline.tsx';
import { Toolbar } from './toolbar.tsx';

export function Page() {
  return (
    <>
      <Toolbar />
      <NoticeStrip />
      <main class="work">
        <EditorPane />
        <Splitter />
        <div class="side">
          <OutputPane />
          <TasksPane />
        </div>
        <TimelinePane />
      </main>
      <ManualHost />
      <StatusBar />
    </>
  );
}
