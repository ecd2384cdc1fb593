/** Searching by keyboard alone: "/" goes to the search field, the arrows go through what was found. */

/** Gives where a step leads among things in a row: beyond the first lies the field, beyond the last nothing. */
export function stepped(at: number, step: 1 | -1, n: number): number {
  return Math.min(Math.max(at + step, -1), n - 1);
}

/** Listens to the keys of a page. */
export function listenToKeys(field: HTMLInputElement): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = document.activeElement;
    const writes = at instanceof HTMLInputElement || at instanceof HTMLSelectElement || at instanceof HTMLTextAreaElement;
    if (event.key === "/" && !writes) {
      event.preventDefault();
      field.focus();
      field.select();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const hits = [...document.querySelectorAll<HTMLElement>(".hits a.hit")];
      const n = at instanceof HTMLElement ? hits.indexOf(at) : -1;
      if (hits.length === 0 || (n < 0 && at !== field)) return;
      event.preventDefault();
      const next = stepped(n, event.key === "ArrowDown" ? 1 : -1, hits.length);
      (next < 0 ? field : hits[next])?.focus();
    }
  });
}
