/// C in colours, its Weft names as links.

import { cppLanguage } from '@codemirror/lang-cpp';
import { classHighlighter, highlightCode } from '@lezer/highlight';
import type { ComponentChild } from 'preact';

import { Found, Reference, useReading } from './reading.tsx';

interface CodeProps {
  text: string;
  /// The entry that this is the signature of: no link to itself.
  of?: string;
}

export function Code({ text, of }: CodeProps) {
  const { isEntry } = useReading();
  const children: ComponentChild[] = [];
  const put = (token: string, classes: string) => {
    const shown = token !== of && isEntry(token) ? <Reference name={token} /> : <Found text={token} />;
    children.push(classes ? <span class={classes}>{shown}</span> : shown);
  };
  highlightCode(text, cppLanguage.parser.parse(text), classHighlighter, put, () => children.push('\n'));
  return <>{children}</>;
}
