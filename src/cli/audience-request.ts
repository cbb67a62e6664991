import { attributesBy } from '../account/index.ts';
import type { Attribute } from '../audience/index.ts';
import type { AudienceRequest } from './audience-run.ts';
import type { Arguments } from './command.ts';
import { shardOf } from './shard.ts';
import { wrongUse } from './wrong-use.ts';

/** The request that a command line makes for a campaign and an export. */
export function requestOf(args: Arguments, campaign: string, users: string): AudienceRequest {
  return {
    campaign,
    users,
    profile: args.text('profile'),
    allowOutside: args.flag('allow-outside'),
    fixes: !args.flag('no-fixes'),
    state: args.text('resume'),
    shard: shardOf(args.text('shard')),
    plan: {
      columns: columnsOf(args.texts('column')),
      key: args.text('key'),
      by: args.texts('by'),
      seed: wholeNumber(args.text('seed'), 'seed'),
      sampleSize: wholeNumber(args.text('sample'), 'sample') ?? 20_000,
      everyUser: args.flag('every-user'),
      showsIds: args.flag('show-ids'),
    },
  };
}

/** `Column=First Name` or `Column=event:Expires At`. */
export function columnsOf(given: readonly string[]): ReadonlyMap<string, Attribute> {
  return new Map(
    given.map((text) => {
      const at = text.indexOf('=');
      const [column, target] = [text.slice(0, at), text.slice(at + 1)];
      if (at <= 0 || target === '')
        throw wrongUse(
          `'${text}' names no column and attribute`,
          "write --column 'Column=First Name'",
        );
      const [, source = '', name = ''] = /^(\w+):(.*)$/.exec(target) ?? [];
      const kind = attributesBy('source', source)?.name;
      const attribute: Attribute =
        kind === undefined ? { kind: 'UserAttribute', name: target } : { kind, name: name.trim() };
      return [column, attribute];
    }),
  );
}

function wholeNumber(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw wrongUse(`'${text}' is not a number`, `--${option} takes a whole number`);
}
