// The repository held to the rules of the house (tests/rig/architecture.ts; README « The map »).
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type House, houseRules, importsIn } from './rig/architecture.ts';

const root = join(import.meta.dirname, '..');
const all = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const house: House = {
  all,
  files: all.filter((file) => /\.tsx?$/.test(file) && !file.startsWith('tests/e2e/')),
  read: (file) => readFileSync(join(root, file), 'utf8'),
};

describe('the house', () => {
  test('there are files to judge, and imports in them', () => {
    expect(house.files.length).toBeGreaterThan(50);
    expect(importsIn(house).length).toBeGreaterThan(200);
  });

  test.each(Object.entries(houseRules))('%s', (_rule, broken) => {
    expect(broken(house)).toEqual([]);
  });
});
