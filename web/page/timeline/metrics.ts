/// Pixels: the ruler's height, and the column of names where there is room and where there is little.
export const ruler = 26;
export const wideGutter = 132;
export const narrowGutter = 92;
