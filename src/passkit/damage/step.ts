import type { DamageKind } from '../link-parts.ts';

/** One repair: the text without the damage, and what the damage was. */
export type Step = {
  readonly text: string;
  readonly kind: DamageKind;
  readonly detail?: string;
};

/** Finds one kind of damage in a text and undoes it; undefined where there is none. Takes linear time. */
export type Detector = (text: string) => Step | undefined;

/** A step, or undefined where nothing changed. */
export function changed(
  before: string,
  after: string,
  kind: DamageKind,
  detail?: string,
): Step | undefined {
  if (after === before) return undefined;
  return detail === undefined ? { text: after, kind } : { text: after, kind, detail };
}

/** Whether a text holds the parameters of a SmartPass link as they are, whatever is around it. */
export function holdsLink(text: string): boolean {
  return /[?&]data=/.test(text) && /[?&](?:sig|iv)=/.test(text);
}

/** Whether a link needs no repair at all: then whatever its unsigned parameters hold is not damage. */
export function isSound(text: string): boolean {
  const [signed, rest] = signedPart(text);
  const shape =
    /^https?:\/\/([^\s?#%]+)\?data=([\w+/%-]*={0,2})&(?:sig=[0-9a-f]{64}|iv=[0-9a-f]{32})$/i;
  const [, base = '', data = ''] = shape.exec(signed) ?? [];
  const isPlain = base !== '' && !base.includes('://') && !/^3D|%(?!2[BF]|3D)/.test(data);
  return isPlain && !/\s|&amp;|&#/i.test(rest);
}

/** The part of a link that is signed, with its signature or iv, and what comes after it. */
export function signedPart(text: string): readonly [signed: string, rest: string] {
  const found = /[?&](?:sig|iv)=[^&#]*/.exec(text);
  const end = found === null ? text.length : found.index + found[0].length;
  return [text.slice(0, end), text.slice(end)];
}

/** A character as findings name it: `U+200B`. */
export function codePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
