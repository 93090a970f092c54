// Somebody at the keyboard, who knows all about a household and uses nothing but Tab, arrows, space, Enter and letters.

/** Presses Tab until an element with this selector has the focus. */
export async function tabTo(page, selector, { back = false, most = 120 } = {}) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
  }
  throw new Error(`no focus on ${selector} after ${most} tabs`);
}

/** Types in a field, in place of what stands there. */
export async function typeIn(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

/** Goes to a radio button with the arrows, once its group has the focus. */
async function choose(page, row, label) {
  await tabTo(page, `${row} input[type=radio]`);
  await page.keyboard.press("Space");
  for (let pressed = 0; pressed < 12; pressed += 1) {
    const now = await page.evaluate(() => document.activeElement.checked && document.activeElement.closest("label").textContent);
    if (now === label) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`no choice ${label}`);
}

async function press(page, label) {
  const all = await page.locator("#vragen button").allTextContents();
  const index = all.indexOf(label);
  if (index < 0) throw new Error(`no button ${label} among ${all.join(", ")}`);
  await page.locator("#vragen button").nth(index).evaluate((button) => button.setAttribute("data-doel", "ja"));
  await tabTo(page, "[data-doel]");
  await page.keyboard.press("Enter");
}

const words = (key) => key.replaceAll("_", " ");
const dutch = (decimal) => decimal.replace(".", ",");

/**
 * Answers the questions that are asked now.
 *
 * @param truth says of a fact or judgement `{ soort, sleutel, betreft }` what is so; `undefined` is: not known
 * @returns {Promise<boolean>} whether there was a question
 */
export async function answer(page, truth) {
  const marks = await page.locator("#vragen [data-vraag]").evaluateAll((rows) => rows.map((row) => row.dataset.vraag));
  if (marks.length === 0) return false;
  const before = await page.locator("#vragen form").elementHandle();
  await page.locator("#vraag-titel").waitFor();
  for (const mark of marks) {
    const row = `[data-vraag="${mark}"]`;
    const [soort, sleutel, ...betreft] = mark.split("|");
    const known = truth({ soort, sleutel, betreft });
    const value = soort === "oordeel" ? known?.waarde : known;
    if (marks.length === 1 && value === undefined && (await page.locator(`${row} label:text-is("weet ik niet")`).count()) === 0) {
      await press(page, soort === "oordeel" ? "Nog niet beoordeeld" : "Weet ik niet");
      return settled(page, before);
    }
    if (value === null || (Array.isArray(value) && value.length === 0)) {
      const none = { true: "Die zijn er niet", false: (await page.locator("#vragen button").allTextContents()).find((label) => /^(Die is er niet|Er is geen|Niet van)/.test(label)) };
      await press(page, none[Array.isArray(value)]);
      return settled(page, before);
    }
    await fill(page, row, value);
    if (soort === "oordeel") await judge(page, known);
  }
  await press(page, "Opslaan en verder");
  return settled(page, before);
}

async function fill(page, row, value) {
  if (typeof value === "boolean" || value === undefined) return choose(page, row, value === undefined ? "weet ik niet" : value ? "ja" : "nee");
  if (await page.locator(`${row} select`).count()) {
    await tabTo(page, `${row} select`);
    return page.keyboard.type(words(value));
  }
  if (Array.isArray(value)) {
    await tabTo(page, `${row} input[type=text]`);
    for (const name of value) await page.keyboard.type(`${name}\n`);
    return;
  }
  if (await page.locator(`${row} input[type=radio]`).count()) return choose(page, row, words(value));
  const text = typeof value === "object" ? dutch(value.aantal) : /^\d+\.\d+$/.test(value) ? dutch(value) : value;
  await typeIn(page, `${row} input[type=text]`, text);
}

async function judge(page, { door, motivering, tweede_beoordelaar }) {
  await tabTo(page, ".oordeel select");
  await page.keyboard.type(door.rol);
  const fields = await page.locator(".oordeel input[type=text]").evaluateAll((inputs) => inputs.map((input) => `#${input.id}`));
  await typeIn(page, fields[0], door.naam);
  await typeIn(page, ".oordeel textarea", motivering);
  if (fields[2]) await typeIn(page, fields[2], tweede_beoordelaar.naam);
}

/** Until the answer was taken, and the next question has the focus. */
async function settled(page, before) {
  await page.waitForFunction((form) => !form.isConnected, before);
  await page.waitForFunction(() => document.activeElement?.id === "vraag-titel");
  return true;
}
