/**
 * The mark as SVG, all of our own drawing: a vault's round door with a keyhole. One colour, legible at 16 pixels, so
 * every size of the app's icon and every tray glyph comes from the same few shapes.
 *
 * Grid: 24 × 24 units.
 */

/** @typedef {'locked' | 'fine' | 'attention'} TrayState */

/** @type {readonly TrayState[]} */
export const trayStates = ['locked', 'fine', 'attention'];

const keyhole =
  'M12 6.6a3.1 3.1 0 0 1 1.75 5.66l1.05 4.64a.5.5 0 0 1-.49.6H9.69a.5.5 0 0 1-.49-.6l1.05-4.64A3.1 3.1 0 0 1 12 6.6z';

/** @param {string} inside @param {number} size */
const svg = (inside, size) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="${size}" height="${size}">${inside}</svg>`;

/**
 * Locked is a closed, filled door; fine an open ring; attention the ring with a dot cut into its corner.
 * @param {TrayState} state
 * @param {{ readonly colour: string, readonly dot: string, readonly size: number }} options
 */
export function trayGlyph(state, { colour, dot, size }) {
  if (state === 'locked') {
    return svg(
      `<path fill="${colour}" fill-rule="evenodd" d="M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z${keyhole}"/>`,
      size,
    );
  }
  const ring = `<circle cx="12" cy="12" r="9.75" fill="none" stroke="${colour}" stroke-width="2.5"/><path fill="${colour}" d="${keyhole}"/>`;
  if (state === 'fine') return svg(ring, size);
  const mask =
    '<mask id="m"><rect width="24" height="24" fill="#fff"/><circle cx="19.3" cy="4.7" r="6" fill="#000"/></mask>';
  return svg(`${mask}<g mask="url(#m)">${ring}</g><circle cx="19.3" cy="4.7" r="4.4" fill="${dot}"/>`, size);
}

/**
 * The app's icon: the door on a rounded plate. Small sizes drop the bolts, which would blur.
 * @param {number} size
 * @param {{ readonly margin?: number }} [options]  margin: share of the edge left free, as macOS wants it
 */
export function appIcon(size, { margin = 0 } = {}) {
  const plate = '#17233d';
  const door = '#f4f6fb';
  const accent = '#5b9bff';
  const bolts =
    size < 48
      ? ''
      : [0, 60, 120, 180, 240, 300]
          .map(
            (angle) =>
              `<rect x="11.3" y="2.5" width="1.4" height="1.9" rx=".5" fill="${accent}" transform="rotate(${angle} 12 12)"/>`,
          )
          .join('');
  const ring = size < 48 ? { r: 8.6, width: 2.1 } : { r: 6.9, width: 1.5 };
  const scale = size < 48 ? 0.95 : 0.62;
  const content =
    `<rect width="24" height="24" rx="5.3" fill="${plate}"/>${bolts}` +
    `<circle cx="12" cy="12" r="${ring.r}" fill="none" stroke="${door}" stroke-width="${ring.width}"/>` +
    `<path fill="${door}" transform="translate(12 12) scale(${scale}) translate(-12 -12)" d="${keyhole}"/>`;
  const inner = 1 - 2 * margin;
  return svg(`<g transform="translate(${24 * margin} ${24 * margin}) scale(${inner})">${content}</g>`, size);
}
