/// The column of what was explored: the outcomes, which can be replayed and compared, and the races.

import { useRef } from 'preact/hooks';

import { Button } from '../../common/button.tsx';
import { useShownWhen } from '../../common/use-shown-when.ts';
import { useApp } from '../context.ts';
import type { Race } from '../../runtime/index.ts';
import type { ReportedOutcome } from '../../explore/index.ts';
import {
  endOf,
  howOften,
  keyOf,
  raceKind,
  scheduleCount,
  tellingLines,
  type Explored,
  type Findings,
} from './findings.ts';
import './explore.css';

/// More of them nobody reads.
const maxShown = 50;

export function ExplorePane({ findings, races }: Explored) {
  const { explorer } = useApp();
  const pane = useRef<HTMLElement>(null);
  useShownWhen(pane, explorer.busy.value);
  return (
    <section ref={pane} class="pane findings" aria-label="Exploration">
      <div class="head">
        <h2 id="outcomes-title">{findings ? 'Outcomes' : 'Races'}</h2>
        {findings && <Tools findings={findings} />}
        <Button
          class="quiet icon-only"
          icon="clear"
          label="Close"
          title="Close what was found"
          onPress={() => explorer.close()}
        />
      </div>
      <div class="findings-scroll">
        {findings && <Outcomes findings={findings} />}
        {races.length > 0 && <Races races={races} />}
      </div>
    </section>
  );
}

function Tools({ findings: { outcomes, complete } }: { findings: Findings }) {
  const { explorer } = useApp();
  return (
    <>
      {complete === false && !explorer.busy.value && (
        <Button
          class="quiet"
          icon="explore"
          label="Go on"
          title="Explore ten times as many schedules, from the beginning"
          onPress={() => void explorer.explore({ more: true })}
        />
      )}
      <Button
        class="quiet"
        icon="compare"
        label="Compare"
        title="Two outcomes side by side"
        inert={outcomes.length < 2}
        onPress={() => (explorer.comparing.value = true)}
      />
    </>
  );
}

function Outcomes({ findings }: { findings: Findings }) {
  const { explorer } = useApp();
  const { outcomes, stopped, lines } = findings;
  const [first] = outcomes;
  const usual = outcomes.find(({ failing }) => !failing) ?? first;
  const more = outcomes.length - maxShown;
  const input =
    lines.length > 0 ? ` · with ${lines.length} ${lines.length === 1 ? 'line' : 'lines'} of input` : '';
  return (
    <>
      <p class="explored">
        {scheduleCount(findings)}
        {stopped && ', stopped'}
        {input}
      </p>
      {explorer.stale.value && (
        <p class="explored stale">
          The text has been changed since. These are the outcomes of the former one.
        </p>
      )}
      <ul class="outcomes" aria-labelledby="outcomes-title">
        {outcomes.slice(0, maxShown).map((outcome) => (
          <OutcomeItem
            key={keyOf(outcome)}
            outcome={outcome}
            findings={findings}
            marked={outcome === first && outcome.failing}
            lines={tellingLines(
              outcome,
              outcomes.length < 2 ? undefined : outcome === usual ? other(outcomes, usual) : usual,
            )}
          />
        ))}
      </ul>
      {more > 0 && <p class="explored">and {more.toLocaleString('en')} more outcomes</p>}
    </>
  );
}

const other = (outcomes: readonly ReportedOutcome[], usual: ReportedOutcome | undefined) =>
  outcomes.find((one) => one !== usual && !one.failing) ?? outcomes.find((one) => one !== usual);

interface OutcomeItemProps {
  outcome: ReportedOutcome;
  findings: Findings;
  /// It is the first one that fails.
  marked: boolean;
  /// Of its output.
  lines: readonly string[];
}

function OutcomeItem({ outcome, findings, marked, lines }: OutcomeItemProps) {
  const { explorer, state } = useApp();
  const { failing, because, turn } = outcome;
  const chosen = state.schedule.value !== undefined && explorer.chosen.value === keyOf(outcome);
  const usable = !explorer.stale.value;
  return (
    <li class={`outcome ${failing ? 'failing' : ''} ${marked ? 'marked' : ''}`}>
      <button
        type="button"
        aria-current={chosen ? 'true' : undefined}
        aria-disabled={usable ? undefined : 'true'}
        title={usable ? 'Replay it' : 'The text is not the one that was explored'}
        onClick={() => void explorer.choose(outcome)}
      >
        <b>{endOf(outcome)}</b>
        <span class="often">{howOften(outcome, findings)}</span>
        {lines.length > 0 && <code>{lines.join('\n')}</code>}
      </button>
      {because && (failing || chosen) && <p class="because">{because}</p>}
      {chosen && usable && turn !== undefined && (
        <button type="button" class="button quiet" onClick={() => explorer.goToTurn(turn)}>
          Go to turn {turn.toLocaleString('en')}
        </button>
      )}
    </li>
  );
}

function Races({ races }: { races: readonly Race[] }) {
  const { goTo, explorer } = useApp();
  return (
    <>
      {explorer.findings.value && (
        <h3 class="races-title" id="races-title">
          Races
        </h3>
      )}
      <ul class="races" aria-labelledby={explorer.findings.value ? 'races-title' : 'outcomes-title'}>
        {races.map((race) => (
          <li key={race.because} class={race.kind === 'lost-update' ? 'failing' : ''}>
            <button type="button" title="Go to its place" onClick={() => goTo(race.then.line, 1)}>
              <b>{raceKind(race)}</b>
              <span>{race.because}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
