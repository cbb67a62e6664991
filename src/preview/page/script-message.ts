/**
 * The page's script, part 4: a message as its reader sees it. A mail is read by DOMParser, which runs and loads nothing; what
 * could load, lead away or act is taken out, and it is shown in a frame whose sandbox runs no scripts.
 */
export const MESSAGE_SCRIPT: string = String.raw`
var PHONE = 375;
var DESKTOP = 680;
var OUT = 'script,iframe,frame,object,embed,base,link,meta[http-equiv],portal,template,track';
var LOADING = ['src', 'srcset', 'href', 'xlink:href', 'background', 'poster', 'action', 'formaction', 'data', 'ping', 'cite', 'longdesc', 'autofocus', 'target', 'srcdoc', 'manifest'];
var MAIL_STYLE = ':where(a[data-link]){color:LinkText;text-decoration:underline;cursor:default}'
  + ':where(img[data-picture]){max-width:100%}';
var MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

function mailOf(text, options) {
  var doc = new DOMParser().parseFromString(text, 'text/html');
  var pictures = 0;
  doc.querySelectorAll(OUT).forEach(function (node) { node.remove(); });
  doc.querySelectorAll('img,image,input[type=image]').forEach(function (node) {
    if (/^data:image\//i.test(node.getAttribute('src') || '')) return;
    pictures += 1;
    if (node.localName === 'image') return;
    node.setAttribute('src', standIn(node));
    node.setAttribute('data-picture', '');
  });
  doc.querySelectorAll('*').forEach(function (node) { quieten(node, options.live); });
  doc.querySelectorAll('[style]').forEach(function (node) { node.setAttribute('style', atRest(node.getAttribute('style'))); });
  doc.querySelectorAll('style').forEach(function (node) {
    node.textContent = inScheme(atRest(node.textContent), options.scheme);
    if (node.media) node.media = inScheme(node.media, options.scheme);
  });
  var policy = doc.createElement('meta');
  policy.setAttribute('http-equiv', 'Content-Security-Policy');
  policy.setAttribute('content', MAIL_POLICY);
  var style = doc.createElement('style');
  style.textContent = MAIL_STYLE;
  doc.head.prepend(policy, style);
  var doctype = doc.compatMode === 'BackCompat' ? '' : '<!doctype html>';
  return { html: doctype + doc.documentElement.outerHTML, pictures: pictures, hasDark: hasDark(text) };
}

function quieten(node, live) {
  var href = node.getAttribute('href') || '';
  var isLink = node.localName === 'a' || node.localName === 'area';
  Array.prototype.slice.call(node.attributes).forEach(function (attribute) {
    var name = attribute.name.toLowerCase();
    var isData = name === 'src' && /^data:image\//i.test(attribute.value);
    if (/^on/.test(name) || (LOADING.indexOf(name) >= 0 && !isData)) node.removeAttribute(attribute.name);
  });
  if (!isLink || href === '') return;
  node.setAttribute('data-link', '');
  if (!live || !/^https?:/i.test(href.trim())) return;
  node.setAttribute('href', href.trim());
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer');
}

function atRest(css) {
  return css.replace(/@import[^;]*;?/gi, '').replace(/url\(\s*(?!["']?data:)("[^"]*"|'[^']*'|[^)]*)\s*\)/gi, 'url("data:,")');
}

function inScheme(css, scheme) {
  return css.replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi, function (whole, wanted) {
    return wanted.toLowerCase() === scheme ? '(min-width: 0px)' : '(min-width: 99999px)';
  });
}

function hasDark(text) {
  return /prefers-color-scheme\s*:\s*dark/i.test(text) || /<meta[^>]+color-scheme[^>]+dark/i.test(text);
}

function messageSection(user, view, data, change) {
  var isMail = data.shape === 'html';
  var parts = user.parts || [];
  var all = parts.concat(user.text === undefined ? [] : [{ label: 'Message', shape: isMail ? 'html' : 'text', text: user.text }]);
  if (user.status === 'dropped' && all.every(function (part) { return part.text.trim() === ''; })) return null;
  var tools = h('div', { class: 'tools' },
    isMail && segmented('Width', 'width', [{ id: 'phone', label: 'Phone' }, { id: 'desktop', label: 'Desktop' }], view.width, function (id) { change({ width: id }); }),
    segmented('Colours', 'scheme', [{ id: 'light', label: 'Light' }, { id: 'dark', label: 'Dark' }], view.scheme, function (id) { change({ scheme: id }); }),
    segmented('Show', 'source', [{ id: 'shown', label: 'Message' }, { id: 'source', label: 'Source' }], view.source, function (id) { change({ source: id }); }));
  var shown = view.source === 'source' ? all.map(function (part) { return sourceOf(part, all.length > 1); }) : isMail ? mailStage(user, view, data) : bubbleStage(user, view, data);
  return h('section', { class: 'card message', 'aria-labelledby': 'message-title' },
    h('div', { class: 'card-head' }, h('h3', { id: 'message-title' }, user.status === 'dropped' ? 'Message, up to what drops it' : 'Message'), tools), shown);
}

function sourceOf(part, isNamed) {
  var label = isNamed ? 'source of ' + part.label.toLowerCase() : 'source of the message';
  return h('div', { class: 'source-box' },
    h('div', { class: 'source-head' }, h('span', {}, isNamed ? part.label : ''), copyButton(label, part.text)),
    sourceView(part.text, part.shape === 'html', label.charAt(0).toUpperCase() + label.slice(1)));
}

function inboxOf(parts) {
  if (parts.length === 0) return null;
  return h('dl', { class: 'inbox' }, parts.map(function (part) {
    return h('div', { class: 'inbox-' + part.name.replace(/[^a-z]/g, '') }, h('dt', {}, part.label), h('dd', {}, part.text.trim() === '' ? h('em', {}, 'empty') : part.text.trim()));
  }));
}

function mailStage(user, view, data) {
  var mail = mailOf(user.text || '', { live: data.liveLinks, scheme: view.scheme });
  var width = view.width === 'phone' ? PHONE : DESKTOP;
  var frame = h('iframe', {
    title: 'Message for ' + user.name + ', ' + view.width + ', ' + view.scheme,
    sandbox: data.liveLinks ? 'allow-popups allow-popups-to-escape-sandbox' : '',
    referrerpolicy: 'no-referrer',
    class: 'mail ' + view.width,
  });
  var isTurned = view.scheme === 'dark' && !mail.hasDark;
  frame.style.width = width + 'px';
  frame.style.colorScheme = isTurned ? 'light' : view.scheme;
  if (isTurned) frame.classList.add('turned');
  frame.srcdoc = mail.html;
  var stage = h('div', { class: 'stage ' + view.scheme }, h('div', { class: 'device ' + view.width }, frame));
  fit(stage, frame, width);
  var words = [];
  if (mail.pictures > 0) words.push(count(mail.pictures, 'remote picture is', 'remote pictures are') + ' not loaded: the alternative text is shown instead.');
  if (isTurned) words.push('The mail has no dark colours of its own: its colours are turned round, as some mail programs do.');
  if (!data.liveLinks) words.push('Links cannot be clicked.');
  return [inboxOf(user.parts || []), stage, h('p', { class: 'aside' }, words.join(' '))];
}

function fit(stage, frame, width) {
  new ResizeObserver(function () {
    var room = stage.clientWidth - 26;
    var scale = room > 0 && room < width ? room / width : 1;
    frame.style.transform = scale === 1 ? '' : 'scale(' + scale + ')';
    frame.parentNode.style.width = width * scale + 'px';
    frame.parentNode.style.height = frame.offsetHeight * scale + 'px';
  }).observe(stage);
}

function bubbleStage(user, view, data) {
  var text = user.text || '';
  var parts = user.parts || [];
  var bubble;
  if (data.shape === 'push') bubble = pushOf(text, parts, data);
  else if (user.text !== undefined) bubble = h('div', { class: 'bubble ' + data.shape }, text.trim());
  var rest = data.shape === 'push' ? [] : parts;
  var stage = bubble && h('div', { class: 'stage ' + view.scheme }, h('div', { class: 'screen' }, bubble));
  var length = Array.from(text).length;
  return [inboxOf(rest), stage, user.sms ? smsLine(user.sms) : user.text !== undefined && h('p', { class: 'aside' }, count(length, 'character') + '.')];
}

function partNamed(parts, name) {
  return parts.find(function (part) { return part.name === name; });
}

function pushOf(text, parts, data) {
  var title = partNamed(parts, 'title');
  var summary = partNamed(parts, 'summary');
  var image = partNamed(parts, 'image');
  var link = partNamed(parts, 'link');
  var buttons = parts.filter(function (part) { return /^buttons\.\d+\.text$/.test(part.name); });
  return h('div', { class: 'push' },
    h('div', { class: 'push-head' }, h('span', { class: 'push-icon', 'aria-hidden': 'true' }), data.campaign, h('span', { class: 'push-time' }, 'now')),
    title && h('div', { class: 'push-title' }, title.text.trim()),
    h('div', { class: 'push-text' }, text.trim()),
    summary && h('div', { class: 'push-summary' }, summary.text.trim()),
    image && h('img', { class: 'push-image', alt: 'Picture: ' + image.text.trim(), src: placeholder(320, 120, image.text.trim()) }),
    buttons.length > 0 && h('div', { class: 'push-buttons' }, buttons.map(function (part) {
      var address = partNamed(parts, part.name.replace(/text$/, 'link'));
      return h('span', { title: address ? address.text.trim() : undefined }, part.text.trim());
    })),
    link && h('div', { class: 'push-link' }, 'Opens ', h('code', {}, link.text.trim())));
}

function smsLine(sms) {
  var foreign = sms.foreign.length === 0 ? '' : ' because of ' + sms.foreign.slice(0, 8).map(function (one) { return '“' + one + '”'; }).join(' ');
  return h('p', { class: 'aside' }, h('strong', {}, count(sms.parts, 'SMS part')), ': ' + numbers.format(sms.units) + ' of ' + numbers.format(sms.capacity) + ' in ' + sms.encoding + foreign + '.');
}
`;
