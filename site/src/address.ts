/** The address of the page holds its view: what is filtered, selected and looked at. */

/** Gives a parameter of the address; an empty one is none. */
export function said(name: string): string | null {
  return new URLSearchParams(location.search).get(name)?.trim() || null;
}

/** Gives a number of the address. */
export function saidNumber(name: string): number | null {
  const text = said(name);
  const value = text === null ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Writes parameters into the address without loading anything; null takes one away. */
export function say(values: Readonly<Record<string, string | null>>): void {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  if (url.href !== location.href) history.replaceState(null, "", url);
  const twin = document.querySelector<HTMLAnchorElement>("a[data-twin]");
  if (twin) twin.search = url.search;
}
