/** One use of each module that claims to run in a page, as data: the same in Node and in a browser. */
import { defaultProfile, EDITORS, nobleHashes, readAuxTable, readExport } from 'smartpass/account';
import { analyse } from 'smartpass/analysis';
import { createRenderer, loadCampaign, outcomes } from 'smartpass/campaign';
import { compile, readFieldMap } from 'smartpass/compiler';
import { closest, SourceMap } from 'smartpass/diagnostics';
import { plainOf, readTree } from 'smartpass/documents';
import { createEmulator } from 'smartpass/emulator';
import { Environment, fromJs } from 'smartpass/jinja';
import { buildLink, portableCrypto, readLink } from 'smartpass/passkit';
import { Prover, worldAt } from 'smartpass/prove';
import * as root from 'smartpass';

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: Id, missing: { drop: No id } }
  person.forename: { user: First Name, missing: { default: Friend } }
`;

const FILES = {
  'campaign.yaml': 'campaign: c\nchannel: email\ntemplate: mail.html\nusers: ada.yaml\n',
  'mail.html': '{# smartpass: fieldmap.yaml #}<a href="{{longURL}}">Card</a>',
  'fieldmap.yaml': MAP,
  'ada.yaml': 'user: { Id: u-1, First Name: "O\\"Ada" }\n',
};

const files = {
  read: async (path) => FILES[path],
  list: async (pattern) => Object.keys(FILES).filter((path) => path === pattern),
};

/** Uses every module. */
export async function use() {
  const secret = 'aFakeSecretForTests012';
  const project = 'https://pub1.pskt.io/c/a4hrop';
  const link = buildLink({ projectUrl: project, payload: { 'person.externalId': 'ü-1' }, secret });
  const { map } = readFieldMap(MAP, 'fieldmap.yaml');
  const prover = new Prover({ channel: 'email', hashes: nobleHashes });
  const prove = prover.ready(prover.subjectOf(map), worldAt('email', [], 0));
  const campaign = await loadCampaign('campaign.yaml', files);
  const message = createEmulator({ channel: 'sms' }).compile('Hi {{ UserAttribute.Name }}');
  const own = root.createEmulator().compile(root.compileFieldMap(MAP, { channel: 'sms' }).snippet);
  return {
    diagnostics: closest('forname', ['forename', 'surname']),
    jinja: new Environment().renderSource("{{ 4/2 }} {{ 'ß'|upper }} {{ 'a'.encode() }}", {}),
    passkit: readLink(link, { secret }).signature.verdict,
    documents: plainOf(readTree('a: [1, "x"]', 'x.yaml', { syntax: 'x', duplicate: 'y' }).tree),
    account: readExport('Id,Name\nu-1,"Ada, B"\n', 'users.csv').users.map(({ name }) => name),
    table: [...readAuxTable('id,Street\ns1,Harbour\n', 'stores.csv').table.rows.keys()],
    analysis: analyse(SourceMap.of('{{ UserAttribute.A }}'), {
      profile: defaultProfile(),
    }).attributes.map(({ name }) => name),
    emulator: message.render({ user: { Name: 'Ada' } }).text,
    compiler: compile(map, { channel: 'sms' }).snippet.length > 500,
    prove: 'link' in prove({ user: fromJs({ Id: 'u-1' }) }),
    editors: EDITORS.get('froala')?.save('<p>{{ a < b }}</p>', ''),
    campaign: [
      ...outcomes(
        campaign,
        createRenderer(campaign, { hashes: nobleHashes, clock: () => 0 }),
        portableCrypto,
      ),
    ].map(({ links }) => links.length),
    root: readLink(own.render({ user: { Id: 'u-1' } }).text, { secret: '{YOUR-PROJECT-SECRET}' })
      .payload,
  };
}
