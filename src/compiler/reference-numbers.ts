import { boundsOf, type NumberConversion } from './field-map.ts';
import { SPACES, strip } from './reference-texts.ts';

/** A whole number as most are written, which is its own form. */
const USUAL = /^(?:0|-?[1-9]\d{0,14})$/;

/** Gives texts as decimals of plain digits, '' for what is not a number or not one that the conversion takes. */
export function numberConverter(conversion: NumberConversion): (text: string) => string {
  const { group, round } = { group: undefined, round: undefined, ...conversion };
  const { isWhole, min, max } = boundsOf(conversion);
  const formOf = (text: string): string | undefined => {
    const number = decimalOf(strip(text).toLowerCase(), group);
    if (number === undefined) return undefined;
    if (isWhole && round === undefined && number.fraction !== '') return undefined;
    return written(round === undefined ? number : rounded(number, round));
  };
  return (text) => {
    const made = USUAL.test(text) ? text : formOf(text);
    if (made === undefined) return '';
    const value = Number(made);
    return (min === undefined || value >= min) && (max === undefined || value <= max) ? made : '';
  };
}

/** The digits of a decimal, without zeros that say nothing. */
type Decimal = { readonly isNegative: boolean; readonly whole: string; readonly fraction: string };

function decimalOf(text: string, group: string | undefined): Decimal | undefined {
  if (Array.from(text).length > 399) return undefined;
  const point = group === '.' ? ',' : '.';
  const parts = /^([+-]?)([^e]*)(?:e([+-]?\d{1,5}))?$/.exec(text);
  const [, sign, mantissa = '', exponent = '0'] = parts ?? [];
  const [left = '', right = '', ...others] = mantissa.split(point);
  const whole = ungrouped(left, group);
  const digits = `${whole ?? ''}${right}`;
  const places = Number(exponent);
  if (parts === null || whole === undefined || others.length > 0) return undefined;
  if (!/^\d+$/.test(digits) || exponent.length > 5 || Math.abs(places) > 400) return undefined;
  const at = 400 + whole.length + places;
  const padded = '0'.repeat(400) + digits + '0'.repeat(400);
  return {
    isNegative: sign === '-',
    whole: padded.slice(0, at).replace(/^0+/, ''),
    fraction: padded.slice(at).replace(/0+$/, ''),
  };
}

function ungrouped(text: string, group: string | undefined): string | undefined {
  if (group === undefined) return text;
  const groups = group === ' ' ? text.split(SPACES).filter(Boolean) : text.split(group);
  if (groups.length < 2) return groups.join('');
  const [first = ''] = groups;
  const fits = first.length <= 3 && groups.at(-1)?.length === 3 && !groups.includes('');
  return fits ? groups.join('') : undefined;
}

function rounded({ isNegative, whole, fraction }: Decimal, round: string): Decimal {
  const up = round === 'up' ? fraction !== '' : round === 'nearest' && /^[5-9]/.test(fraction);
  const made = up ? String(BigInt(whole || '0') + 1n) : whole;
  return { isNegative, whole: made, fraction: '' };
}

function written({ isNegative, whole, fraction }: Decimal): string {
  const sign = isNegative && whole + fraction !== '' ? '-' : '';
  return `${sign}${whole || '0'}${fraction === '' ? '' : `.${fraction}`}`;
}
