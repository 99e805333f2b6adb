/// The buttons Run, Pause, Step and Restart act on the session.

import { Button } from '../../common/button.tsx';
import { chord } from '../../common/keys-shown.ts';
import { useApp } from '../context.ts';

export function RunButton() {
  const { state, session } = useApp();
  return state.busy.value ? (
    <Button
      class="stop"
      icon="stop"
      label="Stop"
      title={`End the run (${chord('.')})`}
      onPress={() => session.stop()}
    />
  ) : (
    <Button
      class="run"
      icon="run"
      label="Run"
      title={`Run (${chord('Enter')})`}
      onPress={() => void session.run()}
    />
  );
}

export function PauseButton() {
  const { state, session } = useApp();
  return state.phase.value === 'paused' ? (
    <Button
      class="pause"
      icon="resume"
      label="Resume"
      title="Let it run on (F8)"
      onPress={() => session.resume()}
    />
  ) : (
    <Button
      class="pause"
      icon="pause"
      label="Pause"
      title="Hold the program between two turns (F8)"
      inert={state.phase.value !== 'running'}
      onPress={() => session.pause()}
    />
  );
}

export function StepButton() {
  const { state, session } = useApp();
  return (
    <Button
      icon="step"
      label="Step"
      title="To the next switch: a turn of a task, or as far as a generator is resumed or yields (F10)"
      inert={state.phase.value === 'building'}
      onPress={() => void session.step()}
    />
  );
}

export function BackButton() {
  const { travel } = useApp();
  return (
    <Button
      icon="back"
      label="Back"
      title="One step back"
      inert={!travel.isPossible}
      onPress={() => travel.back()}
    />
  );
}

/// There while an earlier moment is looked at.
export function GoOnButton() {
  const { travel } = useApp();
  if (!travel.isPossibleHere) return null;
  return (
    <Button
      class="quiet go-on"
      icon="run"
      label="Go on from here"
      title="Make the run live again, at this moment"
      onPress={() => travel.goOnFromHere()}
    />
  );
}

/// In a run it begins the run anew; between runs that is what Run is for, but its place stays.
export function RestartButton() {
  const { state, session } = useApp();
  const restart = () => void session.run({ paused: state.phase.value === 'paused' });
  return (
    <Button
      icon="restart"
      label="Restart"
      title={`Begin the run anew (${chord('Enter')})`}
      inert={!state.busy.value}
      onPress={restart}
    />
  );
}
