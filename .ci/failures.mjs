// Names the tests that failed in a JSON report of vitest, one a line: file, full name, the first line of the first message.
// usage: failures.mjs REPORT
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const { testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const { name, status, message, assertionResults } of testResults) {
  const file = relative(process.cwd(), name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  for (const { fullName, failureMessages } of failed) print(file, fullName, failureMessages[0]);
  if (status === 'failed' && failed.length === 0) print(file, 'the whole file', message);
}

function print(file, what, message = '') {
  console.log(`${file}: ${what.replaceAll(/\s+/g, ' ')}: ${message.split('\n', 1)[0]}`);
}
