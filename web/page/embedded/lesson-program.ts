/// The programs of the tour's lessons are fetched when one of them is asked for.

import type { Example, Library } from '../editor/examples.ts';

export async function lessonProgram(name: string, library: Library): Promise<Example | undefined> {
  const { lessons } = await import('virtual:weft-lessons');
  const programs = lessons.flatMap(({ name, title, program, wasmUrls }): Example[] =>
    program === undefined
      ? []
      : [
          {
            name: `lesson-${name}`,
            title,
            group: 'Tour',
            learn: '',
            source: program,
            ...(wasmUrls && { wasmUrls }),
          },
        ],
  );
  library.addLessons(programs);
  return programs.find((one) => one.name === `lesson-${name}`);
}
