/// This stands in the Output while there is none: what the program shows, how it is run, and what is being
/// waited for.

import { useApp } from '../context.ts';
import { megabytes } from '../../common/format.ts';

export function OutputHint() {
  const { alone, state, library, tour } = useApp();
  const { value: compiler } = state.compiler;
  if (state.phase.value === 'building' && compiler.kind === 'loading') {
    const far = compiler.total
      ? `${megabytes(compiler.loaded)} of ${megabytes(compiler.total)} MB`
      : 'a few megabytes';
    return (
      <div class="hint">
        <p>The compiler is on its way: {far}. It comes once, and is kept for the next time.</p>
      </div>
    );
  }
  if (state.busy.value || state.outcome.value) return null;
  const learn = state.pristine.value && library.example(state.example.value)?.learn;
  return (
    <div class="hint" tabIndex={0} role="group" aria-label="First steps">
      <p class="what">
        Weft runs C programs with coroutines, here in the browser, and shows how their tasks take turns.
      </p>
      {!alone && tour.place.value === undefined && (
        <button type="button" class="button" onClick={() => tour.open()}>
          Take the tour
        </button>
      )}
      {learn && <p class="learn">{learn}</p>}
      <p>
        <b>Run</b> runs the program. <b>Step</b> gives one task one turn at a time, and where there are
        generators goes from one to the other, and says who waits for whom.
        {!alone && (
          <>
            {' '}
            <b>Explore</b> tries the orders in which the tasks could have their turns, and says what comes of
            them.
          </>
        )}
      </p>
    </div>
  );
}
