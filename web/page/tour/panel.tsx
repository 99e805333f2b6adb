/// The tour beside the program: the list of lessons, or one of them.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

import { Icon } from '../../common/icons.tsx';
import { count } from '../../common/format.ts';
import { useApp, type App } from '../context.ts';
import { contents } from './tour-shelf.ts';
import { ExerciseView } from './exercise.tsx';
import { pointAt } from './pointing.ts';
import { QuestionView } from './question.tsx';
import { lessons, numbered, numberOf, Tour, type TourLesson } from './tour.ts';
import { Inline, Words } from './words.tsx';
import './tour.css';

/// One for as long as the page lives.
let made: Tour | undefined;

export function TourPanel() {
  const app = useApp();
  const tour = useMemo(() => (made ??= new Tour(app)), [app]);
  const shelf = app.tour;
  const lesson = tour.lesson(shelf.place.value ?? contents);
  const wanted = shelf.wanted.value;
  useEffect(() => {
    if (wanted !== undefined) tour.openWanted();
  }, [tour, wanted]);
  return (
    <aside class="tour" aria-label="Tour">
      <div class="head">
        <h2>Tour</h2>
        {lesson && (
          <button type="button" class="button quiet" onClick={() => shelf.open(contents)}>
            All lessons
          </button>
        )}
        <button
          type="button"
          class="button quiet"
          aria-label="Close the tour"
          title="Close the tour"
          onClick={() => shelf.close()}
        >
          <Icon name="clear" />
        </button>
      </div>
      {lesson ? <LessonView key={lesson.name} lesson={lesson} tour={tour} /> : <Contents tour={tour} />}
    </aside>
  );
}

function Contents({ tour }: { tour: Tour }) {
  const title = useFocusAtBegin();
  const solved = numbered.filter(({ name }) => tour.progress.of(name).solved).length;
  const next = numbered.find(({ name }) => !tour.progress.of(name).solved) ?? lessons[0]!;
  return (
    <div class="lesson">
      <h3 ref={title} tabIndex={-1}>
        Coroutines in {numbered.length} lessons
      </h3>
      <p>
        Each has one idea, a program to run and an exercise that is checked. It helps to know some Python, and
        a little C.
      </p>
      <p class="row">
        <button type="button" class="button primary" onClick={() => tour.open(next)}>
          {solved === 0 ? 'Begin' : `Go on with lesson ${numberOf(next)}`}
        </button>
        <span class="aside">{solved === 0 ? '' : `${solved} of ${numbered.length} solved`}</span>
      </p>
      <List tour={tour} label="Lessons" of={numbered} />
      {lessons.length > numbered.length && (
        <>
          <h4>Afterwards</h4>
          <List tour={tour} label="Afterwards" of={lessons.filter((one) => !numbered.includes(one))} />
        </>
      )}
    </div>
  );
}

function List({ tour, label, of }: { tour: Tour; label: string; of: readonly TourLesson[] }) {
  return (
    <ol class="lessons" aria-label={label}>
      {of.map((lesson) => (
        <li key={lesson.name}>
          <button type="button" onClick={() => tour.open(lesson)}>
            <span class="number">{numberOf(lesson) || ''}</span>
            <span>{lesson.title}</span>
            {tour.progress.of(lesson.name).solved && <span class="mark-solved">solved</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}

function LessonView({ lesson, tour }: { lesson: TourLesson; tour: Tour }) {
  const title = useFocusAtBegin();
  const at = lessons.indexOf(lesson);
  const [before, after] = [lessons[at - 1], lessons[at + 1]];
  const { code } = useApp();
  const number = numberOf(lesson);
  return (
    <article class="lesson" aria-labelledby="lesson-title">
      <p class="aside">
        {number > 0 ? `Lesson ${number} of ${count(numbered.length, 'lesson')}` : 'Afterwards'}
      </p>
      <h3 id="lesson-title" ref={title} tabIndex={-1}>
        {lesson.title}
      </h3>
      <Words blocks={lesson.idea} />
      <Counterparts of={lesson.counterparts} />
      {lesson.program !== undefined && code.text() !== lesson.program && (
        <button type="button" class="button quiet" onClick={() => tour.showProgram(lesson)}>
          Open the program of this lesson
        </button>
      )}
      <QuestionView lesson={lesson} tour={tour} />
      <Look of={lesson.look} />
      <ExerciseView lesson={lesson} tour={tour} />
      <nav class="row ends-of-lesson" aria-label="Lessons before and after">
        {before && (
          <button type="button" class="button" onClick={() => tour.open(before)}>
            Previous
          </button>
        )}
        {after && (
          <button type="button" class="button primary" onClick={() => tour.open(after)} title={after.title}>
            Next
          </button>
        )}
      </nav>
    </article>
  );
}

function Counterparts({ of }: { of: TourLesson['counterparts'] }) {
  if (of.length === 0) return null;
  return (
    <table class="counterparts">
      <thead>
        <tr>
          <th scope="col">Weft</th>
          <th scope="col">asyncio</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ weft, asyncio }) => (
          <tr key={weft}>
            <td>
              <Inline text={weft} />
            </td>
            <td>
              <Inline text={asyncio} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Look({ of }: { of: TourLesson['look'] }) {
  const app = useApp();
  const [trouble, setTrouble] = useState<string>();
  if (of.length === 0) return null;
  return (
    <section aria-labelledby="look-title">
      <h4 id="look-title">Run it, and look</h4>
      {of.map((pointer) => (
        <div class="look" key={pointer.text}>
          <p>
            <Inline text={pointer.text} />
          </p>
          <button
            type="button"
            class="button quiet"
            aria-label={`Show me: ${pointer.name}`}
            onClick={() => setTrouble(pointAt(pointer, app as App))}
          >
            Show me
          </button>
        </div>
      ))}
      <p role="status" class="said">
        {trouble}
      </p>
    </section>
  );
}

/// The focus goes there when another lesson comes, so that a screen reader begins with it.
function useFocusAtBegin() {
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    title.current?.focus({ preventScroll: true });
    title.current?.closest('.lesson')?.scrollTo(0, 0);
    if (matchMedia('(width < 720px)').matches) title.current?.closest('.tour')?.scrollIntoView();
  }, []);
  return title;
}
