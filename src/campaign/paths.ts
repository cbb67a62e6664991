/**
 * The path of `relative` as seen from the file `from`: `templates/a/campaign.yaml` and `../../x.yaml` give `x.yaml`. Absolute
 * paths stay; both sides are written with `/`.
 */
export function beside(from: string, relative: string): string {
  if (relative.startsWith('/')) return relative;
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    const last = parts.at(-1);
    if (part === '' || part === '.') continue;
    if (part === '..' && last !== undefined && last !== '' && last !== '..' && last !== '.')
      parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** The name of a file without its folder and its ending: `fixtures/users/ada.yaml` is `ada`. */
export function stem(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  const dot = name.indexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
