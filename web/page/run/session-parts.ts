/// What a session works with.

import type { EditorPort } from '../editor/editor-port.ts';
import type { Log } from '../output/log.ts';
import type { Notices } from '../shell/notices.ts';
import type { Replay, State } from '../state.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Variables } from '../variables/variables.ts';
import type { CompilerClient } from './compiler-client.ts';
import type { Module, Modules } from './modules.ts';
import type { ProgramClient } from './program-client.ts';
import type { Kept } from './recording.ts';
import type { StartProgram } from '../../workers/protocol.ts';

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

export interface Started {
  source: string;
  wasm: Module;
  replay: Replay | undefined;
}

/// A run that is made again up to a turn, and to a switch of stacks in the next one.
export interface Again
  extends Pick<StartProgram, 'fork'>,
    Required<Pick<StartProgram, 'turns' | 'switches'>> {
  kept: Kept;
}
