/// How a run has ended, for the page around: as `weft run` would tell a shell.

import type { Cause } from '../../embed/messages.ts';
import type { Log } from '../output/log.ts';
import type { Session } from '../run/session.ts';
import type { State } from '../state.ts';

export interface EndingParts {
  state: State;
  log: Log;
  session: Session;
}

export interface ToldEnding {
  status: number;
  cause: Cause;
}

const compileStatus = 65;
const unavailableStatus = 69;
const stoppedStatus = 130;

/// Right after the run has ended; where it has not ended by itself, the page says why a moment later.
export async function endingOf({ state, log, session }: EndingParts): Promise<ToldEnding> {
  const ending = session.ending.peek();
  if (ending) return { status: ending.status, cause: ending.cause };
  if (log.diagnostics.some(({ severity }) => severity === 'error'))
    return { status: compileStatus, cause: 'compile' };
  await undefined;
  return state.outcome.peek()?.mood === 'bad'
    ? { status: unavailableStatus, cause: 'unavailable' }
    : { status: stoppedStatus, cause: 'stopped' };
}
