/// The manual is what src/weft.h says, as data.

export interface Manual {
  /// What stands before the first section.
  introduction: Block[];
  sections: Section[];
}

export interface Section {
  /// The name in addresses: "channels-and-select".
  id: string;
  title: string;
  /// What the reader may know the like of from elsewhere.
  aside: string;
  text: Block[];
  entries: Entry[];
}

export interface Entry {
  name: string;
  kind: 'function' | 'macro' | 'type' | 'constant';
  /// The declaration as a program writes it, on one line: of a function the return type, the name, the
  /// parameters.
  signature: string;
  /// The first sentence.
  summary: string;
  text: Block[];
  /// Whether it can suspend its caller; 'body': where a generator's body does.
  waits: 'never' | 'always' | 'body';
  /// The names of the errors that it returns of its own.
  errors: string[];
  /// The fields of a struct that programs look into.
  fields: Field[];
  /// The line in the header, from 1.
  line: number;
}

export interface Field {
  declaration: string;
  text: string;
}

/// Texts hold `code` in backticks and the names of entries as they are; spans.ts takes them apart.
export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'code'; text: string };
