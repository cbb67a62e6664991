/** Lets the browser do what else is to be done: what follows is a task of its own. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
