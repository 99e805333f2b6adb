/// The page's script that says what an engine lacks stands before all others, and holds up whoever reads the
/// page: nothing behind it is asked for until it has come. So what the page begins with is named before it.

import type { Plugin } from 'vite';

const first = '<script src="./needs.js"></script>';

export function earlyRequests(): Plugin {
  return {
    name: 'weft-early-requests',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const [before, after] = html.split(first);
        if (after === undefined) return html;
        return `${before}${hintsFor(html)}${first}${after.replace(/ *<link rel="modulepreload".*\n/g, '')}`;
      },
    },
  };
}

/// The modules that were named already move here; the page's own script and its styles are named twice.
function hintsFor(html: string): string {
  const paths = (tag: RegExp): string[] => [...html.matchAll(tag)].map(([, path]) => path!);
  const modules = [
    ...paths(/<script type="module" crossorigin src="(.*?)">/g),
    ...paths(/<link rel="modulepreload" crossorigin href="(.*?)">/g),
  ];
  const styles = paths(/<link rel="stylesheet" crossorigin href="(.*?)">/g);
  const hints = [
    ...styles.map((path) => `<link rel="preload" as="style" crossorigin href="${path}">`),
    ...modules.map((path) => `<link rel="modulepreload" crossorigin href="${path}">`),
  ];
  return hints.map((hint) => `${hint}\n    `).join('');
}
