/// A browser that is driven from outside, by whatever protocol it speaks.

/// A key by the name that the page's events give it, say 'Enter' or 'a'.
export type Key = string;

export interface Driven {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /// The value of an expression in the page's world, or of what it promises. It becomes JSON on its way.
  evaluate(expression: string): Promise<unknown>;
  /// Clicks, as a mouse does, the element that an expression gives.
  click(expression: string): Promise<void>;
  /// The same of an element within a frame; both expressions are evaluated where they are to be found.
  clickWithin(frame: string, expression: string): Promise<void>;
  /// Presses all of them, one after the other, and lets go of them.
  press(...keys: Key[]): Promise<void>;
  close(): Promise<void>;
}

export interface Browser {
  /// A page that has nothing of those before it.
  page(): Promise<Driven>;
  close(): Promise<void>;
}
