/** The page's script, part 5: all about one user: why they are dropped, their message, its links, what is not known. */
export const USER_SCRIPT: string = String.raw`
function userView(user, index, data, view, act) {
  var heading = h('h2', { id: 'who', tabindex: '-1' }, user.name);
  return h('article', { class: 'user', 'aria-labelledby': 'who' },
    h('div', { class: 'user-head' },
      h('button', { type: 'button', class: 'back', on: { click: act.close } }, h('span', { class: 'when-narrow' }, '← All users'), h('span', { class: 'when-wide' }, '← Overview')),
      h('div', { class: 'user-title' }, heading, badge(user.status)),
      h('div', { class: 'steps' },
        h('button', { type: 'button', 'aria-label': 'Previous user', 'aria-keyshortcuts': 'k ArrowUp', on: { click: function () { act.step(-1); } } }, '↑'),
        h('button', { type: 'button', 'aria-label': 'Next user', 'aria-keyshortcuts': 'j ArrowDown', on: { click: function () { act.step(1); } } }, '↓')),
      h('p', { class: 'path' }, user.file)),
    user.status === 'dropped' && h('section', { class: 'card', 'aria-labelledby': 'why-title' },
      h('h3', { id: 'why-title' }, 'Why nothing is sent'), notesList(user.notes)),
    user.status !== 'dropped' && user.notes.length > 0 && h('section', { class: 'card', 'aria-labelledby': 'notes-title' },
      h('h3', { id: 'notes-title' }, 'To note'), notesList(user.notes)),
    h('div', { class: 'beside ' + (data.shape === 'html' && view.source === 'shown' ? view.width : 'phone') },
      (user.text !== undefined || user.parts) && messageSection(user, view, data, act.change),
      attributesCard(user, index, data)),
    user.status !== 'dropped' && data.hasLinks !== false && user.links.length === 0 && h('section', { class: 'card', 'aria-labelledby': 'no-link' },
      h('h3', { id: 'no-link' }, 'Pass link'), h('p', {}, 'The message has no pass link.')),
    user.links.map(function (link, at) { return linkSection(link, at, user, data); }),
    user.differences.length > 0 && h('p', { class: 'aside' }, 'This message depends on ' + count(user.differences.length, 'thing that is', 'things that are') + ' not known of the account: ',
      h('button', { type: 'button', class: 'plain', on: { click: act.close } }, 'see the overview'), '.'));
}

function notesList(notes) {
  return h('ul', { class: 'notes' }, notes.map(function (note) {
    return h('li', { class: 'note ' + note.severity },
      h('p', { class: 'note-words' },
        h('span', { class: 'note-kind' }, note.category || noteKind(note.severity, 'Error')),
        note.name !== undefined && h('code', {}, note.name),
        h('span', { class: 'note-message' }, note.message),
        note.code && h('span', { class: 'note-code' }, note.code)),
      note.hint && h('p', { class: 'note-hint' }, note.hint),
      note.frame && frameView(note.frame));
  }));
}

function frameView(frame) {
  var margin = String(frame.lines[frame.lines.length - 1].number).length;
  var rows = [];
  frame.lines.forEach(function (line) {
    var isMarked = line.number === frame.marked;
    var number = h('span', { class: 'no' }, (isMarked ? '> ' : '  ') + String(line.number).padStart(margin) + ' | ');
    if (!isMarked) { rows.push(h('span', { class: 'line' }, number, line.text, '\n')); return; }
    var words = frame.to > frame.from
      ? [line.text.slice(0, frame.from), h('mark', {}, line.text.slice(frame.from, frame.to)), line.text.slice(frame.to)]
      : [line.text];
    rows.push(h('span', { class: 'line marked' }, number, words, '\n'));
    if (frame.to > frame.from) {
      var caret = ' '.repeat(margin + 2) + ' | ' + ' '.repeat(frame.from) + '^'.repeat(frame.to - frame.from);
      rows.push(h('span', { class: 'line caret', 'aria-hidden': 'true' }, caret, '\n'));
    }
  });
  var pre = h('pre', { tabindex: '0', role: 'group', 'aria-label': 'Lines of ' + frame.file }, h('code', {}, rows));
  requestAnimationFrame(function () {
    var mark = pre.querySelector('mark');
    if (mark && mark.offsetLeft > pre.clientWidth * 0.8) pre.scrollLeft = mark.offsetLeft - pre.clientWidth / 2;
  });
  return h('figure', { class: 'frame' }, h('figcaption', {}, frame.file + ', line ' + frame.marked), pre);
}

function linkSection(link, at, user, data) {
  var title = user.links.length > 1 ? 'Pass link ' + (at + 1) + ' of ' + user.links.length : 'Pass link';
  var id = 'link-' + at;
  var facts = [
    ['Signature', [h('span', { class: 'verdict ' + (link.signature === 'valid' ? 'good' : 'bad') }, link.signature), data.liveLinks ? '' : ' (made with a fake secret)']],
    ['Project', h('span', { class: 'breaking' }, link.projectUrl)],
    ['Payload', [link.family, link.base64 && link.base64 !== 'either' ? ', base64 ' + link.base64 : '']],
  ];
  if (link.query.length > 0) facts.push(['Query', link.query.map(function (pair) { return pair[0] + '=' + pair[1]; }).join(', ')]);
  facts.push(['Length', lengthOf(link)]);
  return h('section', { class: 'card link', 'aria-labelledby': id },
    h('h3', { id: id }, title),
    link.notes.length > 0 && notesList(link.notes),
    h('div', { class: 'link-grid' + (link.qr && link.qr.size > 105 ? ' dense' : '') },
      h('div', { class: 'qr-box' }, link.qr ? qrCode(link.qr, 'QR code of the link') : h('p', {}, 'Too long for any QR code.'),
        h('p', { class: 'aside' }, link.qr ? link.qr.size + ' modules a side' : '')),
      h('div', { class: 'link-facts' },
        h('dl', {}, facts.map(function (fact) { return h('div', {}, h('dt', {}, fact[0]), h('dd', {}, fact[1])); })),
        h('div', { class: 'link-box' }, linkText(link, data), copyButton('the link', link.link)))),
    link.fields.length > 0 ? fieldsTable(link.fields) : h('p', {}, 'No fields could be read.'),
    link.payloadText !== undefined && h('details', {}, h('summary', {}, 'The payload as written'), h('pre', { class: 'source', tabindex: '0', role: 'group', 'aria-label': 'Payload' }, link.payloadText)));
}

function linkText(link, data) {
  if (data.liveLinks && /^https?:\/\//i.test(link.link))
    return h('a', { class: 'link-text', href: link.link, target: '_blank', rel: 'noopener noreferrer' }, link.link);
  return h('code', { class: 'link-text' }, link.link);
}

function lengthOf(link) {
  var meter = h('meter', { min: 0, max: link.limits.fail, low: link.limits.warn, high: link.limits.fail - 1, optimum: 0, 'aria-label': 'Length of the link' });
  meter.value = Math.min(link.length, link.limits.fail);
  var verdict = { fine: 'fine', long: 'long', 'too-long': 'too long' }[link.verdict];
  return [meter, h('span', { class: 'verdict ' + (link.verdict === 'fine' ? 'good' : link.verdict === 'long' ? 'careful' : 'bad') }, verdict),
    ': ' + count(link.length, 'character') + ' (long from ' + numbers.format(link.limits.warn) + ', too long from ' + numbers.format(link.limits.fail) + ')'];
}

function fieldsTable(fields) {
  var hasSources = fields.some(function (field) { return field.source !== ''; });
  return h('table', { class: 'fields-table payload' },
    h('caption', {}, hasSources ? 'Payload, next to the field map' : 'Payload'),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Field'), hasSources && h('th', { scope: 'col', class: 'from' }, 'Source'), h('th', { scope: 'col' }, 'Value'))),
    h('tbody', {}, fields.map(function (field) {
      return h('tr', {}, h('th', { scope: 'row' }, field.name, hasSources && h('span', { class: 'from narrow' }, field.source)), hasSources && h('td', { class: 'from' }, field.source),
        h('td', { class: field.value === undefined ? 'absent' : 'value' }, field.value === undefined ? 'left out' : field.value === '' ? 'empty' : field.value));
    })));
}

var LACKS = ['missing', 'null', 'empty', 'blank'];

function attributesCard(user, index, data) {
  var read = new Map();
  var rows = [];
  data.attributes.forEach(function (attribute) {
    var lack = LACKS.find(function (one) { return attribute[one].indexOf(index) >= 0; });
    read.set(attribute.kind + ' ' + attribute.name, true);
    if (lack === 'missing' || lack === 'null') rows.push(attributeRow(attribute.name, attribute.kind, h('strong', { class: 'lack' }, lack)));
  });
  var own = (user.attributes || []).map(function (one) {
    var kind = one.section.replace('-', ' ') + ' attribute';
    return { one: one, kind: kind, isRead: read.has(kind + ' ' + one.name) };
  }).filter(function (entry) { return !(entry.isRead && entry.one.value === 'None'); });
  var used = own.filter(function (entry) { return entry.isRead; });
  var others = own.filter(function (entry) { return !entry.isRead; });
  function rowOfValue(entry) { return attributeRow(entry.one.name, entry.kind, valueText(entry.one.value)); }
  if (rows.length + own.length === 0) return null;
  return h('section', { class: 'card attributes', 'aria-labelledby': 'has-title' },
    h('h3', { id: 'has-title' }, 'Attributes'),
    rows.length + used.length > 0 && h('dl', {}, rows, used.map(rowOfValue)),
    others.length > 0 && h('details', { open: rows.length + used.length === 0 }, h('summary', {}, count(others.length, 'attribute is', 'attributes are') + ' not read'), h('dl', {}, others.map(rowOfValue))));
}

function attributeRow(name, kind, value) {
  return h('div', {}, h('dt', {}, name, kind !== 'user attribute' && h('span', { class: 'from' }, ' ' + kind.replace(' attribute', ''))), h('dd', {}, value));
}

function valueText(value) {
  if (value === '') return h('strong', { class: 'lack' }, 'empty');
  return value.trim() === '' ? h('strong', { class: 'lack' }, 'blank') : value;
}
`;
