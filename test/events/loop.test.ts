import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadCampaign, type Campaign } from '../../src/campaign/index.ts';
import { Files } from '../../src/cli/files.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { learnSecrets } from '../../src/analysis/index.ts';
import { FAKE_SECRET, FindingsError, Secrets } from '../../src/diagnostics/index.ts';
import { defaultEventSettings, Loop, type EventSettings } from '../../src/events/index.ts';
import { leaks, OTHER_FORMS, SIGNING_FORMS } from '../secret-forms.ts';
import { memoryFiles } from '../testing/memory-campaign.ts';

const SECRET = 'Canary0of1the2MineShaf';
const FOLDER = 'templates/welcome-after-install';
const CARD = `${FOLDER}/card.campaign.yaml`;
const START = Date.parse('2026-03-02T09:00:00Z');

describe('the loop', () => {
  let campaigns: readonly Campaign[] = [];
  let loop: Loop;
  const open = (settings: Partial<EventSettings> = {}): Loop =>
    new Loop({
      campaigns,
      settings: { ...defaultEventSettings(), ...settings },
      secret: FAKE_SECRET,
      start: START,
      hashes: nodeCrypto,
      crypto: nodeCrypto,
    });
  const linkTo = (user: string): string =>
    loop.send(CARD, user)?.user.links[0]?.link ?? 'there is no link';
  const passOf = async (user: string): Promise<string> => {
    const visit = await loop.open(linkTo(user));
    if ('why' in visit) throw new Error(visit.why.join('; '));
    return visit.pass.id;
  };
  const arrived = (): readonly string[] => loop.events.map(({ action }) => action);
  const mails = (): readonly string[] =>
    loop.messages.map(({ setting, user }) => `${setting.campaign} to ${user.name}: ${user.status}`);

  beforeAll(async () => {
    const files = new Files(process.cwd());
    campaigns = await Promise.all(
      ['card', 'welcome', 'missed'].map(async (name) =>
        loadCampaign(`${FOLDER}/${name}.campaign.yaml`, files),
      ),
    );
  });
  beforeEach(() => {
    loop = open();
  });

  test('mail, link, pass, event, follow-up mail', async () => {
    const id = await passOf('ada');
    await loop.act(id, 'add');
    expect(arrived()).toEqual(['Pass created', 'Pass installed']);
    expect(mails()).toEqual(['member-card to ada: sent', 'welcome to ada: sent']);
    expect(loop.messages[1]?.because).toBe(2);
    expect(loop.messages[1]?.user.text).toContain('Thank you, Ada!');
    const { queue } = await loop.state();
    expect(queue).toEqual({ waiting: 0, delivered: 2, dead: [] });
  });

  test('a second visit shows the same pass, also after it was deleted there is another', async () => {
    const first = await passOf('ada');
    expect(await passOf('ada')).toBe(first);
    expect(await passOf('ben')).not.toBe(first);
    await loop.act(first, 'delete');
    expect(await passOf('ada')).not.toBe(first);
    expect(arrived()).toEqual(['Pass created', 'Pass created', 'Pass deleted', 'Pass created']);
  });

  test('of the six events only those of the filter arrive', async () => {
    loop = open({ send: new Set(['installed', 'uninstalled'] as const) });
    const id = await passOf('ada');
    for (const action of ['add', 'update', 'remove', 'invalidate', 'delete'] as const)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await loop.act(id, action, new Map([['members.member.points', '9']]));
    expect(arrived()).toEqual(['Pass installed', 'Pass uninstalled']);
    expect(mails()).toEqual([
      'member-card to ada: sent',
      'welcome to ada: sent',
      'we-miss-you to ada: sent',
    ]);
    expect((await loop.state()).passes[0]?.status).toBe('deleted');
  });

  test('without a filter all six arrive', async () => {
    const id = await passOf('ada');
    for (const action of ['add', 'update', 'remove', 'invalidate', 'delete'] as const)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await loop.act(id, action);
    expect(arrived()).toEqual([
      'Pass created',
      'Pass installed',
      'Pass updated',
      'Pass uninstalled',
      'Pass invalidated',
      'Pass deleted',
    ]);
  });

  test('what cannot be done to a pass does nothing', async () => {
    const id = await passOf('ada');
    expect(await loop.act(id, 'remove')).toBeUndefined();
    await loop.act(id, 'invalidate');
    expect(await loop.act(id, 'update')).toBeUndefined();
    expect(await loop.act('pass-99', 'add')).toBeUndefined();
    const [pass] = (await loop.state()).passes;
    expect(pass?.drawn.qr).toBeUndefined();
  });

  test('installing, removing and installing again are three events', async () => {
    const id = await passOf('ada');
    for (const action of ['add', 'remove', 'add'] as const)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await loop.act(id, action);
    expect(arrived().slice(1)).toEqual(['Pass installed', 'Pass uninstalled', 'Pass installed']);
  });

  test('429 and 500: tried again when the clock is moved', async () => {
    const id = await passOf('ada');
    loop.fault('server-error', 2);
    await loop.act(id, 'add');
    expect((await loop.state()).queue).toMatchObject({ waiting: 1, delivered: 1 });
    await loop.move(60_000);
    expect((await loop.state()).queue).toMatchObject({ waiting: 0, delivered: 2 });
    loop.fault('rate-limit', 1);
    await loop.act(id, 'remove');
    expect((await loop.state()).queue).toMatchObject({ waiting: 1 });
    await loop.move(120_000);
    expect(arrived()).toEqual(['Pass created', 'Pass installed', 'Pass uninstalled']);
  });

  test('an answer that is lost has its event arrive twice under one key', async () => {
    const id = await passOf('ada');
    loop.fault('answer-lost', 1);
    await loop.act(id, 'add');
    await loop.move(60_000);
    expect(loop.events.map(({ action, isRepeat }) => [action, isRepeat])).toEqual([
      ['Pass created', false],
      ['Pass installed', false],
      ['Pass installed', true],
    ]);
  });

  test('a webhook that comes twice is delivered once', async () => {
    const id = await passOf('ada');
    loop.fault('duplicate-webhook', 1);
    await loop.act(id, 'add');
    expect(arrived()).toEqual(['Pass created', 'Pass installed']);
  });

  test('a restart loses nothing, and what is not known to have arrived is sent again', async () => {
    const id = await passOf('ada');
    loop.fault('restart', 1);
    await loop.act(id, 'add');
    await loop.move(60_000);
    expect(loop.events.map(({ isRepeat }) => isRepeat)).toEqual([false, false, true]);
    expect((await loop.state()).queue).toMatchObject({ waiting: 0, delivered: 2 });
  });

  test('a slow answer is waited for', async () => {
    loop.fault('slow', 1);
    await passOf('ada');
    expect(arrived()).toEqual(['Pass created']);
    expect(loop.now - START).toBeGreaterThanOrEqual(8000);
  });

  test('100 flipped bytes of a link give no pass, and say why', async () => {
    const link = linkTo('ada');
    const bytes = new TextEncoder().encode(link);
    for (let index = 0; index < 100; index += 1) {
      const flipped = Uint8Array.from(bytes);
      const at = (index * 37) % bytes.length;
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (index % 7));
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const visit = await loop.open(new TextDecoder().decode(flipped));
      expect('why' in visit ? visit.why.filter((text) => text !== '') : [at, visit]).not.toEqual(
        [],
      );
      expect('pass' in visit ? new TextDecoder().decode(flipped) : '').toBe('');
    }
    expect((await loop.state()).passes).toEqual([]);
    expect((await loop.state()).refusal?.why.length).toBeGreaterThan(0);
  });
});

test.each([...SIGNING_FORMS, ...OTHER_FORMS])(
  'the page is told nothing of a secret of a template: $name',
  async ({ write }) => {
    const text = `<a href="{{ u }}">A</a>${write(SECRET)}{{ UserAttribute['Nobody'] + 1 }}`;
    const own = new Map([
      ['c.yaml', 'campaign: c\nchannel: email\ntemplate: a.html\nusers: u.yaml\n'],
      ['a.html', `{% set u = 'https://pub1.pskt.io/c/a4hrop' %}${text}`],
      ['u.yaml', 'user: { Id: u-1 }\n'],
    ]);
    const told: unknown[] = [];
    try {
      const campaigns = [await loadCampaign('c.yaml', memoryFiles(own))];
      const loop = new Loop({
        campaigns,
        settings: defaultEventSettings(),
        secret: FAKE_SECRET,
        start: START,
        hashes: nodeCrypto,
        crypto: nodeCrypto,
      });
      told.push(loop.send('c.yaml', 'u'), await loop.state());
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      // What the command line draws of it is hidden by what it has learned of the file.
      const secrets = new Secrets();
      learnSecrets(own.get('a.html') ?? '', secrets);
      told.push(secrets.hideIn(error.findings));
    }
    expect(leaks(JSON.stringify(told), SECRET)).toEqual([]);
  },
);
