import { code, joined, type Code } from './fragments.ts';

/**
 * A value as the snippet holds it. `text` may always be evaluated; the value is present exactly where all of `when` are
 * true, and `text` is then a text that shows something. Without conditions it is always present.
 */
export type Held = { readonly text: Code; readonly when: readonly Code[] };

/** A text that is '' where it is missing. */
export function selfTelling(text: Code): Held {
  return { text, when: [text] };
}

/** A text that every user has. */
export function certain(text: Code): Held {
  return { text, when: [] };
}

/** The value as an expression that is '' or false where it is missing. */
export function valueOf({ text, when }: Held): Code {
  const others = when.filter((condition) => condition.toString() !== text.toString());
  return others.length === 0 ? text : joined([...others, text].map(factor), code` and `);
}

/** The conditions as one expression; `true` where there is none. */
export function conditionOf({ when }: Held): Code {
  return when.length === 0 ? code`true` : joined(distinct(when).map(factor), code` and `);
}

/** An expression as a part of an `and`: in parentheses where it holds an operator that binds less. */
export function factor(expression: Code): Code {
  return /\b(?:or|if)\b/.test(expression.toString()) ? atom(expression) : expression;
}

/** An expression in parentheses, unless it is a name, a literal or already in them. */
export function atom(expression: Code): Code {
  return SIMPLE.test(expression.toString()) ? expression : code`(${expression})`;
}

/** Whether an expression is short and simple enough to be written twice. */
export function isSimple(expression: Code): boolean {
  return SIMPLE.test(expression.toString());
}

const SIMPLE = /^(?:[A-Za-z_][\w.]*|'(?:[^'\\]|\\.)*'|\([^()]*\))$/;

/** Conditions without those that are there already. */
export function distinct(conditions: readonly Code[]): readonly Code[] {
  return [...new Map(conditions.map((condition) => [condition.toString(), condition])).values()];
}
