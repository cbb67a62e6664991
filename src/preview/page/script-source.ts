/** The page's script, part 3: a source with line numbers and colours, and buttons that copy a text. */
export const SOURCE_SCRIPT: string = String.raw`
var MARKUP = /<!--[^]*?(?:-->|$)|<\/?[A-Za-z!](?:[^<>"']|"[^"]*"|'[^']*')*>?|&(?:#\w+|\w+);|https?:\/\/[^\s<>"']+/g;
var INSIDE = /"[^"]*"|'[^']*'|[^\s=>"'\/<]+(?=\s*=)|<\/?[^\s>]+/g;

function pieces(text, pattern, kindOf, rest) {
  var found = [];
  var at = 0;
  Array.from(text.matchAll(pattern)).forEach(function (match) {
    if (match.index > at) found.push([rest, text.slice(at, match.index)]);
    found.push([kindOf(match[0]), match[0]]);
    at = match.index + match[0].length;
  });
  if (at < text.length) found.push([rest, text.slice(at)]);
  return found;
}

function coloured(text, isMarkup) {
  var outer = pieces(text, MARKUP, function (part) {
    return /^<!--/.test(part) ? 'comment' : /^</.test(part) ? 'tag' : /^&/.test(part) ? 'entity' : 'address';
  }, '');
  if (!isMarkup) return outer.map(function (piece) { return [piece[0] === 'address' ? 'address' : '', piece[1]]; });
  return outer.flatMap(function (piece) {
    if (piece[0] !== 'tag') return [piece];
    return pieces(piece[1], INSIDE, function (part) { return /^["']/.test(part) ? 'text' : /^</.test(part) ? 'tag' : 'name'; }, 'tag');
  });
}

function sourceView(text, isMarkup, label) {
  var lines = [[]];
  coloured(text, isMarkup).forEach(function (piece) {
    piece[1].split(/\r\n|\r|\n/).forEach(function (part, at) {
      if (at > 0) lines.push([]);
      if (part !== '') lines[lines.length - 1].push(piece[0] === '' ? part : h('span', { class: 's-' + piece[0] }, part));
    });
  });
  var width = String(lines.length).length;
  return h('pre', { class: 'source numbered', tabindex: '0', role: 'group', 'aria-label': label }, lines.map(function (line, at) {
    return h('span', { class: 'source-line' }, h('span', { class: 'source-no', 'data-no': String(at + 1).padStart(width) }), h('span', { class: 'source-text' }, line, '\n'));
  }));
}

function copyButton(label, text) {
  var button = h('button', { type: 'button', class: 'copy', 'aria-label': 'Copy ' + label }, 'Copy');
  button.addEventListener('click', function () {
    function done(words) {
      button.textContent = words;
      byId('said').textContent = words + ': ' + label;
      setTimeout(function () { button.textContent = 'Copy'; }, 2000);
    }
    copyText(text).then(function () { done('Copied'); }, function () { done('Not copied'); });
  });
  return button;
}

function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text).catch(function () { return copySelected(text); });
  return copySelected(text);
}

function copySelected(text) {
  var area = h('textarea', { class: 'unseen', 'aria-hidden': 'true', tabindex: '-1' });
  area.value = text;
  document.body.append(area);
  area.select();
  var isDone = document.execCommand('copy');
  area.remove();
  return isDone ? Promise.resolve() : Promise.reject(new Error('not copied'));
}
`;
