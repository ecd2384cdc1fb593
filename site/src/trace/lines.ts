/** Where a line may be drawn through received points: no line is a path that nobody saw. */

/** A row of `wheelsdown/trace/1`, as far as it is drawn. */
export interface Point {
  readonly at: string;
  readonly lat_deg: number | null;
  readonly lon_deg: number | null;
  readonly altitude_ft: number | null;
  readonly on_ground: boolean | null;
  readonly integrity: string;
  readonly estimated: boolean;
  readonly sha256: string;
  readonly row: number;
}

/** As in dossiers/trace_stretches.py: what an aircraft did in a longer silence was not seen. */
const DRAWN_GAP_MS = 300_000;
/** Heights are drawn in steps of so many feet, so that a climb is some lines and not thousands. */
const STEP_FT = 1000;

/** Gives lines of one colour each, joined end to end, and the points themselves. */
export function lines(points: readonly Point[]): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = [];
  let before: Point | null = null;
  let open: GeoJSON.Feature<GeoJSON.LineString> | null = null;
  for (const point of points) {
    if (point.lat_deg === null || point.lon_deg === null) continue;
    const here: [number, number] = [point.lon_deg, point.lat_deg];
    const worth = values(point);
    features.push({ type: "Feature", properties: { ...worth, at: point.at, sha256: point.sha256, row: point.row }, geometry: { type: "Point", coordinates: here } });
    if (before === null || isBroken(before, point)) open = null;
    if (open && same(open.properties, worth)) open.geometry.coordinates.push(here);
    else {
      const last: GeoJSON.Position | undefined = (open as GeoJSON.Feature<GeoJSON.LineString> | null)?.geometry.coordinates.at(-1);
      open = { type: "Feature", properties: worth, geometry: { type: "LineString", coordinates: last ? [last, here] : [here] } };
      features.push(open);
    }
    before = point;
  }
  return { type: "FeatureCollection", features: features.filter((each) => each.geometry.type !== "LineString" || each.geometry.coordinates.length > 1) };
}

function values(point: Point): { ft: number | null; integrity: string; believed: boolean } {
  const ft = point.on_ground ? 0 : point.altitude_ft === null ? null : Math.round(point.altitude_ft / STEP_FT) * STEP_FT;
  return { ft, integrity: point.integrity, believed: isBelieved(point) };
}

function isBelieved(point: Point): boolean {
  return (point.integrity === "ok" || point.integrity === "jammed") && !point.estimated;
}

function isBroken(before: Point, point: Point): boolean {
  return (
    new Date(point.at).getTime() - new Date(before.at).getTime() > DRAWN_GAP_MS ||
    Math.abs((point.lon_deg ?? 0) - (before.lon_deg ?? 0)) > 180 ||
    isBelieved(before) !== isBelieved(point)
  );
}

function same(a: GeoJSON.GeoJsonProperties, b: { ft: number | null; integrity: string; believed: boolean }): boolean {
  return a?.ft === b.ft && a?.integrity === b.integrity && a?.believed === b.believed;
}
