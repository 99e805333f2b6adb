/// The bar at the top has what is done with the program, and how it runs.

import { Button } from '../../common/button.tsx';
import { chord } from '../../common/keys-shown.ts';
import { useApp } from '../context.ts';
import { ExploreButton } from '../explore/explore-button.tsx';
import { SettingsButton } from '../run/settings.tsx';
import { Bar } from './frame.tsx';

export function Toolbar() {
  return (
    <Bar besideRun={<ExploreButton />} besideSettings={<SettingsButton />}>
      <div class="ends">
        <TourButton />
        <ManualButton />
        <ShareButton />
      </div>
    </Bar>
  );
}

function ShareButton() {
  const { sharing, state } = useApp();
  return (
    <Button
      class="share"
      icon="link"
      label="Share"
      title={`Copy a link (${chord('S')})`}
      onPress={() => void sharing.share().then(() => (state.dialog.value = 'share'))}
    />
  );
}

function TourButton() {
  const { tour } = useApp();
  const open = tour.place.value !== undefined;
  return (
    <Button
      class="tour-button"
      icon="tour"
      label="Tour"
      title="Lessons with exercises"
      expanded={open}
      onPress={() => (open ? tour.close() : tour.open())}
    />
  );
}

function ManualButton() {
  const { manual } = useApp();
  const open = manual.place.value !== undefined;
  return (
    <Button
      icon="book"
      label="Manual"
      title="The library's manual (F1)"
      expanded={open}
      onPress={() => (open ? manual.close() : manual.open())}
    />
  );
}
