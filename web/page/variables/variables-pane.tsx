/// The table of the program's global and static variables, with their values at the moment that is shown, and
/// the way to where one changes.

import { useMemo, useState } from 'preact/hooks';

import {
  VariableHistory,
  VariableLayout,
  Values,
  type VariableTable,
} from '../../runtime/variables/index.ts';
import { useApp } from '../context.ts';
import { Button } from '../../common/button.tsx';
import { useThrottled } from '../timeline/use-throttled.ts';
import { shownTurn } from './moment.ts';
import { rowsOf, type Row } from './rows.ts';
import { WatchField } from './watch-field.tsx';
import './variables.css';

/// More of them nobody reads.
const maxRows = 300;

export function VariablesPane({ table }: { table: VariableTable }) {
  const { variables } = useApp();
  const open = variables.open.value;
  const [roomy, setRoomy] = useState(false);
  const values = useMemo(() => new Values(new VariableLayout(table)), [table]);
  const history = useMemo(() => new VariableHistory(), []);
  const { begins, news } = (variables.version.value, variables.take());
  if (begins) history.clear();
  for (const one of news) history.add(one);
  return (
    <section class={`pane variables ${roomy ? 'roomy' : ''}`} aria-labelledby="variables-title">
      <div class="head">
        <h2 id="variables-title">Variables</h2>
        {open && <WatchField values={values} history={history} />}
        {open && (
          <Button
            class="quiet icon-only roomy-button"
            icon="fit"
            label="More room for variables"
            title="Up to more than half of the column"
            pressed={roomy}
            onPress={() => setRoomy(!roomy)}
          />
        )}
        <Button
          class="quiet icon-only"
          icon={open ? 'clear' : 'filter'}
          label={open ? 'Hide variables' : 'Show variables'}
          expanded={open}
          onPress={() => (variables.open.value = !open)}
        />
      </div>
      {open && <Rows values={values} history={history} />}
    </section>
  );
}

interface RowsProps {
  values: Values;
  history: VariableHistory;
}

function Rows({ values, history }: RowsProps) {
  const { timeline } = useApp();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  useThrottled(timeline);
  const turn = shownTurn(timeline);
  const state = history.stateAfter(turn);
  const rows = rowsOf({ values, state, changed: history.changedIn(turn), opened });
  const toggle = (path: string) => {
    const next = new Set(opened);
    if (!next.delete(path)) next.add(path);
    setOpened(next);
  };
  const more = rows.length - maxRows;
  return (
    <div class="table-place" tabIndex={0}>
      <table aria-labelledby="variables-title">
        <thead>
          <tr>
            <th scope="col">name</th>
            <th scope="col">type</th>
            <th scope="col">value</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, maxRows).map((row) => (
            <VariableRow key={row.key} row={row} turn={turn} toggle={toggle} />
          ))}
        </tbody>
      </table>
      {more > 0 && <p class="empty">and {more.toLocaleString('en')} more</p>}
      {!state && turn < history.firstTurn && (
        <p class="empty">What they were then is not known: it was not looked at, or is no longer kept.</p>
      )}
    </div>
  );
}

interface RowProps {
  row: Row;
  turn: number;
  toggle(path: string): void;
}

const nameOf = ({ name, within }: Row): string => (within === undefined ? name : `${name} in ${within}`);

function VariableRow({ row, turn, toggle }: RowProps) {
  const { timeline, goTo } = useApp();
  const { trace } = timeline;
  const isKept = turn >= Math.max(1, trace.firstTurn) && turn <= trace.turnCount;
  const by = row.changed && isKept ? trace.label(trace.events.task(trace.turnBegin(turn))) : '';
  return (
    <tr class={row.changed ? 'changed' : ''}>
      <th scope="row" aria-label={nameOf(row)} style={{ paddingLeft: `${12 + row.depth * 16}px` }}>
        {row.isParted && (
          <button
            type="button"
            class="fold"
            aria-expanded={row.isOpen}
            aria-label={`Parts of ${row.path}`}
            onClick={() => toggle(row.path)}
          />
        )}
        {row.line === undefined ? (
          row.name
        ) : (
          <button type="button" class="place" title={`Line ${row.line}`} onClick={() => goTo(row.line!, 1)}>
            {row.name}
          </button>
        )}
        {row.within !== undefined && <span class="within"> in {row.within}</span>}
      </th>
      <td class="code" title={row.type}>
        {row.type}
      </td>
      <td class="code" title={by ? `${row.value}, changed by ${by} in turn ${turn}` : row.value}>
        {row.changed ? <mark>{row.value}</mark> : row.value}
        {row.changed && <span class="unseen"> changed{by && ` by ${by}`}</span>}
      </td>
    </tr>
  );
}
