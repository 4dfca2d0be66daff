// `npm run bench:pages`: what each page of the last build brings to a browser before it works. Writes its part of
// bench/RESULTS.md. No times: sizes are the same on every machine.
import { LIMITS, TARGETS, targetOf, weighPages } from './page-weights.ts';
import { machine, table, verdict, writeSection } from './report.ts';

const measuredOn = machine();
const rows = (await weighPages()).map((weight) => [
  weight.route,
  Math.round(weight.scripts),
  Math.round(weight.styles),
  weight.requests,
  verdict(weight.scripts, targetOf(weight), { digits: 0 }),
  verdict(weight.requests, TARGETS.requests, { digits: 0 }),
]);
const text = `\`npm run bench:pages\`: scripts and styles that a page asks for as it opens, in kB of gzip, and requests with the page itself. Target:
${TARGETS.plain} kB of scripts, ${TARGETS.editor} with the editor, ${TARGETS.requests} requests. tests/e2e/page-weights.spec.ts holds the heaviest to
${LIMITS.plain} and ${LIMITS.editor} kB, and ${LIMITS.requests} requests.

${table(['page', 'scripts', 'styles', 'requests', 'scripts, target', 'requests, target'], rows)}`;
writeSection({ heading: 'Weight of the pages', text }, measuredOn);
process.stdout.write(`${text}\n`);
process.exit(0);
