/// Shows paragraphs, lists and examples of the manual, and C in colours, its Weft names as links.

import { cppLanguage } from '@codemirror/lang-cpp';
import { classHighlighter, highlightCode } from '@lezer/highlight';
import type { ComponentChild } from 'preact';

import type { Block } from '../../manual/index.ts';
import { Found, Prose, Reference, useReading } from './reading.tsx';

export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        <OneBlock key={index} block={block} />
      ))}
    </>
  );
}

function OneBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Prose text={block.text} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item, index) => (
            <li key={index}>
              <Prose text={item} />
            </li>
          ))}
        </ul>
      );
    /* It is in the order of keys, so that a keyboard can scroll what is too wide. */
    case 'code':
      return (
        <pre class="example" tabIndex={0} role="group" aria-label="Example">
          <Code text={block.text} />
        </pre>
      );
  }
}

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
