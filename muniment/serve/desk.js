// Narrows the desk to a kind, a document, some words, and keeps these in the address. Without it the whole list stands.
(() => {
  const form = document.getElementById("desk-filter");
  const { kind, document: source, q } = form.elements;
  const fields = [kind, source, q];
  const all = form.querySelector("button");
  const kinds = [...document.querySelectorAll("[data-kind]")].map((section) => ({
    section,
    key: section.dataset.kind,
    count: section.querySelector("[data-count]"),
    groups: [...section.querySelectorAll(".desk-group")].map((group) => ({
      group,
      items: [...group.querySelectorAll(".desk-item")].map((item) => ({
        item,
        documents: item.dataset.documents.split(" "),
        text: plain(group.querySelector(".desk-record").textContent + " " + item.textContent),
      })),
    })),
  }));
  const total = kinds.flatMap((one) => one.groups).flatMap((one) => one.items).length;

  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘]/g, "'").toLowerCase();
  }

  function narrow() {
    const words = plain(q.value).split(/\s+/).filter(Boolean);
    const meant = (one) =>
      (!source.value || one.documents.includes(source.value)) && words.every((word) => one.text.includes(word));
    const shown = kinds.map((one) => (!kind.value || one.key === kind.value ? showing(one, meant) : showing(one, () => false)));
    const many = shown.reduce((sum, count) => sum + count, 0);
    const narrowed = fields.some((field) => field.value);
    document.getElementById("desk-shown").textContent = narrowed ? `${many || "None"} of ${total} shown` : "";
    all.hidden = !narrowed;
  }

  function showing(one, meant) {
    const many = one.groups.reduce((sum, { group, items }) => {
      const here = items.filter((each) => !(each.item.hidden = !meant(each))).length;
      group.hidden = !here;
      return sum + here;
    }, 0);
    const whole = one.groups.reduce((sum, { items }) => sum + items.length, 0);
    one.count.textContent = many === whole ? whole : `${many} of ${whole}`;
    one.section.hidden = !many;
    return many;
  }

  function keep() {
    const told = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
    history.replaceState(null, "", `${location.pathname}${told.size ? `?${told}` : ""}${location.hash}`);
    narrow();
  }

  function read() {
    const told = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = told.get(field.name) || "";
      if (field.selectedIndex === -1) field.value = "";
    }
    narrow();
  }

  form.hidden = false;
  form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(keep));
  read();
})();
