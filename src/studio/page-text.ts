import { fillPage } from '../preview/index.ts';
import type { StudioWorkspace } from './protocol.ts';

/** The page that a server gives to anybody on this machine: it holds nothing, and asks for the workspace with the token of its address. */
export function servedPage(html: string): string {
  return fillPage(html, { title: 'smartpass studio', state: { served: true }, isServed: true });
}

/** The page alone with a workspace in it, which goes through `shareable` before. */
export function exportedPage(html: string, workspace: StudioWorkspace): string {
  return fillPage(html, { title: 'smartpass studio', state: { workspace }, isServed: false });
}
