/// Two outcomes side by side: what is written, up to where they part and from there on, how each ends, why.

import { useEffect, useState } from 'preact/hooks';
import { useSignal, type Signal } from '@preact/signals';
import type { TargetedEvent } from 'preact';

import { Dialog } from '../../common/dialog.tsx';
import { useApp } from '../context.ts';
import type { ReportedOutcome } from '../../explore/index.ts';
import { endOf, howOften, keyOf, linesOf, type Findings } from './findings.ts';
import type { sideBySide, Row } from './side-by-side.ts';
import './explore.css';

/// Lines that are shown, at most.
const maxRows = 500;

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
  const compare = useSideBySide();
  const one = outcomes.find((outcome) => keyOf(outcome) === left.value);
  const other = outcomes.find((outcome) => keyOf(outcome) === right.value);
  if (!findings || !one || !other || !compare)
    return <p class="empty">There are no two outcomes to compare.</p>;
  const { rows, parting } = compare(linesOf(one.stdout), linesOf(other.stdout));
  return (
    <div class="dialog-scroll compare" tabIndex={0} role="region" aria-label="Two outcomes">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <OutcomeField label="Left" chosen={left} findings={findings} />
            </th>
            <th scope="col">
              <OutcomeField label="Right" chosen={right} findings={findings} />
            </th>
          </tr>
          <tr class="because">
            <td>{one.because}</td>
            <td>{other.because}</td>
          </tr>
        </thead>
        <tbody>
          {rows
            .slice(0, parting)
            .slice(-maxRows)
            .map((row, index) => (
              <Line key={index} row={row} />
            ))}
          <tr class="parting">
            <th colSpan={2} scope="rowgroup">
              {parting === undefined ? 'They write the same.' : partingWords(parting)}
            </th>
          </tr>
          {parting !== undefined &&
            rows.slice(parting, parting + maxRows).map((row, index) => <Line key={index} row={row} />)}
        </tbody>
        <tfoot>
          <tr>
            <td class={one.failing ? 'failing' : ''}>{endOf(one)}</td>
            <td class={other.failing ? 'failing' : ''}>{endOf(other)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

const partingWords = (parting: number): string =>
  parting === 0
    ? 'Here they part, at the first line.'
    : `Here they part, after line ${parting.toLocaleString('en')}.`;

function Line({ row: { left, right, same } }: { row: Row }) {
  return (
    <tr class={same ? '' : 'unlike'}>
      <Side text={left} />
      <Side text={right} />
    </tr>
  );
}

const Side = ({ text }: { text: string | undefined }) =>
  text === undefined ? <td class="none" /> : <td>{text === '' ? ' ' : text}</td>;

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

/// It is fetched when it is first needed.
function useSideBySide(): typeof sideBySide | undefined {
  const [found, setFound] = useState<typeof sideBySide>();
  useEffect(() => {
    void import('./side-by-side.ts').then((part) => setFound(() => part.sideBySide));
  }, []);
  return found;
}
