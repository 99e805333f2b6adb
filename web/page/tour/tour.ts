/// Goes through the lessons: puts their programs into the editor, and checks what has become of an exercise.

import { signal } from '@preact/signals';
import { lessons } from 'virtual:weft-lessons';

import { judge, type Evidence, type Lesson, type Verdict } from '../../lessons/index.ts';
import type { App } from '../context.ts';
import type { Example } from '../editor/examples.ts';
import { contents } from './tour-shelf.ts';
import { Progress } from './progress.ts';
import { until } from './until.ts';

export type TourLesson = (typeof lessons)[number];

export { lessons };

/// Those that have an exercise are counted; what comes behind them is for afterwards.
export const numbered = lessons.filter(({ exercise }) => exercise !== undefined);

export const numberOf = (lesson: Lesson): number => numbered.indexOf(lesson) + 1;

export class Tour {
  readonly progress = new Progress(() => localStorage);
  /// What was said of the exercise that was checked last.
  readonly verdict = signal<{ lesson: string; verdict: Verdict } | undefined>(undefined);
  readonly checking = signal(false);
  readonly #app: App;
  #generation = 0;

  constructor(app: App) {
    this.#app = app;
    app.library.addLessons(lessons.flatMap(textsOf));
    app.sharing.libraryChanged();
  }

  lesson(name: string): TourLesson | undefined {
    return lessons.find((one) => one.name === name);
  }

  /// Opens a lesson, and its program where it has one. What stood in the editor is kept.
  open(lesson: TourLesson, at: 'here' | 'new' = 'new'): void {
    const { sharing, tour } = this.#app;
    this.#leave();
    if (lesson.program !== undefined)
      sharing.openLesson(lesson.name, lesson.program, `Opened the lesson "${lesson.title}".`, at);
    tour.open(lesson.name);
  }

  /// What the address asks for.
  openWanted(): void {
    const { tour, notices } = this.#app;
    const wanted = tour.wanted.peek();
    tour.wanted.value = undefined;
    if (wanted === undefined) return;
    const lesson = this.lesson(wanted);
    if (lesson) return this.open(lesson, 'here');
    tour.open(contents);
    notices.alert(`There is no lesson called "${wanted}" here.`, { topic: 'link' });
  }

  showProgram({ name, program, title }: TourLesson): void {
    this.#leave();
    if (program !== undefined)
      this.#app.sharing.openLesson(name, program, `Opened the program of "${title}".`);
  }

  /// Goes on where the person has left it, or begins.
  startExercise({ name, exercise, program, title }: TourLesson, { anew = false } = {}): void {
    this.#leave();
    this.verdict.value = undefined;
    const begun = anew ? undefined : this.progress.of(name).text;
    const source = begun ?? exercise?.source ?? program ?? '';
    this.#app.sharing.openLesson(name, source, `Opened the exercise of "${title}".`);
    this.#app.code.focus();
  }

  showSolution({ name, exercise, title }: TourLesson): void {
    this.#leave();
    if (exercise) this.#app.sharing.openLesson(name, exercise.solution, `Opened the solution of "${title}".`);
  }

  /// Runs what stands in the editor on the virtual clock, under every schedule where that is asked for.
  async check({ name, exercise }: TourLesson): Promise<void> {
    if (!exercise || this.checking.value) return;
    const generation = ++this.#generation;
    const { state, code } = this.#app;
    const before = state.clock.value;
    this.checking.value = true;
    this.verdict.value = undefined;
    state.clock.value = 'virtual';
    state.schedule.value = undefined;
    this.progress.note(name, { text: code.text() });
    try {
      const verdict = await this.#judge(exercise);
      if (generation !== this.#generation) return;
      this.progress.note(name, { tried: true, ...(verdict.solved && { solved: true }) });
      this.verdict.value = { lesson: name, verdict };
    } finally {
      state.clock.value = before;
      this.checking.value = false;
    }
  }

  /// The text of an exercise that is being left, as it stands.
  #leave(): void {
    const { code, tour, library } = this.#app;
    const lesson = this.lesson(tour.place.peek() ?? contents);
    const text = code.text();
    if (!lesson?.exercise || library.withText(text)) return;
    if (this.progress.of(lesson.name).text !== undefined) this.progress.note(lesson.name, { text });
  }

  async #judge({ checks, output }: NonNullable<Lesson['exercise']>): Promise<Verdict> {
    const { session, explorer, state, timeline, log } = this.#app;
    await session.run();
    await until(() => !state.busy.value);
    const ending = session.ending.value;
    if (!ending) return { solved: false, text: `Not yet: ${whyNot(state.outcome.value?.text)}` };
    const evidence: Evidence = { ...ending, stdout: stdoutOf(log), trace: timeline.trace };
    if (!checks.some(({ kind }) => kind === 'schedules')) return judge(checks, output, evidence);
    const alone = judge(
      checks.filter(({ kind }) => kind !== 'schedules'),
      output,
      evidence,
    );
    if (!alone.solved) return alone;
    await explorer.explore();
    await until(() => !explorer.busy.value);
    const found = explorer.findings.value;
    return judge(checks, output, {
      ...evidence,
      ...(found && { explored: { ...found, complete: found.complete === true } }),
    });
  }
}

const whyNot = (outcome = ''): string =>
  outcome.startsWith('Does not compile')
    ? 'it does not compile. The output says where.'
    : 'it has not come to its end.';

const stdoutOf = ({ lines }: App['log']): string =>
  lines
    .map(({ pieces }) => pieces.filter(({ fd }) => fd === 1))
    .filter((pieces) => pieces.length > 0)
    .map((pieces) => `${pieces.map(({ text }) => text).join('')}\n`)
    .join('');

/// The texts that are nobody's own: a change of one of them is.
function textsOf(lesson: TourLesson): Example[] {
  const { name, title, program, exercise, wasmUrls } = lesson;
  const words = { group: 'Tour', learn: '' };
  const text = (part: string, source: string | undefined, more = {}): Example[] =>
    source === undefined
      ? []
      : [{ name: `${part}-${name}`, title: `${title} (${part})`, source, ...words, ...more }];
  return [
    ...text('lesson', program, wasmUrls ? { wasmUrls } : {}),
    ...text('exercise', exercise?.source),
    ...text('solution', exercise?.solution),
  ];
}
