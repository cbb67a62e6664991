import { rootOf } from '../account/index.ts';

/**
 * The path of `relative` as seen from the file `from`: `templates/a/campaign.yaml` and `../../x.yaml` give `x.yaml`. Absolute
 * paths stay, those of Windows too; both sides are written with `/`.
 */
export function beside(from: string, relative: string): string {
  if (rootOf(relative) !== '') return relative;
  const root = rootOf(from);
  const parts = from.slice(root.length).split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    const last = parts.at(-1);
    if (part === '' || part === '.') continue;
    if (part === '..' && last !== undefined && last !== '' && last !== '..' && last !== '.')
      parts.pop();
    else parts.push(part);
  }
  return `${root}${parts.join('/')}`;
}

/** The name of a file without its folder and its ending: `fixtures/users/ada.yaml` is `ada`. */
export function stem(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  const dot = name.indexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
