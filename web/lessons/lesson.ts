/// A lesson is a folder: its words in lesson.md, the program that it shows, an exercise and its solution.
/// How lesson.md is laid out is told in CONTRIBUTING.md; what cannot be read in it is thrown.

import { readCheck, type Check } from './check.ts';

export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'code'; text: string };

export interface Question {
  text: Block[];
  /// Absent where the answer is written.
  choices?: { text: string; right: boolean }[];
  /// What is to be written, where nothing is offered.
  answer?: string;
  /// What is said once it has been answered.
  explanation: Block[];
}

/// The page points there.
export interface Pointer {
  what: 'lane' | 'line' | 'part';
  /// A lane's or a part's name; the beginning of what the line holds.
  name: string;
  text: string;
}

export interface Exercise {
  text: Block[];
  hints: string[];
  checks: Check[];
  /// What stands in the editor at its beginning; absent where that is the lesson's program.
  source?: string;
  solution: string;
  /// What the solution prints.
  output: string;
}

export interface Lesson {
  /// As links have it.
  name: string;
  title: string;
  idea: Block[];
  /// Each call of Weft beside its like in asyncio.
  counterparts: { weft: string; asyncio: string }[];
  question?: Question;
  look: Pointer[];
  exercise?: Exercise;
  program?: string;
  /// What the program prints.
  output?: string;
}

/// The files of a lesson's folder; which of them there are.
export interface LessonFiles {
  words: string;
  program?: string;
  exercise?: string;
  solution?: string;
}

export function readLesson(folder: string, { words, program, exercise, solution }: LessonFiles): Lesson {
  const sections = sectionsOf(words);
  const [title, idea] = sections.get('')!;
  const { blocks, counterparts } = readIdea(idea);
  const question = sections.get('Question');
  const look = sections.get('Look');
  const task = sections.get('Exercise');
  if (task && solution === undefined) throw new Error(`${folder}: an exercise needs a solution.c`);
  return {
    name: folder.replace(/^\d+-/, ''),
    title,
    idea: blocks,
    counterparts,
    look: look ? readLook(look[1]) : [],
    ...(question && { question: readQuestion(question[1]) }),
    ...(program !== undefined && { program: shown(program), output: outputOf(program) }),
    ...(task && {
      exercise: {
        text: blocksOf(task[1]),
        hints: (sections.get('Hints')?.[1] ?? '').split(/^- /m).slice(1).map(joined),
        checks: items(sections.get('Check')?.[1] ?? '').map(readCheck),
        ...(exercise !== undefined && { source: shown(exercise) }),
        solution: shown(solution!),
        output: outputOf(solution!),
      },
    }),
  };
}

const joined = (text: string): string => text.trim().replace(/\s+/g, ' ');

const items = (text: string): string[] => [...text.matchAll(/^- (.+)$/gm)].map((match) => match[1]!);

/// By their titles; the first, which has the lesson's own, by ''.
function sectionsOf(words: string): Map<string, [title: string, text: string]> {
  const sections = new Map<string, [string, string]>();
  for (const part of words.split(/^(?=##? )/m)) {
    const heading = /^(##?) (.+)\n/.exec(part);
    if (!heading) throw new Error('lesson.md begins with "# " and the title');
    const [all, level, title] = heading;
    sections.set(level === '#' ? '' : title!.trim(), [title!.trim(), part.slice(all.length)]);
  }
  if (!sections.has('')) throw new Error('lesson.md has no title');
  return sections;
}

export function blocksOf(text: string): Block[] {
  const parts = text.split(/(^```.*\n[^]*?^```\n?)/m);
  return parts.flatMap((part, index): Block[] => {
    if (index % 2 === 1)
      return [
        {
          kind: 'code',
          text: part
            .split('\n')
            .slice(1, -1)
            .join('\n')
            .replace(/\n```$/, ''),
        },
      ];
    return part
      .split(/\n\s*\n/)
      .filter((one) => one.trim() !== '')
      .map((one) =>
        /^\s*- /.test(one)
          ? { kind: 'list', items: one.split(/^- /m).slice(1).map(joined) }
          : { kind: 'paragraph', text: joined(one) },
      );
  });
}

function readIdea(text: string): { blocks: Block[]; counterparts: Lesson['counterparts'] } {
  const isRow = (line: string) => line.startsWith('|');
  const lines = text.split('\n');
  const counterparts = lines
    .filter(isRow)
    .slice(2)
    .map((line) => {
      const [weft = '', asyncio = ''] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim());
      return { weft, asyncio };
    });
  return { blocks: blocksOf(lines.filter((line) => !isRow(line)).join('\n')), counterparts };
}

/// Choices are a list with one that is ticked; a written answer is the first example. What stands behind
/// either explains it.
function readQuestion(text: string): Question {
  const choices = [...text.matchAll(/^- \[([ x])\] (.+)\n?/gm)];
  if (choices.length > 0) {
    const last = choices.at(-1)!;
    return {
      text: blocksOf(text.slice(0, choices[0]!.index)),
      choices: choices.map((match) => ({ text: match[2]!, right: match[1] === 'x' })),
      explanation: blocksOf(text.slice(last.index + last[0].length)),
    };
  }
  const blocks = blocksOf(text);
  const at = blocks.findIndex(({ kind }) => kind === 'code');
  const written = blocks[at];
  if (written?.kind !== 'code') throw new Error('the question has neither choices nor an answer');
  return { text: blocks.slice(0, at), answer: written.text, explanation: blocks.slice(at + 1) };
}

function readLook(text: string): Pointer[] {
  return text
    .split(/^- /m)
    .slice(1)
    .map((item) => {
      const [, what, name, words] = /^(lane|line|part) `([^`]+)`: ([^]+)$/.exec(item) ?? [];
      if (words === undefined) throw new Error(`nothing can be pointed at by "${item.trim()}"`);
      return { what: what as Pointer['what'], name: name!, text: joined(words) };
    });
}

const outputBlock = /\n*^\/\/ Output:\n((?:\/\/.*\n?)*)\s*$/m;

/// The program without what it says of its output.
const shown = (source: string): string => source.replace(outputBlock, '\n');

const outputOf = (source: string): string =>
  (outputBlock.exec(source)?.[1] ?? '')
    .split('\n')
    .filter((line) => line !== '' && !/^\/\/ Exit:/.test(line))
    .map((line) => `${line.replace(/^\/\/ ?/, '')}\n`)
    .join('');

/// The number of words that a reader finds when the lesson opens.
export function countWords(lesson: Lesson): number {
  const { idea, question, look, exercise } = lesson;
  const blocks = [...idea, ...(question?.text ?? []), ...(exercise?.text ?? [])];
  const texts = [
    ...blocks.map((block) =>
      block.kind === 'list' ? block.items.join(' ') : block.kind === 'code' ? '' : block.text,
    ),
    ...look.map(({ text }) => text),
  ];
  return texts
    .join(' ')
    .split(/\s+/)
    .filter((word) => /\w/.test(word)).length;
}

/// Whether what was written is the answer: blanks at ends of lines, empty lines and case do not count.
export function isAnswer(written: string, answer: string): boolean {
  return plain(written) === plain(answer);
}

const plain = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' ').toLowerCase())
    .filter((line) => line !== '')
    .join('\n');
