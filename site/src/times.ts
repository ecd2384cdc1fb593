/** How an instant reads: in UTC as the server writes it, or in the reader's own time. */

/** What of an instant is shown. */
export type TimeForm = "day" | "minute" | "second" | "day minute" | "day second";

/** Gives seconds since 1970 as RFC 3339 UTC, whole seconds. */
export function rfc3339(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/** Says an instant in UTC. */
export function utcText(instant: string, form: TimeForm): string {
  return cut(instant, form);
}

/** Says an instant in the reader's own time. */
export function localText(instant: string, form: TimeForm): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return cut(shifted.toISOString(), form);
}

/** Says an instant as the page does at present. */
export function shownText(instant: string, form: TimeForm): string {
  const local = new URLSearchParams(location.search).get("tz") === "local";
  return local ? `${localText(instant, form)} local` : `${utcText(instant, form)} UTC`;
}

function cut(text: string, form: TimeForm): string {
  const parts = { day: text.slice(0, 10), minute: text.slice(11, 16), second: text.slice(11, 19) };
  return form.split(" ").map((part) => parts[part as "day" | "minute" | "second"]).join(" ");
}
