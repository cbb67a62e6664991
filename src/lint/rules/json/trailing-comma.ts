import { isJson, jsonTexts } from '../../json-texts.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** A comma before the end of an object or a list, with statements between. */
const COMMA = /,(?=(?:\s|\{%(?:(?!%\})[\s\S])*%\})*[}\]])/g;
const TEXT = /"(?:[^"\\]|\\.)*"/g;

/** The JSON of a message has a comma before the end of an object or a list. */
export const jsonTrailingComma: TextRule = {
  code: 'json/trailing-comma',
  severity: 'error',
  why: 'JSON has no comma after the last member: whatever gets it cannot read it, for anyone. In a loop the comma belongs between the items.',
  where: { channel: 'connector', trigger: 'event' },
  bad: `{"tags": [{% for tag in UserAttribute['Tags']|default([], true) %}{{ tag|default('', true)|tojson }},{% endfor %}]}`,
  good: `{"tags": [{% for tag in UserAttribute['Tags']|default([], true) %}{{ tag|default('', true)|tojson }}{% if not loop.last %},{% endif %}{% endfor %}]}`,

  check,
};

function* check({ complete, analysis }: Subject): Iterable<Report> {
  const isEnding = jsonTexts(complete?.text ?? '').some(
    (json) => !isJson(json) && /,\s*[}\]]/.test(json.replaceAll(TEXT, '""')),
  );
  if (!isEnding) return;
  const found = analysis.texts.flatMap(({ start, end }) => {
    const { text } = analysis.map;
    COMMA.lastIndex = start;
    const comma = COMMA.exec(text);
    return comma !== null && comma.index < end ? [comma.index] : [];
  });
  for (const start of found.slice(0, 1))
    yield {
      message: 'the JSON has a comma before its closing bracket',
      hint: 'take it out; in a loop: {% if not loop.last %},{% endif %}',
      at: { start, end: start + 1 },
    };
}
