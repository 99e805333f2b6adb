/// What happens in an outcome that was found: its run is made beside, unseen.

import type { ReportedOutcome } from '../../explore/index.ts';
import { Trace } from '../../trace/model/trace.ts';
import type { Module } from '../run/modules.ts';
import type { ProgramClient } from '../run/program-client.ts';
import type { Findings } from './findings.ts';

/// Of a longer run the beginning is shown.
const maxTurns = 5000;

export interface OutcomeRun {
  outcome: ReportedOutcome;
  findings: Findings;
  wasm: Module;
  programs: ProgramClient;
  site: { base: string };
}

/// Undefined: it could not be run.
export function traceOfOutcome({
  outcome,
  findings,
  wasm,
  programs,
  site,
}: OutcomeRun): Promise<Trace | undefined> {
  const { seed, lines, answers } = findings;
  const trace = new Trace();
  return new Promise((resolve) => {
    const program = programs.start(
      {
        wasm,
        clock: 'virtual',
        seed,
        paused: false,
        turnsPerSecond: Infinity,
        schedule: outcome.schedule,
        lines: [...lines, null],
        answers,
        ...site,
      },
      {
        ...deaf,
        trace(batch) {
          trace.append(batch);
          if (trace.turnCount <= maxTurns) return;
          program.stop();
          trace.finish(trace.now, 'stopped');
          resolve(trace);
        },
        ended({ time, cause }) {
          trace.finish(time, cause);
          resolve(trace);
        },
        failed: () => resolve(undefined),
      },
    );
  });
}

const nothing = () => {};
const deaf = {
  output: nothing,
  tape: nothing,
  snapshot: nothing,
  variables: nothing,
  held: nothing,
  inputWanted: nothing,
  forked: nothing,
};
