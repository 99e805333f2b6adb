/// tally.mjs REPORT.xml...: adds up JUnit reports. A test program that is one entry there counts as the tests
/// that it says it ran. A report that is missing is one failure: its suite broke off.
import { existsSync, readFileSync } from 'node:fs';

const total = { passed: 0, failed: 0 };

/// What a test program's own output adds up to: cmocka's summary, or ours.
function within(output) {
  const sum = (pattern) =>
    [...output.matchAll(pattern)].reduce((count, match) => count + Number(match[1]), 0);
  const cmocka = { passed: sum(/^\[ {2}PASSED {2}\] (\d+) test/gm), failed: sum(/^ (\d+) FAILED TEST/gm) };
  const ours = {
    passed: sum(/(?:^|>)(\d+) passed, \d+ failed$/gm),
    failed: sum(/(?:^|>)\d+ passed, (\d+) failed$/gm),
  };
  return { passed: cmocka.passed + ours.passed, failed: cmocka.failed + ours.failed };
}

for (const path of process.argv.slice(2)) {
  if (!existsSync(path)) {
    console.log(`no results: ${path}`);
    total.failed++;
    continue;
  }
  const report = readFileSync(path, 'utf8');
  for (const [, attributes, rest] of report.matchAll(
    /<testcase\b((?:"[^"]*"|'[^']*'|[^'">])*?)(\/>|>[\s\S]*?<\/testcase>)/g,
  )) {
    if (/<skipped\b/.test(rest)) continue;
    const failed = /<(failure|error)\b/.test(rest) || /status="fail"/.test(attributes);
    const counted = within(rest);
    total.passed += counted.passed || (failed ? 0 : 1);
    total.failed += failed ? counted.failed || 1 : 0;
  }
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
