/** The part of a plugin of vite that puts a module's text in place. */
export type PagePlugin = {
  readonly name: string;
  load(id: string): Promise<{ code: string; moduleType: 'js' } | undefined>;
};

/** The HTML of the page in a folder, without a state. */
export function buildPage(folder: string): Promise<string>;

/** Puts the preview page into `src/preview/page-html.ts`. */
export function ownPages(): PagePlugin;

/** The files that take the place of packages in a browser, by the names of the packages. */
export const IN_BROWSER: Readonly<Record<string, string>>;
