import { changed, holdsLink, type Step } from './step.ts';

/** `hxxps://pub1[.]pskt[.]io`, as security tools write an address that is not to be opened. */
export function defanged(text: string): Step | undefined {
  const [first] = /^h[x*]{2}ps?(?=:|\[:)|\[(?:\.|:|dot|:\/\/)\]|\(\.\)/i.exec(text) ?? [];
  if (first === undefined) return undefined;
  const after = text
    .replace(/^h[x*]{2}p(s?)/i, 'http$1')
    .replaceAll(/\[:\/\/\]/g, '://')
    .replaceAll(/\[(?:\.|dot)\]|\(\.\)/gi, '.')
    .replaceAll('[:]', ':');
  return changed(text, after, 'defanged', first);
}

/** A beginning that is not one `https://`: doubled, with slashes missing or too many, or without its first letters. */
export function brokenScheme(text: string): Step | undefined {
  const doubled = /^(?:https?:\/\/?){1,5}(https?)(?::\/{1,3}|\/\/)(?=[a-z0-9])/i.exec(text);
  if (doubled !== null)
    return changed(text, `${doubled[1]}://${text.slice(doubled[0].length)}`, 'scheme', doubled[0]);
  const broken =
    /^(?:(https?)(?::\/|\/\/|;\/\/|:\\\\|:\/{3,5}|:)|(?:ttps|tps|ps|htps|htpps|htttps):\/\/|:?\/\/)(?=[a-z0-9.-]{1,250}\/c\/)/i.exec(
      text,
    );
  if (broken === null) return undefined;
  const [found, scheme = 'https'] = broken;
  return changed(text, `${scheme.toLowerCase()}://${text.slice(found.length)}`, 'scheme', found);
}

/** A link that is there twice in a row, with or without space between. */
export function pastedTwice(text: string): Step | undefined {
  const second = text.indexOf(text.slice(0, 12), 12);
  if (second < 0 || !/^https?:\/\//i.test(text)) return undefined;
  const first = text.slice(0, second);
  const isTwice = text.slice(second).trim() === first.trim();
  return isTwice && holdsLink(first) ? changed(text, first.trim(), 'twice') : undefined;
}
