/// The question that a lesson asks before its program runs.

import { useState } from 'preact/hooks';
import type { TargetedEvent } from 'preact';

import { isAnswer } from '../../lessons/index.ts';
import { Inline, Words } from './words.tsx';
import type { Tour, TourLesson } from './tour.ts';

export function QuestionView({ lesson, tour }: { lesson: TourLesson; tour: Tour }) {
  const { question, name } = lesson;
  const [given, setGiven] = useState('');
  const [answered, setAnswered] = useState<boolean>();
  if (!question) return null;
  const { text, choices, answer, explanation } = question;
  const submit = (event: Event) => {
    event.preventDefault();
    if (given.trim() === '') return;
    setAnswered(choices ? (choices[Number(given)]?.right ?? false) : isAnswer(given, answer ?? ''));
    tour.progress.note(name, { answered: true });
  };
  return (
    <form class="question" onSubmit={submit}>
      <fieldset>
        <legend>Before you run it</legend>
        <Words blocks={text} />
        {choices ? (
          choices.map((choice, index) => (
            <label class="choice" key={choice.text}>
              <input
                type="radio"
                name={`answer-${name}`}
                value={String(index)}
                checked={given === String(index)}
                onChange={() => setGiven(String(index))}
              />
              <span>
                <Inline text={choice.text} />
              </span>
            </label>
          ))
        ) : (
          <textarea
            aria-label="Your answer"
            rows={Math.min(8, (answer ?? '').split('\n').length + 1)}
            spellcheck={false}
            autocomplete="off"
            value={given}
            onInput={(event: TargetedEvent<HTMLTextAreaElement>) => setGiven(event.currentTarget.value)}
          />
        )}
        <button type="submit" class="button" aria-disabled={given.trim() === '' ? 'true' : undefined}>
          Answer
        </button>
        <div role="status" class="said">
          {answered !== undefined && (
            <>
              <p class={answered ? 'good' : 'other'}>
                {answered ? 'Yes.' : choices ? 'Not quite.' : 'Not quite. It is:'}
              </p>
              {!answered && !choices && <pre tabIndex={0}>{answer}</pre>}
              <Words blocks={explanation} />
            </>
          )}
        </div>
      </fieldset>
    </form>
  );
}
