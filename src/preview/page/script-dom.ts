/** The page's script, part 1: making elements. Text enters as text nodes only; attributes that could act are set nowhere. */
export const DOM_SCRIPT: string = String.raw`
function h(tag, props) {
  var node = document.createElement(tag);
  Object.keys(props || {}).forEach(function (name) {
    var value = props[name];
    if (value === undefined || value === null || value === false) return;
    if (name === 'on') Object.keys(value).forEach(function (type) { node.addEventListener(type, value[type]); });
    else if (name === 'class') node.className = value;
    else node.setAttribute(name, value === true ? '' : String(value));
  });
  add(node, Array.prototype.slice.call(arguments, 2));
  return node;
}

function add(node, children) {
  children.forEach(function (child) {
    if (child === undefined || child === null || child === false) return;
    if (Array.isArray(child)) add(node, child);
    else node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  });
  return node;
}

function byId(id) {
  return document.getElementById(id);
}

function fill(node) {
  node.replaceChildren();
  return add(node, Array.prototype.slice.call(arguments, 1));
}

var SVG = 'http://www.w3.org/2000/svg';

function svg(tag, props) {
  var node = document.createElementNS(SVG, tag);
  Object.keys(props).forEach(function (name) { node.setAttribute(name, String(props[name])); });
  add(node, Array.prototype.slice.call(arguments, 2));
  return node;
}

var numbers = new Intl.NumberFormat('en');

function count(number, one, many) {
  return numbers.format(number) + ' ' + (number === 1 ? one : many || one + 's');
}

var STATUSES = [
  { id: 'sent', label: 'Sent', icon: 'M5 12.5 10 17 19 7' },
  { id: 'warning', label: 'Warning', icon: 'M12 5v9M12 18.5v.5' },
  { id: 'broken', label: 'Error', icon: 'M6 6 18 18M18 6 6 18' },
  { id: 'dropped', label: 'Dropped', icon: 'M5 12H19' },
];

function noteKind(severity, error) {
  return severity === 'error' ? error : severity === 'warning' ? 'Warning' : 'Note';
}

function statusOf(id) {
  return STATUSES.find(function (one) { return one.id === id; }) || STATUSES[0];
}

function icon(path) {
  return svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' }, svg('path', { d: path }));
}

function badge(id) {
  var status = statusOf(id);
  return h('span', { class: 'badge ' + id }, icon(status.icon), h('span', { class: 'badge-text' }, status.label));
}

function qrCode(qr, label) {
  var raw = atob(qr.bits);
  var path = '';
  for (var y = 0; y < qr.size; y += 1) {
    for (var x = 0; x < qr.size; x += 1) {
      var at = y * qr.size + x;
      if (raw.charCodeAt(at >> 3) & (128 >> (at & 7))) path += 'M' + (x + 4) + ' ' + (y + 4) + 'h1v1h-1z';
    }
  }
  var side = qr.size + 8;
  return svg('svg', { viewBox: '0 0 ' + side + ' ' + side, class: 'qr', role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges' },
    svg('rect', { width: side, height: side, fill: '#fff' }), svg('path', { d: path, fill: '#000' }));
}

function segmented(label, name, options, current, choose) {
  return h('fieldset', { class: 'segmented' }, h('legend', { class: 'unseen' }, label), options.map(function (option) {
    var input = h('input', { type: 'radio', name: name, value: option.id, on: { change: function () { choose(option.id); } } });
    input.checked = option.id === current;
    return h('label', {}, input, h('span', {}, option.label));
  }));
}
`;
