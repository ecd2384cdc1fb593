/** Where each aircraft was at an instant of the past: where it was received last, no further. */

/** A track of `wheelsdown/playback/1`; the lists are equally long. */
export interface Track {
  readonly airframe: string;
  readonly icao24: string | null;
  readonly callsign: string | null;
  readonly registration: string | null;
  readonly type_designator: string | null;
  readonly military: boolean | null;
  readonly t_s: readonly number[];
  readonly lat_deg: readonly number[];
  readonly lon_deg: readonly number[];
  readonly altitude_ft: readonly (number | null)[];
  readonly track_deg: readonly (number | null)[];
  readonly on_ground: readonly boolean[];
}

/** One aircraft at an instant. */
export interface Placed {
  readonly track: Track;
  readonly lat: number;
  readonly lon: number;
  readonly heading: number | null;
  readonly altitudeFt: number | null;
  readonly onGround: boolean;
  /** Seconds since it was received. */
  readonly ageS: number;
}

/** Drawn faint after so long without reception, and not at all after so long (seconds). */
export const FAINT_AFTER_S = 120;
export const GONE_AFTER_S = 600;
/** Two positions this close in time are glided between; further apart nobody knows the way. */
const GLIDE_S = 60;

/** Gives where a track was at an instant, or null where it was not received for long. */
export function placedAt(track: Track, t: number): Placed | null {
  const n = lastAt(track.t_s, t);
  const at = track.t_s[n];
  if (n < 0 || at === undefined || t - at > GONE_AFTER_S) return null;
  let [lat, lon] = [track.lat_deg[n] ?? 0, track.lon_deg[n] ?? 0];
  const next = track.t_s[n + 1];
  const [toLat, toLon] = [track.lat_deg[n + 1] ?? lat, track.lon_deg[n + 1] ?? lon];
  if (next !== undefined && next - at <= GLIDE_S && Math.abs(toLon - lon) < 180) {
    const part = (t - at) / (next - at);
    lat += (toLat - lat) * part;
    lon += (toLon - lon) * part;
  }
  return { track, lat, lon, heading: track.track_deg[n] ?? null, altitudeFt: track.altitude_ft[n] ?? null, onGround: track.on_ground[n] ?? false, ageS: t - at };
}

/** Gives the last index whose time is not after t; -1 before the first. */
function lastAt(times: readonly number[], t: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
