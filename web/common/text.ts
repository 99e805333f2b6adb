/// Text that comes from a program or from a stranger is shown so: what would be obeyed, or would turn the
/// text around it, is written out.

/// The controls of C0 as their pictures; those that steer the direction of writing, break a line or
/// are otherwise obeyed as C writes them, `\u202E`. Letters that are written from right to left stay;
/// who shows them isolates them.
export function visible(text: string): string {
  return text.replace(obeyed, (control) => {
    const code = control.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

/// All but the tab; what follows DEL are the C1 controls, the marks, embeddings, overrides and isolates of
/// Unicode's bidirectional algorithm, its line and paragraph separators, and the byte order mark.
const obeyed = /[\0-\x08\n-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
