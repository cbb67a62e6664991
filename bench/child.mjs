/** Times one engine on one case in a process of its own: `child.mjs ENGINE MODE SECONDS` with the case as JSON on stdin. */
import { readFileSync } from 'node:fs';
import { ENGINES } from './engines.mjs';

const [name, mode, seconds] = process.argv.slice(2);
const { template, context } = JSON.parse(readFileSync(0, 'utf8'));
const engine = await ENGINES.get(name)();

function perSecond(run, time) {
  let count = 0;
  const start = process.hrtime.bigint();
  const end = start + BigInt(Math.round(time * 1e9));
  let now = start;
  for (let batch = 1; now < end; now = process.hrtime.bigint()) {
    for (let at = 0; at < batch; at += 1) run();
    count += batch;
    if (batch < 256) batch *= 2;
  }
  return (count * 1e9) / Number(now - start);
}

let run;
if (mode === 'compile') run = () => engine.compile(template);
else {
  const render = engine.load(template);
  const prepared = engine.prepare(context);
  run = () => render(prepared);
}
run();
perSecond(run, Number(seconds) / 2);
process.stdout.write(String(perSecond(run, Number(seconds))));
