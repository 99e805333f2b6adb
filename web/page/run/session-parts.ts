/// What a session works with.

import type { EditorPort } from '../editor/editor-port.ts';
import type { Log } from '../output/log.ts';
import type { Notices } from '../shell/notices.ts';
import type { State } from '../state.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Variables } from '../variables/variables.ts';
import type { CompilerClient } from './compiler-client.ts';
import type { Modules } from './modules.ts';
import type { ProgramClient } from './program-client.ts';

export interface SessionParts {
  state: State;
  notices: Notices;
  editor: EditorPort;
  log: Log;
  timeline: Timeline;
  variables: Variables;
  compiler: Pick<CompilerClient, 'prepare'>;
  modules: Pick<Modules, 'of'>;
  programs: ProgramClient;
  /// The page's address.
  site(): { base: string };
}
