/// What is wrong with a link, in words for the person who opened it.

export class LinkError extends Error {}

export const wordsOfTrouble = (error: unknown): string =>
  error instanceof LinkError ? error.message : `The link could not be read: ${String(error)}`;
