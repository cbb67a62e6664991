import type { Schema } from '../../documents/index.ts';
import { FAULTS } from './faults.ts';

const text = { type: 'string', minLength: 1 } as const;
const user = { ...text, description: 'a fixture user, by name' } as const;
const texts = { type: 'array', items: text } as const;
const count = { type: 'integer', minimum: 0, maximum: 100 } as const;

/** How far a step moves the clock. */
const DURATION = {
  type: 'string',
  pattern: String.raw`^[1-9]\d{0,5} (second|minute|hour|day)s?$`,
  description: 'a duration such as 10 minutes or 1 day',
} as const;

function closed(required: readonly string[], properties: object, more: object = {}): object {
  return { type: 'object', additionalProperties: false, required, properties, ...more };
}

const EXPECT = closed(
  [],
  {
    events: { ...texts, description: 'every event that MoEngage has by now, in order' },
    messages: {
      ...texts,
      description: 'every message so far, in order: member-card to ada',
    },
    contains: {
      description: 'what the latest message has to hold',
      oneOf: [text, { ...texts, minItems: 1 }],
    },
    pass: closed(['user', 'status'], {
      user,
      status: { enum: ['created', 'installed', 'uninstalled', 'invalidated', 'deleted'] },
    }),
    waiting: { ...count, description: 'so many events wait in the relay' },
    'given-up': { ...count, description: 'so many events the relay has given up' },
  },
  { minProperties: 1, description: 'what is to be so at this step' },
);

const STEP = closed(
  [],
  {
    send: closed(['campaign', 'to'], { campaign: text, to: user }),
    open: { ...user, description: 'the user who opens the pass link of their latest message' },
    add: { ...user, description: 'the user who adds the pass to a wallet' },
    remove: { ...user, description: 'the user who removes the pass from the wallet' },
    update: closed(['user', 'fields'], {
      user,
      fields: { type: 'object', minProperties: 1, additionalProperties: text },
    }),
    invalidate: { ...user, description: 'the user whose pass is invalidated' },
    delete: { ...user, description: 'the user whose member record is deleted' },
    move: DURATION,
    fault: closed([], Object.fromEntries([...FAULTS.keys()].map((name) => [name, count])), {
      minProperties: 1,
      description: 'what goes wrong from now on, each so many times',
    }),
    expect: EXPECT,
  },
  { minProperties: 1, maxProperties: 1, description: 'one step: send, open, add … or expect' },
);

/** The schema of `loop.yaml`: scenarios of the loop, each a list of steps and expectations. */
export const LOOP_SCHEMA: Schema = {
  $id: 'smartpass/loop',
  title: 'smartpass loop',
  type: 'object',
  required: ['scenarios'],
  additionalProperties: false,
  properties: {
    scenarios: {
      type: 'array',
      minItems: 1,
      items: closed(['name', 'steps'], {
        name: { ...text, description: 'what the scenario says, as a sentence' },
        steps: { type: 'array', minItems: 1, items: STEP },
      }),
    },
  },
};
