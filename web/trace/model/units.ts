/// These types say what the numbers of a trace count. The names say it at each place; the compiler takes them
/// all for numbers.

/// An event's place in the whole run, counted from 0. It stays the same when older events are dropped.
export type EventIndex = number;
/// A task's number, from 1; 0 stands for no task.
export type TaskId = number;
/// Time on the program's clock since its start.
export type Nanoseconds = number;
/// Pixels of the page, before the screen's own ratio.
export type Pixels = number;
