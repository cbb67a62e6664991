import type { DrawnQr } from '../../preview-data.ts';
import { svg } from './dom.ts';

/** A QR code out of its packed modules, with the quiet zone of four modules. */
export function qrCode(qr: DrawnQr, label: string): SVGElement {
  const raw = atob(qr.bits);
  let path = '';
  for (let y = 0; y < qr.size; y += 1)
    for (let x = 0; x < qr.size; x += 1) {
      const at = y * qr.size + x;
      if (raw.charCodeAt(at >> 3) & (128 >> (at & 7)))
        path += 'M' + (x + 4) + ' ' + (y + 4) + 'h1v1h-1z';
    }
  const side = qr.size + 8;
  return svg(
    'svg',
    {
      viewBox: '0 0 ' + side + ' ' + side,
      class: 'qr',
      role: 'img',
      'aria-label': label,
      'shape-rendering': 'crispEdges',
    },
    svg('rect', { width: side, height: side, fill: '#fff' }),
    svg('path', { d: path, fill: '#000' }),
  );
}
