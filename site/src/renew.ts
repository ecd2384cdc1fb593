/** Parts of a page that stay fresh: when what they rest on changes, the page is asked for anew and they are replaced.
 *
 * The server writes every part, once, in its template; here is only told which of them changed. A part names in
 * `data-renew` the events it rests on, and in `data-every` the seconds between two renewals at most.
 */

import { element, printable, showBanner } from "./html";

/** What is open or focused in a part, by key, so that a fresh part can be left as the reader left the old one. */
export interface Left {
  readonly open: ReadonlySet<string>;
  readonly focused: string | null;
}

const KEYED = "[data-key]";

/** Keeps every part of the page fresh; `shown` is called with each one that was replaced. */
export function keepFresh(shown: (part: HTMLElement) => void): void {
  const parts = [...document.querySelectorAll<HTMLElement>("[data-renew]")];
  const names = [...new Set(parts.flatMap((part) => (part.dataset.renew ?? "").split(",")))].filter(Boolean).sort();
  if (names.length === 0) return;
  const everyMs = 1000 * Math.max(...parts.map((part) => Number(part.dataset.every ?? 1)));
  const news = element("p", { class: "unseen", role: "status" });
  const lost = element("p", { class: "note stale", role: "status" });
  document.getElementById("main")?.prepend(news, lost);
  const renew = paced(everyMs, async () => {
    try {
      const sent = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!sent.ok) throw new Error(sent.statusText);
      lost.textContent = "";
      const fresh = replaced(new DOMParser().parseFromString(await sent.text(), "text/html"), shown);
      if (fresh.length) news.textContent = `New: ${fresh.map(printable).slice(0, 3).join("; ")}`;
    } catch {
      lost.textContent = "The server cannot be reached: this page is as it was. Trying again.";
    }
  });
  const told = () => {
    if (document.hidden) document.addEventListener("visibilitychange", renew, { once: true }); // nobody looks
    else renew();
  };
  follow(`/api/v1/live/events?only=${names.join(",")}`, names, told, () => {
    lost.textContent = "The server cannot be reached: this page is as it was. Trying again.";
  });
}

/** Listens to a stream of events; one that was refused is tried again later. */
function follow(address: string, names: readonly string[], told: () => void, lost: () => void): void {
  const stream = new EventSource(address);
  for (const name of names) stream.addEventListener(name, told);
  stream.addEventListener("open", told);
  stream.addEventListener("error", () => {
    lost();
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => follow(address, names, told, lost), 15_000);
  });
}

/** Gives a function that calls another at most once in so many milliseconds, and never twice at once. */
export function paced(everyMs: number, act: () => Promise<void>, wait: (then: () => void, ms: number) => void = setTimeout): () => void {
  let [busy, again] = [false, false];
  const run = () => {
    if (busy) {
      again = true;
      return;
    }
    [busy, again] = [true, false];
    void act().finally(() => {
      wait(() => {
        busy = false;
        if (again) run();
      }, everyMs);
    });
  };
  return run;
}

/** Puts the fresh parts in the place of the old; gives the titles of what was not there before. */
function replaced(page: Document, shown: (part: HTMLElement) => void): string[] {
  const titles: string[] = [];
  if (page.querySelector("body > .banner")) showBanner();
  for (const old of document.querySelectorAll<HTMLElement>("[data-renew]")) {
    const found = page.getElementById(old.id);
    if (found === null || found.outerHTML === (sources.get(old.id) ?? "")) continue;
    const isFirst = !sources.has(old.id);
    sources.set(old.id, found.outerHTML);
    const known = new Set([...old.querySelectorAll<HTMLElement>(KEYED)].map((each) => each.dataset.key));
    const fresh = document.importNode(found, true);
    const left = look(old);
    old.replaceWith(fresh);
    leave(fresh, left);
    for (const each of fresh.querySelectorAll<HTMLElement>(KEYED)) {
      if (known.has(each.dataset.key)) continue;
      if (!isFirst || known.size) each.classList.add("fresh");
      const title = each.querySelector("[data-title]")?.textContent;
      if (title) titles.push(title);
    }
    shown(fresh);
  }
  return titles;
}

/** The parts as the server wrote them last, by id. */
const sources = new Map<string, string>();

/** Notes what is open or focused. */
function look(part: HTMLElement): Left {
  const open = new Set([...part.querySelectorAll("details[open]")].map((each) => name(part, each)));
  const at = document.activeElement;
  return { open, focused: at && part.contains(at) ? name(part, at) : null };
}

/** Opens and focuses the same again. */
function leave(part: HTMLElement, left: Left): void {
  for (const each of part.querySelectorAll("details")) each.open ||= left.open.has(name(part, each));
  if (left.focused === null) return;
  for (const each of part.querySelectorAll<HTMLElement>("a, button, summary, input, select, [tabindex]")) {
    if (name(part, each) === left.focused) {
      each.focus({ preventScroll: true });
      return;
    }
  }
}

/** Names an element by its kind and its number within the keyed thing that holds it. */
function name(part: HTMLElement, each: Element): string {
  const holder = each.closest<HTMLElement>(KEYED) ?? part;
  const alike = [...holder.querySelectorAll(each.tagName)];
  return `${holder.dataset.key ?? ""} ${each.tagName} ${alike.indexOf(each)}`;
}
