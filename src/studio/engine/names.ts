import { ATTRIBUTES, NAMES, type NameForm } from '../../account/index.ts';
import { concreteFieldNames } from '../../passkit/index.ts';
import type { StudioNames } from '../protocol.ts';

/** The names that an editor completes. */
export function studioNames(): StudioNames {
  return {
    fields: concreteFieldNames(),
    attributes: ATTRIBUTES.map(({ name, section, source }) => ({ name, section, source })),
    variables: ofForm('variable'),
    filters: ofForm('filter'),
  };
}

function ofForm(form: NameForm): StudioNames['filters'] {
  const specs = [...NAMES.values()].filter((spec) => spec.form === form);
  return specs.map(({ name, what }) => ({ name, what }));
}
