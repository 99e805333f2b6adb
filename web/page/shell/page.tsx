/// The page is put together here: which panes there are, and where they meet.

import { EditorPane } from '../editor/editor-pane.tsx';
import { ManualHost } from '../manual/host.tsx';
import { DialogsHost } from './dialogs-host.tsx';
import { ExploreHost } from '../explore/explore-host.tsx';
import { NoticeList } from './notice-list.tsx';
import { StatusBar } from '../run/status.tsx';
import { Toolbar } from './toolbar.tsx';
import { Work } from './frame.tsx';
import { VariablesHost } from '../variables/variables-host.tsx';
import { TourHost } from '../tour/host.tsx';

export function Page() {
  return (
    <>
      <Toolbar />
      <TourHost />
      <Work
        program="editor"
        left={
          <>
            <EditorPane />
            <VariablesHost />
          </>
        }
      >
        <ExploreHost />
      </Work>
      <ManualHost />
      <StatusBar />
      <NoticeList />
      <DialogsHost />
    </>
  );
}
