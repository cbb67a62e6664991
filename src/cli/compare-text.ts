import { printable, type Finding, type Paint } from '../diagnostics/index.ts';
import type { Campaign } from '../campaign/index.ts';
import type { Comparison, Difference, ExplainingField, Explanation } from '../live/index.ts';
import { counted } from './terminal.ts';

/** What goes to an account before it goes: whose attributes, and where. */
export function sendingNote({ users }: Campaign, host: string, asUser: string | undefined): string {
  const names = new Set(
    users.flatMap(({ recipient }) =>
      [recipient.user, recipient.event].flatMap((dict) => [...(dict?.keys() ?? [])].map(String)),
    ),
  );
  if (asUser !== undefined)
    return `asking ${host} to render for its own user ${printable(asUser)}: no attribute is sent`;
  const shown = [...names].slice(0, 4).map(printable).join(', ');
  const more = names.size > 4 ? ` and ${names.size - 4} more` : '';
  return `sending the attributes of ${counted(users.length, 'fixture user')} to ${host} (${shown}${more}): no real user is looked up`;
}

/** So many characters of a text are shown on each side of a difference. */
const CONTEXT = 30;

/** The result for people: how many differ, and the first difference with both texts. */
export function comparisonText(comparison: Comparison, paint: Paint): string {
  const { users, unsent, differences } = comparison;
  const lines = [paint.strong(headline(comparison))];
  const [first] = differences;
  if (first !== undefined) lines.push(...drawnDifference(first));
  if (differences.length > 1) {
    const rest = differences.slice(1, 9).map(({ user }) => printable(user));
    const more = differences.length > 9 ? ` and ${differences.length - 9} more` : '';
    lines.push(`also ${rest.join(', ')}${more}`);
  }
  if (unsent.length > 0)
    lines.push(
      paint.dim(
        `${unsent.length} of ${users.length} are not sent here, which a preview does not show for sure`,
      ),
    );
  return `${lines.join('\n')}\n`;
}

/** `200 users: 0 differ`. */
function headline({ users, differences }: Comparison): string {
  const verb = differences.length === 1 ? 'differs' : 'differ';
  return `${counted(users.length, 'user')}: ${differences.length} ${verb}`;
}

function drawnDifference({
  user,
  part,
  here,
  account,
  offset,
  position,
}: Difference): readonly string[] {
  const from = Math.max(0, offset - CONTEXT);
  const cut = (text: string): string => {
    const end = offset + CONTEXT;
    const part = printable(text.slice(from, end));
    return `${from > 0 ? '…' : ''}${part}${text.length > end ? '…' : ''}`;
  };
  const column = printable(here.slice(from, offset)).length + (from > 0 ? 1 : 0);
  return [
    `first ${printable(user)}, line ${position.line}, column ${position.column} of ${part}:`,
    `  here     ${cut(here)}`,
    `  account  ${cut(account)}`,
    `           ${' '.repeat(column)}^`,
  ];
}

/** The first difference as an error at its place in the template; undefined where there is none. */
export function differenceFinding({
  differences,
  explanation,
  users,
}: Comparison): Finding | undefined {
  const [first] = differences;
  if (first === undefined) return undefined;
  const count = differences.length;
  return {
    code: 'live/differs',
    severity: 'error',
    message: `the account renders another text for ${count} of ${counted(users.length, 'user')}, ${printable(first.user)} first`,
    hint: explained(explanation, count),
    file: first.file,
    ...(first.span !== undefined && { span: first.span }),
  };
}

function explained({ steps, users }: Explanation, count: number): string {
  if (steps.length === 0)
    return 'no field of the profile explains it: run smartpass calibrate --live, and report what it shows';
  const named = steps.map(({ fields, alternatives }) =>
    [fields, ...alternatives].map(fieldsText).join(' or '),
  );
  const which = users === count ? (count === 1 ? 'it' : 'all') : `${users} of ${count}`;
  return `the account profile explains ${which} with ${named.join(', and ')}; smartpass calibrate --live reads it back`;
}

function fieldsText(fields: readonly ExplainingField[]): string {
  return fields.map(({ field, account }) => `${field}: ${account}`).join(' with ');
}

/** The same for programs: every difference, with whole texts. */
export function comparisonJson(
  { users, unsent, differences, explanation }: Comparison,
  { name, channel, config }: Campaign,
): Readonly<Record<string, unknown>> {
  return {
    campaign: name,
    channel,
    config,
    users: users.length,
    differ: differences.length,
    unsent,
    differences,
    explanation,
  };
}
