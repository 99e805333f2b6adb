/// What a program says of itself at its end:
///
///     // Output:
///     // a line of stdout
///     // Exit: 3
///
/// The block goes to the end of the comment. `// Exit:` may follow; without it the status is 0. Blanks at the ends of lines do not count,
/// nor does a missing newline at the very end.

export interface Expectation {
  output: string;
  status: number;
}

/// Undefined for a program without an Output block.
export function expectationOf(source: string): Expectation | undefined {
  const lines = source.split(/\r?\n/);
  const start = lines.findLastIndex((line) => /^\s*\/\/ ?Output:\s*$/.test(line));
  if (start < 0) return undefined;
  const output: string[] = [];
  let status = 0;
  for (const line of lines.slice(start + 1)) {
    const exit = /^\s*\/\/ ?Exit: *(\d+)\s*$/.exec(line);
    const comment = /^\s*\/\/ ?(.*)$/.exec(line);
    if (exit) status = Number(exit[1]);
    if (exit || !comment) break;
    output.push(comment[1]!);
  }
  return { output: comparable(output.map((line) => `${line}\n`).join('')), status };
}

/// Text in the form in which outputs are compared.
export function comparable(text: string): string {
  const trimmed = text.replace(/[ \t\r]+$/gm, '');
  return trimmed === '' || trimmed.endsWith('\n') ? trimmed : `${trimmed}\n`;
}
