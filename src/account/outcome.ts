import type { Finding, Span } from '../diagnostics/index.ts';
import type { FailureCategory } from './failures.ts';

/**
 * Why a message does not reach a user: MoEngage's category, the attribute, product set, API or block concerned, the message
 * (MoEngage's wording where it documents one, Jinja's text in it), and where in the template. A failure that only the render
 * knows a line of has no span. `also` are the further places of the same failure, absent where there is one. `part` and `file`
 * are those that it is in, where a message has several parts.
 */
export type Failure = {
  readonly category: FailureCategory;
  readonly name?: string;
  readonly message: string;
  readonly span?: Span;
  readonly line?: number;
  readonly also?: readonly Span[];
  readonly part?: string;
  readonly file?: string;
};

/** A group of errors as the personalized preview lists them: its label, and its texts in order. */
export type PreviewErrors = { readonly label: string; readonly texts: readonly string[] };

/**
 * What rendering a message for one user gives. A sent one may carry warnings: nulls that were let through. A dropped one
 * has every failure that was found, in the order of the render, and the text that was made up to the end or the error. `preview`
 * is what MoEngage's preview page lists, in the mode `preview` alone and where there is something.
 */
export type MessageOutcome =
  | {
      readonly sent: true;
      readonly text: string;
      readonly warnings: readonly Finding[];
      readonly preview?: readonly PreviewErrors[];
    }
  | {
      readonly sent: false;
      readonly failures: readonly Failure[];
      readonly text: string;
      readonly preview?: readonly PreviewErrors[];
    };

/** So many places of one failure are written out. */
const MOST_PLACES = 5;

/** The further places of a failure as people read them, `also at 3:4, 5:6`; undefined where there is one place only. */
export function alsoAt({ also = [] }: Pick<Failure, 'also'>): string | undefined {
  if (also.length === 0) return undefined;
  const places = also.slice(0, MOST_PLACES).map(({ start }) => `${start.line}:${start.column}`);
  const more = also.length - places.length;
  return `also at ${places.join(', ')}${more > 0 ? ` and ${more} more places` : ''}`;
}
