import { RECIPIENT_VARIABLES } from '../account/index.ts';
import type { FixtureUser } from './campaign-files.ts';
import { Dict, type Value } from '../jinja/index.ts';

/**
 * The users, of any number that pass by, who have an attribute that none before had, at any depth, or had in another form. What is to be
 * known of the names that users have is known of them.
 */
export class TypicalUsers {
  readonly users: FixtureUser[] = [];
  readonly #seen: Set<string> = new Set();

  add(user: FixtureUser): void {
    const before = this.#seen.size;
    for (const { part } of RECIPIENT_VARIABLES) {
      const dict = user.recipient[part];
      if (dict !== undefined) this.#look(part, dict);
    }
    if (this.#seen.size > before) this.users.push(user);
  }

  #look(path: string, value: Value): void {
    if (value instanceof Dict) {
      this.#seen.add(`${path} {}`);
      for (const [key, inner] of value.entries())
        if (typeof key === 'string') this.#look(`${path}/${key}`, inner);
    } else if (Array.isArray(value)) {
      this.#seen.add(`${path} []`);
      for (const item of value) this.#look(`${path}/`, item);
    } else this.#seen.add(value === null ? `${path} null` : path);
  }
}
