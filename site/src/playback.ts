/** Playback: a day of the past on a slider, at a speed of choice; the address holds day, place and instant. */

import { said, saidNumber, say } from "./address";
import { found } from "./html";
import { List } from "./live/list";
import { AircraftLayer, numbers } from "./map/aircraft_layer";
import { colour, isDrawable, makeMap, whenRepainted } from "./map/basemap";
import { FAINT_AFTER_S, placedAt, type Placed, type Track } from "./playback/tracks";
import { rfc3339, shownText } from "./times";

const MOST_ROWS = 200;
/** Milliseconds between two pictures while playing: a drawing by software takes most of that. */
const FRAME_MS = 80;

interface Answer {
  readonly tracks: readonly Track[];
  readonly n_positions: number;
  readonly capped: boolean;
  readonly left_out: Readonly<Record<string, number>>;
  readonly missing: readonly string[];
  readonly detail?: string;
}

const box = document.getElementById("map");
if (box && isDrawable(box)) begin(box);

function begin(box: HTMLElement): void {
  const [west = 0, south = 0, east = 0, north = 0] = (box.dataset.bbox ?? "").split(",").map(Number);
  const start = new Date(box.dataset.since ?? "").getTime() / 1000;
  const end = new Date(box.dataset.until ?? "").getTime() / 1000;
  const map = makeMap(box, { lat: (south + north) / 2, lon: (west + east) / 2, zoom: 5 });
  if (saidNumber("lat") === null) map.fitBounds([[west, south], [east < west ? east + 360 : east, north]], { padding: 10, animate: false });
  const layer = new AircraftLayer();
  const scrub = found<HTMLInputElement>("scrub");
  const play = found<HTMLButtonElement>("play");
  const speed = found<HTMLSelectElement>("speed");
  const list = new List(found<HTMLTableSectionElement>("play-rows"), [1], (airframe) => {
    location.href = `/aircraft/${encodeURIComponent(airframe)}`;
  });
  let tracks: readonly Track[] = [];
  let t = 0;
  let timer: number | undefined;

  scrub.max = String(Math.round(end - start));
  const asked = said("at");
  if (asked) t = Math.min(Math.max(new Date(asked).getTime() / 1000 - start, 0), end - start) || 0;
  if (said("speed") && [...speed.options].some((each) => each.value === said("speed"))) speed.value = said("speed") ?? "60";

  const draw = (listed: boolean) => {
    const placed = tracks.map((track) => placedAt(track, t)).filter((each): each is Placed => each !== null);
    const ink = { plain: numbers(colour("plane")), military: numbers(colour("plane-mil")) };
    layer.halo = numbers(colour("halo"));
    layer.show(placed.map((each) => ({ hex: each.track.airframe, lat: each.lat, lon: each.lon, track: each.heading, colour: each.track.military ? ink.military : ink.plain, strength: each.ageS > FAINT_AFTER_S ? 0.35 : 1, chosen: false })));
    const words = shownText(rfc3339(start + t), "day second");
    scrub.value = String(Math.round(t));
    scrub.setAttribute("aria-valuetext", words);
    found("clock").textContent = words;
    if (listed) list.show(placed.slice(0, MOST_ROWS).map((each) => row(each, start + t)), null);
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = "Play";
    play.setAttribute("aria-pressed", "false");
    say({ at: rfc3339(start + t) });
    draw(true);
  };
  const go = () => {
    if (t >= end - start) t = 0;
    play.textContent = "Pause";
    play.setAttribute("aria-pressed", "true");
    let before = performance.now();
    let listedAt = 0;
    timer = window.setInterval(() => {
      const now = performance.now();
      t = Math.min(t + ((now - before) / 1000) * Number(speed.value), end - start);
      before = now;
      const listed = now - listedAt > 1000;
      if (listed) listedAt = now;
      draw(listed);
      if (t >= end - start) stop();
    }, FRAME_MS);
  };

  play.addEventListener("click", () => (timer === undefined ? go() : stop()));
  scrub.addEventListener("input", () => {
    t = Number(scrub.value);
    draw(true);
  });
  scrub.addEventListener("change", () => say({ at: rfc3339(start + t) }));
  speed.addEventListener("change", () => say({ speed: speed.value }));
  const here = found<HTMLButtonElement>("play-here");
  here.hidden = false;
  here.addEventListener("click", () => {
    const seen = map.getBounds();
    const edge = (value: number, most: number) => Math.min(Math.max(value, -most), most).toFixed(2);
    say({ bbox: [edge(seen.getWest(), 180), edge(seen.getSouth(), 90), edge(seen.getEast(), 180), edge(seen.getNorth(), 90)].join(","), place: null });
    location.reload();
  });
  map.on("load", () => {
    layer.addTo(map);
    draw(true);
  });
  whenRepainted(() => draw(false));
  map.on("click", (event) => {
    const hit = layer.at(event.point.x, event.point.y);
    if (hit && !hit.hex.startsWith("withheld")) location.href = `/aircraft/${encodeURIComponent(hit.hex)}`;
  });
  void load(box.dataset.positions ?? "").then((answer) => {
    if (!answer) return;
    tracks = answer.tracks;
    found<HTMLElement>("player").hidden = false;
    if (!asked) t = Math.min(...tracks.map((track) => track.t_s[0] ?? 0), end - start);
    draw(true);
  });
}

/** Loads the positions; says in words what came, or why nothing did. */
async function load(url: string): Promise<Answer | null> {
  state("Reading positions back from the raw files; the first time this may take some seconds ...");
  try {
    const sent = await fetch(url);
    const answer = (await sent.json()) as Answer;
    if (!sent.ok) throw new Error(answer.detail ?? sent.statusText);
    const words = [`${answer.tracks.length.toLocaleString("en")} tracks, ${answer.n_positions.toLocaleString("en")} positions`];
    if (answer.tracks.length === 0) words.splice(0, 1, "Nothing was received in this box and time; that is not the same as nothing flew");
    for (const [reason, n] of Object.entries(answer.left_out)) if (n) words.push(`left out: ${n.toLocaleString("en")} ${reason.replaceAll("_", " ")}`);
    words.push(...answer.missing);
    state(`${words.join("; ")}.`);
    return answer;
  } catch (error) {
    state(`Nothing can be played back: ${error instanceof Error ? error.message : "no answer"}`);
    return null;
  }
}

function row(each: Placed, now: number): { key: string; name: string; cells: string[] } {
  const { track } = each;
  const height = each.onGround ? "ground" : each.altitudeFt === null ? "" : Math.round(each.altitudeFt).toLocaleString("en");
  return { key: track.airframe, name: track.callsign ?? track.registration ?? track.airframe, cells: [track.type_designator ?? "", height, track.registration ?? "", shownText(rfc3339(now - each.ageS), "second")] };
}

function state(words: string): void {
  found("play-state").textContent = words;
}
