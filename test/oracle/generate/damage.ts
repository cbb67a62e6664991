import type { Chance } from './chance.ts';

const TOKEN = /\{[{%#][-+]?|[-+]?[}%#]\}|\s+|\w+|'[^']*'|"[^"]*"|\/\/|\*\*|[=!<>]=|[^]/gu;

const STRAY = [
  '{{', '}}', '{%', '%}', '{#', '#}', '(', ')', '[', ']', '{', '}', ',', '.', ':', ';', '|', '=', '==', '!', '?', '~', '@', '$', '`', '&', '\\',
  "'", '"', '-', '%', 'if', 'else', 'endif', 'endfor', 'end', 'in', 'is', 'not', 'and', 'elsif', 'import', 'block', 'endblock', 'set', 'macro',
  'recursive', 'as', 'with', '1', '1.', '.5', '0x', '1__0', 'é', '“', '’', '&gt;', '\n', ' ', '-%}', '{%-', 'loop', 'true', 'break', 'endraw', 'raw',
]; // prettier-ignore

/** The tokens of a source, roughly: their texts together are the source. */
export function tokensOf(source: string): string[] {
  return source.match(TOKEN) ?? [];
}

/** A source with one to three things wrong: a token left out, doubled, moved or put in, or the end cut off. */
export function damaged(chance: Chance, source: string): string {
  let tokens = tokensOf(source);
  for (let turns = chance.between(1, 3); turns > 0 && tokens.length > 0; turns -= 1) {
    tokens = hurt(chance, tokens);
  }
  return tokens.join('');
}

function hurt(chance: Chance, tokens: readonly string[]): string[] {
  const at = chance.int(tokens.length);
  const token = tokens[at] as string;
  const other = chance.int(tokens.length);
  switch (chance.int(6)) {
    case 0:
      return tokens.toSpliced(at, 1);
    case 1:
      return tokens.toSpliced(at, 0, token);
    case 2:
      return tokens.with(at, tokens[other] as string).with(other, token);
    case 3:
      return tokens.slice(0, Math.max(1, at));
    case 4:
      return tokens.toSpliced(at, 0, chance.of(STRAY));
    default:
      return tokens.with(at, chance.of(STRAY));
  }
}
