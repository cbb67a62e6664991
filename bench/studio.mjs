/**
 * `node bench/studio.mjs`: the studio in Chromium. From a key to the verified links of 34 users, and from opening a page to its first result;
 * with a template of 60 KB and 1,000 users, from a key to the message of the user who is shown. The greatest tasks of the page are told by the
 * time for which its thread worked on them, which other work on the machine does not lengthen. Needs `npm run build`.
 * With `--profile FOLDER` the functions of the page and of its workers are written there, as profiles for the developer tools.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { values: options } = parseArgs({
  options: {
    keys: { type: 'string', default: '60' },
    users: { type: 'string', default: '1000' },
    profile: { type: 'string' },
  },
});
const KEYS = Number(options.keys);
const HTML = readFileSync('dist/studio/index.html', 'utf8');
const NAMES = { done: 'verified links', user: 'the shown message' };
const SHIPPED = 'templates/loyalty-card';
const ROW = `<tr><td style="padding:0 12px">Hi {{ UserAttribute['First Name']|default('Friend', true) }}</td></tr>
{% if UserAttribute['Tier'] == 'gold' %}
<p>Gold {{ UserAttribute['Points']|default(0, true)|int }}</p>
{% endif %}
`;

/** Runs in the page before its own script: notes when a key went down, and when a message and when everybody is verified and drawn. */
function observe() {
  const seen = { keys: [], user: [], done: [] };
  globalThis.seen = seen;
  globalThis.addEventListener('keydown', (event) => seen.keys.push(event.timeStamp), true);
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    constructor(url) {
      super(url);
      this.addEventListener('message', ({ data }) => {
        const times = seen[data.kind];
        if (times === undefined) return;
        // What is drawn next is on the screen once the message that a frame sends arrives.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => times.push(performance.now()));
          port1.start();
          port2.postMessage(null);
        });
      });
    }
  };
}

const folder = mkdtempSync(join(tmpdir(), 'smartpass-bench-'));
const browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
  executablePath: process.env.SMARTPASS_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  viewport: { width: 1440, height: 900 },
});
try {
  const files = { ...filesOf(SHIPPED), ...filesOf('fixtures/users') };
  await measure('34 users', files, 'done');
  const template = `${SHIPPED}/email.html.jinja`;
  const campaign = `${SHIPPED}/campaign.yaml`;
  const ada = files['fixtures/users/ada.yaml'];
  const users = Array.from({ length: Number(options.users) }, (_, at) => [
    `${SHIPPED}/many/u${String(at).padStart(4, '0')}.yaml`,
    ada.replaceAll('Ada', `Ada ${at}`),
  ]);
  const rows = ROW.repeat(Math.ceil(60_000 / ROW.length));
  await measure(
    `60 KB, ${users.length} users`,
    {
      ...files,
      ...Object.fromEntries(users),
      [template]: files[template].replace('</body>', `<table>${rows}</table></body>`),
      [campaign]: files[campaign].replace(
        /^users:.*$/m,
        "users: ['../../fixtures/users/*.yaml', 'many/*.yaml']",
      ),
    },
    'user',
  );
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

function filesOf(path) {
  return Object.fromEntries(
    readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [`${path}/${name}`, readFileSync(join(path, name), 'utf8')]),
  );
}

/** `until` is what is waited for after each key: the message of the user who is shown, or everybody. */
async function measure(name, files, until) {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  const tasks = await tasksOf(session);
  await page.addInitScript(observe);
  const workspace = {
    campaign: `${SHIPPED}/campaign.yaml`,
    files: Object.entries(files).map(([path, text]) => ({ path, text, hash: '' })),
    writes: false,
  };
  const state = JSON.stringify({ workspace }).replaceAll('<', '\\u003c');
  const file = join(folder, 'studio.html');
  writeFileSync(
    file,
    HTML.replace(/(<script type="application\/json" id="state">)null/, (_, tag) => tag + state),
  );
  await tasks.begin();
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction('seen.done.length > 0', undefined, { timeout: 120_000 });
  const first = await page.evaluate('seen.done[0]');
  // Until it has judged, and the compilers of the browser have seen the code.
  await page.waitForTimeout(2500);
  const opening = await tasks.end();
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+Home');
  const profiles = options.profile === undefined ? undefined : await profileOf(page);
  await page.evaluate('seen.keys.length = 0');
  await tasks.begin();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const cpu = await cpuOf(session);
  const times = [];
  for (let at = 0; at < KEYS; at += 1) {
    await page.evaluate('seen.done.length = seen.user.length = 0');
    await page.keyboard.press(at % 20 === 19 ? 'Enter' : 'x');
    await page.waitForFunction(`seen.${until}.length > 0`, undefined, { timeout: 60_000 });
    const [key, done] = await page.evaluate(`[seen.keys.at(-1), seen.${until}[0]]`);
    times.push(done - key);
    // As fast as people type, with a pause that lets the linter begin now and then.
    await page.waitForTimeout(at % 20 === 10 ? 500 : 60);
  }
  const used = ((await cpuOf(session)) - cpu) / KEYS;
  await profiles?.(name);
  const typing = await tasks.end();
  await page.waitForFunction('seen.done.length > 0', undefined, { timeout: 120_000 });
  const [last, all] = await page.evaluate('[seen.keys.at(-1), seen.done[0]]');
  times.sort((one, other) => one - other);
  const at = (part) => Math.round(times[Math.floor(KEYS * part)]);
  console.log(
    `${name}: first result ${Math.round(first)} ms; key to ${NAMES[until]} median ${at(0.5)} ms, p95 ${at(0.95)} ms; ` +
      `last key to everybody ${Math.round(all - last)} ms; ` +
      `${Math.round(used)} ms of processor time of the page a key; its greatest tasks: ${listOf(opening)} while opening, ${listOf(typing)} while typing`,
  );
  await page.close();
}

/** Milliseconds that the main thread of a page has worked for; a session counts from its own beginning. */
async function cpuOf(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

/** The greatest tasks of the main thread of a page between two moments, by the milliseconds for which the thread worked. */
async function tasksOf(session) {
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  return {
    begin: () =>
      session.send('Tracing.start', {
        transferMode: 'ReportEvents',
        traceConfig: { includedCategories: ['toplevel'] },
      }),
    async end() {
      const isComplete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await isComplete;
      const all = events.splice(0);
      const threadOf = ({ pid, tid }) => `${pid}:${tid}`;
      const mains = new Set(
        all.filter(({ args }) => args?.name === 'CrRendererMain').map(threadOf),
      );
      return all
        .filter(({ name, ph }) => name.endsWith('::RunTask') && ph === 'X')
        .filter((task) => mains.has(threadOf(task)))
        .map(({ tdur = 0 }) => Math.round(tdur / 1000))
        .sort((one, other) => other - one)
        .slice(0, 3);
    },
  };
}

function listOf(tasks) {
  return `${tasks.join(', ')} ms`;
}

/** Begins to profile a page and its workers; the function that comes back writes what was found. */
async function profileOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  const workers = [];
  const root = await page.context().newCDPSession(page);
  let number = 0;
  const waiting = new Map();
  root.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result);
  });
  root.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.push(sessionId);
  });
  await root.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const ask = (sessionId, method) =>
    new Promise((resolve) => {
      number += 1;
      waiting.set(number, resolve);
      const message = JSON.stringify({ id: number, method });
      void root.send('Target.sendMessageToTarget', { sessionId, message });
    });
  for (const worker of workers) {
    await ask(worker, 'Profiler.enable');
    await ask(worker, 'Profiler.start');
  }
  return async (name) => {
    const write = (what, { profile }) =>
      writeFileSync(
        join(options.profile, `${name.replaceAll(/\W+/g, '-')}-${what}.cpuprofile`),
        JSON.stringify(profile),
      );
    write('page', await session.send('Profiler.stop'));
    for (const [at, worker] of workers.entries())
      write(`worker-${at}`, await ask(worker, 'Profiler.stop'));
    await session.detach();
  };
}
