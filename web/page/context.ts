/// Every view is handed this.

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

import type { CompilerClient } from './run/compiler-client.ts';
import type { EditorPort } from './editor/editor-port.ts';
import type { Library } from './editor/examples.ts';
import type { Log } from './output/log.ts';
import type { Choice } from '../trace/scene/choice.ts';
import type { Timeline } from './timeline/timeline.ts';
import type { ManualShelf } from './manual/manual-shelf.ts';
import type { Explorer } from './explore/explorer.ts';
import type { Looks } from './shell/looks.ts';
import type { Notices } from './shell/notices.ts';
import type { Selection } from './timeline/selection.ts';
import type { Session } from './run/session.ts';
import type { Travel } from './run/travel.ts';
import type { Drafts } from './share/drafts.ts';
import type { Sharing } from './share/sharing.ts';
import type { State } from './state.ts';
import type { Variables } from './variables/variables.ts';
import type { TourShelf } from './tour/tour-shelf.ts';

export interface App {
  /// There is one program, without the site around it.
  alone?: boolean;
  state: State;
  notices: Notices;
  log: Log;
  timeline: Timeline;
  session: Session;
  travel: Travel;
  variables: Variables;
  explorer: Explorer;
  drafts: Drafts;
  sharing: Sharing;
  manual: ManualShelf;
  compiler: CompilerClient;
  tour: TourShelf;
  library: Library;
  looks: Looks;
  code: EditorPort;
  /// The element that the editor lives in.
  editor: HTMLElement;
  selection: Selection;
  /// Selects a task or one of its spans, wherever it was chosen.
  choose(choice: Choice): void;
  /// The text that an output event wrote.
  written(event: number): string;
  goTo(line: number, column: number): void;
  format(): Promise<void>;
  /// A run that was recorded elsewhere.
  openRun(file: File): Promise<void>;
  copyOutput(): Promise<void>;
  /// The program as one file.
  download(): Promise<void>;
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('a view stands outside of AppContext');
  return app;
}
