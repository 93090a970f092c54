// A plain text editor: a text area with line numbers, and marks at the lines where something was found.

import { fill, h, newId } from "../dom.js";

/** @typedef {{ line: number, kind: string, text: string }} Mark */

/**
 * @param {string} label
 * @param {() => void} changed
 */
export function editor(label, changed) {
  const [id, hint] = [newId("tekst"), newId("hint")];
  const gutter = h("div", { class: "regelnummers", "aria-hidden": "true" });
  const area = h("textarea", {
    id, class: "regeltekst", wrap: "off", spellcheck: "false", autocapitalize: "off", autocomplete: "off", "aria-describedby": hint,
    input: () => (numbers(), changed()), scroll: () => follow(),
  });
  /** @type {Mark[]} */
  let marks = [];
  const follow = () => gutter.style.setProperty("transform", `translateY(${-area.scrollTop}px)`);
  const numbers = () => {
    const count = area.value.split("\n").length;
    const marked = new Map(marks.map((mark) => [mark.line, mark]));
    fill(gutter, Array.from({ length: count }, (_, index) => {
      const mark = marked.get(index + 1);
      return h("span", { class: mark ? `nummer nummer--${mark.kind}` : "nummer", title: mark?.text, "data-regel": index + 1 }, `${mark ? "● " : ""}${index + 1}`);
    }));
  };
  const element = h("div", {},
    h("label", { for: id, class: "utrecht-form-label" }, label),
    h("p", { id: hint, class: "utrecht-form-field-description" }, "De tekst wordt nagekeken als u even stopt met typen. Met Tab verlaat u het tekstvak."),
    h("div", { class: "tekstvak" }, h("div", { class: "kantlijn" }, gutter), area));
  return {
    element,
    value: () => area.value,
    focus: () => area.focus(),
    /** @param {string} text */
    set(text) {
      area.value = text;
      marks = [];
      area.scrollTop = 0;
      numbers();
      follow();
    },
    /** @param {Mark[]} found */
    mark(found) {
      marks = found;
      numbers();
    },
    /**
     * Puts the cursor at a place, and selects the word there.
     *
     * @param {number} line
     * @param {number} column in characters
     */
    go(line, column) {
      const lines = area.value.split("\n");
      const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
      const start = before + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
      const word = /^\S*/.exec(area.value.slice(start))?.[0].length ?? 0;
      area.focus();
      area.setSelectionRange(start, start + word);
      const height = parseFloat(getComputedStyle(area).lineHeight);
      area.scrollTop = Math.max(0, (line - 4) * height);
      follow();
    },
  };
}
