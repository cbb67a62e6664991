/** The only import of nunjucks 3.2.4: its Environment and Template, which ours extend, and its loaders. Nothing is patched. */
import nunjucks from 'nunjucks';

/** nunjucks' Environment and Template classes, to be subclassed. */
export const NunjucksEnvironment: typeof nunjucks.Environment = nunjucks.Environment;
export const NunjucksTemplate: typeof nunjucks.Template = nunjucks.Template;
export type { ILoader as Loader } from 'nunjucks';
