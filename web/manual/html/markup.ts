/// HTML is made as text. What goes into it is escaped here, and nowhere else.

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Content = Html | string | number | undefined | false | readonly Content[];

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function written(content: Content): string {
  if (content instanceof Html) return content.text;
  if (content === undefined || content === false) return '';
  if (typeof content === 'object') return content.map(written).join('');
  return String(content).replace(/[&<>"]/g, (character) => escapes[character]!);
}

/// A template whose values are text, unless they are HTML already.
export const html = (strings: TemplateStringsArray, ...values: Content[]): Html =>
  new Html(strings.map((string, index) => string + written(values[index])).join(''));
