/**
 * Times one engine on one case in a process of its own: `child.mjs ENGINE MODE WARM SECONDS` with the case as JSON on stdin. Prints
 * the runs for each second of processor time. WARM runs come before, or as many as three seconds allow; `cold` times the first
 * 2,000 renders and none before.
 */
import { readFileSync } from 'node:fs';
import { ENGINES } from './engines.mjs';

const COLD = 2000;
/** Seconds: slow engines reach their speed long before so many runs. */
const MOST_WARMING = 3;

const [name, mode, warm, seconds] = process.argv.slice(2);
const { template, context, map } = JSON.parse(readFileSync(0, 'utf8'));
const engine = await ENGINES.get(name)();

/** Runs for at least so many seconds of processor time, or so many times; gives the runs for each second. */
function perSecond(run, most, time) {
  const start = process.cpuUsage();
  let count = 0;
  let spent = 0;
  for (let batch = 1; count < most && spent < time; batch = Math.min(batch * 2, 64)) {
    for (let at = 0; at < batch; at += 1) run();
    count += batch;
    const { user, system } = process.cpuUsage(start);
    spent = (user + system) / 1e6;
  }
  return count / spent;
}

let run;
if (mode === 'compile') run = () => engine.compile(template);
else {
  const render = engine.load(template, map);
  const prepared = engine.prepare(context);
  run = () => render(prepared);
}
if (mode === 'cold') process.stdout.write(String(perSecond(run, COLD, Infinity)));
else {
  perSecond(run, Number(warm), MOST_WARMING);
  process.stdout.write(String(perSecond(run, Infinity, Number(seconds))));
}
