/// Takes the text of a function's type apart and puts it together.

export interface Parts {
  /// What stands before the parameters: `int weft_join(`.
  before: string;
  parameters: string[];
  /// What stands behind them: `)`.
  after: string;
}

/// Undefined for what is not called.
export function partsOf(signature: string): Parts | undefined {
  const [, before, list] = /^([^(]*\w\()(.*)\)$/.exec(signature) ?? [];
  if (before === undefined || list === undefined || before.startsWith('typedef')) return undefined;
  return { before, parameters: list === 'void' || list === '' ? [] : split(list), after: ')' };
}

/// Splits at the commas that are not within a parameter's own parentheses.
function split(list: string): string[] {
  const parameters = [''];
  let depth = 0;
  for (const character of list) {
    if (character === ',' && depth === 0) parameters.push('');
    else parameters[parameters.length - 1] += character;
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
  }
  return parameters.map((one) => one.trim());
}

/// `char *` and `strdup(…)`, `int` and `puts(…)`.
export const typed = (type: string, declarator: string): string =>
  type === '' ? declarator : `${type}${type.endsWith('*') ? '' : ' '}${declarator}`;
