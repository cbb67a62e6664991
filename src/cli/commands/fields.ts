import type { Finding } from '../../diagnostics/index.ts';
import {
  expectedForm,
  searchFields,
  suggestField,
  type CatalogueField,
} from '../../passkit/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { fittedTable } from '../fitted-table.ts';
import { counted } from '../terminal.ts';

/** `smartpass fields`: the payload fields that PassKit lists. */
export const command: Command = {
  positionals: {
    search: { type: 'string', describe: 'Words that name, description or type must hold' },
  },
  options: {
    kind: {
      choices: ['membership', 'coupon'],
      requiresArg: true,
      describe: 'Only what a project of this kind takes',
    },
  },
  examples: [
    ['fields', 'all of them'],
    ['fields "first name"', 'the field for a first name'],
    ['fields beacon --json', 'for another program'],
  ],
  run: fields,
};

async function fields(args: Arguments, context: CommandContext): Promise<number> {
  const words = args.text('search') ?? '';
  const kind = args.text('kind');
  const found = searchFields(words).filter(
    (field) => kind === undefined || field.kind === 'any' || field.kind === kind,
  );
  const findings = found.length === 0 ? [nothingFound(words)] : [];
  const code = context.judge.exit(findings);
  if (context.json) await context.answer({ ok: code === EXIT.fine, fields: found, findings });
  else if (found.length === 0) await context.report(findings);
  else await context.print(`${drawn(found, context)}\n${counted(found.length, 'field')}\n`);
  return code;
}

function nothingFound(words: string): Finding {
  const near = suggestField(words);
  return {
    code: 'cli/no-field',
    severity: 'error',
    message: `no field is found by '${words}'`,
    hint: near === undefined ? 'smartpass fields lists them all' : `did you mean '${near}'?`,
  };
}

function drawn(found: readonly CatalogueField[], context: CommandContext): string {
  const rows = found.map((field) => [
    field.name,
    field.type,
    field.kind === 'any' ? '' : field.kind,
    `${field.about}: ${notes(field)}`,
  ]);
  return fittedTable(['field', 'type', 'kind', 'what it is'], rows, context);
}

function notes({ type, example, group, standing, instead }: CatalogueField): string {
  const parts = [`${expectedForm(type)}, such as ${example}`];
  if (group !== undefined)
    parts.push(
      group.need === 'required' ? `needed by every ${group.name}` : `optional in a ${group.name}`,
    );
  if (standing === 'seen')
    parts.push(instead === undefined ? 'seen in use, in no list' : `write ${instead} instead`);
  return parts.join('; ');
}
