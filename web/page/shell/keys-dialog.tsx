/// Lists the keys. `?` opens the list wherever nothing is typed.

import { Dialog } from '../../common/dialog.tsx';
import { chord } from '../../common/keys-shown.ts';
import { useApp } from '../context.ts';

type Rows = readonly (readonly [keys: readonly string[], what: string])[];

const groups: readonly (readonly [title: string, rows: Rows])[] = [
  [
    'Anywhere',
    [
      [[chord('Enter')], 'run, or begin the run anew'],
      [[chord('.')], 'stop'],
      [['F8'], 'pause and resume'],
      [['F10'], 'one step: a turn, or as far as a generator is resumed or yields'],
      [[chord('S')], 'copy a link to the program'],
      [['F1'], 'the manual, at the name under the caret'],
      [['F9'], 'a presentation: everything large, and the keys that are pressed are shown'],
      [['?'], 'this list, where nothing is typed'],
    ],
  ],
  [
    'In the editor',
    [
      [['Esc', 'Tab'], 'leave the editor'],
      [[chord('F')], 'find and replace'],
      [[chord('Space')], 'completion'],
      [[chord('Z')], 'undo'],
    ],
  ],
  [
    'In the timeline',
    [
      [['←', '→', 'Home', 'End'], 'move'],
      [['+', '-', 'W', 'S'], 'zoom'],
      [['F'], 'show the whole run'],
      [['L'], 'keep the newest in sight'],
      [['↑', '↓'], 'choose a lane'],
      [[',', '.'], 'from span to span'],
      [['Enter'], 'select'],
      [['N', 'P'], 'next and previous event of the selected task, in the table too'],
      [['[', ']'], 'a range begins, ends here: its totals'],
      [['Shift+←', 'Shift+→'], 'shrink and grow the range'],
      [['/'], 'find a task or a mark'],
    ],
  ],
  [
    'Elsewhere',
    [
      [['↑', '↓', 'Enter'], 'in the output: from line to line, and to its moment'],
      [['Ctrl+D'], 'end the input, in the field Input'],
      [['←', '→', '↑', '↓'], 'move an edge between two panes that has the focus'],
    ],
  ],
];

export function KeysDialog() {
  const { state } = useApp();
  const open = state.dialog.value === 'keys';
  return (
    <Dialog title="Keys" open={open} close={() => open && (state.dialog.value = undefined)}>
      <div class="dialog-scroll" tabIndex={0} role="group" aria-label="List of keys">
        {groups.map(([title, rows]) => (
          <table class="keys" key={title}>
            <caption>{title}</caption>
            <tbody>
              {rows.map(([keys, what]) => (
                <tr key={what}>
                  <th scope="row">
                    {keys.map((key) => (
                      <>
                        <kbd key={key}>{key}</kbd>{' '}
                      </>
                    ))}
                  </th>
                  <td>{what}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </Dialog>
  );
}
