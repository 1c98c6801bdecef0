// Added by the server while the site is edited; never part of it. Reloads the page in place, shows what is wrong.
(() => {
  const { own, page, mark } = document.currentScript.dataset;
  const KEPT = "muniment-scroll";

  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  if (kept && kept.page === location.pathname) {
    sessionStorage.removeItem(KEPT);
    history.scrollRestoration = "manual";
    const back = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    back();
    addEventListener("load", () => { back(); history.scrollRestoration = "auto"; });
  }

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = own + "reload.css";
  document.head.append(style);

  const show = (problems) => {
    document.getElementById("muniment-problems")?.remove();
    if (!problems.length) return;
    const box = document.createElement("section");
    box.id = "muniment-problems";
    box.setAttribute("role", "alert");
    const title = document.createElement("h2");
    title.textContent = "The last save has mistakes; this is the last good page";
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Hide";
    close.addEventListener("click", () => box.remove());
    box.append(title, close, ...problems.map(problem));
    document.body.append(box);
  };

  const problem = ({ place, told }) => {
    const text = document.createElement("pre");
    const where = document.createElement(place.href ? "a" : "span");
    if (place.href) where.href = place.href;
    where.textContent = place.text;
    text.append(where, ": ", told);
    return text;
  };

  const stream = new EventSource(`${own}changes?page=${encodeURIComponent(page)}&mark=${mark}`);
  stream.addEventListener("problems", (event) => {
    show(JSON.parse(event.data));
    document.dispatchEvent(new Event("muniment-turn"));
  });
  stream.addEventListener("fresh", () => {
    sessionStorage.setItem(KEPT, JSON.stringify({ page: location.pathname, x: scrollX, y: scrollY }));
    stream.close();
    location.reload();
  });
  addEventListener("pagehide", () => stream.close());
})();
