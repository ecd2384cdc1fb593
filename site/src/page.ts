/** What every page does: local time on demand, remembered in the address so that a link restores it, and parts that
 * stay fresh. */

import { listenToKeys } from "./keys";
import { keepFresh } from "./renew";
import { localText, type TimeForm } from "./times";

const button = document.querySelector<HTMLButtonElement>("[data-zone]");
const words = document.querySelector<HTMLElement>("[data-zone-words]");

/** Rewrites every time on the page, those that scripts add later too. */
export function showTimes(root: ParentNode = document): void {
  const local = isLocal();
  for (const each of root.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    each.dataset.utc ??= each.textContent ?? "";
    each.textContent = local ? localText(each.dateTime, (each.dataset.form ?? "day minute") as TimeForm) : each.dataset.utc;
  }
  if (words) words.textContent = local ? `local (${Intl.DateTimeFormat().resolvedOptions().timeZone})` : "UTC";
  if (button) button.textContent = local ? "show UTC" : "show local time";
}

function isLocal(): boolean {
  return new URLSearchParams(location.search).get("tz") === "local";
}

/** Carries the choice over to the pages this one links to. */
function carry(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[href^='/']")) {
    const target = new URL(link.href);
    if (target.pathname.startsWith("/api/") || target.pathname.endsWith(".json")) continue;
    if (isLocal()) target.searchParams.set("tz", "local");
    else target.searchParams.delete("tz");
    link.href = target.pathname + target.search + target.hash;
  }
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const url = new URL(location.href);
    if (isLocal()) url.searchParams.delete("tz");
    else url.searchParams.set("tz", "local");
    history.replaceState(null, "", url);
    showTimes();
    carry();
  });
}
if (isLocal()) {
  showTimes();
  carry();
}
const field = document.querySelector<HTMLInputElement>("#top-q");
if (field) listenToKeys(field);
keepFresh((part) => {
  showTimes(part);
  carry();
});
