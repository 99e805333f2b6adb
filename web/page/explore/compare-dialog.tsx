/// Two outcomes side by side: what happens and what is written, up to where they part and from there on, how
/// each ends, why.

import { useSignal, type Signal } from '@preact/signals';
import type { TargetedEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import { Dialog } from '../../common/dialog.tsx';
import { useApp } from '../context.ts';
import type { ReportedOutcome } from '../../explore/index.ts';
import type { Trace } from '../../trace/model/trace.ts';
import { endOf, howOften, keyOf, linesOf, type Findings } from './findings.ts';
import { Sides, type Side } from './sides.tsx';
import './explore.css';

export function CompareDialog() {
  const { explorer } = useApp();
  return (
    <Dialog title="Compare" open={explorer.comparing.value} close={() => (explorer.comparing.value = false)}>
      <Comparison />
    </Dialog>
  );
}

function Comparison() {
  const { explorer } = useApp();
  const findings = explorer.findings.value;
  const outcomes = findings?.outcomes ?? [];
  const begin = pairToBegin(outcomes, explorer.chosen.value);
  const left = useSignal(begin[0]);
  const right = useSignal(begin[1]);
  const one = outcomes.find((outcome) => keyOf(outcome) === left.value);
  const other = outcomes.find((outcome) => keyOf(outcome) === right.value);
  const traces = useTraces(one, other);
  if (!findings || !one || !other) return <p class="empty">There are no two outcomes to compare.</p>;
  const side = (outcome: ReportedOutcome, label: string, chosen: Signal<string | undefined>): Side => ({
    head: <OutcomeField label={label} chosen={chosen} findings={findings} />,
    because: outcome.because,
    lines: linesOf(outcome.stdout),
    end: endOf(outcome),
    failing: outcome.failing,
  });
  return (
    <Sides
      what="Two outcomes"
      left={side(one, 'Left', left)}
      right={side(other, 'Right', right)}
      traces={traces}
    />
  );
}

/// What happens in both, once they have been run.
function useTraces(
  one: ReportedOutcome | undefined,
  other: ReportedOutcome | undefined,
): readonly [Trace, Trace] | undefined {
  const { explorer } = useApp();
  const [found, setFound] = useState<{ of: string; traces: readonly [Trace, Trace] }>();
  const of = `${one?.schedule} ${other?.schedule}`;
  useEffect(() => {
    let current = true;
    const trace = (outcome: ReportedOutcome) => explorer.traceOf(outcome, () => current);
    if (one && other)
      void Promise.all([trace(one), trace(other)]).then(
        ([above, below]) => current && above && below && setFound({ of, traces: [above, below] }),
        () => {}, // without a compiler there are the texts
      );
    return () => void (current = false);
  }, [explorer, of]);
  return found?.of === of ? found.traces : undefined;
}

interface OutcomeFieldProps {
  label: string;
  chosen: Signal<string | undefined>;
  findings: Findings;
}

function OutcomeField({ label, chosen, findings }: OutcomeFieldProps) {
  const { outcomes } = findings;
  const at = outcomes.findIndex((one) => keyOf(one) === chosen.value);
  const choose = (event: TargetedEvent<HTMLSelectElement>) => {
    const outcome = outcomes[Number(event.currentTarget.value)];
    if (outcome) chosen.value = keyOf(outcome);
  };
  return (
    <select aria-label={label} value={String(at)} onChange={choose}>
      {outcomes.map((outcome, index) => (
        <option key={keyOf(outcome)} value={String(index)}>
          {`${index + 1}. ${endOf(outcome)}, ${howOften(outcome, findings)}`}
        </option>
      ))}
    </select>
  );
}

/// The one that was chosen last, or else the first; and beside it the first of the other kind.
function pairToBegin(
  outcomes: readonly ReportedOutcome[],
  chosen: string | undefined,
): [string | undefined, string | undefined] {
  const one = outcomes.find((outcome) => keyOf(outcome) === chosen) ?? outcomes[0];
  const others = outcomes.filter((outcome) => outcome !== one);
  const other = others.find(({ failing }) => failing !== one?.failing) ?? others[0];
  return [one && keyOf(one), other && keyOf(other)];
}
