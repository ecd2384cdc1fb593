/** Which aircraft are shown; the rules are those of the server's list (faces/web/pages/sky_filter.py). */

import { say } from "../address";
import type { Aircraft } from "./sky";

/** Where a place lies, and how near to it an aircraft must be. */
export interface Near {
  readonly lat: number;
  readonly lon: number;
  readonly withinNm: number;
}

/** What is asked for; null asks for all. */
export interface Filter {
  readonly q: string | null;
  readonly type: string | null;
  readonly operator: string | null;
  readonly military: boolean | null;
  readonly near: Near | null;
}

const MILITARY = 1;
const EARTH_RADIUS_NM = 3440.065;

/** Tells whether an aircraft fits. */
export function fits(filter: Filter, each: Aircraft): boolean {
  return (
    holds(filter.q, each.flight, each.r, each.hex) &&
    holds(filter.type, each.t, each.desc) &&
    holds(filter.operator, each.ownOp) &&
    (filter.military === null || filter.military === Boolean((each.dbFlags ?? 0) & MILITARY)) &&
    isNear(filter.near, each)
  );
}

function holds(sought: string | null, ...texts: readonly (string | undefined)[]): boolean {
  return sought === null || texts.some((text) => text?.toLowerCase().includes(sought));
}

function isNear(near: Near | null, { lat, lon }: Aircraft): boolean {
  if (near === null) return true;
  if (lat === undefined || lon === undefined) return false;
  const [a, b, dl] = [near.lat, lat, lon - near.lon].map((degrees) => (degrees * Math.PI) / 180) as [number, number, number];
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(dl / 2) ** 2;
  return 2 * EARTH_RADIUS_NM * Math.asin(Math.sqrt(half)) <= near.withinNm;
}

/** The form of the page: reads it, keeps the address in step, and says when something changed. */
export class FilterForm {
  filter: Filter;
  /** Why a place asked for is not used. */
  trouble: string | null = null;
  private centre: { lat: number; lon: number } | null;
  private timer: number | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly changed: () => void,
  ) {
    const { lat, lon } = this.field("place").dataset;
    this.centre = lat && lon ? { lat: Number(lat), lon: Number(lon) } : null;
    this.filter = this.read();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.renew();
    });
    form.addEventListener("input", (event) => {
      clearTimeout(this.timer);
      const wait = event.target === this.field("place") ? 700 : 120;
      this.timer = window.setTimeout(() => void this.renew(), wait);
    });
  }

  /** Takes all filters away. */
  clear(): void {
    for (const each of this.form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input,select")) each.value = "";
    this.field("within_nm").value = "60";
    void this.renew();
  }

  /** Gives the middle of the place that is filtered by. */
  get middle(): { lat: number; lon: number } | null {
    return this.centre;
  }

  private async renew(): Promise<void> {
    await this.find(this.field("place").value.trim());
    this.filter = this.read();
    const within = this.field("within_nm").value.trim();
    const place = this.field("place").value.trim();
    say({
      q: this.field("q").value.trim(),
      type: this.field("type").value.trim(),
      operator: this.field("operator").value.trim(),
      military: this.field("military").value,
      place,
      within_nm: place && within !== "60" ? within : null,
    });
    this.changed();
  }

  private sought = "";

  /** Asks the server where a place lies. */
  private async find(place: string): Promise<void> {
    if (place === this.sought && this.centre) return;
    this.sought = place;
    this.centre = null;
    this.trouble = null;
    if (!place) return;
    let told: { lat_deg?: number | null; lon_deg?: number | null; label?: string; detail?: string };
    try {
      const answer = await fetch(`/api/v1/places/${encodeURIComponent(place)}`, { headers: { Accept: "application/json" } });
      told = (await answer.json()) as typeof told;
    } catch {
      this.sought = ""; // to be asked again
      this.trouble = `The server cannot be reached, so where ${place} is, is not known; all aircraft are shown.`;
      return;
    }
    if (typeof told.lat_deg === "number" && typeof told.lon_deg === "number") this.centre = { lat: told.lat_deg, lon: told.lon_deg };
    else this.trouble = told.detail ?? `${told.label ?? place} is no single point; name an aerodrome`;
  }

  private read(): Filter {
    const text = (name: string) => this.field(name).value.trim().toLowerCase() || null;
    const military = this.field("military").value;
    const withinNm = Number(this.field("within_nm").value) || 60;
    return {
      q: text("q"),
      type: text("type"),
      operator: text("operator"),
      military: military === "" ? null : military === "true",
      near: this.centre ? { ...this.centre, withinNm } : null,
    };
  }

  private field(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }
}
