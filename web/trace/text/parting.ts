/// Says where two runs part that are laid one above the other.

import { partingTurn } from '../model/parting.ts';
import type { Trace } from '../model/trace.ts';

export function partingSentence(above: Trace, below: Trace): string {
  const turn = partingTurn(above, below);
  if (turn === undefined) return 'Turn by turn they are alike.';
  const before =
    turn === 1
      ? 'They part at the first turn'
      : `They are alike up to turn ${(turn - 1).toLocaleString('en')}, and part there`;
  const [one, other] = [above, below].map((trace) => whoseTurn(trace, turn));
  if (one === undefined && other === undefined) return `${before}: one has come to its end.`;
  if (one === other) return `${before}: the next turn is ${one}'s in both, and goes otherwise.`;
  return `${before}: above ${next(one)}, below ${next(other)}.`;
}

const next = (task: string | undefined): string =>
  task === undefined ? 'nobody has another turn' : `${task} is next`;

function whoseTurn(trace: Trace, turn: number): string | undefined {
  if (turn < trace.firstTurn || turn > trace.turnCount) return undefined;
  return trace.label(trace.events.task(trace.turnBegin(turn)));
}
