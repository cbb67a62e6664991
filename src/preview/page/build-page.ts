import { sha256 } from '@noble/hashes/sha2.js';
import type { PreviewState } from '../preview-data.ts';
import { APP_SCRIPT } from './script-app.ts';
import { DOM_SCRIPT } from './script-dom.ts';
import { LIST_SCRIPT } from './script-list.ts';
import { PICTURES_SCRIPT } from './script-pictures.ts';
import { SOURCE_SCRIPT } from './script-source.ts';
import { MESSAGE_SCRIPT } from './script-message.ts';
import { OVERVIEW_SCRIPT } from './script-overview.ts';
import { USER_SCRIPT } from './script-user.ts';
import { DETAIL_STYLES } from './styles-detail.ts';
import { STYLES } from './styles.ts';

/**
 * The page as one HTML text. It loads nothing: its policy allows its own script by hash, styles in it and `data:` images,
 * and for a page that is served the way back to its server. The same state gives the same text.
 */
export function buildPreviewPage(state: PreviewState): string {
  const script = `(function () {\n'use strict';\n${SCRIPTS.join('\n')}})();\n`;
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${base64(sha256(new TextEncoder().encode(script)))}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    ...(state.watching === true ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="${ICON}">
<title>${escapeHtml(state.data.campaign)} · preview</title>
<style>
${STYLES}${DETAIL_STYLES}</style>
</head>
${BODY}
<script type="application/json" id="state">${toPageJson(state)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** JSON that can be in a script element: no `<`, and nothing that ends a line in JavaScript. */
export function toPageJson(state: PreviewState): string {
  return JSON.stringify(state).replaceAll(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A card in the page's blue. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="2" y="6" width="28" height="20" rx="4" fill="#2450c4"/><path d="M2 12h28" stroke="#fff" stroke-width="3"/><path d="M6 20h10" stroke="#fff" stroke-width="2"/></svg>',
)}`;

const SCRIPTS: readonly string[] = [
  DOM_SCRIPT,
  PICTURES_SCRIPT,
  SOURCE_SCRIPT,
  MESSAGE_SCRIPT,
  USER_SCRIPT,
  OVERVIEW_SCRIPT,
  LIST_SCRIPT,
  APP_SCRIPT,
];

const BODY = `<body>
<a class="skip" href="#main">Skip to the preview</a>
<header class="top">
<div class="top-words">
<p class="eyebrow" id="eyebrow"></p>
<h1 id="title">Preview</h1>
<p class="subtitle" id="subtitle"></p>
</div>
<p class="signed" id="signed"></p>
</header>
<noscript><p class="signed">This page needs its own script to show anything; it loads none from elsewhere.</p></noscript>
<div class="problem" id="problem" role="alert" hidden></div>
<main id="main" tabindex="-1">
<section class="list" aria-labelledby="list-title">
<div class="filters" role="search" aria-labelledby="list-title">
<h2 id="list-title">Users</h2>
<div class="chips" id="statuses" role="group" aria-label="Outcome"></div>
<div class="fields">
<label class="field wide"><span>Find</span><input type="search" id="find" autocomplete="off" spellcheck="false" placeholder="name, reason, message, link" aria-keyshortcuts="/"></label>
<label class="field"><span>Reason</span><select id="reason"></select></label>
<label class="field"><span>Lacks</span><select id="lacks"></select></label>
</div>
<p class="count"><span id="count" role="status" aria-live="polite"></span> <button type="button" class="plain" id="clear" hidden>Clear filters</button></p>
</div>
<div class="rows" id="rows">
<table id="users">
<caption class="unseen">What becomes of each user</caption>
<thead><tr><th scope="col">User</th><th scope="col">Outcome</th><th scope="col">What comes of it</th></tr></thead>
<tbody id="body"></tbody>
</table>
<div class="more" id="more" hidden><button type="button" id="more-button">Show more users</button></div>
</div>
</section>
<section class="detail" id="detail" aria-label="Details"></section>
</main>
<div class="unseen" id="said" role="status" aria-live="polite"></div>
`;

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function escapeHtml(text: string): string {
  const names = new Map([
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['"', '&quot;'],
  ]);
  return text.replaceAll(/[&<>"]/g, (char) => names.get(char) ?? char);
}
