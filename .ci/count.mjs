// Adds up what the two runners reported and says it in one line.
import { readFileSync } from 'node:fs';

const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
};
const unit = read('test-results/unit.json');
const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = read('test-results/e2e.json').stats ?? {};
const passed = (unit.numPassedTests ?? 0) + expected + flaky;
const failed = (unit.numFailedTests ?? 0) + unexpected;
const left = (unit.numPendingTests ?? 0) + (unit.numTodoTests ?? 0) + skipped;
process.stdout.write(`${passed} passed, ${failed} failed, ${left} skipped\n`);
