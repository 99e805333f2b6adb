/// Generators are numbered by themselves. Where they are shown beside tasks, their ids lie behind all of
/// those.

const firstGenerator = 2 ** 31;

/// The program counts generators from 1.
export const generatorId = (number: number): number => firstGenerator + (number % firstGenerator);

export const isGenerator = (id: number): boolean => id >= firstGenerator;

export const generatorNumber = (id: number): number => id - firstGenerator;

/// Main, task 1, has the first of the colours, and the first generator the fifth: side by side they differ.
export const colourIndex = (id: number): number => (isGenerator(id) ? generatorNumber(id) + 3 : id - 1);
