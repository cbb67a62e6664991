import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyFolder, smartpass } from '../cli/run-cli.ts';
import { ACCOUNTS, answeredOf, shownOf, type CliOutcome } from './answers.ts';
import { Bench, shipped } from './workspace.ts';

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
        await bench.ask({ kind: 'view', view: { from: 0, to: 0, user: one.user } });
        expect(shownOf(bench.of('user').at(-1)?.user), `${name} ${one.user}`).toEqual(
          answeredOf(one),
        );
      }
    }
  });
});
