import { accountSourceBy } from '../account/index.ts';
import type { Source } from '../compiler/index.ts';

/** A source of a field map as people say it: `user attribute First Name`, `the text “{First Name} {Last Name}”`. */
export function describeSource(source: Source): string {
  switch (source.kind) {
    case 'user':
    case 'event':
    case 'business':
    case 'campaign':
      return `${nounOf(source)} ${source.attribute}`;
    case 'product':
      return `${nounOf(source)} ${[source.set, ...source.path].join('.')}`;
    case 'content':
      return `${nounOf(source)} ${[source.api, ...source.path].join('.')}`;
    case 'aux':
      return `${nounOf(source)} ${source.table}, ${source.field} of the row of ${describeSource(source.key)}`;
    case 'value':
      return 'the same for everyone';
    case 'now':
      return 'the moment of sending';
    case 'text':
      return `text ${source.parts.map((part) => (typeof part === 'string' ? part : `{${shortName(part)}}`)).join('')}`;
    case 'first':
    default:
      return `the first of ${source.sources.map(describeSource).join(', ')}`;
  }
}

function nounOf({ kind }: Source): string {
  return accountSourceBy('source', kind)?.noun ?? kind;
}

function shortName(source: Source): string {
  return 'attribute' in source ? source.attribute : describeSource(source);
}
