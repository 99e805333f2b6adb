/// What comes once the page stands there: CodeMirror, and with it the marks of the tasks beside its lines.

export { createEditor, type Editor, type EditorOptions } from './editor.ts';
export { showTasks, taskMarks } from '../tasks/source-gutter.ts';
