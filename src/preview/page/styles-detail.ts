/** The page's styles, part 2: what is beside the grid. */
export const DETAIL_STYLES: string = String.raw`
.user { display: grid; gap: 1rem; padding: 1.25rem; max-width: 62rem; grid-template-columns: minmax(0, 1fr); }
.user-head { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .9rem; }
.user-title { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .7rem; flex: 1; min-width: 0; }
.user-head .badge { font-size: .85rem; }
.path { flex-basis: 100%; color: var(--muted); font-size: .85rem; }
.back { flex-basis: auto; }
.steps { display: flex; gap: .35rem; }
.steps button { min-width: 2.25rem; padding: 0; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.15rem; display: grid; gap: .8rem; box-shadow: var(--shadow); grid-template-columns: minmax(0, 1fr); }
.card-head { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; }
.aside { color: var(--muted); font-size: .85rem; }

.tools { display: flex; flex-wrap: wrap; gap: .4rem; }
.segmented { display: flex; min-width: 0; border: 1px solid var(--line); border-radius: 8px; background: var(--ground); padding: 2px; }
.segmented label { cursor: pointer; position: relative; }
.segmented input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.segmented span { display: block; padding: .15rem .7rem; border-radius: 6px; font-size: .85rem; color: var(--muted); }
.segmented input:checked + span { background: var(--surface); color: var(--ink); font-weight: 600; box-shadow: 0 0 0 1px var(--line); }
.segmented input:focus-visible + span { outline: 2px solid var(--focus); outline-offset: 1px; }

.stage { border-radius: 10px; padding: 12px; display: flex; justify-content: center; border: 1px solid var(--line); background: #e7eaf0; overflow: hidden; }
.stage.dark { background: #22262e; }
.device { overflow: hidden; background: #fff; flex: none; box-shadow: 0 0 0 1px rgb(0 0 0 / 14%), 0 6px 20px rgb(0 0 0 / 12%); border-radius: 6px; }
.device.phone { border-radius: 18px; }
.stage.dark .device { background: #000; }
.mail { display: block; border: 0; border-radius: inherit; transform-origin: 0 0; background: #fff; }
.mail.phone { height: 640px; } .mail.desktop { height: 620px; }
.stage.dark .mail:not(.turned) { background: transparent; }
.beside { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
@media (min-width: 1180px) { .beside.phone:has(.message):has(.attributes) { grid-template-columns: minmax(0, 1fr) 16rem; } }
.attributes dl { display: grid; gap: .45rem; }
.attributes dt { font-size: .8rem; } .attributes dd { font-size: .88rem; white-space: pre-wrap; }
.attributes details dl { margin-top: .5rem; }
.lack { color: var(--warning); font-weight: 600; }
.inbox { display: grid; gap: .3rem; padding: .7rem .9rem; border: 1px solid var(--line); border-radius: 10px; background: var(--raised); }
.inbox > div { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: .7rem; }
.inbox-subject dd { font-weight: 650; } .inbox-preheader dd { color: var(--muted); } .inbox dd { white-space: pre-wrap; }
.mail.turned { filter: invert(1) hue-rotate(180deg); }
.source-box { display: grid; gap: .3rem; grid-template-columns: minmax(0, 1fr); }
.source-head, .link-box { display: flex; gap: .6rem; justify-content: space-between; align-items: center; color: var(--muted); font-size: .85rem; }
.link-box { align-items: flex-start; } .link-box > :first-child { flex: 1; min-width: 0; }
.copy { font-size: .82rem; min-height: 1.9rem; padding: .1rem .6rem; flex: none; }
.source.numbered { padding: .6rem 0; white-space: normal; }
.source-line { display: flex; padding-inline-end: .8rem; } .source-text { white-space: pre-wrap; min-width: 0; flex: 1; }
.source-no { flex: none; color: var(--muted); padding: 0 .8rem; user-select: none; white-space: pre; } .source-no::before { content: attr(data-no); }
.s-tag { color: var(--accent); } .s-name { color: var(--dropped); } .s-text { color: var(--sent); } .s-comment { color: var(--muted); font-style: italic; } .s-entity { color: var(--warning); } .s-address { color: var(--sent); }
.source { max-height: 28rem; overflow: auto; white-space: pre-wrap; margin: 0; padding: .8rem; background: var(--code); border: 1px solid var(--line); border-radius: 8px; tab-size: 2; }
.screen { width: 375px; max-width: 100%; padding: 1.2rem .3rem; display: grid; color: #14171d; }
.bubble { font: 16px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; white-space: pre-wrap; padding: .55rem .85rem; border-radius: 18px 18px 18px 5px; justify-self: start; max-width: 92%; background: #fff; box-shadow: 0 1px 1px rgb(0 0 0 / 10%); }
.bubble.whatsapp { background: #fff; border-radius: 4px 10px 10px 10px; }
.bubble.text { max-width: 100%; border-radius: 8px; font: .85rem/1.5 ui-monospace, Menlo, Consolas, monospace; }
.dark .bubble { background: #3a404b; color: #f2f4f8; }
.dark .bubble.whatsapp { background: #1f3b33; }
.push { background: rgb(255 255 255 / 92%); border-radius: 20px; padding: .8rem 1rem; font: 15px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; box-shadow: 0 4px 14px rgb(0 0 0 / 10%); }
.dark .push { background: #363c47; color: #f2f4f8; }
.push-head { display: flex; align-items: center; gap: .5rem; font-size: .85rem; font-weight: 600; margin-bottom: .25rem; }
.push-icon { width: 1.3rem; height: 1.3rem; border-radius: 6px; background: linear-gradient(135deg, #5b8cff, #2450c4); }
.push-time { margin-inline-start: auto; font-weight: 400; opacity: .85; }
.push-text, .push-title { white-space: pre-wrap; } .push-title { font-weight: 650; } .push-summary { font-size: .82rem; opacity: .85; }
.push-image { display: block; width: 100%; height: auto; border-radius: 10px; margin-top: .5rem; }
.push-buttons { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .6rem; } .push-buttons span { border: 1px solid currentColor; border-radius: 99px; padding: .1rem .8rem; font-size: .85rem; font-weight: 600; }
.push-link { margin-top: .5rem; font-size: .8rem; } .push-link code { word-break: break-all; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }

.link-grid { display: grid; grid-template-columns: 11.5rem minmax(0, 1fr); gap: 1.2rem; align-items: start; }
.link-grid.dense { grid-template-columns: 20rem minmax(0, 1fr); }
.qr { display: block; width: 100%; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
.qr-box .aside { text-align: center; margin-top: .3rem; }
.link-facts { display: grid; gap: .8rem; grid-template-columns: minmax(0, 1fr); }
.link-facts dl { display: grid; gap: .3rem; }
.link-facts dl > div { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); gap: .7rem; }
dt { color: var(--muted); font-size: .88rem; } dd { font-size: .92rem; }
meter { width: 7rem; height: .7rem; vertical-align: baseline; margin-inline-end: .5rem; }
.verdict { font-weight: 600; }
.good { color: var(--sent); } .careful { color: var(--warning); } .bad { color: var(--broken); }
.link-text { display: block; font: .8rem/1.5 ui-monospace, Menlo, Consolas, monospace; background: var(--code); border: 1px solid var(--line); border-radius: 8px; padding: .55rem .7rem; word-break: break-all; user-select: all; color: inherit; }
a.link-text { color: var(--accent); }

.fields-table { font-size: .9rem; }
.fields-table caption { text-align: start; font-weight: 600; font-size: .9rem; padding-bottom: .4rem; }
.fields-table thead th { color: var(--muted); font-size: .8rem; font-weight: 500; }
.fields-table th, .fields-table td { padding: .38rem .8rem .38rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.fields-table tbody tr:last-child > * { border-bottom: 0; }
.fields-table tbody th { font-weight: 500; }
.fields-table tbody th .from { display: block; font-weight: 400; }
.fields-table .number { text-align: end; font-variant-numeric: tabular-nums; width: 4.2rem; padding-inline-end: .3rem; }
.from { color: var(--muted); font-size: .85rem; }
.narrow { display: none !important; }
.value { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .85rem; white-space: pre-wrap; }
.absent, .zero { color: var(--muted); } .absent { font-style: italic; }
.scroll-x { overflow-x: auto; }

.notes { display: grid; gap: .9rem; grid-template-columns: minmax(0, 1fr); }
.note { border-inline-start: 3px solid var(--broken); padding-inline-start: .8rem; display: grid; gap: .4rem; grid-template-columns: minmax(0, 1fr); }
.note.warning { border-color: var(--warning); } .note.note { border-color: var(--muted); }
.note-words { display: flex; flex-wrap: wrap; gap: .1rem .55rem; align-items: baseline; }
.note-kind { font-weight: 650; color: var(--broken); } .note.warning .note-kind { color: var(--warning); } .note.note .note-kind { color: var(--muted); }
.note-words code { background: var(--code); border-radius: 4px; padding: 0 .3rem; }
.note-code { color: var(--muted); font-size: .8rem; }
.note-hint { color: var(--muted); font-size: .9rem; }
.frame figcaption { font-size: .82rem; color: var(--muted); margin-bottom: .25rem; }
.frame pre { position: relative; margin: 0; padding: .6rem 0; overflow-x: auto; background: var(--code); border: 1px solid var(--line); border-radius: 8px; color: var(--muted); overflow-wrap: normal; }
.frame code { display: block; width: max-content; min-width: 100%; }
.line { display: block; padding: 0 .8rem; white-space: pre; }
.line.marked { background: var(--warning-soft); color: var(--ink); }
.line.caret { color: var(--broken); font-weight: 700; }
mark { background: var(--mark); color: var(--mark-ink); border-radius: 2px; }
.difference { display: grid; gap: .4rem; grid-template-columns: minmax(0, 1fr); }
.lacks { display: grid; gap: .25rem; }
.keys { display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; } .keys > div { display: flex; gap: .5rem; align-items: baseline; }
kbd { border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 5px; padding: 0 .4rem; background: var(--raised); color: var(--ink); }
.check { font-size: .88rem; display: flex; gap: .45rem; align-items: center; }
summary { cursor: pointer; color: var(--accent); } details .source { margin-top: .5rem; }

@media (min-width: 900px) { .when-narrow { display: none; } }
@media (max-width: 899px) { .when-wide { display: none; } .back { flex-basis: 100%; text-align: start; border: 0; background: none; padding-inline: 0; color: var(--accent); } .user { padding: 1rem; } }
@media (max-width: 560px) {
  .payload td.from, .payload th.from { display: none; }
  .payload .narrow { display: block !important; }
  .payload tbody th { width: 48%; }
  .card { padding: .9rem; border-radius: 10px; }
  .stage { padding: 12px; margin-inline: 0; }
  .link-grid, .link-grid.dense { grid-template-columns: minmax(0, 1fr); }
  .qr-box { max-width: 20rem; margin-inline: auto; width: 100%; }
}
`;
