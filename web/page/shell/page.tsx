/// The page is put together here: which panes there are, and where they meet.

import { EditorPane } from '../editor/editor-pane.tsx';
import { ManualHost } from '../manual/host.tsx';
import { DialogsHost } from './dialogs-host.tsx';
import { ExploreHost } from '../explore/explore-host.tsx';
import { NoticeList } from './notice-list.tsx';
import { OutputPane } from '../output/output-pane.tsx';
import { Splitter } from '../../common/splitter.tsx';
import { StatusBar } from '../run/status.tsx';
import { TasksPane } from '../tasks/tasks-pane.tsx';
import { TimelinePane } from '../timeline/timeline-pane.tsx';
import { Toolbar } from './toolbar.tsx';
import { VariablesHost } from '../variables/variables-host.tsx';
import { TourHost } from '../tour/host.tsx';

export function Page() {
  return (
    <>
      <Toolbar />
      <TourHost />
      <main class="work">
        <div class="left">
          <EditorPane />
          <VariablesHost />
        </div>
        <ExploreHost />
        <Splitter
          label="Width of the editor"
          moves="sideways"
          property="--editor-width"
          initialPercent={50}
          minPercent={25}
          maxPercent={75}
        />
        <div class="side">
          <OutputPane />
          <Splitter
            label="Height of the tasks"
            moves="up and down"
            property="--tasks-height"
            initialPercent={50}
            minPercent={15}
            maxPercent={80}
          />
          <TasksPane />
        </div>
        <Splitter
          label="Height of the timeline"
          moves="up and down"
          property="--timeline-height"
          initialPercent={42}
          minPercent={15}
          maxPercent={80}
        />
        <TimelinePane />
      </main>
      <ManualHost />
      <StatusBar />
      <NoticeList />
      <DialogsHost />
    </>
  );
}
