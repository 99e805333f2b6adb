/// The status bar says what the page is doing, how the last run went, and how far the compiler has come.

import { useApp } from '../context.ts';
import { outcomeCount, scheduleCount } from '../explore/findings.ts';
import type { Explorer } from '../explore/explorer.ts';
import { buildingText, doing } from './doing.ts';
import type { CompilerState, Preparation, State } from '../state.ts';
import { Button } from '../../common/button.tsx';
import { megabytes } from '../../common/format.ts';

export function StatusBar() {
  const { state, explorer } = useApp();
  const exploring = state.phase.value === 'idle' && explorer.phase.value !== 'idle';
  return (
    <footer class="status-bar">
      <Status
        line={exploring ? exploringIn(explorer, state) : doing(state)}
        changing={explorer.phase.value === 'searching'}
      />
      <Button
        class="quiet narrow-icon view-button"
        icon="view"
        label="View"
        title="Light or dark, large or small"
        onPress={() => (state.dialog.value = 'view')}
      />
      <Button
        class="quiet keys-button"
        icon="keys"
        label="Keys"
        title="The keys that there are (?)"
        onPress={() => (state.dialog.value = 'keys')}
      />
    </footer>
  );
}

/// Where there are only runs to tell of.
export function RunStatusBar() {
  const { state } = useApp();
  return (
    <footer class="status-bar">
      <Status line={doing(state)} />
    </footer>
  );
}

function Status({ line: [mood, text], changing = false }: { line: [string, string]; changing?: boolean }) {
  const { state, compiler } = useApp();
  const arriving = state.compiler.value.kind === 'loading';
  return (
    <>
      <div
        class="status"
        role="status"
        aria-label="Status"
        aria-busy={changing || arriving ? 'true' : undefined}
      >
        <span class={`doing ${mood}`}>{text}</span>
        {state.skipped.value && <span class="detail skipped">{state.skipped.value}</span>}
        {state.compiled.value && <Prepared how={state.compiled.value} state={state} />}
        <CompilerProgress state={state.compiler.value} />
      </div>
      {arriving && (
        <button type="button" class="button quiet" onClick={() => compiler.cancel()}>
          Cancel
        </button>
      )}
    </>
  );
}

/// Where there is a choice, it says in words how stacks are switched. What each step took is told on request.
function Prepared({ how: { text, steps, switching }, state }: { how: Preparation; state: State }) {
  const by = switching === 'native' ? 'native switching' : 'switching by Asyncify';
  const words = state.switchable.value ? `${text}, ${by}` : text;
  if (!steps)
    return (
      <span class="detail" title={by}>
        {words}
      </span>
    );
  return (
    <>
      <button type="button" class="detail steps-button" popovertarget="steps" title="What each step took">
        {words}
      </button>
      <div class="steps" id="steps" popover="auto">
        <dl>
          {steps.map(([name, duration]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{duration}</dd>
            </div>
          ))}
        </dl>
        <p>{by}</p>
      </div>
    </>
  );
}

function exploringIn({ phase, findings }: Explorer, state: State): [mood: string, text: string] {
  if (phase.value === 'building' || !findings.value) return ['active', buildingText(state)];
  return ['active', `Exploring: ${scheduleCount(findings.value)} · ${outcomeCount(findings.value)}`];
}

function CompilerProgress({ state }: { state: CompilerState }) {
  switch (state.kind) {
    case 'loading':
      return (
        <span class="progress">
          <progress
            aria-label="Compiler"
            max={state.total || undefined}
            value={state.total ? state.loaded : undefined}
          />
          {state.total
            ? `Fetching the compiler: ${megabytes(state.loaded)} of ${megabytes(state.total)} MB`
            : 'Fetching the compiler'}
        </span>
      );
    case 'starting':
      return <span class="detail">Starting the compiler</span>;
    case 'ready':
      return <span class="detail">Compiler ready</span>;
    case 'failed':
      return <span class="detail bad">No compiler</span>;
    case 'absent':
      return null;
  }
}
