const RUN = 'top.canary = 1';

/**
 * Mails that try to run something (they would set `canary` of the page, or show a dialog) or to send something to an address: by elements
 * and attributes that load, by styles, by leading away, and by markup that is read in another way the second time.
 */
export function hostileMails(address: string): readonly string[] {
  const img = `<img src="${address}/mutated" onerror="${RUN}">`;
  return [
    ...running(address),
    ...loading(address),
    ...styling(address),
    ...leading(address),
    ...mutating(img, address),
  ];
}

function running(address: string): readonly string[] {
  return [
    `<script>${RUN}; alert(1)</script><script src="${address}/script"></script>`,
    `<img src=x onerror="${RUN}"><body onload="${RUN}"><svg onload="${RUN}">`,
    `<input autofocus onfocus="${RUN}"><details open ontoggle="${RUN}">x</details>`,
    `<svg><script href="${address}/svg">${RUN}</script><animate onbegin="${RUN}" attributeName="x" dur="1s"/></svg>`,
    `<iframe src="javascript:${RUN}"></iframe><iframe srcdoc="<script>${RUN}</script>"></iframe>`,
    `<object data="javascript:${RUN}"></object><embed src="javascript:${RUN}">`,
    `<div style="animation: x 1s" onanimationstart="${RUN}"><style>@keyframes x {}</style></div>`,
    `<script type="speculationrules">{"prefetch": [{"source": "list", "urls": ["${address}/rules"]}]}</script>`,
    `<template shadowrootmode="open"><img src="${address}/shadow" onerror="${RUN}"></template>`,
    `<video><source onerror="${RUN}" src="${address}/source"></video><audio src="${address}/audio" onerror="${RUN}">`,
  ];
}

function loading(address: string): readonly string[] {
  return [
    `<img src="${address}/img"><img srcset="${address}/set 1x"><img lowsrc="${address}/low" dynsrc="${address}/dyn">`,
    `<picture><source srcset="${address}/source"><img src="${address}/picture"></picture>`,
    `<link rel="stylesheet" href="${address}/css"><link rel="preload" as="image" href="${address}/preload">`,
    `<link rel="dns-prefetch" href="//prefetch.test"><link rel="preconnect" href="${address}"><link rel="prefetch" href="${address}/prefetch">`,
    `<link rel="icon" href="${address}/icon"><link rel="modulepreload" href="${address}/module">`,
    `<iframe src="${address}/frame"></iframe><frameset><frame src="${address}/frames"></frameset>`,
    `<object data="${address}/object"></object><embed src="${address}/embed"><applet code="${address}/applet"></applet>`,
    `<video src="${address}/video" poster="${address}/poster" autoplay></video><track src="${address}/track">`,
    `<body background="${address}/body"><table background="${address}/table"><td background="${address}/td">x</td></table>`,
    `<form action="${address}/form"><input type="image" src="${address}/input"><button autofocus formaction="${address}/button">x</button></form>`,
    `<svg><image href="${address}/image"/><image xlink:href="${address}/xlink"/><use href="${address}/use#a"/></svg>`,
    `<svg><filter id="f"><feImage href="${address}/fe"/></filter><rect width="9" height="9" filter="url(#f)" fill="url(${address}/fill#a)"/></svg>`,
    `<html manifest="${address}/manifest"><bgsound src="${address}/sound"><input src="${address}/plain">`,
  ];
}

function styling(address: string): readonly string[] {
  const css = (text: string): string => `<style>${text}</style><p class="p">x</p>`;
  return [
    css(
      `@import url(${address}/import1); @import "${address}/import2"; p { background: url(${address}/bg) }`,
    ),
    css(`@font-face { font-family: x; src: url(${address}/font) } p { font-family: x }`),
    css(
      `p { background: u\\72l(${address}/escaped); background-image: \\75 rl("${address}/escaped2") }`,
    ),
    css(`p { background: image-set("${address}/set" 1x); list-style: url("${address}/list") }`),
    css(
      `p::before { content: url('${address}/content') } p { cursor: url(${address}/cursor), auto; mask: url(${address}/mask) }`,
    ),
    css(
      `@import/**/"${address}/import3";@im\\70ort "${address}/import4"; p{--x:url(${address}/var);background:var(--x)}`,
    ),
    `<p style="background: url('${address}/style'); border-image: url(${address}/border)">x</p>`,
    `<svg><style>@import "${address}/svgimport"; rect { fill: url(${address}/svgfill) }</style><rect width="9" height="9"/></svg>`,
  ];
}

function leading(address: string): readonly string[] {
  return [
    `<meta http-equiv="refresh" content="0;url=${address}/refresh"><META HTTP-EQUIV=Refresh CONTENT="0; ${address}/refresh2">`,
    `<base href="${address}/base/" target="_top"><a href="x" ping="${address}/ping">x</a>`,
    `<a href="javascript:${RUN}" id="js">js</a><svg><a xlink:href="javascript:${RUN}"><text y="20">x</text></a></svg>`,
    `<form id="f" action="${address}/submit"></form><input form="f" autofocus><isindex action="${address}/isindex">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src *; script-src * 'unsafe-inline'"><script>${RUN}</script>`,
    `<portal src="${address}/portal"></portal><fencedframe src="${address}/fenced"></fencedframe>`,
  ];
}

/** Ways in which markup is another after it was written out and read again. */
function mutating(img: string, address: string): readonly string[] {
  const refresh = `<meta http-equiv=refresh content='0;url=${address}/mutated-refresh'>`;
  const quoted = img.replaceAll('"', '&quot;');
  return [
    `<noscript><p title="</noscript>${quoted}">`,
    `<svg></p><style><a id="</style>${quoted}"></a></style></svg>`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;${quoted.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}">`,
    `<form><math><mtext></form><form><mglyph><style></math>${img}`,
    `<math><annotation-xml encoding="text/html"><style><img title="</style>${quoted}"></style></annotation-xml></math>`,
    `<select><style></select>${img}</style><textarea><img title="</textarea>${quoted}">`,
    `<xmp><p title="</xmp>${quoted}"></xmp><noembed><p title="</noembed>${quoted}"></noembed>`,
    `<!--><img src=x>--!>${img}<![CDATA[>${img}]]><?x >${img}?>`,
    `<svg><title><style><a id="</style>${refresh.replaceAll('"', '&quot;')}"></style></title></svg>`,
    `<table><caption><svg><desc><table><style><!--</style></table>${refresh}--></style>`,
    `<plaintext>${img}</plaintext>${refresh}`,
  ];
}
