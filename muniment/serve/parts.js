// What the editors' scripts share: elements, questions to the server, links to lines of files, the clipboard.
const OWN = new URL(".", import.meta.url);
const PAGE = document.querySelector("script[data-page]").dataset.page;

/** An element with its attributes (functions are listeners) and what stands in it. */
export function make(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== undefined) made.setAttribute(key, value);
  }
  made.append(...inside.filter((one) => one !== undefined));
  return made;
}

/** What the server answers to a question about the open page; `refused` says why it does not. */
export async function ask(question, values = {}) {
  const address = new URL(question, OWN);
  address.search = new URLSearchParams({ page: PAGE, ...values });
  try {
    return await (await fetch(address)).json();
  } catch {
    return { refused: "The server does not answer. Is it still running in the terminal?" };
  }
}

/** A link that opens a line of a file in the editor's own program; only its name where no program is set. */
export function toFile(place, words = place.text) {
  const title = `Open ${place.text} in your editor`;
  if (!place.href) return make("code", { class: "muniment-file" }, words);
  return make("a", { class: "muniment-file", href: place.href, title }, make("code", {}, words));
}

/** Whether a text was put on the clipboard. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** A button that copies a text and says so in its own words for a moment. */
export function copyButton(words, text) {
  const status = make("span", { role: "status", class: "muniment-unseen" });
  const button = make("button", { type: "button", click: async () => {
    const told = (await copied(text)) ? "Copied" : "Not copied: select it";
    button.textContent = status.textContent = told;
    setTimeout(() => { button.textContent = words; status.textContent = ""; }, 2000);
  } }, words);
  return make("span", {}, button, status);
}
