/** The page's script, part 6: the campaign as a whole: why users are dropped, and who lacks what the template reads. */
export const OVERVIEW_SCRIPT: string = String.raw`
function overview(data, view, act) {
  return h('div', { class: 'user' },
    h('div', { class: 'user-head' }, h('h2', { id: 'who', tabindex: '-1' }, 'Overview')),
    data.notes.length > 0 && h('section', { class: 'card', 'aria-labelledby': 'campaign-notes' },
      h('h3', { id: 'campaign-notes' }, 'About the campaign'), notesList(data.notes)),
    reasonsSection(data, act),
    attributesSection(data, act),
    data.worlds && worldsSection(data),
    data.coverage && coverageSection(data.coverage),
    h('section', { class: 'card', 'aria-labelledby': 'keys-title' },
      h('h3', { id: 'keys-title' }, 'Keys'),
      h('dl', { class: 'keys' }, [['↓ or j', 'next user'], ['↑ or k', 'previous user'], ['/', 'find'], ['Esc', 'back to this overview']].map(function (pair) {
        return h('div', {}, h('dt', {}, h('kbd', {}, pair[0])), h('dd', {}, pair[1]));
      })),
      keysSwitch(view, act)));
}

function keysSwitch(view, act) {
  var box = h('input', { type: 'checkbox', on: { change: function () { act.keep({ keys: box.checked }); } } });
  box.checked = view.keys;
  return h('label', { class: 'check' }, box, ' Single letters and / act as keys');
}

function reasonsOf(data) {
  var found = new Map();
  data.users.forEach(function (user) {
    var seen = new Set();
    user.notes.concat(user.links.flatMap(function (link) { return link.notes; })).forEach(function (note) {
      var group = note.category || noteKind(note.severity, 'Error');
      var key = JSON.stringify([group, note.name || '', note.category ? note.message : note.code || note.message]);
      if (seen.has(key)) return;
      seen.add(key);
      var known = found.get(key) || { key: key, group: group, name: note.name, message: note.message, users: 0 };
      known.users += 1;
      found.set(key, known);
    });
  });
  return Array.from(found.values()).sort(function (a, b) { return a.group < b.group ? -1 : a.group > b.group ? 1 : b.users - a.users; });
}

function reasonKeys(user) {
  var keys = [];
  user.notes.concat(user.links.flatMap(function (link) { return link.notes; })).forEach(function (note) {
    var group = note.category || noteKind(note.severity, 'Error');
    keys.push('g:' + group, 'r:' + JSON.stringify([group, note.name || '', note.category ? note.message : note.code || note.message]));
  });
  return keys;
}

function reasonsSection(data, act) {
  var reasons = reasonsOf(data);
  return h('section', { class: 'card', 'aria-labelledby': 'reasons-title' },
    h('h3', { id: 'reasons-title' }, 'Dropped, or sent with something to note'),
    reasons.length === 0 ? h('p', {}, 'Everyone is sent their message, and there is nothing to note.') :
    h('table', { class: 'fields-table' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Category'), h('th', { scope: 'col' }, 'Reason'), h('th', { scope: 'col', class: 'number' }, 'Users'))),
      h('tbody', {}, reasons.map(function (reason) {
        var words = (reason.name ? reason.name + ': ' : '') + reason.message;
        return h('tr', {}, h('td', { class: 'from' }, reason.group), h('th', { scope: 'row' }, words),
          h('td', { class: 'number' }, h('button', { type: 'button', class: 'plain', 'aria-label': 'Show the ' + count(reason.users, 'user') + ' with ' + words, on: { click: function () { act.filter({ reason: 'r:' + reason.key }); } } }, numbers.format(reason.users))));
      }))));
}

function worldsSection(data) {
  var found = new Map();
  data.users.forEach(function (user) {
    user.differences.forEach(function (difference) {
      var known = found.get(difference.about) || { difference: difference, name: user.name, users: 0 };
      known.users += 1;
      found.set(difference.about, known);
    });
  });
  var words = count(data.worlds.count, 'possible account') + ' compared for ' + (data.worlds.users < data.users.length ? 'the first ' : '') + count(data.worlds.users, 'user') + '.';
  return h('section', { class: 'card', 'aria-labelledby': 'unknown-title' },
    h('h3', { id: 'unknown-title' }, 'What depends on what is not known of the account'),
    h('p', { class: 'aside' }, words + (found.size === 0 ? ' Every message is the same in all of them.' : '')),
    Array.from(found.values()).map(function (one) { return differenceView(one.difference, count(one.users, 'user') + ', for example ' + one.name); }));
}

function differenceView(difference, who) {
  return h('div', { class: 'difference' }, h('p', {}, difference.about), h('p', { class: 'aside' }, who),
    h('table', { class: 'fields-table' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'If'), h('th', { scope: 'col' }, 'Then'))),
      h('tbody', {}, difference.results.map(function (result) {
        return h('tr', {}, h('th', { scope: 'row' }, result.when), h('td', { class: 'value' }, result.what));
      }))),
    difference.frame && frameView(difference.frame));
}

function coverageSection(coverage) {
  return h('section', { class: 'card', 'aria-labelledby': 'coverage-title' },
    h('h3', { id: 'coverage-title' }, 'What no user shows'),
    h('p', { class: 'aside' }, numbers.format(coverage.taken) + ' of ' + count(coverage.total, 'branch, default, guard or field case', 'branches, defaults, guards and field cases') + ' are taken by a user: ' + Math.floor(coverage.percent) + ' %.'),
    coverage.never.length > 0 && h('details', {}, h('summary', {}, count(coverage.never.length, 'is', 'are') + ' taken by nobody'), notesList(coverage.never)));
}

function attributesSection(data, act) {
  if (data.attributes.length === 0) return null;
  return h('section', { class: 'card', 'aria-labelledby': 'attributes-title' },
    h('h3', { id: 'attributes-title' }, 'What the template reads, and who lacks it'),
    h('div', { class: 'scroll-x', tabindex: '0', role: 'group', 'aria-label': 'Attributes' }, h('table', { class: 'fields-table' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Attribute'), LACKS.map(function (lack) { return h('th', { scope: 'col', class: 'number' }, lack); }))),
      h('tbody', {}, data.attributes.map(function (attribute, at) {
        return h('tr', {}, h('th', { scope: 'row' }, attribute.name, h('span', { class: 'from' }, attribute.kind + (attribute.lines.length === 1 ? ', line ' : ', lines ') + attribute.lines.join(', '))),
          LACKS.map(function (lack) {
            var users = attribute[lack].length;
            return h('td', { class: 'number' }, users === 0 ? h('span', { class: 'zero' }, '0') : h('button', { type: 'button', class: 'plain',
              'aria-label': 'Show the ' + count(users, 'user') + ' for whom ' + attribute.name + ' is ' + lack, on: { click: function () { act.filter({ lacks: at + ':' + lack }); } } }, numbers.format(users)));
          }));
      })))));
}
`;
