/// A whole HTML document of the site that needs nothing but its style sheet.

import { html, type Html } from './markup.ts';

export interface Document {
  title: string;
  description: string;
  /// From the page to the site's root, as `../`.
  up: string;
  /// Where the style sheet is, from the page.
  style: string;
  /// What the page may load beside the site's styles and pictures, as directives: `script-src 'self'`.
  allowed?: readonly string[];
  /// What stands in the head beside what every page has.
  head?: Html;
  /// The class of the body, by which the style sheet knows pages of another form.
  form?: 'alone' | 'list';
  body: Html;
}

const sameForAll =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

export function documentOf(page: Document): string {
  const { title, description, up, style, allowed, head, form, body } = page;
  const policy = [sameForAll, ...(allowed ?? [])].join('; ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${description}">
<title>${title}</title>
<link rel="icon" href="${up}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${style}">
${head}</head>
<body${form && html` class="${form}"`}>
${body}</body>
</html>
`.text;
}
