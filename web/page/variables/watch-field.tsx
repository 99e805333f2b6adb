/// Goes to where a variable changes or a condition holds: back in what was, on in what was, or by letting the
/// program run on.

import { useState } from 'preact/hooks';

import {
  NotACondition,
  readCondition,
  type Values,
  type VariableHistory,
} from '../../runtime/variables/index.ts';
import { Button } from '../../common/button.tsx';
import { useApp } from '../context.ts';
import { findMoment } from './find-moment.ts';
import { showTurn, shownTurn } from './moment.ts';

interface WatchProps {
  values: Values;
  history: VariableHistory;
}

export function WatchField({ values, history }: WatchProps) {
  const { timeline, state, session } = useApp();
  const [text, setText] = useState('');
  const [told, setTold] = useState('');
  const [runs, setRuns] = useState(false);
  const go = (by: 1 | -1) => {
    const wanted = text.trim();
    setRuns(false);
    if (wanted === '') return setTold('Name a variable, or a condition such as total > 2.');
    try {
      const condition = readCondition(wanted, values);
      const turn = findMoment({ condition, values, history, from: shownTurn(timeline), by });
      if (turn !== undefined && showTurn(timeline, turn)) return setTold(`After turn ${turn}`);
      if (by === 1 && state.busy.value) {
        setRuns(true);
        return session.runUntil(wanted);
      }
      const what = condition.piece ? 'does not change' : 'does not begin to hold';
      setTold(`It ${what} ${by === 1 ? 'after this moment' : 'before this moment'}.`);
    } catch (error) {
      if (!(error instanceof NotACondition)) throw error;
      setTold(error.message);
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    go(1);
  };
  const runsOn = state.held.value ? 'Held there' : state.busy.value ? 'Runs on to it' : 'Did not come to it';
  return (
    <form class="watch" onSubmit={submit}>
      <label class="field">
        <span>Watch</span>
        <input
          type="text"
          value={text}
          placeholder="total > 2"
          title="A variable, or a condition on some"
          autocomplete="off"
          spellcheck={false}
          autocapitalize="off"
          onInput={(event) => {
            setText(event.currentTarget.value);
            setTold('');
            setRuns(false);
          }}
        />
      </label>
      <Button
        class="quiet icon-only"
        icon="back"
        label="Previous moment"
        title="Back to where it changes, or begins to hold"
        onPress={() => go(-1)}
      />
      <Button
        class="quiet icon-only"
        icon="step"
        label="Next moment"
        title="On to where it changes, or begins to hold"
        onPress={() => go(1)}
      />
      <span class="told" role="status" aria-label="Watch">
        {runs ? runsOn : told}
      </span>
    </form>
  );
}
