import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StudioAnswer, TriedAccount } from '../../src/studio/protocol.ts';
import { emptyFolder, smartpass } from '../cli/run-cli.ts';
import { Bench, shipped } from './workspace.ts';

/** Accounts that differ in what templates see. */
export const ACCOUNTS: readonly TriedAccount[] = [
  {},
  { jinja: '2.8', null: 'print' },
  { missing: 'none', null: 'blank', default: 'falsy' },
  { hash: 'sha256-value-secret', hashCase: 'upper', base64Alphabet: 'url' },
  { missing: 'empty', trailingNewline: 'kept', jinja: '3.1.6', autoescape: 'on' },
];

type CliLink = { readonly link: string; readonly signature: { readonly verdict: string } };
type CliOutcome = {
  readonly user: string;
  readonly sent: boolean;
  readonly text?: string;
  readonly failures?: readonly { readonly category: string; readonly message?: string }[];
  readonly links?: readonly CliLink[];
};

describe('the studio shows what the command line answers', () => {
  test.each(['loyalty-card', 'coupon', 'passkit-guide'])('%s in five accounts', async (name) => {
    const bench = new Bench();
    const { campaign, files } = shipped(name);
    let changed: Record<string, string> = files;
    for (const account of ACCOUNTS) {
      const config = join(emptyFolder(), 'profile.yaml');
      writeFileSync(config, `profile: ${JSON.stringify(account)}\n`);
      const argv = ['preview', campaign, '--json', '--text', '--profile', config];
      const { out } = await smartpass(argv);
      const { outcomes } = JSON.parse(out) as { readonly outcomes: readonly CliOutcome[] };
      expect(outcomes).toHaveLength(34);
      await bench.render(campaign, changed, { account });
      changed = {};
      for (const one of outcomes) {
        bench.answers.length = 0;
        await bench.ask({ kind: 'view', view: { from: 0, to: 0, user: one.user } });
        expect(shownOf(bench.of('user').at(-1)), `${name} ${one.user}`).toEqual(answeredOf(one));
      }
    }
  });
});

function shownOf(answer: Extract<StudioAnswer, { kind: 'user' }> | undefined): unknown {
  const user = answer?.user;
  const isSent = user?.status !== 'dropped';
  return {
    user: user?.name,
    sent: isSent,
    ...(isSent && { text: user?.text }),
    links: user?.links.map(({ link, signature }) => [link, signature]),
    failures: isSent ? [] : user?.notes.map(({ category, message }) => [category, message]),
  };
}

function answeredOf({ user, sent, text, failures = [], links = [] }: CliOutcome): unknown {
  return {
    user,
    sent,
    ...(sent && { text }),
    links: links.map(({ link, signature }) => [link, signature.verdict]),
    failures: failures.map(({ category, message }) => [category, message]),
  };
}
