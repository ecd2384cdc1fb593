/** The way an aircraft came while this page was open: only what was received, and broken where nothing was. */

/** Seconds of a trail, and between two of its points: a page that is open for long holds no more. */
export const TRAIL_S = 900;
export const STEP_S = 10;
/** Seconds without a position after which nobody knows the way, as in dossiers/trace_stretches.py. */
export const BREAK_S = 300;

/** Longitude, latitude. */
export type Spot = readonly [number, number];

interface Point {
  readonly at: number;
  readonly spot: Spot;
  readonly believed: boolean;
}

/** Numbers of a point as it is kept: instant, longitude, latitude, 1 where believed. */
const N = 4;

/** The trails of all aircraft; instants are seconds. Ten thousand are noted at once, so each is one flat list. */
export class Trails {
  private readonly points = new Map<string, number[]>();

  /** Notes where an aircraft was received; the same position again, or one too soon, changes nothing. */
  note(hex: string, at: number, lon: number, lat: number, believed: boolean): void {
    const held = this.points.get(hex);
    if (held === undefined) {
      this.points.set(hex, [at, lon, lat, Number(believed)]);
      return;
    }
    if (at - (held[held.length - N] ?? 0) < STEP_S) return;
    held.push(at, lon, lat, Number(believed));
    if (at - (held[0] ?? at) > TRAIL_S) held.splice(0, N);
  }

  /** Forgets an aircraft that is not heard any more. */
  forget(hex: string): void {
    this.points.delete(hex);
  }

  /** Forgets all but these. */
  keep(hexes: ReadonlySet<string>): void {
    for (const hex of this.points.keys()) if (!hexes.has(hex)) this.points.delete(hex);
  }

  /** Gives the lines to draw for one aircraft, up to where it is now. */
  lines(hex: string, now: { at: number; spot: Spot; believed: boolean } | null): GeoJSON.FeatureCollection<GeoJSON.LineString> {
    const points = this.read(hex);
    if (now && now.at > (points.at(-1)?.at ?? 0)) points.push(now);
    const features: GeoJSON.Feature<GeoJSON.LineString>[] = [];
    let before: Point | undefined;
    let joined = false;
    for (const point of points) {
      const broken = before === undefined || point.at - before.at > BREAK_S || Math.abs(point.spot[0] - before.spot[0]) > 180;
      if (before && !broken) {
        const believed = point.believed && before.believed;
        const open = joined ? features.at(-1) : undefined;
        if (open?.properties?.believed === believed) open.geometry.coordinates.push([...point.spot]);
        else features.push({ type: "Feature", properties: { believed }, geometry: { type: "LineString", coordinates: [[...before.spot], [...point.spot]] } });
      }
      joined = !broken;
      before = point;
    }
    return { type: "FeatureCollection", features };
  }

  private read(hex: string): Point[] {
    const held = this.points.get(hex) ?? [];
    const points: Point[] = [];
    for (let n = 0; n < held.length; n += N) points.push({ at: held[n] ?? 0, spot: [held[n + 1] ?? 0, held[n + 2] ?? 0], believed: held[n + 3] === 1 });
    return points;
  }
}
