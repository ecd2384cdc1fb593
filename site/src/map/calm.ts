/** Lets words come before pictures: after a click the map is drawn anew a moment later.
 *
 * MapLibre draws the whole map after every click, though nothing moved. Where software draws, that takes longer than
 * all else, and what the click says would wait for it.
 */

import type { Map as GlMap } from "maplibre-gl";

/** Pixels within which a pointer that was pressed and let go has not moved the map. */
const STILL = 4;

/** Keeps a map from being drawn for some milliseconds after a click. */
export function calmAfterClicks(map: GlMap, waitMs: number): void {
  const repaint = map.triggerRepaint.bind(map);
  let [x, y, until] = [NaN, NaN, 0];
  map.triggerRepaint = () => {
    const wait = until - performance.now();
    if (wait > 0) setTimeout(repaint, wait);
    else repaint();
  };
  const box = map.getContainer();
  const pressed = (event: MouseEvent) => ([x, y] = [event.clientX, event.clientY]);
  const letGo = (event: MouseEvent) => {
    if (Math.hypot(event.clientX - x, event.clientY - y) < STILL) until = performance.now() + waitMs;
  };
  // Before the map itself hears of it.
  box.addEventListener("mousedown", pressed, { capture: true });
  box.addEventListener("mouseup", letGo, { capture: true });
}
