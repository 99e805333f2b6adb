/// The rows of the table of variables: each variable, and of those that are opened their parts.

import { lastName, type Piece, type Values } from '../../runtime/variables/index.ts';

export interface Row {
  key: string;
  path: string;
  name: string;
  depth: number;
  type: string;
  value: string;
  /// The turn that is shown has changed it.
  changed: boolean;
  isParted: boolean;
  isOpen: boolean;
  /// Of a variable: where it is declared, and the function that it is static in.
  line?: number;
  within?: string;
}

interface Shown {
  values: Values;
  /// Undefined: how they stood is not known.
  state: Uint8Array | undefined;
  changed: ReadonlySet<number>;
  opened: ReadonlySet<string>;
}

export function rowsOf(shown: Shown): Row[] {
  const { variables } = shown.values.layout.table;
  return shown.values.pieces.flatMap((piece, index) => {
    const { line, within } = variables[index]!;
    const [row, ...parts] = rowsFrom(shown, piece, 0, `${index} `);
    return [{ ...row!, line, ...(within !== undefined && { within }) }, ...parts];
  });
}

function rowsFrom(shown: Shown, piece: Piece, depth: number, key: string): Row[] {
  const { values, state, changed, opened } = shown;
  const parts = values.parts(piece);
  const isOpen = parts.length > 0 && opened.has(piece.path);
  const row: Row = {
    key: key + piece.path,
    path: piece.path,
    name: depth === 0 ? piece.path : lastName(piece.path),
    depth,
    type: values.typeOf(piece).name,
    value: state ? values.words(state, piece) : '…',
    changed: values.isAmong(piece, changed),
    isParted: parts.length > 0,
    isOpen,
  };
  return isOpen ? [row, ...parts.flatMap((one) => rowsFrom(shown, one, depth + 1, key))] : [row];
}
