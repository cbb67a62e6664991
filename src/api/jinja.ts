/**
 * What a program imports from `smartpass/jinja`: everything of the module `jinja/`, with its Environment and Template below those of nunjucks.
 * Must not know MoEngage or PassKit.
 */
export * from '../jinja/index.ts';
export { Environment, Template } from './on-nunjucks.ts';
