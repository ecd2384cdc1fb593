/** The finer land and borders, loaded block by block for who looks closely. */

import type { GeoJSONSource, Map as GlMap } from "maplibre-gl";

/** From this zoom on; below, nobody would see the difference. */
export const FINE_FROM = 5;
/** Degrees of a block, as basemap/build.mjs cuts them, and the most that are loaded for one view. */
const BLOCK = 20;
const MOST_BLOCKS = 12;

interface Block {
  readonly land: GeoJSON.Position[][][];
  readonly agreed: GeoJSON.Position[][];
  readonly disputed: GeoJSON.Position[][];
}

/** Keeps the finer scale filled in as the map moves. */
export function loadFine(map: GlMap): void {
  const blocks = new Map<string, Promise<Block | null>>();
  const renew = async () => {
    if (map.getZoom() < FINE_FROM) return;
    const fresh = inView(map).filter((name) => !blocks.has(name));
    if (fresh.length === 0) return;
    for (const name of fresh) blocks.set(name, load(name));
    const held = (await Promise.all(blocks.values())).filter((each): each is Block => each !== null);
    const line = (kind: "agreed" | "disputed"): GeoJSON.Feature => ({
      type: "Feature",
      properties: { disputed: kind === "disputed" },
      geometry: { type: "MultiLineString", coordinates: held.flatMap((each) => each[kind]) },
    });
    const land = held.flatMap((each) => each.land).map((coordinates): GeoJSON.Feature => ({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates } }));
    map.getSource<GeoJSONSource>("fineLand")?.setData({ type: "FeatureCollection", features: land });
    map.getSource<GeoJSONSource>("fineBorders")?.setData({ type: "FeatureCollection", features: [line("agreed"), line("disputed")] });
  };
  map.on("moveend", () => void renew());
  void renew();
}

function inView(map: GlMap): string[] {
  const seen = map.getBounds();
  const names: string[] = [];
  for (let x = Math.floor(seen.getWest() / BLOCK); x <= Math.floor(seen.getEast() / BLOCK); x++) {
    const around = ((((x + 9) % 18) + 18) % 18) - 9;
    for (let y = Math.floor(seen.getSouth() / BLOCK); y <= Math.floor(seen.getNorth() / BLOCK); y++) names.push(`${around}_${y}`);
  }
  return names.slice(0, MOST_BLOCKS);
}

/** Gives a block; one at sea was never written, and is none. */
async function load(name: string): Promise<Block | null> {
  if (!LAND.has(name)) return null;
  const sent = await fetch(new URL(`basemap/fine-${name}.json`, import.meta.url));
  return sent.ok ? ((await sent.json()) as Block) : null;
}

declare const __LAND_BLOCKS__: readonly string[];
/** Blocks that hold land: the others are not asked for. */
const LAND = new Set(__LAND_BLOCKS__);
