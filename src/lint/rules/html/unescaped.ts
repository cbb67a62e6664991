import type { Analysis } from '../../../analysis/index.ts';
import type { PlacedHarm } from '../../place.ts';
import { withPrinted } from '../../printed-at.ts';
import { QUOTES, RESERVED } from '../../trial.ts';
import type { HarmRule } from '../../rule.ts';

/** Whether a print is in the text of a block set, where the attribute that its variable is put into is elsewhere. */
function isSetAside({ node, around }: PlacedHarm, { map }: Analysis): boolean {
  const block = around.find(({ typename }) => typename === 'AssignBlock');
  return block !== undefined && !/<[a-z][^<>]*$/i.test(map.text.slice(block.start, node.start));
}

/** Whether a unit comes right behind what is printed, such as the percent sign of a width: nobody's number has a quote. */
function isMeasure({ end }: PlacedHarm['node'], { map: { text } }: Analysis): boolean {
  const close = text.indexOf('}}', end);
  return close >= 0 && /^(?:%|(?:px|em|rem|pt|vh|vw)\b)/.test(text.slice(close + 2, close + 6));
}

/** Whether a value is printed with its quotes or, which ends an attribute without quotes, its space. */
function isPlain({ trial: { kind } }: PlacedHarm, text: string): boolean {
  return kind === 'quotes' ? text.includes(QUOTES) : kind === 'reserved' && text.includes(RESERVED);
}

/** A quote in a value ends an attribute of the HTML. */
export const htmlUnescaped: HarmRule = {
  code: 'html/unescaped',
  severity: 'warning',
  why: 'MoEngage does not escape values: a name such as O"Brien ends the attribute that it is in, and the markup after it breaks.',
  bad: `<img src="https://example.com/a.png" alt="Hello {{UserAttribute['First Name']|default('Friend', true)}}">`,
  good: `<img src="https://example.com/a.png" alt="Hello {{UserAttribute['First Name']|default('Friend', true)|e}}">`,

  fits(harm, { analysis, isHtml, changesElements }) {
    if (harm.effect !== 'printed' || !isHtml) return false;
    if (!isPlain(harm, harm.text) || analysis.isInLink(harm.node)) return false;
    if (isSetAside(harm, analysis) || isMeasure(harm.node, analysis)) return false;
    const { text, before } = harm.whole;
    if (!changesElements(before, text())) return false;
    let isFound = false;
    for (const alone of withPrinted(harm, analysis)) {
      if (changesElements(before, alone)) return true;
      isFound = true;
    }
    return !isFound;
  },
  hint: ({ trial: { kind } }) =>
    kind === 'quotes' ? 'escape it: |e' : 'put the attribute in quotes, and escape the value: |e',
};
