/// Two texts side by side, line by line, up to where they part and from there on, and how each ends.

import { useEffect, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

import type { sideBySide, Row } from './side-by-side.ts';
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

/// `what`: the region's name.
export function Sides({ what, left, right }: { what: string; left: Side; right: Side }) {
  const compare = useSideBySide();
  if (!compare) return null;
  const { rows, parting } = compare(left.lines, right.lines);
  const why = left.because !== undefined || right.because !== undefined;
  return (
    <div class="dialog-scroll compare" tabIndex={0} role="region" aria-label={what}>
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

/// It is fetched when it is first needed.
function useSideBySide(): typeof sideBySide | undefined {
  const [found, setFound] = useState<typeof sideBySide>();
  useEffect(() => {
    void import('./side-by-side.ts').then((part) => setFound(() => part.sideBySide));
  }, []);
  return found;
}
