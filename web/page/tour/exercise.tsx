/// A lesson's exercise: where it begins, what the check says, hints, and the solution after a try.

import { useState } from 'preact/hooks';

import { useApp } from '../context.ts';
import { Inline, Code, Words } from './words.tsx';
import type { Tour, TourLesson } from './tour.ts';

export function ExerciseView({ lesson, tour }: { lesson: TourLesson; tour: Tour }) {
  const { goTo } = useApp();
  const { exercise, name } = lesson;
  const [hints, setHints] = useState(0);
  const [shown, setShown] = useState(false);
  if (!exercise) return null;
  const { tried, solved, text } = tour.progress.of(name);
  const said = tour.verdict.value?.lesson === name ? tour.verdict.value.verdict : undefined;
  const checking = tour.checking.value;
  return (
    <section class="exercise" aria-labelledby="exercise-title">
      <h4 id="exercise-title">Exercise {solved && <span class="mark-solved">solved</span>}</h4>
      <Words blocks={exercise.text} />
      <div class="row">
        <button type="button" class="button" onClick={() => tour.startExercise(lesson)}>
          {text === undefined ? 'Start the exercise' : 'Go on with it'}
        </button>
        <button
          type="button"
          class="button primary"
          aria-disabled={checking ? 'true' : undefined}
          onClick={() => void tour.check(lesson)}
        >
          Check
        </button>
        {text !== undefined && (
          <button
            type="button"
            class="button quiet"
            onClick={() => tour.startExercise(lesson, { anew: true })}
          >
            Start over
          </button>
        )}
      </div>
      <div role="status" aria-label="Verdict" class="said">
        {checking && <p>Checking: it runs on the virtual clock.</p>}
        {said && <p class={said.solved ? 'good' : 'other'}>{said.text}</p>}
      </div>
      {said?.line !== undefined && (
        <button type="button" class="button quiet" onClick={() => goTo(said.line!, 1)}>
          Go to line {said.line}
        </button>
      )}
      {exercise.hints.slice(0, hints).map((hint) => (
        <p class="hint-words" key={hint}>
          <Inline text={hint} />
        </p>
      ))}
      <div class="row">
        {hints < exercise.hints.length && (
          <button type="button" class="button quiet" onClick={() => setHints(hints + 1)}>
            {hints === 0 ? 'A hint' : 'Another hint'}
          </button>
        )}
        <button
          type="button"
          class="button quiet"
          aria-expanded={shown}
          aria-disabled={tried ? undefined : 'true'}
          title={tried ? '' : 'It can be seen once you have pressed Check'}
          onClick={() => tried && setShown(!shown)}
        >
          Solution
        </button>
      </div>
      {shown && (
        <>
          <Code text={exercise.solution} label="Solution" />
          <button type="button" class="button quiet" onClick={() => tour.showSolution(lesson)}>
            Put it into the editor
          </button>
        </>
      )}
    </section>
  );
}
