// The pane with what the server answered about the words selected: the claim to paste, or who cites them.
import { copyButton, make, toFile } from "./parts.js";

const ASIDE = "Numbers and notes beside the text were selected too; they are ours and were left out.";
let before = null;

/** Shows a pane with a title and what stands in it, and puts the focus there; Escape closes it. */
function show(title, ...inside) {
  close();
  before = document.activeElement;
  const heading = make("h2", { id: "muniment-panel-title", tabindex: "-1" }, title);
  const button = make("button", { type: "button", class: "muniment-close", "aria-label": "Close", click: close }, "×");
  const pane = make("section", { id: "muniment-panel", role: "dialog", "aria-labelledby": heading.id }, heading, button, ...inside);
  document.body.append(pane);
  heading.focus();
}

document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

function close() {
  const pane = document.getElementById("muniment-panel");
  const inside = pane?.contains(document.activeElement);
  pane?.remove();
  if (inside && before?.isConnected && before !== document.body) before.focus();
}

/** Why nothing could be done, and what to do, in the server's words. */
export function showRefused(title, words) {
  show(title, make("p", {}, words));
}

/** The claim to paste, whether it is on the clipboard, and what to know of it. */
export function showClaim(claim, onClipboard, aside) {
  const first = onClipboard
    ? "The claim is on the clipboard."
    : "The browser did not let it onto the clipboard: use the button, or select the lines.";
  const next = [" Paste it under ", make("code", {}, "claims:"), " of a record, then give it a name and its point."];
  const notes = [...claim.notes, ...(aside ? [ASIDE] : [])].map((words) => make("p", { class: "muniment-note" }, words));
  show(
    onClipboard ? "Claim copied" : "Claim",
    make("p", {}, first, ...next),
    ...notes,
    make("pre", { tabindex: "0", role: "group", "aria-label": "The claim as YAML" }, claim.yaml),
    make("p", { class: "muniment-row" }, copyButton("Copy", claim.yaml), make("span", {}, claim.where), toFile(claim.seed)),
    ...(claim.citing.length ? [make("h3", {}, "Who cites these words already"), list(claim.citing)] : []),
  );
}

/** The claims that cite the words selected. */
export function showCited(citing, aside) {
  const many = citing.length === 1 ? "One claim cites these words" : `${citing.length} claims cite these words`;
  const notes = aside ? [make("p", { class: "muniment-note" }, ASIDE)] : [];
  show(citing.length ? many : "No claim cites these words yet", ...notes, ...(citing.length ? [list(citing)] : []));
}

function list(citing) {
  return make("ol", { class: "muniment-citing" }, ...citing.map((one) => make("li", {},
    make("p", { class: "muniment-of" }, make("a", { href: one.href }, `${one.record}: ${one.claim}`), toFile(one.place)),
    make("p", { class: "muniment-words", dir: "auto" }, `“${one.words}”`))));
}
