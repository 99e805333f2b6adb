/// A program may say at its end what it prints: `// Output:` on a line of its own, then lines of stdout as
/// comments, and `// Exit: 3` where the status is not 0. The block goes to the end of the comment; blanks at
/// the ends of lines do not count, nor does a missing newline at the very end.

export interface Expectation {
  output: string;
  status: number;
}

/// Returns undefined for a program without an Output block.
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
