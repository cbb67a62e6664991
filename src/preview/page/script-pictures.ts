import { BUTTONS } from '../../passkit/index.ts';

/**
 * The page's script, part 2: what is drawn in the place of pictures, since none is loaded. A stand-in is an image of the same size,
 * so that a mail keeps its width; the two Save Pass pictures of PassKit are drawn as buttons.
 */
export const PICTURES_SCRIPT: string = String.raw`
var SAVE_PASS = ${JSON.stringify(BUTTONS.map(({ image, alt, platform }) => ({ image, alt, platform })))};
var LETTER = 7.2;

function xml(text) {
  return text.replace(/[\u0000-\u001f\ufffe\uffff]/g, ' ').replace(/[&<>"]/g, function (char) { return '&#' + char.charCodeAt(0) + ';'; });
}

function drawn(width, height, inner) {
  return 'data:image/svg+xml,' + encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="' + width + '" height="' + height + '" viewBox="0 0 ' + width + ' ' + height + '">' + inner + '</svg>');
}

function textLines(text, width) {
  var most = Math.max(1, Math.floor((width - 12) / LETTER));
  var lines = [''];
  text.split(/\s+/).forEach(function (word) {
    var last = lines[lines.length - 1];
    if (last !== '' && last.length + 1 + word.length > most) lines.push(word.slice(0, most));
    else lines[lines.length - 1] = (last === '' ? word : last + ' ' + word).slice(0, most);
  });
  return lines;
}

function placeholder(width, height, text) {
  if (width <= 2 || height <= 2) return drawn(width, height, '');
  var lines = textLines(text, width).slice(0, Math.max(1, Math.floor((height - 4) / 17)));
  var top = height / 2 - (lines.length - 1) * 8.5 + 4.5;
  return drawn(width, height, '<rect x=".5" y=".5" width="' + (width - 1) + '" height="' + (height - 1) + '" fill="#eef0f3" stroke="#8a8f98" stroke-dasharray="4 3"/>'
    + lines.map(function (line, at) {
      return '<text x="' + width / 2 + '" y="' + (top + at * 17) + '" text-anchor="middle" font-family="system-ui,sans-serif" font-size="12" fill="#3d434d">' + xml(line) + '</text>';
    }).join(''));
}

function savePass(button) {
  var mark = button.platform === 'apple'
    ? '<rect x="12" y="13" width="26" height="20" rx="4" fill="#fff"/><path d="M12 20h26" stroke="#3aa2f4" stroke-width="3"/><path d="M12 24h26" stroke="#f5b83d" stroke-width="3"/><path d="M12 28h8a5 5 0 0 0 10 0h8v2a4 4 0 0 1-4 4H16a4 4 0 0 1-4-4z" fill="#d9d9d9"/>'
    : '<rect x="12" y="14" width="26" height="20" rx="4" fill="#34a853"/><path d="M12 20h26v-2a4 4 0 0 0-4-4H16a4 4 0 0 0-4 4z" fill="#4285f4"/><path d="M12 25c9 0 12 6 26 3v2a4 4 0 0 1-4 4H16a4 4 0 0 1-4-4z" fill="#fbbc04"/>';
  var words = button.alt.split(' ');
  var start = words.slice(0, 2).join(' ');
  return drawn(172, 48, '<rect width="172" height="48" rx="8" fill="#000"/>' + mark
    + '<text x="48" y="20" font-family="system-ui,sans-serif" font-size="10" fill="#fff">' + xml(start) + '</text>'
    + '<text x="48" y="36" font-family="system-ui,sans-serif" font-size="15" font-weight="600" fill="#fff">' + xml(words.slice(2).join(' ')) + '</text>');
}

function pixels(node, name) {
  var value = node.getAttribute(name) || '';
  var styled = new RegExp('(?:^|;)\\s*' + name + '\\s*:\\s*(\\d+(?:\\.\\d+)?)px', 'i').exec(node.getAttribute('style') || '');
  if (styled) return Number(styled[1]);
  return /^\d+$/.test(value.trim()) ? Number(value) : 0;
}

function standIn(node) {
  var source = (node.getAttribute('src') || '').trim();
  var button = SAVE_PASS.find(function (one) { return one.image === source; });
  if (button) return savePass(button);
  var alt = node.getAttribute('alt');
  var width = pixels(node, 'width');
  var height = pixels(node, 'height');
  if (width === 0 && height === 0) { width = 240; height = 80; }
  else if (width === 0) width = Math.min(600, Math.max(height, Math.ceil((alt || '').length * LETTER) + 16));
  else if (height === 0) height = Math.max(24, Math.round(width * 0.3));
  return placeholder(width, height, alt === null ? 'picture' : alt);
}
`;
