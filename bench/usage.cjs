/** Loaded into each process of a pipeline: appends its processor time (µs) and its greatest memory (kB) to a file as it ends. */
const { appendFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread)
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    appendFileSync(process.env.SMARTPASS_BENCH_USAGE, `${userCPUTime + systemCPUTime} ${maxRSS}\n`);
  });
