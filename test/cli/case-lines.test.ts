import { describe, expect, it } from 'vitest';
import { CaseLines } from '../../src/cli/case-lines.ts';
import { repr } from '../../src/jinja/index.ts';

/** Each line as a stream reads it after the others, and as it is read alone. */
function bothWays(lines: readonly string[]): readonly [stream: string, alone: string][] {
  const read = (reader: CaseLines, line: string): string => {
    try {
      return repr(reader.read(Buffer.from(line)));
    } catch (error) {
      return String(error);
    }
  };
  const reader = new CaseLines();
  return lines.map((line) => [read(reader, line), read(new CaseLines(), line)]);
}

const LONG = 'x'.repeat(100);

const STREAMS: Readonly<Record<string, readonly string[]>> = {
  'one template': ['{"id":1,"template":"{{ a }}"}', '{"id":20,"template":"{{ a }}"}'],
  'spaces around the colon': ['{"template" : "a"}', '{"template" : "a"}', '{"template": "a"}'],
  'a template that the next one begins with': ['{"template":"ab"}', '{"template":"abc"}'],
  'a template that begins the next one': ['{"template":"abc"}', '{"template":"ab"}'],
  'quotes and backslashes': [
    String.raw`{"template":"a\"b\\","x":"c"}`,
    String.raw`{"template":"a\"b\\","x":"d"}`,
    String.raw`{"template":"a\"b\\\"","x":"d"}`,
  ],
  'the same text written in another way': [
    '{"template":"é"}',
    String.raw`{"template":"\u00e9"}`,
    '{"template":"é"}',
  ],
  'a key of the context': [
    `{"template":"${LONG}"}`,
    `{"context":{"template":"${LONG}"},"template":"b"}`,
    `{"context":{"template":"${LONG}"}}`,
    `{"context":{"template":"${LONG}"},"template":"${LONG}"}`,
  ],
  'a key that ends alike': [
    `{"template":"${LONG}"}`,
    `{"x\\"template":"${LONG}"}`,
    `{"x":"\\"template\\":","template":"${LONG}"}`,
  ],
  'a value': [`{"x":"template","template":"a"}`, `{"x":"template","template":"a"}`],
  'keys that are there twice': [
    `{"template":"${LONG}","template":"b"}`,
    `{"template":"${LONG}","template":"b"}`,
    `{"template":"b","template":"${LONG}"}`,
  ],
  'no text': ['{"template":"a"}', '{"template":1}', '{"template":null}', '{}', '{"template":"a"}'],
  'lines that are not JSON': [
    `{"template":"${LONG}"}`,
    `{"template":"${LONG}"`,
    `{"template":"${LONG}"}}`,
    `{"template":"${LONG}"\uFEFF}`,
    `\uFEFF{"template":"${LONG}"}`,
    `{"template":"${LONG}" "x":1}`,
    '["template"]',
    '"template"',
  ],
};

describe('the lines of a stream of cases', () => {
  for (const [name, lines] of Object.entries(STREAMS))
    it(`are what each is alone: ${name}`, () => {
      for (const [stream, alone] of bothWays(lines)) expect(stream).toBe(alone);
    });

  it('are read as UTF-8, and refused where they are not', () => {
    const reader = new CaseLines();
    const line = (byte: number): Buffer =>
      Buffer.concat([Buffer.from('{"template":"a","x":"'), Buffer.from([byte]), Buffer.from('"}')]);
    reader.read(line(0x61));
    expect(() => reader.read(line(0xff))).toThrow(/not JSON/);
    expect(repr(reader.read(line(0x62)))).toBe("{'template': 'a', 'x': 'b'}");
  });
});
