// Beside words that are selected on the page of a document: what an editor can do with them. Tab leads to the buttons.
import { ask, copied, make } from "./parts.js";
import { showCited, showClaim, showRefused } from "./panel.js";
import { selected } from "./selection.js";

const OURS = "Select words of the document itself: the numbers and notes beside it are ours.";
const SEVERAL = "Several stretches are selected. Select one.";
const NARROW = matchMedia("(max-width: 700px)"); // as in edit.css
const SETTLED = 150;
const SLIP = 4; // so many pixels a mouse moves in a click

const status = make("p", { role: "status", class: "muniment-unseen" });
let tools = null;
let shown = "";
let pressed = false;
let timer = 0;

/** The tools follow the selection; while a finger or the mouse is down they wait. */
function renew() {
  if (pressed) return;
  const now = selected();
  if (!now) return hide();
  const key = JSON.stringify([now.asked, now.aside, now.several]);
  if (!tools || key !== shown) show(now);
  shown = key;
  place(now.range);
}

function show(now) {
  hide();
  const fault = now.several ? SEVERAL : now.asked ? "" : OURS;
  const inside = fault
    ? [make("p", {}, fault)]
    : [button("Copy as claim", claim, now), button("Who cites this", cited, now)];
  tools = make("section", { id: "muniment-tools", "aria-label": "For the selected words" }, ...inside);
  tools.addEventListener("pointerdown", (event) => event.preventDefault());
  tools.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.body.append(tools);
  status.textContent = fault || "For the selected words, press Tab: Copy as claim, Who cites this.";
}

function hide() {
  tools?.remove();
  tools = null;
  status.textContent = "";
}

/** Under the last line selected, or over the first one where there is no room; at the foot of a narrow window. */
function place(range) {
  tools.style.top = tools.style.left = "";
  if (NARROW.matches) return;
  const lines = [...range.getClientRects()].filter((one) => one.width && one.height);
  if (!lines.length) return;
  const width = document.documentElement.clientWidth;
  const last = lines.at(-1);
  const below = last.bottom + 8;
  const fits = below + tools.offsetHeight + 48 < innerHeight;
  const top = fits ? below : Math.max(8, lines[0].top - tools.offsetHeight - 8);
  const left = Math.max(8, Math.min(last.right - tools.offsetWidth / 2, width - tools.offsetWidth - 16));
  tools.style.top = `${top + scrollY}px`;
  tools.style.left = `${left + scrollX}px`;
}

/** A button that works on what is selected when it is pressed; on a touch screen the press may already have ended that. */
function button(words, work, now) {
  return make("button", { type: "button", click: () => work(selected() ?? now) }, words);
}

async function claim({ asked, aside }) {
  const answer = await ask("claim", asked);
  if (answer.refused) return showRefused("No claim was copied", answer.refused);
  showClaim(answer, await copied(answer.yaml), aside);
}

async function cited({ asked, aside }) {
  const answer = await ask("cited", asked);
  if (answer.refused) return showRefused("Nothing was looked up", answer.refused);
  showCited(answer.citing, aside);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(renew, SETTLED);
}

/** Tab leads from the selection to the tools, unless the focus is in them, in the pane or where something is typed. */
function enter(event) {
  const first = tools?.querySelector("button");
  const elsewhere = document.activeElement.closest("#muniment-tools, #muniment-panel, input, textarea, select");
  if (event.key !== "Tab" || event.shiftKey || !first || elsewhere) return;
  event.preventDefault();
  first.focus();
}

/** Words of a link are selected as others are: while the mouse is down it is no link, and only a click follows it. */
function selectable(link) {
  const href = link.getAttribute("href");
  let start = null;
  link.addEventListener("pointerdown", (event) => {
    start = event;
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    link.removeAttribute("href");
    for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, () => link.setAttribute("href", href), { once: true });
  });
  link.addEventListener("click", (event) => {
    const drawn = start && event.detail && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > SLIP;
    if (!drawn || getSelection().isCollapsed) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}

if (document.querySelector(".transcript")) {
  document.querySelectorAll(".transcript a[href]").forEach(selectable);
  document.body.append(status);
  document.addEventListener("selectionchange", later);
  document.addEventListener("keydown", enter);
  addEventListener("resize", later);
  addEventListener("pointerdown", () => { pressed = true; });
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, () => { pressed = false; later(); });
}
