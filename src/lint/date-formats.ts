import { ast } from '../jinja/index.ts';

/** The filters whose first argument is a format, by its keyword; of `today` it is the subject. */
const FORMATS: ReadonlySet<string> = new Set(['dateFormatter', 'dateTimeFormatter']);

/** The formats of dates that are written out in a template. */
export function dateFormats(root: ast.Root): readonly (ast.Const & { readonly value: string })[] {
  const found: (ast.Const & { readonly value: string })[] = [];
  const add = (node: ast.Node | null | undefined): void => {
    if (node?.typename === 'Const' && typeof node.value === 'string')
      found.push(node as ast.Const & { readonly value: string });
  };
  ast.visit(root, {
    Filter({ name, node, args, kwargs }) {
      if (name === 'today') add(node);
      if (FORMATS.has(name)) add(args[0] ?? kwargs.find(({ key }) => key === 'toFormat')?.value);
    },
    Call({ node, args }) {
      if (node.typename === 'Getattr' && node.attr === 'strftime') add(args[0]);
    },
  });
  return found;
}
