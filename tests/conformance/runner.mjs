// What every host written in JavaScript does with the corpus: see `README.md`.

/** The lines of a stream of bytes. */
async function* lines(stream) {
  let rest = [];
  for await (const part of stream.pipeThrough(new TextDecoderStream())) {
    const pieces = part.split("\n");
    rest.push(pieces[0]);
    for (const piece of pieces.slice(1)) {
      yield rest.join("");
      rest = [piece];
    }
  }
  if (rest.join("") !== "") yield rest.join("");
}

const utf8 = new TextEncoder();

/** sha256, hexadecimal. */
export async function sha256(content) {
  const bytes = typeof content === "string" ? utf8.encode(content) : content;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What a call gave, or the problems that it threw. */
function said(host, call) {
  try {
    return call();
  } catch (error) {
    const problems = host.problems(error);
    if (problems === undefined) throw error;
    return problems;
  }
}

function answer(set, text, { onderwerp, form }) {
  const chosen = onderwerp ?? undefined;
  if (form === "outcomes") return set.outcomes(text, chosen);
  if (form === "explanation") return set.explain(text, chosen);
  if (form === "questions") return set.questions(text, chosen);
  return set.evaluate(text, chosen, form === "trace");
}

/** The documents of an item. */
async function documents(host, item) {
  const gemeente = item.gemeente ?? undefined;
  switch (item.ask) {
    case "case": {
      const set = await host.set(gemeente);
      return item.questions.map((question) => said(host, () => answer(set, item.text, question)));
    }
    case "batch": {
      const set = await host.set(gemeente);
      return set.all(item.texts, item.question.onderwerp ?? undefined, item.question.form);
    }
    case "table": {
      const set = await host.set(gemeente);
      return [said(host, () => set.table(item.text, item.columns, item.onderwerp ?? undefined))];
    }
    case "rule set":
      return host.about(gemeente);
    case "texts":
      return [await host.findings(item.files)];
    default:
      throw new Error(`a host cannot \`${item.ask}\``);
  }
}

/** The median time of an item in nanoseconds, of so many times. */
async function median(host, item, times = 101) {
  const took = [];
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    await documents(host, item);
    took.push(performance.now() - start);
  }
  return Math.round(took.sort((one, two) => one - two)[times >> 1] * 1e6);
}

/**
 * Runs a corpus, and calls `tell` with a line per item: the sums of its documents; with `bench` how long it takes instead;
 * with `show` only the documents of that item.
 */
export async function run(host, stream, { show, bench }, tell) {
  let number = 0;
  for await (const line of lines(stream)) {
    if (show === undefined) {
      const item = JSON.parse(line);
      if (bench) tell(JSON.stringify([String(await median(host, item))]));
      else tell(JSON.stringify(await Promise.all((await documents(host, item)).map(sha256))));
    } else if (number === show) {
      tell(JSON.stringify(await documents(host, JSON.parse(line))));
    }
    number += 1;
  }
}

/** The words of a command: FOLDER CORPUS [--show N | --bench]. */
export function words() {
  const [folder, corpus, flag, number] = process.argv.slice(2);
  return { folder, corpus, mode: { show: flag === "--show" ? Number(number) : undefined, bench: flag === "--bench" } };
}
