/// Two runs side by side: turn by turn one above the other, and what each writes, line by line, up to where
/// they part and from there on, and how each ends.

import { useEffect, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

import type { Trace } from '../../trace/model/trace.ts';
import type { sideBySide, Row } from './side-by-side.ts';
import type { TwoTimelines } from './two-timelines.tsx';
import './explore.css';

export interface Side {
  head: ComponentChildren;
  because?: string;
  lines: readonly string[];
  end: string;
  failing: boolean;
}

/// Lines that are shown, at most.
const maxRows = 500;

interface SidesProps {
  /// The region's name.
  what: string;
  left: Side;
  right: Side;
  /// What happens in each, the left one first; undefined: not known, or not yet.
  traces: readonly [Trace, Trace] | undefined;
}

export function Sides({ what, left, right, traces }: SidesProps) {
  const parts = useParts();
  if (!parts) return null;
  const { compare, Timelines } = parts;
  const { rows, parting } = compare(left.lines, right.lines);
  const why = left.because !== undefined || right.because !== undefined;
  return (
    <div class="dialog-scroll compare" tabIndex={0} role="region" aria-label={what}>
      {traces && (
        <Timelines
          above={traces[0]}
          below={traces[1]}
          names={['Timeline of the left one', 'Timeline of the right one']}
        />
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">{left.head}</th>
            <th scope="col">{right.head}</th>
          </tr>
          {why && (
            <tr class="because">
              <td>{left.because}</td>
              <td>{right.because}</td>
            </tr>
          )}
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
            <td class={left.failing ? 'failing' : ''}>{left.end}</td>
            <td class={right.failing ? 'failing' : ''}>{right.end}</td>
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
      <Cell text={left} />
      <Cell text={right} />
    </tr>
  );
}

const Cell = ({ text }: { text: string | undefined }) =>
  text === undefined ? <td class="none" /> : <td>{text === '' ? ' ' : text}</td>;

interface Parts {
  compare: typeof sideBySide;
  Timelines: typeof TwoTimelines;
}

/// They are fetched when they are first needed.
function useParts(): Parts | undefined {
  const [found, setFound] = useState<Parts>();
  useEffect(() => {
    void Promise.all([import('./side-by-side.ts'), import('./two-timelines.tsx')]).then(
      ([{ sideBySide: compare }, { TwoTimelines: Timelines }]) => setFound({ compare, Timelines }),
    );
  }, []);
  return found;
}
