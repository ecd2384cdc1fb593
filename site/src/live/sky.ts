/** What flies now, as the server tells it: by its stream of changes, else by asking once a second. */

import { Trails } from "./trails";

/** One aircraft in readsb's words; what was not heard is not there. */
export interface Aircraft {
  readonly hex: string;
  readonly flight?: string;
  readonly alt_baro?: number | "ground";
  readonly gs?: number;
  readonly track?: number;
  readonly baro_rate?: number;
  readonly squawk?: string;
  readonly emergency?: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly seen_pos?: number;
  readonly seen: number;
  readonly r?: string;
  readonly t?: string;
  readonly desc?: string;
  readonly ownOp?: string;
  readonly dbFlags?: number;
  /** Keys of these that no feed said: the workspace's own sources say so. */
  readonly filled?: readonly string[];
  /** A feed names an owner who may be a person. */
  readonly owner_withheld?: boolean;
  readonly receivers?: readonly string[];
  readonly integrity?: string | null;
}

/** How far a position is believed: what is not judged yet is, what is doubted is not. */
export function isBelieved(each: Aircraft): boolean {
  return each.integrity === undefined || each.integrity === null || each.integrity === "ok";
}

/** How one feed does. */
export interface Feed {
  readonly name: string;
  readonly state: string;
  readonly since: string;
  readonly n_messages: number;
  readonly n_positions: number;
}

/** An aircraft with the instant (seconds since 1970) its position was received, by the server's clock. */
export interface Held extends Aircraft {
  placedAt: number;
}

interface Changes {
  readonly now: number;
  readonly simulated?: boolean;
  readonly all: boolean;
  readonly aircraft: readonly Aircraft[];
  readonly gone: readonly string[];
}

/** The present sky; `changed` is called whenever it, or how the feeds do, changed. */
export class Sky {
  readonly aircraft = new Map<string, Held>();
  feeds: readonly Feed[] = [];
  /** False where nobody listens or the listener is gone: then the sky is unknown, not empty. */
  listening = false;
  /** True while the server itself cannot be reached. */
  lost = false;
  now: number | null = null;
  /** True as soon as something in the sky is simulated. */
  simulated = false;
  readonly trails = new Trails();
  private timer: number | undefined;

  constructor(private readonly changed: () => void) {}

  /** Begins to listen; for as long as the page is open. */
  follow(): void {
    const stream = new EventSource("/api/v1/live/events");
    stream.addEventListener("aircraft", (event) => this.measured(() => this.apply(JSON.parse(event.data) as Changes)));
    stream.addEventListener("feeds", (event) => {
      const told = JSON.parse(event.data) as { listening: boolean; feeds: readonly Feed[] };
      this.feeds = told.feeds;
      this.listening = told.listening;
      this.changed();
    });
    stream.addEventListener("open", () => {
      this.lost = false;
      clearInterval(this.timer);
      this.timer = undefined;
      this.changed();
    });
    stream.addEventListener("error", () => {
      this.lost = true;
      this.changed();
      if (stream.readyState === EventSource.CLOSED && this.timer === undefined) {
        this.timer = window.setInterval(() => void this.ask(), 1000);
        setTimeout(() => this.follow(), 15_000);
      }
    });
  }

  /** Notes how long an update takes, for whoever measures the page. */
  private measured(update: () => void): void {
    const start = performance.now();
    update();
    performance.measure("wheelsdown update", { start });
    if (performance.getEntriesByName("wheelsdown update").length > 500) performance.clearMeasures("wheelsdown update");
  }

  private async ask(): Promise<void> {
    try {
      const answer = await fetch("/data/aircraft.json", { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const picture = (await answer.json()) as Changes & { feeds?: readonly Feed[] };
      this.measured(() => this.apply({ ...picture, all: true, gone: [] }));
      this.feeds = picture.feeds ?? [];
      this.listening = Date.now() / 1000 - picture.now < 30;
      this.lost = false;
    } catch {
      this.lost = true;
    }
    this.changed();
  }

  private apply(changes: Changes): void {
    this.now = changes.now;
    this.simulated ||= changes.simulated ?? false;
    if (changes.all) this.aircraft.clear();
    for (const each of changes.aircraft) {
      const held = each as Held; // it was parsed for us alone: to copy ten thousand would cost more than all the rest
      held.placedAt = changes.now - (each.seen_pos ?? each.seen);
      this.aircraft.set(each.hex, held);
      if (each.lat !== undefined && each.lon !== undefined) this.trails.note(each.hex, held.placedAt, each.lon, each.lat, isBelieved(each));
    }
    for (const hex of changes.gone) {
      this.aircraft.delete(hex);
      this.trails.forget(hex);
    }
    if (changes.all) this.trails.keep(new Set(this.aircraft.keys()));
    this.changed();
  }
}
