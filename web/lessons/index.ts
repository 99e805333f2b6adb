/// The lessons of the tour: how they are read, and how their exercises are checked.

export { judge, type Check, type Evidence, type Verdict } from './check.ts';
export {
  countWords,
  isAnswer,
  readLesson,
  type Block,
  type Exercise,
  type Lesson,
  type LessonFiles,
  type Pointer,
  type Question,
} from './lesson.ts';
