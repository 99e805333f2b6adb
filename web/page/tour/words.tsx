/// Shows a lesson's words; a call of Weft in them leads to the manual.

import { cppLanguage } from '@codemirror/lang-cpp';
import { classHighlighter, highlightCode } from '@lezer/highlight';
import type { ComponentChild } from 'preact';

import type { Block } from '../../lessons/index.ts';
import { useApp } from '../context.ts';
import '../../manual/tokens.css';

export function Words({ blocks }: { blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, index) => {
        if (block.kind === 'code') return <Code key={index} text={block.text} label="Example" />;
        if (block.kind === 'paragraph')
          return (
            <p key={index}>
              <Inline text={block.text} />
            </p>
          );
        return (
          <ul key={index}>
            {block.items.map((item) => (
              <li key={item}>
                <Inline text={item} />
              </li>
            ))}
          </ul>
        );
      })}
    </>
  );
}

/// `code`, *names of what the page has*, and [links](https://…).
export function Inline({ text }: { text: string }) {
  const parts = text.split(/(`[^`]+`|\*[^*]+\*|\[[^\]]+\]\([^)]+\))/);
  return (
    <>
      {parts.map((part, index) => {
        if (index % 2 === 0) return part;
        if (part.startsWith('`')) return <Name key={index} text={part.slice(1, -1)} />;
        if (part.startsWith('*')) return <b key={index}>{part.slice(1, -1)}</b>;
        const [, words, address] = /^\[(.+)\]\((.+)\)$/.exec(part)!;
        return (
          <a key={index} href={address} target="_blank" rel="noopener">
            {words}
          </a>
        );
      })}
    </>
  );
}

function Name({ text }: { text: string }) {
  const { manual } = useApp();
  const name = /^(?:weft|WEFT)_\w+/.exec(text)?.[0];
  if (!name) return <Breakable text={text} />;
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    manual.open(name);
  };
  return (
    <a class="call" href={manual.linkTo(name)} title={`${name} in the manual`} onClick={open}>
      <Breakable text={text} />
    </a>
  );
}

/// Code that has little room is broken behind a bracket or a dot, and within a name only where it must be.
function Breakable({ text }: { text: string }) {
  const parts = text.split(/(?<=[(.])(?=[^)])/);
  return (
    <code>
      {parts.map((part, index) => (
        <>
          {index > 0 && <wbr />}
          {part}
        </>
      ))}
    </code>
  );
}

/// It is in the order of keys, so that a keyboard can scroll what is too wide.
export function Code({ text, label }: { text: string; label: string }) {
  const children: ComponentChild[] = [];
  const put = (token: string, classes: string) =>
    children.push(classes ? <span class={classes}>{token}</span> : token);
  highlightCode(text, cppLanguage.parser.parse(text), classHighlighter, put, () => children.push('\n'));
  return (
    <pre tabIndex={0} role="group" aria-label={label}>
      {children}
    </pre>
  );
}
