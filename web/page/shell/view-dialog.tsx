/// How the page looks is chosen here.

import { version } from 'virtual:weft-version';

import { Dialog } from '../../common/dialog.tsx';
import { useApp } from '../context.ts';
import { codeSizes, type Theme } from './looks.ts';

const themes: readonly (readonly [theme: Theme, label: string])[] = [
  ['system', 'As the system has it'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

const sizes = ['Normal', 'Large', 'For a projector'];

export function ViewDialog() {
  const { state, looks } = useApp();
  const open = state.dialog.value === 'view';
  return (
    <Dialog title="View" open={open} close={() => open && (state.dialog.value = undefined)}>
      <div class="choices">
        <fieldset>
          <legend>Theme</legend>
          {themes.map(([theme, label]) => (
            <label key={theme}>
              <input
                type="radio"
                name="theme"
                checked={looks.theme.value === theme}
                onChange={() => (looks.theme.value = theme)}
              />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>Before a class</legend>
          <label>
            <input
              type="checkbox"
              checked={looks.presenting.value}
              onChange={(event) => (looks.presenting.value = event.currentTarget.checked)}
            />
            <span>Presentation: everything large, keys shown (F9)</span>
          </label>
        </fieldset>
        <fieldset>
          <legend>Code and output</legend>
          {codeSizes.map((size, index) => (
            <label key={size}>
              <input
                type="radio"
                name="code-size"
                checked={looks.codeSize.value === size}
                onChange={() => (looks.codeSize.value = size)}
              />
              <span>{sizes[index]}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <p class="version">Weft {version}</p>
    </Dialog>
  );
}
