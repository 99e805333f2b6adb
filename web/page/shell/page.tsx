/// The page as a whole: which panes there are, and where they meet.

import { EditorPane } from '../editor/editor-pane.tsx';
import { ManualHost } from '../manual/host.tsx';
import { DraftsDialog } from '../share/drafts-dialog.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { NoticeList } from './notice-list.tsx';
import { OutputPane } from '../output/output-pane.tsx';
import { Splitter } from '../../common/splitter.tsx';
import { StatusBar } from '../run/status.tsx';
import { TasksPane } from '../tasks/tasks-pane.tsx';
import { TimelinePane } from '../timeline/timeline-pane.tsx';
import { Toolbar } from './toolbar.tsx';

export function Page() {
  return (
    <>
      <Toolbar />
      <main class="work">
        <EditorPane />
        <Splitter
          label="Width of the editor"
          moves="sideways"
          property="--editor-width"
          initial={50}
          least={25}
          most={75}
        />
        <div class="side">
          <OutputPane />
          <Splitter
            label="Height of the tasks"
            moves="up and down"
            property="--tasks-height"
            initial={50}
            least={15}
            most={80}
          />
          <TasksPane />
        </div>
        <Splitter
          label="Height of the timeline"
          moves="up and down"
          property="--timeline-height"
          initial={42}
          least={15}
          most={80}
        />
        <TimelinePane />
      </main>
      <ManualHost />
      <StatusBar />
      <NoticeList />
      <DraftsDialog />
      <KeysDialog />
    </>
  );
}
