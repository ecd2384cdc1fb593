/** A table of what the map shows: kept row by row, so that what is focused stays focused. */

import { element, printable } from "../html";

/** One row: a key, what its button says, and the further cells. */
export interface Row {
  readonly key: string;
  readonly name: string;
  readonly cells: readonly string[];
}

/** The table; `numeric` says which further cells hold numbers. */
export class List {
  private readonly rows = new Map<string, HTMLTableRowElement>();

  constructor(
    private readonly body: HTMLTableSectionElement,
    private readonly numeric: readonly number[],
    private readonly choose: (key: string) => void,
  ) {
    body.replaceChildren();
    body.addEventListener("click", (event) => {
      const row = (event.target as Element).closest<HTMLTableRowElement>("tr[data-key]");
      if (row?.dataset.key) this.choose(row.dataset.key);
    });
  }

  /** Shows these rows in this order. */
  show(rows: readonly Row[], chosen: string | null): void {
    const focused = document.activeElement;
    const wanted = new Set(rows.map((row) => row.key));
    for (const [key, row] of this.rows) {
      if (!wanted.has(key)) {
        row.remove();
        this.rows.delete(key);
      }
    }
    for (const [n, row] of rows.entries()) {
      const made = this.rows.get(row.key) ?? this.make(row);
      this.fill(made, row);
      if (this.body.children[n] !== made) this.body.insertBefore(made, this.body.children[n] ?? null);
    }
    this.mark(chosen);
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.body.contains(focused)) focused.focus();
  }

  /** Marks one row as the one looked at. */
  mark(chosen: string | null): void {
    for (const [key, row] of this.rows) {
      row.toggleAttribute("data-chosen", key === chosen);
      row.querySelector("button")?.setAttribute("aria-pressed", String(key === chosen));
    }
  }

  private make(row: Row): HTMLTableRowElement {
    const button = element("button", { type: "button", class: "row" });
    const made = element("tr", { "data-key": row.key }, element("th", { scope: "row" }, button));
    for (const n of row.cells.keys()) made.append(element("td", this.numeric.includes(n) ? { class: "num" } : {}));
    this.rows.set(row.key, made);
    return made;
  }

  private fill(made: HTMLTableRowElement, row: Row): void {
    const write = (place: Element | null | undefined, text: string) => {
      const shown = printable(text);
      if (place && place.textContent !== shown) place.textContent = shown;
    };
    write(made.cells[0]?.firstElementChild, row.name);
    for (const [n, text] of row.cells.entries()) write(made.cells[n + 1], text);
  }
}
