/// An embedded program and the page around it say this to each other. docs/embedding.md documents it; both
/// sides check what they are sent, since neither knows the other.

/// What the page around asks for. Everything is text as it stands in the attributes: the frame reads it, and
/// leaves out what it cannot read.
export interface Settings {
  /// The program's text. Of source, link, example and lesson the first one there is counts; without any the
  /// program stays.
  source?: string;
  link?: string;
  example?: string;
  lesson?: string;
  clock?: string;
  seed?: string;
  /// 'native', or else by Asyncify.
  switching?: string;
  /// Panels, with blanks between them.
  view?: string;
  theme?: string;
  readonly?: boolean;
}

/// The frame says this to the window around it, and the element answers with a port. There are types alone in
/// this file: a constant would become a file of its own, which embed.js would have to fetch.
export type Here = 'weft-here';

export interface Connect extends Settings {
  kind: 'weft-connect';
  /// Whether the program runs at once, if it is one of the site's own.
  autorun?: boolean;
  edition: number;
}

export type ToFrame =
  | { kind: 'run' | 'stop' }
  /// `edition` grows with each.
  | ({ kind: 'set'; edition: number } & Settings);

export interface Written {
  text: string;
  /// The number of the task that wrote it; 0: between turns.
  task: number;
  /// The program's own time, in seconds since it began.
  time: number;
  stream: 'stdout' | 'stderr';
}

/// exit: main returned, or a task called exit. deadlock, fault: Weft ended it. stopped: by a person or by
/// `stop`. compile: it does not compile. unavailable: it could not be compiled or started here.
export type Cause = 'exit' | 'deadlock' | 'fault' | 'stopped' | 'compile' | 'unavailable';

export type FromFrame =
  /// The program stands in the editor.
  | { kind: 'ready'; source: string; edition: number }
  /// The text is another one now. `edition`: of the last `set` that came before.
  | { kind: 'source'; source: string; edition: number }
  | { kind: 'output'; pieces: Written[] }
  | { kind: 'ended'; status: number; cause: Cause };
