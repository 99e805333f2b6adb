/// Reads the folders of web/lessons.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readLesson, type Lesson } from '../lessons/index.ts';

/// In their order, which is that of the folders' numbers.
export function lessonFolders(root: string): string[] {
  return readdirSync(root)
    .filter((name) => /^\d+-/.test(name))
    .sort();
}

export function lessonIn(root: string, folder: string): Lesson {
  const text = (name: string) => {
    const file = join(root, folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const [program, exercise, solution] = ['program.c', 'exercise.c', 'solution.c'].map(text);
  return readLesson(folder, {
    words: text('lesson.md')!,
    ...(program !== undefined && { program }),
    ...(exercise !== undefined && { exercise }),
    ...(solution !== undefined && { solution }),
  });
}
