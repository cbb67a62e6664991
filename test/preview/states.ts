import { Files } from '../../src/cli/files.ts';
import { makePreview, type PageRequest } from '../../src/cli/preview-page.ts';
import type {
  PreviewData,
  PreviewLink,
  PreviewNote,
  PreviewUser,
} from '../../src/preview/index.ts';

/** The data of a campaign as `smartpass preview` makes it. */
export async function dataOf(
  campaign: string,
  more: Partial<PageRequest> = {},
): Promise<PreviewData> {
  const files = new Files(process.cwd());
  const request = { campaign, users: [], profile: undefined, secret: undefined, ...more };
  return (await makePreview(request, files, files.sources)).data;
}

/** A link that is fine but for what is given. */
export function aLink(parts: Partial<PreviewLink> = {}): PreviewLink {
  return {
    link: 'https://pub1.pskt.io/c/a4hrop?data=e30&sig=00',
    projectUrl: 'https://pub1.pskt.io/c/a4hrop',
    family: 'hashed',
    signature: 'valid',
    opens: true,
    length: 45,
    verdict: 'fine',
    limits: { warn: 1000, fail: 2000 },
    query: [],
    fields: [{ name: 'person.forename', source: 'user attribute First Name', value: 'Ada' }],
    notes: [],
    ...parts,
  };
}

/** A user who is sent a short mail, but for what is given. */
export function aUser(parts: Partial<PreviewUser> = {}): PreviewUser {
  return {
    name: 'ada',
    file: 'users/ada.yaml',
    status: 'sent',
    summary: 'a link of 45 characters',
    text: '<p>Hello Ada</p>',
    links: [aLink()],
    notes: [],
    differences: [],
    ...parts,
  };
}

/** A note about the third line of a template. */
export function aNote(parts: Partial<PreviewNote> = {}): PreviewNote {
  return {
    severity: 'error',
    category: 'User Attribute',
    name: 'First Name',
    message: 'No matching value/attribute found for the user',
    frame: {
      file: 'mail.html',
      marked: 3,
      from: 6,
      to: 33,
      lines: [
        { number: 2, text: '<body>' },
        { number: 3, text: 'Dear {{UserAttribute["First Name"]}},' },
      ],
    },
    ...parts,
  };
}

/** A campaign of these users. */
export function aPreview(
  users: readonly PreviewUser[],
  parts: Partial<PreviewData> = {},
): PreviewData {
  return {
    campaign: 'spring',
    file: 'campaign.yaml',
    template: 'mail.html',
    channel: 'email',
    channelName: 'Email',
    trigger: 'one-time',
    liveLinks: false,
    shape: 'html',
    users,
    attributes: [],
    notes: [],
    ...parts,
  };
}
