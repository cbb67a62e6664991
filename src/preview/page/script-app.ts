/** The page's script, part 8: what is chosen, the address, the keys, and news from the server of a page that is watched. */
export const APP_SCRIPT: string = String.raw`
var state = JSON.parse(byId('state').textContent);
var DEFAULTS = { find: '', status: '', reason: '', lacks: '', width: 'phone', scheme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light', source: 'shown' };
var CHOICES = { width: ['phone', 'desktop'], scheme: ['light', 'dark'], source: ['shown', 'source'], status: STATUSES.map(function (status) { return status.id; }) };
var view = Object.assign({ selected: -1, keys: true }, DEFAULTS);
var index = indexOf(state.data);
var shown = [];
var made = 0;
var act = { step: step, close: close, filter: filter, pick: pick, change: change, keep: function (next) { Object.assign(view, next); } };

function drawHead() {
  var data = state.data;
  document.title = data.campaign + ' · preview';
  byId('eyebrow').textContent = 'Preview · ' + data.channelName;
  byId('title').textContent = data.campaign;
  byId('subtitle').textContent = [data.trigger, data.template].filter(Boolean).join(' · ');
  byId('signed').hidden = data.hasLinks === false;
  byId('signed').className = 'signed ' + (data.liveLinks ? 'live' : '');
  byId('signed').textContent = data.liveLinks
    ? 'Links are signed with the project’s secret and can be clicked: the first visit to one creates a pass.'
    : 'Links are signed with a fake secret and open no pass.';
}

function drawProblem() {
  var box = byId('problem');
  var problem = state.problem;
  document.body.classList.toggle('stale', Boolean(problem));
  box.hidden = !problem;
  fill(box, problem && [h('p', { class: 'problem-title' }, problem.title), notesList(problem.notes)]);
}

function drawFilters() {
  fillReasons(state.data, view);
  fillLacks(state.data, view);
}

function drawList() {
  var hits = filtered(state.data, view, index);
  fillStatuses(state.data, hits, view, act);
  shown = view.status === '' ? hits : hits.filter(function (at) { return state.data.users[at].status === view.status; });
  var total = state.data.users.length;
  byId('count').textContent = shown.length === total ? count(total, 'user') : numbers.format(shown.length) + ' of ' + count(total, 'user');
  byId('clear').hidden = view.find === '' && view.status === '' && view.reason === '' && view.lacks === '';
  byId('users').setAttribute('aria-rowcount', String(shown.length + 1));
  made = 0;
  fill(byId('body'));
  makeRows(STEP);
}

function makeRows(upTo) {
  var rows = document.createDocumentFragment();
  for (; made < shown.length && made < upTo; made += 1) {
    var at = shown[made];
    var row = rowOf(state.data.users[at], at, at === view.selected, act);
    row.setAttribute('aria-rowindex', String(made + 2));
    rows.append(row);
  }
  byId('body').append(rows);
  byId('more').hidden = made >= shown.length;
}

function drawDetail() {
  var user = state.data.users[view.selected];
  var isOpen = Boolean(user);
  document.body.classList.toggle('open', isOpen);
  byId('detail').setAttribute('aria-label', isOpen ? 'Details of ' + user.name : 'Overview');
  fill(byId('detail'), isOpen ? userView(user, view.selected, state.data, view, act) : overview(state.data, view, act));
}

function markCurrent() {
  document.querySelectorAll('tr.current').forEach(function (row) {
    row.classList.remove('current');
    row.querySelector('a').removeAttribute('aria-current');
  });
  var row = rowAt(view.selected);
  if (!row) return;
  row.classList.add('current');
  row.querySelector('a').setAttribute('aria-current', 'true');
  row.scrollIntoView({ block: 'nearest' });
}

function rowAt(at) {
  var place = shown.indexOf(at);
  if (place < 0) return null;
  if (place >= made) makeRows(place + STEP);
  return byId('body').querySelector('tr[data-row="' + at + '"]');
}

function select(at, how) {
  if (at !== view.selected) {
    view.selected = at;
    drawDetail();
    byId('detail').scrollTop = 0;
    markCurrent();
  }
  remember(how);
}

function addressOf() {
  var parts = [];
  var user = state.data.users[view.selected];
  if (user) parts.push('user=' + encodeURIComponent(user.name));
  Object.keys(DEFAULTS).forEach(function (name) {
    if (view[name] !== DEFAULTS[name]) parts.push(name + '=' + encodeURIComponent(view[name]));
  });
  return '#' + parts.join('&');
}

function remember(how) {
  var address = addressOf();
  if (location.hash !== address && (location.hash || '#') !== address) history[how === 'push' ? 'pushState' : 'replaceState'](null, '', address);
}

function isNarrow() {
  return getComputedStyle(byId('detail')).getPropertyValue('--narrow').trim() === '1';
}

function pick(event, at) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  select(at, 'push');
  if (isNarrow() || event.detail === 0) byId('who').focus({ preventScroll: !isNarrow() });
}

function step(by) {
  if (shown.length === 0) return;
  var place = shown.indexOf(view.selected);
  var next = place < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(place + by, 0), shown.length - 1);
  var wasInList = byId('rows').contains(document.activeElement) || document.activeElement === document.body;
  var pressed = document.activeElement && document.activeElement.getAttribute('aria-label');
  select(shown[next]);
  var row = rowAt(shown[next]);
  if (wasInList && row && !isNarrow()) row.querySelector('a').focus({ preventScroll: true });
  else if (!document.activeElement || document.activeElement === document.body) {
    var again = Array.from(byId('detail').querySelectorAll('.steps button')).find(function (button) { return button.getAttribute('aria-label') === pressed; });
    (again || byId('who')).focus({ preventScroll: true });
  }
}

function close() {
  var row = rowAt(view.selected);
  select(-1, 'push');
  if (row) row.querySelector('a').focus();
}

function filter(next) {
  Object.assign(view, next);
  byId('find').value = view.find;
  byId('reason').value = view.reason;
  byId('lacks').value = view.lacks;
  drawList();
  remember();
  if (isNarrow() && view.selected < 0) byId('list-title').scrollIntoView();
}

function change(next) {
  var top = byId('detail').scrollTop;
  Object.assign(view, next);
  drawDetail();
  remember();
  byId('detail').scrollTop = top;
  var name = Object.keys(next)[0];
  var chosen = byId('detail').querySelector('input[name="' + name + '"]:checked');
  if (chosen) chosen.focus({ preventScroll: true });
}

function fromAddress() {
  var given = new Map(location.hash.slice(1).split('&').flatMap(function (part) {
    var at = part.indexOf('=');
    if (at < 0) return [];
    try { return [[part.slice(0, at), decodeURIComponent(part.slice(at + 1))]]; } catch (error) { return []; }
  }));
  if (given.size === 0 && location.hash.length > 1) return;
  Object.keys(DEFAULTS).forEach(function (name) {
    var value = given.get(name);
    var choices = CHOICES[name];
    view[name] = value === undefined || (choices && choices.indexOf(value) < 0) ? DEFAULTS[name] : value;
  });
  byId('find').value = view.find;
  byId('reason').value = view.reason;
  byId('lacks').value = view.lacks;
  view.reason = byId('reason').value;
  view.lacks = byId('lacks').value;
  view.selected = state.data.users.findIndex(function (user) { return user.name === given.get('user'); });
  drawList();
  drawDetail();
  markCurrent();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  var target = event.target;
  var isTyping = target.matches('input[type=search], select, textarea');
  if (event.key === 'Escape') {
    if (target === byId('find') && view.find !== '') { filter({ find: '' }); event.preventDefault(); }
    else if (view.selected >= 0) close();
    return;
  }
  if (isTyping || target.matches('input[type=radio], pre, iframe')) return;
  var isLetter = view.keys;
  if (isLetter && event.key === '/') { event.preventDefault(); byId('find').focus(); byId('find').select(); }
  else if (event.key === 'ArrowDown' || (isLetter && event.key === 'j')) { event.preventDefault(); step(1); }
  else if (event.key === 'ArrowUp' || (isLetter && event.key === 'k')) { event.preventDefault(); step(-1); }
}

function apply(next) {
  var user = state.data.users[view.selected];
  var isNew = JSON.stringify(next.data) !== JSON.stringify(state.data);
  state = next;
  drawProblem();
  if (!isNew) return;
  index = indexOf(state.data);
  view.selected = user ? state.data.users.findIndex(function (one) { return one.name === user.name; }) : -1;
  var tops = [byId('detail').scrollTop, byId('rows').scrollTop];
  drawHead();
  drawFilters();
  view.reason = byId('reason').value;
  view.lacks = byId('lacks').value;
  drawList();
  drawDetail();
  byId('detail').scrollTop = tops[0];
  byId('rows').scrollTop = tops[1];
}

function watch() {
  var source = new EventSource('events');
  source.addEventListener('state', function (event) {
    if (event.data === String(state.version)) return;
    fetch('state', { cache: 'no-store' }).then(function (answer) { return answer.json(); }).then(apply, function () {});
  });
  source.addEventListener('open', function () { document.body.classList.remove('cut-off'); drawHead(); });
  source.addEventListener('error', function () {
    document.body.classList.add('cut-off');
    byId('signed').hidden = false;
    byId('signed').textContent = 'The preview is not being watched any more: its server has stopped.';
  });
}

byId('find').addEventListener('input', function () { filter({ find: byId('find').value }); });
byId('reason').addEventListener('change', function () { filter({ reason: byId('reason').value }); });
byId('lacks').addEventListener('change', function () { filter({ lacks: byId('lacks').value }); });
byId('clear').addEventListener('click', function () { filter({ find: '', status: '', reason: '', lacks: '' }); byId('find').focus(); });
byId('more-button').addEventListener('click', function () { makeRows(made + STEP); });
new IntersectionObserver(function (entries) {
  if (entries.some(function (entry) { return entry.isIntersecting; })) makeRows(made + STEP);
}, { rootMargin: '400px' }).observe(byId('more'));
document.addEventListener('keydown', onKey);
window.addEventListener('hashchange', fromAddress);
drawHead();
drawProblem();
drawFilters();
drawList();
drawDetail();
fromAddress();
if (state.watching) watch();
`;
