import type { DataCenter } from '../account/index.ts';

/** One call of MoEngage's API: where it goes, how often it may be made, and what people call it. */
export type Endpoint = {
  readonly name: string;
  readonly path: string;
  /** Requests a minute. */
  readonly perMinute: number;
};

/** The calls that are made. */
export type EndpointName = 'preview' | 'templates' | 'blocks' | 'blocksById';

/**
 * Every call, all of them POST with JSON. Source: MoEngage's OpenAPI files of campaigns, email templates and content
 * blocks. Content blocks have no documented limit: they are asked no more often than the templates are.
 */
export const ENDPOINTS: Readonly<Record<EndpointName, Endpoint>> = {
  preview: {
    name: 'personalized preview',
    path: '/core-services/v1/personalization/preview',
    perMinute: 10_000,
  },
  templates: {
    name: 'search of email templates',
    path: '/v1.0/custom-templates/email/search',
    perMinute: 100,
  },
  blocks: {
    name: 'search of content blocks',
    path: '/v1/external/campaigns/content-blocks/search',
    perMinute: 100,
  },
  blocksById: {
    name: 'content blocks by id',
    path: '/v1/external/campaigns/content-blocks/get-by-ids',
    perMinute: 100,
  },
};

/** The address of MoEngage's API in a data centre, without a slash at the end. */
export function hostOf(dataCenter: DataCenter): string {
  return `https://api-${dataCenter}.moengage.com`;
}
