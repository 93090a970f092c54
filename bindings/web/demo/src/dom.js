// Elements from data. Text is always text: nothing here, or anywhere else on this page, reads HTML from a value.

/**
 * @typedef {import("./types").Child} Child
 * @typedef {{ [name: string]: string | number | boolean | null | undefined | ((event: any) => void) }} Props
 */

/**
 * Makes an element. A property that is a function listens: `{ click: save }`.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Props} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  append(element, children);
  return element;
}

/**
 * @param {Element} to
 * @param {Child[]} children
 */
function append(to, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(to, child);
    else if (child instanceof Node || typeof child === "string") to.append(child);
  }
}

/**
 * Puts other children in an element.
 *
 * @param {Element} element
 * @param {...Child} children
 */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/**
 * The element with an id, which is there.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`geen element ${id}`);
  return element;
}

let made = 0;

/** A new id. */
export const newId = (name = "e") => `${name}-${(made += 1)}`;

/**
 * @param {string} label
 * @param {(event: Event) => void} click
 * @param {"primary-action" | "secondary-action" | "subtle"} [kind]
 * @param {Props} [props]
 */
export function button(label, click, kind = "secondary-action", props = {}) {
  return h("button", { type: "button", class: `utrecht-button utrecht-button--${kind}`, click, ...props }, label);
}

/**
 * A small button in a row of a list; `about` says for which row to who does not see the row.
 *
 * @param {string} label
 * @param {string} about
 * @param {(event: Event) => void} click
 * @param {Props} [props]
 */
export function rowButton(label, about, click, props = {}) {
  return button(label, click, "subtle", { class: "utrecht-button utrecht-button--subtle rij-knop", "aria-label": `${label}: ${about}`, ...props });
}

/**
 * A message that stands out.
 *
 * @param {"info" | "ok" | "warning" | "error"} kind
 * @param {...Child} children
 */
export function alert(kind, ...children) {
  return h("div", { class: `utrecht-alert utrecht-alert--${kind}` }, h("div", { class: "utrecht-alert__content" }, h("div", { class: "utrecht-alert__message" }, children)));
}

/**
 * Asks before something goes that cannot be brought back.
 *
 * @param {string} title
 * @param {Child} text
 * @param {string} yes
 * @returns {Promise<boolean>}
 */
export function confirm(title, text, yes) {
  const name = newId("titel");
  return new Promise((done) => {
    const close = (/** @type {boolean} */ answer) => {
      dialog.close();
      dialog.remove();
      before?.focus();
      done(answer);
    };
    const before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const dialog = h("dialog", { "aria-labelledby": name, class: "bevestiging", cancel: (event) => (event.preventDefault(), close(false)) },
      h("h2", { id: name, class: "utrecht-heading-3" }, title),
      h("div", { class: "utrecht-paragraph" }, text),
      h("div", { class: "knoppen" }, button(yes, () => close(true), "primary-action"), button("Niet doen", () => close(false))),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

/**
 * Moves the focus to a heading or message, for who cannot see what changed.
 *
 * @param {Element | null} element
 */
export function focusOn(element) {
  if (!(element instanceof HTMLElement)) return;
  if (!element.matches("a[href], button, input, select, textarea, summary")) element.tabIndex = -1;
  element.focus();
}
