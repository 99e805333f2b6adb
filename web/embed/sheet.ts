/// The element's styles are constructed: the page around may forbid all others.

const css = `
:host {
  display: block;
  position: relative;
  box-sizing: border-box;
  overflow: hidden;
  border: 1px solid #8884;
  border-radius: 8px;
  color-scheme: light dark;
}
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
:host > div { height: 100%; }
.placeholder {
  display: flex;
  flex-direction: column;
  box-sizing: border-box;
  height: 100%;
}
.text {
  flex: 1;
  min-height: 0;
  padding: 0 12px;
  overflow: auto;
}
.text:focus-visible {
  outline: 2px solid;
  outline-offset: -2px;
}
.about {
  margin: 0;
  padding: 8px 12px;
  font: 13px/1.4 system-ui, sans-serif;
}
.about a { color: inherit; }
::slotted(pre) {
  margin: 12px 0;
  font: 13px/1.45 ui-monospace, Menlo, Consolas, monospace;
  tab-size: 4;
}
iframe {
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
  border: 0;
  visibility: hidden;
}
.ready iframe { visibility: visible; }
.ready .placeholder { visibility: hidden; }
`;

let shared: CSSStyleSheet | undefined;

/// One for all elements.
export function sharedSheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(css);
  }
  return shared;
}

const leastHeight = 120;
const mostHeight = 4000;

/// Pixels; what cannot be read is the height that the view asks for.
export function heightOf(height: string | null, view: string | null): number {
  const pixels = /^\s*(\d{1,6})(?:px)?\s*$/.exec(height ?? '')?.[1];
  if (pixels !== undefined) return Math.min(mostHeight, Math.max(leastHeight, Number(pixels)));
  const panels = new Set((view ?? '').toLowerCase().split(/\s+/));
  const lower = panels.has('timeline') || panels.has('tasks') || panels.has('loop');
  const upper = panels.has('editor') || panels.has('output');
  return upper !== lower ? 320 : 520;
}
