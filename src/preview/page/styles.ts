/** The page's styles, part 1: colours, the two panes, the grid of users. */
export const STYLES: string = String.raw`
:root {
  color-scheme: light dark;
  --ground: #f4f5f8; --surface: #ffffff; --raised: #fafbfc; --ink: #1a1f29; --muted: #566070; --line: #dde1e8;
  --accent: #2450c4; --accent-soft: #e9effd; --focus: #2450c4; --mark: #ffe3a3; --mark-ink: #3b2a00; --code: #f4f5f8;
  --sent: #136236; --sent-soft: #e2f3e8; --warning: #774700; --warning-soft: #fcefd2;
  --broken: #a01528; --broken-soft: #fde6e8; --dropped: #57369b; --dropped-soft: #eee8fb;
  --shadow: 0 1px 2px rgb(20 25 40 / 6%), 0 4px 14px rgb(20 25 40 / 5%);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1217; --surface: #171b22; --raised: #1c212a; --ink: #e6e9ef; --muted: #a3acba; --line: #2b323d;
    --accent: #9db7ff; --accent-soft: #212c4a; --focus: #9db7ff; --mark: #6a4a00; --mark-ink: #fff1d0; --code: #11151b;
    --sent: #86dda8; --sent-soft: #14321f; --warning: #f2c879; --warning-soft: #382a0d;
    --broken: #ff9da6; --broken-soft: #421a20; --dropped: #c9b4ff; --dropped-soft: #2b2147;
    --shadow: 0 1px 2px rgb(0 0 0 / 40%);
  }
}
* { box-sizing: border-box; }
html { height: 100%; }
body { margin: 0; min-height: 100%; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
h1, h2, h3, p, dl, dd, ul, figure, fieldset { margin: 0; padding: 0; border: 0; }
ul { list-style: none; }
h1 { font-size: 1.3rem; line-height: 1.25; letter-spacing: -.01em; }
h2 { font-size: 1.2rem; line-height: 1.3; letter-spacing: -.01em; }
h3 { font-size: .95rem; line-height: 1.4; }
code, pre, kbd { font: .85em/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
button, input, select { font: inherit; color: inherit; }
button, select, input[type=search] { border: 1px solid var(--line); border-radius: 8px; background: var(--surface); padding: .35rem .7rem; min-height: 2.25rem; }
button { cursor: pointer; }
button:hover { border-color: var(--muted); }
button.plain { border: 0; background: none; color: var(--accent); padding: 0 .25rem; min-height: 1.6rem; min-width: 1.6rem; text-decoration: underline; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
h2:focus, main:focus { outline: none; }
.unseen, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; z-index: 5; background: var(--surface); padding: .5rem 1rem; border-radius: 0 0 8px 0; }
.icon { width: 1em; height: 1em; flex: none; fill: none; stroke: currentColor; stroke-width: 2.6; stroke-linecap: round; stroke-linejoin: round; }

.top { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: center; justify-content: space-between; padding: .8rem 1.25rem; background: var(--surface); border-bottom: 1px solid var(--line); }
.eyebrow { color: var(--muted); font-size: .8rem; }
.subtitle { color: var(--muted); font-size: .88rem; }
.signed { font-size: .85rem; color: var(--muted); background: var(--raised); border: 1px solid var(--line); border-radius: 8px; padding: .35rem .7rem; }
.signed.live { color: var(--broken); background: var(--broken-soft); border-color: currentColor; font-weight: 600; }
.cut-off .signed { color: var(--warning); background: var(--warning-soft); }

.problem { padding: 1rem 1.25rem; background: var(--broken-soft); border-bottom: 2px solid var(--broken); max-height: 60dvh; overflow: auto; }
.problem-title { font-weight: 650; color: var(--broken); margin-bottom: .6rem; }
main { transition: filter .15s, opacity .15s; }
.stale main { filter: grayscale(1); opacity: .45; }

.list { background: var(--surface); }
.filters { padding: .9rem 1.25rem .6rem; display: grid; gap: .65rem; border-bottom: 1px solid var(--line); }
.chips { display: flex; flex-wrap: wrap; gap: .35rem; }
.chip { display: inline-flex; align-items: center; gap: .35rem; padding: .15rem .7rem; border-radius: 99px; font-size: .85rem; min-height: 2rem; }
.chip b { font-variant-numeric: tabular-nums; }
.chip[aria-pressed=true] { background: var(--accent-soft); border-color: var(--accent); color: var(--accent); }
.chip .icon { color: var(--muted); }
.chip.sent .icon { color: var(--sent); } .chip.warning .icon { color: var(--warning); } .chip.broken .icon { color: var(--broken); } .chip.dropped .icon { color: var(--dropped); }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem; }
.field { display: grid; gap: .15rem; min-width: 0; }
.field.wide { grid-column: 1 / -1; }
.field > span { font-size: .8rem; color: var(--muted); }
.field input, .field select { width: 100%; min-width: 0; }
.field select:disabled { color: var(--muted); }
::placeholder { color: var(--muted); opacity: 1; }
.count { font-size: .85rem; color: var(--muted); display: flex; justify-content: space-between; align-items: center; min-height: 1.6rem; }

table { border-collapse: collapse; width: 100%; text-align: start; overflow-wrap: break-word; }
td { overflow-wrap: anywhere; }
th { text-align: start; font-weight: 600; }
#users { table-layout: fixed; font-size: .9rem; }
#users thead th { position: sticky; top: 0; z-index: 1; background: var(--raised); color: var(--muted); font-size: .78rem; font-weight: 500; padding: .35rem .5rem; box-shadow: inset 0 -1px var(--line); }
#users thead th:first-child, #users tbody th { padding-inline-start: 1.25rem; }
#users th:first-child { width: 34%; } #users th:nth-child(2) { width: 8.3rem; }
#users tbody tr { cursor: pointer; border-bottom: 1px solid var(--line); }
#users tbody tr:hover { background: var(--raised); }
#users tbody tr.current { background: var(--accent-soft); box-shadow: inset 3px 0 var(--accent); }
#users tbody th, #users tbody td { padding-block: .5rem; padding-inline-end: .5rem; vertical-align: top; }
#users tbody td { padding-inline-start: .5rem; }
#users tbody th a { color: inherit; text-decoration: none; display: block; border-radius: 4px; }
#users tbody th a:hover { text-decoration: underline; }
.summary span { color: var(--muted); font-size: .85rem; line-height: 1.4; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.badge { display: inline-flex; align-items: center; gap: .3rem; border-radius: 99px; padding: .05rem .6rem .05rem .45rem; font-size: .8rem; font-weight: 600; white-space: nowrap; }
.badge.sent { color: var(--sent); background: var(--sent-soft); } .badge.warning { color: var(--warning); background: var(--warning-soft); }
.badge.broken { color: var(--broken); background: var(--broken-soft); } .badge.dropped { color: var(--dropped); background: var(--dropped-soft); }
.more { padding: .8rem 1.25rem; text-align: center; }

@media (min-width: 900px) {
  body { height: 100dvh; display: flex; flex-direction: column; }
  main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(22rem, 30rem) minmax(0, 1fr); grid-template-columns: clamp(24rem, 34vw, 34rem) minmax(0, 1fr); }
  .list { display: flex; flex-direction: column; min-height: 0; border-inline-end: 1px solid var(--line); }
  .rows, .detail { overflow: auto; min-height: 0; }
  .rows { flex: 1; }
}
@media (max-width: 899px) {
  .rows { max-height: 62dvh; overflow: auto; border-bottom: 1px solid var(--line); }
  .open .list { display: none; }
  .detail { --narrow: 1; }
  .chip, button, select, input[type=search] { min-height: 2.6rem; }
}
@media (max-width: 560px) {
  .top, .filters { padding-inline: 1rem; }
  #users th:first-child { width: 34%; } #users th:nth-child(2) { width: 3.4rem; }
  #users thead th:nth-child(2) { font-size: 0; }
  #users thead th:first-child, #users tbody th { padding-inline-start: 1rem; }
  #users .badge { padding: .3rem; }
  #users .badge-text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media print { body, main, .rows, .detail { display: block; height: auto; overflow: visible; } .filters, .steps, .tools { display: none; } }
`;
