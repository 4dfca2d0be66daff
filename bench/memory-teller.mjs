// Loaded before a server in its own process (soak.ts; with --expose-gc): tells what it holds once what nobody uses is gone, in
// bytes, and the CPU used so far, in seconds. Plain JavaScript: a loader would hold memory of its own.
process.on('message', () => {
  globalThis.gc();
  globalThis.gc();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send({ rss, held: heapUsed + external, cpuSeconds: (user + system) / 1e6 });
});
