// The strip at the foot of the window: the file that the open page is written in, and the line of each of its claims.
import { ask, copyButton, make, toFile } from "./parts.js";

let told = "";

async function renew() {
  const answer = await ask("written");
  if (answer.refused || JSON.stringify(answer) === told) return;
  told = JSON.stringify(answer);
  const open = document.querySelector("#muniment-written details")?.open;
  const desk = document.getElementById("muniment-desk");
  if (desk) document.body.append(desk);
  document.getElementById("muniment-written")?.remove();
  document.querySelectorAll(".muniment-line").forEach((one) => one.remove());
  if (answer.files.length) document.body.append(strip(answer, open, desk));
  for (const [claim, place] of Object.entries(answer.quoted)) mark(claim, place);
}

function strip({ files, whose, claims }, open, desk) {
  const made = make("aside", { id: "muniment-written", "aria-label": "For editors: where this page is written" });
  made.append(make("span", { class: "muniment-label" }, "Written in"));
  for (const file of files) made.append(make("span", { class: "muniment-where" }, toFile(file), copyButton("Copy path", file.path)));
  const end = make("span", { class: "muniment-end" }, ...(claims.length ? [list(whose, claims, open)] : []), ...(desk ? [desk] : []));
  made.append(end);
  return made;
}

function list(whose, claims, open) {
  const many = `${claims.length} claim${claims.length === 1 ? "" : "s"}`;
  const fold = make("details", { class: "muniment-claims" }, make("summary", {}, many));
  fold.open = Boolean(open);
  const heading = make("h2", { id: "muniment-claims-title" }, whose);
  fold.append(make("div", { role: "region", "aria-labelledby": heading.id, tabindex: "0" }, heading, make("ol", {}, ...claims.map(line))));
  fold.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });
  return fold;
}

function line(claim) {
  const close = (event) => { event.target.closest("details").open = false; };
  const link = make("a", { href: `#${claim.anchor}`, click: close }, claim.id);
  const where = toFile(claim.place, `line ${claim.place.text.split(":").at(-1)}`);
  return make("li", {}, make("p", { class: "muniment-of" }, link, where), make("p", { class: "muniment-words", dir: "auto" }, `“${claim.words}”`));
}

/** The line of a claim under its words on the page; the pop-over of a mark shows it too. */
function mark(claim, place) {
  const body = document.querySelector(`[data-quotation="${CSS.escape(claim)}"] .claim-body`);
  body?.append(make("p", { class: "muniment-line" }, toFile(place)));
}

document.addEventListener("muniment-turn", renew);
renew();
