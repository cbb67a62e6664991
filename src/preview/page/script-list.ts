/** The page's script, part 7: the grid of users and its filters. Rows are made as they are needed. */
export const LIST_SCRIPT: string = String.raw`
var STEP = 200;

function lacksSet(data, choice) {
  var parts = choice.split(':');
  var attribute = data.attributes[Number(parts[0])];
  if (!attribute) return new Set();
  var kinds = parts[1] === 'any' ? LACKS : [parts[1]];
  return new Set(kinds.flatMap(function (kind) { return attribute[kind] || []; }));
}

function searchText(user) {
  return [user.name, user.file, user.summary, user.text || ''].concat((user.parts || []).map(function (part) { return part.text; })).concat(user.links.map(function (link) {
    return link.link + ' ' + link.fields.map(function (field) { return field.value || ''; }).join(' ');
  })).join('\n').toLowerCase();
}

function filtered(data, view, index) {
  var words = view.find.toLowerCase().split(/\s+/).filter(Boolean);
  var lacking = view.lacks === '' ? null : lacksSet(data, view.lacks);
  var hits = [];
  data.users.forEach(function (user, at) {
    if (lacking && !lacking.has(at)) return;
    if (view.reason !== '' && index.reasons(at).indexOf(view.reason) < 0) return;
    if (words.length > 0 && !words.every(function (word) { return index.text(at).includes(word); })) return;
    hits.push(at);
  });
  return hits;
}

function indexOf(data) {
  var texts = new Map();
  var reasons = new Map();
  function remember(map, at, make) {
    if (!map.has(at)) map.set(at, make(data.users[at]));
    return map.get(at);
  }
  return {
    text: function (at) { return remember(texts, at, searchText); },
    reasons: function (at) { return remember(reasons, at, reasonKeys); },
  };
}

function fillStatuses(data, hits, view, act) {
  var focused = document.activeElement && document.activeElement.getAttribute('data-status');
  var counts = {};
  hits.forEach(function (at) { var id = data.users[at].status; counts[id] = (counts[id] || 0) + 1; });
  var chips = [{ id: '', label: 'All' }].concat(STATUSES).map(function (status) {
    var total = status.id === '' ? hits.length : counts[status.id] || 0;
    return h('button', { type: 'button', class: 'chip ' + status.id, 'data-status': status.id || 'all', 'aria-pressed': view.status === status.id ? 'true' : 'false', on: { click: function () { act.filter({ status: status.id }); } } },
      status.icon && icon(status.icon), status.label + ' ', h('b', {}, numbers.format(total)));
  });
  fill(byId('statuses'), chips);
  var again = focused && byId('statuses').querySelector('[data-status="' + focused + '"]');
  if (again) again.focus();
}

function fillReasons(data, view) {
  var groups = new Map();
  reasonsOf(data).forEach(function (reason) {
    groups.set(reason.group, (groups.get(reason.group) || []).concat(reason));
  });
  var options = [h('option', { value: '' }, 'any')];
  groups.forEach(function (reasons, group) {
    options.push(h('optgroup', { label: group }, h('option', { value: 'g:' + group }, group + ': any'), reasons.map(function (reason) {
      return h('option', { value: 'r:' + reason.key }, (reason.name ? reason.name + ': ' : '') + reason.message + ' (' + reason.users + ')');
    })));
  });
  choose(byId('reason'), options, view.reason);
}

function fillLacks(data, view) {
  var options = [h('option', { value: '' }, 'nothing in particular')];
  data.attributes.forEach(function (attribute, at) {
    var total = LACKS.reduce(function (sum, lack) { return sum + attribute[lack].length; }, 0);
    if (total === 0) return;
    options.push(h('option', { value: at + ':any' }, attribute.name + ' (' + total + ')'));
    LACKS.forEach(function (lack) {
      if (attribute[lack].length > 0) options.push(h('option', { value: at + ':' + lack }, attribute.name + ': ' + lack + ' (' + attribute[lack].length + ')'));
    });
  });
  choose(byId('lacks'), options, view.lacks);
}

function choose(select, options, value) {
  fill(select, options);
  select.value = value;
  select.disabled = options.length === 1;
}

function rowOf(user, at, isCurrent, act) {
  var link = h('a', { href: '#user=' + encodeURIComponent(user.name), 'data-at': at, 'aria-current': isCurrent ? 'true' : undefined }, user.name);
  return h('tr', { class: isCurrent ? 'current' : '', 'data-row': at, on: { click: function (event) { act.pick(event, at); } } },
    h('th', { scope: 'row' }, link), h('td', { class: 'outcome' }, badge(user.status)), h('td', { class: 'summary' }, h('span', { title: user.summary }, user.summary)));
}
`;
