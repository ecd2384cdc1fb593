/** The story page: files are dropped, claims are walked through, forms are sent without losing one's place.
 *
 * The server writes the page, whole each time; here it is only put in the place of the old one. Everything works
 * without this script too, by links and by forms.
 */

import { found, printable } from "./html";
import { showTimes } from "./page";

const page = found<HTMLElement>("story");
const news = found<HTMLElement>("story-news");
const trouble = found<HTMLElement>("story-trouble");

let sending = false;

begin();

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (!(form instanceof HTMLFormElement) || form.id !== "held" || button?.hasAttribute("data-native")) return;
  event.preventDefault();
  void send(form, button);
});

page.addEventListener("click", (event) => {
  const at = event.target as Element;
  const mark = at.closest<HTMLElement>("mark[data-claim]");
  const link = at.closest<HTMLAnchorElement>("a[href^='#c-'], a[href^='#m-']");
  if (link) {
    event.preventDefault();
    const number = link.hash.slice(3);
    if (link.hash.startsWith("#c-")) open(number);
    else toText(number);
  } else if (mark) open(mark.dataset.claim ?? "");
});

/** A result has no address of its own: its JSON is asked for by the button that sends the articles. */
document.querySelector("a[data-twin]")?.addEventListener("click", (event) => {
  const button = page.querySelector<HTMLButtonElement>("button[formaction='/story.json']");
  if (!button) return;
  event.preventDefault();
  button.click();
});

/** From one marked claim to the next, in the order of the text. */
page.addEventListener("keydown", (event) => {
  const here = (event.target as Element).closest<HTMLAnchorElement>(".text a.n");
  if (!here || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const step = stepOf(event.key, getComputedStyle(here).direction === "rtl");
  if (step === 0) return;
  const all = [...page.querySelectorAll<HTMLAnchorElement>(".text a.n")];
  const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(here) + step))];
  event.preventDefault();
  if (!next) return;
  next.focus();
  open(next.hash.slice(3), false);
});

/** How many claims a key goes on; in a text from right to left the next one lies to the left. */
function stepOf(key: string, isRightToLeft: boolean): number {
  const onward = isRightToLeft ? "ArrowLeft" : "ArrowRight";
  const back = isRightToLeft ? "ArrowRight" : "ArrowLeft";
  return { [onward]: 1, ArrowDown: 1, [back]: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[key] ?? 0;
}

/** Shows a claim's card, and which words of the text it rests on. */
function open(number: string, moves = true): void {
  const body = document.getElementById(`c-${number}`);
  const card = body?.closest("details");
  if (!body || !card) return;
  card.open = true;
  choose(number);
  const inText = document.getElementById(`m-${number}`);
  if (moves) {
    body.focus({ preventScroll: true });
    history.replaceState(null, "", `#c-${number}`);
  } else news.textContent = printable(card.querySelector(".head")?.textContent?.replace(/\s+/g, " ").trim() ?? "");
  if (sideBySide()) {
    inText?.scrollIntoView({ block: "nearest" });
    card.scrollIntoView({ block: "nearest" });
  } else if (moves) card.scrollIntoView({ block: "start" });
}

function toText(number: string): void {
  const mark = document.getElementById(`m-${number}`);
  mark?.scrollIntoView({ block: "center" });
  mark?.focus({ preventScroll: true });
  choose(number);
}

function choose(number: string): void {
  for (const each of page.querySelectorAll("mark[data-chosen]")) each.removeAttribute("data-chosen");
  for (const each of page.querySelectorAll(`mark[data-claim="${CSS.escape(number)}"]`)) each.setAttribute("data-chosen", "");
}

function sideBySide(): boolean {
  return matchMedia("(min-width: 60.01rem)").matches;
}

/** Sends the form and puts the page that comes back in the place of this one. */
async function send(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  if (sending) return;
  sending = true;
  const body = new FormData(form);
  if (button instanceof HTMLButtonElement && button.name) body.set(button.name, button.value);
  page.setAttribute("aria-busy", "true");
  news.textContent = "Reading";
  trouble.hidden = true;
  try {
    const sent = await fetch("/story", { method: "POST", body, headers: { Accept: "text/html" } });
    if (sent.headers.get("content-type")?.includes("json")) {
      complain(((await sent.json()) as { detail?: string }).detail ?? sent.statusText);
      return;
    }
    const fresh = new DOMParser().parseFromString(await sent.text(), "text/html");
    const story = fresh.getElementById("story");
    if (sent.ok && story) show(story);
    else complain(fresh.querySelector("main [role=alert]")?.textContent ?? sent.statusText);
  } catch {
    complain("The server cannot be reached; nothing was lost, try again.");
  } finally {
    sending = false;
    page.removeAttribute("aria-busy");
  }
}

function complain(words: string): void {
  news.textContent = "";
  trouble.textContent = printable(words.trim());
  trouble.hidden = false;
  trouble.scrollIntoView({ block: "nearest" });
}

function show(fresh: HTMLElement): void {
  page.replaceChildren(...document.importNode(fresh, true).childNodes);
  const banner = fresh.ownerDocument.querySelector("body > .banner");
  if (banner && !document.querySelector("body > .banner")) document.querySelector(".skip")?.after(document.importNode(banner, true));
  news.textContent = fresh.dataset.news || page.querySelector("h1")?.textContent || "";
  showTimes(page);
  begin();
  const target = document.getElementById(fresh.dataset.focus ?? "");
  const card = target?.closest("details");
  if (card) {
    card.open = true;
    choose(card.dataset.claim ?? "");
  }
  (card?.querySelector<HTMLElement>(".editor input, .editor select") ?? target)?.focus({ preventScroll: true });
  (card ?? target)?.scrollIntoView({ block: card ? "start" : "nearest" });
}

/** What a page that has just come needs: a place to drop files, and the two sides told of each other. */
function begin(): void {
  for (const card of page.querySelectorAll<HTMLDetailsElement>("details.claim")) {
    card.addEventListener("toggle", () => {
      if (card.open) choose(card.dataset.claim ?? "");
    });
  }
  for (const drop of page.querySelectorAll<HTMLElement>("[data-drop]")) takeDrops(drop);
  const asked = /^#c-(\d+)$/.exec(location.hash)?.[1];
  if (asked) open(asked);
}

function takeDrops(drop: HTMLElement): void {
  const input = drop.querySelector<HTMLInputElement>("input[type=file]");
  const chosen = drop.querySelector<HTMLElement>("[data-chosen]");
  if (!input || !chosen) return;
  const tell = () => {
    const names = [...(input.files ?? [])].map((file) => printable(file.name));
    chosen.textContent = names.length ? `Chosen: ${names.join(", ")}` : "";
    chosen.hidden = names.length === 0;
  };
  input.addEventListener("change", tell);
  drop.addEventListener("dragover", (event) => {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    drop.setAttribute("data-over", "");
  });
  drop.addEventListener("dragleave", () => drop.removeAttribute("data-over"));
  drop.addEventListener("drop", (event) => {
    drop.removeAttribute("data-over");
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    event.preventDefault();
    const both = new DataTransfer();
    for (const file of [...(input.files ?? []), ...files]) both.items.add(file);
    input.files = both.files;
    tell();
  });
}
