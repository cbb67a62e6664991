import { expect, test } from 'vitest';
import { makeProfile } from '../../src/account/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { readFieldMap } from '../../src/compiler/index.ts';
import { fromJs, type Dict } from '../../src/jinja/index.ts';
import { expectedAnswer, Prover } from '../../src/prove/index.ts';

const PRINTED = `smartpass: 1
identity: none
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  meta.product: { product: "Set[0].all", as: repr, missing: omit }
  meta.answer: { content: "api.all", as: repr, missing: omit }
  meta.row: { aux: { table: t, key: { user: Id }, field: all }, as: repr, missing: omit }
`;

test('a dict that a field prints is in the order of the Python of the account, wherever it comes from', () => {
  const all = { title: {}, price: {}, name: [{ title: 1, price: 2 }] };
  const user = fromJs({ Id: '1' }) as Dict;
  const known = {
    user,
    productSets: fromJs({ Set: [{ all }] }) as Dict,
    contentApi: () => fromJs({ all }),
    auxRow: () => fromJs({ all }),
  };
  const { map, findings } = readFieldMap(PRINTED, 'fieldmap.yaml');
  if (map === undefined) throw new Error(findings.map(({ message }) => message).join('\n'));
  const prover = new Prover({ channel: 'email', hashes: nodeCrypto });
  const links = (['2', '3'] as const).map((python) => {
    const profile = makeProfile({ jinja: '2.8', python }, 'email');
    const answer = prover.ready(prover.subjectOf(map), { profile, editor: 'ace' })(known);
    const release = python === '2' ? '2.8-python2' : '2.8';
    expect(answer).toEqual(expectedAnswer(map, { ...known, release }));
    return 'link' in answer ? answer.link : '';
  });
  const [payload = ''] = links.map((link) =>
    Buffer.from(new URL(link).searchParams.get('data') ?? '', 'base64url').toString(),
  );
  const python2 = "{u'price': {}, u'name': [{u'price': 2, u'title': 1}], u'title': {}}";
  expect(JSON.parse(payload)).toEqual({
    'meta.product': python2,
    'meta.answer': python2,
    'meta.row': python2,
  });
});
