import { RECIPIENT_VARIABLES } from '../account/index.ts';
import type { FixtureUser } from './campaign-files.ts';
import { Dict, type Value } from '../jinja/index.ts';

/**
 * The users, of any number that pass by, who have an attribute that none before had, at any depth, or had in another form. What is to be
 * known of the names that users have is known of them.
 */
export class TypicalUsers {
  readonly users: FixtureUser[] = [];
  readonly #seen: Place = new Place();
  #isNew = false;

  add(user: FixtureUser): void {
    this.#isNew = false;
    for (const { part } of RECIPIENT_VARIABLES) {
      const dict = user.recipient[part];
      if (dict !== undefined) this.#look(this.#seen.at(part), dict);
    }
    if (this.#isNew) this.users.push(user);
  }

  #look(place: Place, value: Value): void {
    if (value instanceof Dict) {
      this.#note(place, '{}');
      for (const [key, inner] of value.entries())
        if (typeof key === 'string') this.#look(place.at(key), inner);
    } else if (Array.isArray(value)) {
      this.#note(place, '[]');
      for (const item of value) this.#look(place.at(''), item);
    } else this.#note(place, value === null ? 'null' : 'value');
  }

  #note({ forms }: Place, form: string): void {
    if (forms.has(form)) return;
    forms.add(form);
    this.#isNew = true;
  }
}

/** A place in attributes: which forms of values were there, and the places in them by their keys, '' for those of items. */
class Place {
  readonly forms: Set<string> = new Set();
  readonly #inner: Map<string, Place> = new Map();

  at(key: string): Place {
    let place = this.#inner.get(key);
    if (place === undefined) {
      place = new Place();
      this.#inner.set(key, place);
    }
    return place;
  }
}
