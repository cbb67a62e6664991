/**
 * The engines that are timed. Each `load(template)` returns a function of a prepared context that renders; `prepare` turns
 * the plain context into what the engine's own users would hand over, once, outside the timing.
 */
import { createHmac, hash } from 'node:crypto';

const OURS = new URL('../dist', import.meta.url).pathname;

const base64encode = (value) => Buffer.from(String(value), 'utf8').toString('base64');

/** The filter as users of an engine write it. */
const convertToSHA256 = (value, secret) =>
  createHmac('sha256', secret).update(String(value)).digest('hex');

const BLOCK = 64;
const pads = new Map();

/** The fastest HMAC that Node has: two one-shot hashes over a buffer that begins with the pad of the key, made once. */
function fastHmac(text, secret) {
  let pad = pads.get(secret);
  if (pad === undefined) {
    pad = { inner: Buffer.alloc(2 ** 17, 0x36), outer: Buffer.alloc(BLOCK + 32, 0x5c) };
    for (const [at, byte] of Buffer.from(secret).entries()) {
      pad.inner[at] ^= byte;
      pad.outer[at] ^= byte;
    }
    pads.set(secret, pad);
  }
  const end = BLOCK + pad.inner.utf8Write(text, BLOCK);
  pad.outer.latin1Write(hash('sha256', pad.inner.subarray(0, end), 'latin1'), BLOCK);
  return hash('sha256', pad.outer, 'hex');
}

async function smartpass(dist = OURS) {
  // Builds of earlier checkouts, which `--before` names, have it elsewhere.
  const { Environment, fromJs } = await import(`${dist}/api/jinja.js`).catch(
    () => import(`${dist}/jinja/index.js`),
  );
  const { moengageFilters, defaultProfile } = await import(`${dist}/account/index.js`);
  const { nodeCrypto } = await import(`${dist}/cli/node-crypto.js`);
  const filters = moengageFilters({
    crypto: nodeCrypto,
    profile: defaultProfile(),
    clock: () => 0,
    auxTables: new Map(),
  });
  const tags = new Map([
    ['MOE_NOT_SEND', { parse: (parser) => parser.parseArguments(), render: () => '' }],
  ]);
  const environment = new Environment({ filters, tags });
  return {
    prepare: (context) =>
      new Map(Object.entries(context).map(([name, value]) => [name, fromJs(value)])),
    compile: (source) => environment.compile(source),
    load: (source) => {
      const template = environment.compile(source);
      return (context) => template.renderText(context);
    },
  };
}

async function nunjucks() {
  const { default: engine } = await import('nunjucks');
  const environment = new engine.Environment([], { autoescape: false });
  environment.addFilter('base64encode', base64encode);
  environment.addFilter('convertToSHA256', convertToSHA256);
  return {
    prepare: (context) => context,
    compile: (source) => new engine.Template(source, environment, 'bench', true),
    load: (source) => {
      const template = new engine.Template(source, environment, 'bench', true);
      return (context) => template.render(context);
    },
  };
}

async function huggingface() {
  const { Template } = await import('@huggingface/jinja');
  return {
    prepare: (context) => context,
    compile: (source) => new Template(source),
    load: (source) => {
      const template = new Template(source);
      return (context) => template.render(context);
    },
  };
}

async function minijinja() {
  const { Environment } = await import('minijinja-js');
  const environment = new Environment();
  environment.addFilter('base64encode', base64encode);
  environment.addFilter('convertToSHA256', convertToSHA256);
  return {
    prepare: (context) => context,
    compile: (source) => environment.addTemplate('compiled', source),
    load: (source) => {
      environment.addTemplate('bench', source);
      return (context) => environment.renderTemplate('bench', context);
    },
  };
}

/** What the guide's template does, written by hand: the bound of what any engine can reach. */
async function handwritten() {
  return {
    prepare: (context) => context,
    load: (source) => {
      if (!source.includes('passData')) throw new Error('only the guide is written by hand');
      return ({ UserAttribute: user }) => {
        const data = `{"person.externalId": "${user.MoEngage_ID ?? '12345'}","person.surname": "${user['Last Name']}","person.forename": "${user['First Name']}","person.emailAddress": "${user['Email (Standard)']}","person.displayName":"${user['First Name']} ${user['Last Name']}","person.mobileNumber":"${user['Mobile Number (Standard)']}",}"`;
        const url = `https://pub1.pskt.io/c/a4hrop?data=${base64encode(data)}`;
        return `\n\n\n\n\n\n<a href="${url}&sig=${fastHmac(url, '0WfoVtZ7MrJSfrHVuiESxZ')}">Save</a>\n`;
      };
    },
  };
}

/** The link of a snippet's field map, computed without the snippet: what `preview --json` does once that is proved. */
async function fieldMap() {
  const { linkerOf, readFieldMap } = await import('../dist/compiler/index.js');
  const { fromJs } = await import('../dist/api/jinja.js');
  const { nodeCrypto } = await import('../dist/cli/node-crypto.js');
  return {
    prepare: ({ UserAttribute: user, EventAttribute: event = {} }) => ({
      user: fromJs(user),
      event: fromJs(event),
    }),
    load: (_source, text) => {
      if (text === undefined) throw new Error('only snippets of field maps have one');
      const { map } = readFieldMap(text, 'fieldmap.yaml');
      const linkOf = linkerOf(map, 'A22CharacterFakeSecret', nodeCrypto);
      return (known) => linkOf(known).link;
    },
  };
}

/** Another build of smartpass, in the folder that SMARTPASS_BEFORE names. */
export const BEFORE = 'before';

/** The column of what is written by hand. */
export const BY_HAND = 'by hand';

/** The column of what the field map alone gives. */
export const FIELD_MAP = 'field map';

/** The engines that run on Node, by name. */
export const ENGINES = new Map([
  ['smartpass', () => smartpass()],
  [BEFORE, () => smartpass(`${process.env.SMARTPASS_BEFORE}/dist`)],
  ['nunjucks', nunjucks],
  ['@huggingface/jinja', huggingface],
  ['minijinja-js', minijinja],
  [BY_HAND, handwritten],
  [FIELD_MAP, fieldMap],
]);
