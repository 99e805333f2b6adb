/// How `weft check` tells what came of it: for people, as TAP, as JUnit's XML.

import { indent } from './difference.ts';
import type { Complaint } from './check.ts';

export interface Checked {
  file: string;
  /// Undefined: it does as it says.
  complaint: Complaint | undefined;
  seconds: number;
}

export interface Report {
  /// The words for one program.
  one(checked: Checked): string;
  /// What follows the last.
  end(): string;
}

export function newReport(reporter: 'spec' | 'tap' | 'junit', programs: number): Report {
  return { spec, tap, junit }[reporter](programs);
}

function spec(): Report {
  const count = { passed: 0, failed: 0 };
  return {
    one({ file, complaint }) {
      count[complaint ? 'failed' : 'passed']++;
      return complaint ? `failed  ${file}\n${indent(complaint.text)}` : `ok      ${file}\n`;
    },
    end: () => `${count.passed} passed, ${count.failed} failed\n`,
  };
}

/// TAP 14. What is wrong stands in a block of YAML.
function tap(programs: number): Report {
  let number = 0;
  const head = `TAP version 14\n1..${programs}\n`;
  return {
    one({ file, complaint, seconds }) {
      number++;
      const line = `${complaint ? 'not ok' : 'ok'} ${number} - ${file.replace(/[\\#]/g, '\\$&')}\n`;
      const block = [
        '  ---',
        `  duration_ms: ${(seconds * 1000).toFixed(1)}`,
        ...(complaint ? ['  message: |', indent(complaint.text.trimEnd())] : []),
        '  ...',
      ];
      return `${number === 1 ? head : ''}${line}${block.join('\n')}\n`;
    },
    end: () => (number === 0 ? head : ''),
  };
}

/// A suite with a case for each program: what is known of all of them stands at its beginning.
function junit(): Report {
  const all: Checked[] = [];
  return {
    one(checked) {
      all.push(checked);
      return '';
    },
    end() {
      const failures = all.filter(({ complaint }) => complaint).length;
      const time = all.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3);
      const numbers = `tests="${all.length}" failures="${failures}" errors="0" skipped="0" time="${time}"`;
      return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites name="weft check" ${numbers}>`,
        `  <testsuite name="weft check" ${numbers}>`,
        ...all.map(testCase),
        '  </testsuite>',
        '</testsuites>\n',
      ].join('\n');
    },
  };
}

function testCase({ file, complaint, seconds }: Checked): string {
  const name = xml(file);
  const head = `    <testcase classname="weft" name="${name}" file="${name}" time="${seconds.toFixed(3)}"`;
  if (!complaint) return `${head}/>`;
  const [first = ''] = complaint.text.split('\n');
  return `${head}>\n      <failure message="${xml(first)}">${xml(complaint.text)}</failure>\n    </testcase>`;
}

/// What XML knows no way to write stands as a question mark.
const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
