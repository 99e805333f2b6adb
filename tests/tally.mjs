/// tally.mjs RESULTS.xml...: adds up JUnit reports. A report that is missing is one failure: its suite broke off.
import { existsSync, readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
for (const path of process.argv.slice(2)) {
  if (!existsSync(path)) {
    console.log(`no results: ${path}`);
    failed++;
    continue;
  }
  const report = readFileSync(path, 'utf8');
  for (const [, attributes, rest] of report.matchAll(/<testcase\b((?:"[^"]*"|'[^']*'|[^'">])*?)(\/>|>[\s\S]*?<\/testcase>)/g)) {
    if (/<(failure|error)\b/.test(rest) || /status="fail"/.test(attributes)) failed++;
    else if (!/<skipped\b/.test(rest)) passed++;
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
