/// The command line ends with one of these statuses, and a message that says why.

export const status = {
  failed: 1,
  usage: 64,
  doesNotCompile: 65,
  noInput: 66,
  runtime: 70,
  output: 74,
  timedOut: 124,
  stopped: 130,
  brokenPipe: 141,
} as const;

/// Ends the command with a message and a status.
export class Failure extends Error {
  readonly status: number;

  constructor(exitStatus: number, message: string) {
    super(message);
    this.status = exitStatus;
  }
}

/// What the operating system says, without Node's code before and its path after.
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'no such file';
    case 'EACCES':
      return 'permission denied';
    case 'EISDIR':
      return 'is a directory';
    default:
      return message.replace(/^\w+: /, '').replace(/, \w+( '.*')?$/, '');
  }
}
