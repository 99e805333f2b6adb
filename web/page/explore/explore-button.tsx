/// The button Explore, and what replaying a schedule shows among the settings.

import { Button } from '../../common/button.tsx';
import { useApp } from '../context.ts';

export function ExploreButton() {
  const { explorer } = useApp();
  return explorer.busy.value ? (
    <Button
      class="stop explore"
      icon="stop"
      label="Stop"
      title="End the exploration"
      onPress={() => explorer.stop()}
    />
  ) : (
    <Button
      class="explore"
      icon="explore"
      label="Explore"
      title="Try the orders in which the tasks could have their turns"
      onPress={() => void explorer.explore()}
    />
  );
}

/// So many characters of a schedule are shown.
const shownCharacters = 12;

/// There while Run replays a schedule.
export function ScheduleField() {
  const { state } = useApp();
  const schedule = state.schedule.value?.text;
  if (schedule === undefined) return null;
  const shown = schedule.length > shownCharacters ? `${schedule.slice(0, shownCharacters)}…` : schedule;
  return (
    <Button
      class="quiet schedule"
      icon="clear"
      label={`Schedule ${shown}`}
      title="Press to have each task take its turn in order again"
      onPress={() => (state.schedule.value = undefined)}
    />
  );
}

export function RacesField() {
  const { state } = useApp();
  return (
    <label class="field check" title="Look for updates that are lost across waits (exploring always does)">
      <input
        type="checkbox"
        checked={state.races.value}
        onChange={(event) => (state.races.value = event.currentTarget.checked)}
      />
      <span>Races</span>
    </label>
  );
}
