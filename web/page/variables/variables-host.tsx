/// The variables stand here when a program has some. What shows them is fetched then.

import { useEffect, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';

import type { VariableTable } from '../../runtime/index.ts';
import { useApp } from '../context.ts';

export function VariablesHost() {
  const { variables } = useApp();
  const [loaded, setLoaded] = useState<{ Pane: ComponentType<{ table: VariableTable }> }>();
  const table = variables.table.value;
  useEffect(() => {
    if (table && !loaded)
      import('./variables-pane.tsx').then(
        ({ VariablesPane }) => setLoaded({ Pane: VariablesPane }),
        () => {}, // the page goes on without it
      );
  }, [table, loaded]);
  return table && loaded ? <loaded.Pane table={table} /> : null;
}
