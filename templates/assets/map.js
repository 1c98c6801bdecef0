/* The map under the hand: move, zoom, choose kinds; the view and the choice stand in the address. The picture itself is
   drawn at build time with its labels for five steps of zoom; this script only moves it and shows the step that fits.
   While a hand moves it the finished picture is shifted as a whole; markers and names are set anew at the end. */
(function () {
  "use strict";
  var stage = document.querySelector("[data-map]");
  if (!stage || !window.d3) return;
  var MOST = 24;
  var NOTCH = 0.6; // a notch of the wheel, as a power of two; fingers on a touch pad send far less at a time
  var EDGE = 30; // a marker nearer to the edge is not well seen
  var calm = matchMedia("(prefers-reduced-motion: reduce)");
  var svgs = Array.from(stage.querySelectorAll("svg.map"));
  var list = document.querySelector(".map-list");
  var world = document.querySelector("[data-beyond]");
  var boxes = Array.from(document.querySelectorAll("[data-map-families] input"));
  var status = document.querySelector("[data-map-status]");
  var current = d3.zoomIdentity;
  var drawn = d3.zoomIdentity;

  function svg() { return svgs.find(function (one) { return one.getClientRects().length; }) || svgs[0]; }
  function size() { return [stage.clientWidth || 1, stage.clientHeight || 1]; }
  function unit() { return svg().dataset.width / size()[0]; }

  /* the picture */

  function redraw() {
    var picture = svg();
    var u = unit();
    var x = current.x * u, y = current.y * u, k = current.k;
    picture.style.transform = "";
    drawn = current;
    picture.querySelector("[data-ground]").setAttribute("transform", "translate(" + x + " " + y + ") scale(" + k + ")");
    picture.querySelector("[data-bar]").style.display = k === 1 ? "" : "none";
    var levels = Array.from(picture.querySelectorAll(".map-level"));
    var best = levels.filter(function (level) { return +level.dataset.scale <= k * 1.001; }).pop() || levels[0];
    var held = document.activeElement && picture.contains(document.activeElement) && document.activeElement.dataset.keys;
    levels.forEach(function (level) {
      if (level === best) level.removeAttribute("display"); else level.setAttribute("display", "none");
    });
    best.querySelectorAll("[data-x]").forEach(function (item) {
      item.setAttribute("transform", "translate(" + (x + k * item.dataset.x) + " " + (y + k * item.dataset.y) + ")");
    });
    markView();
    if (held && !best.contains(document.activeElement)) focusOn(best, held.split(" ")[0]);
  }

  /* On the small map of the world: the part of the large one that is in view. Straight there, its sides are bent here;
     a point within is found between those of the four sides (a Coons patch). */
  function markView() {
    var small = world && Array.from(world.querySelectorAll("svg.map")).find(function (one) { return one.getClientRects().length; });
    if (!small) return;
    var view = small.querySelector("[data-view]"), name = small.querySelector(".map-edge-name");
    var whole = current.k < 1.001;
    small.toggleAttribute("data-zoomed", !whole);
    view.setAttribute("display", whole ? "none" : "inline");
    if (name) name.setAttribute("display", whole ? "inline" : "none");
    if (whole) return;
    var rim = small.querySelector("[data-rim]").dataset.rim.trim().split(" ").map(Number);
    var wide = size(), from = current.invert([0, 0]), to = current.invert(wide);
    var west = from[0] / wide[0], east = to[0] / wide[0], north = from[1] / wide[1], south = to[1] / wide[1];
    var turns = [[west, north, east, north], [east, north, east, south], [east, south, west, south], [west, south, west, north]];
    var points = turns.flatMap(function (side) {
      return [0, 0.25, 0.5, 0.75].map(function (part) {
        return within(rim, side[0] + part * (side[2] - side[0]), side[1] + part * (side[3] - side[1]));
      });
    });
    view.setAttribute("d", "M" + points.map(function (at) { return at[0].toFixed(1) + " " + at[1].toFixed(1); }).join("L") + "Z");
  }

  function within(rim, u, v) {
    var count = rim.length / 8;
    function on(side, part) {
      var at = Math.max(0, Math.min(count, part * count)), low = Math.min(Math.floor(at), count - 1);
      function corner(n, axis) { return rim[(2 * (side * count + n) + axis) % rim.length]; }
      return [0, 1].map(function (axis) { return corner(low, axis) + (at - low) * (corner(low + 1, axis) - corner(low, axis)); });
    }
    var top = on(0, u), right = on(1, v), bottom = on(2, 1 - u), left = on(3, 1 - v);
    var nw = on(0, 0), ne = on(1, 0), se = on(2, 0), sw = on(3, 0);
    return [0, 1].map(function (axis) {
      return (1 - v) * top[axis] + v * bottom[axis] + (1 - u) * left[axis] + u * right[axis] -
        ((1 - u) * (1 - v) * nw[axis] + u * (1 - v) * ne[axis] + u * v * se[axis] + (1 - u) * v * sw[axis]);
    });
  }

  function focusOn(level, key) {
    var found = level.querySelector("a[data-keys~='" + key + "']");
    (found || stage).focus({ preventScroll: true });
  }

  function moving() {
    var s = current.k / drawn.k;
    svg().style.transform =
      "translate(" + (current.x - s * drawn.x) + "px," + (current.y - s * drawn.y) + "px) scale(" + s + ")";
  }

  /* the hand */

  /* Where the page itself is zoomed, two fingers belong to the page: nobody is to be caught in a map larger than the screen. */
  function pageIsZoomed() { return !!window.visualViewport && visualViewport.scale > 1.01; }
  function yieldToPage() { stage.toggleAttribute("data-yields", pageIsZoomed()); }

  var zoom = d3.zoom()
    .scaleExtent([1, MOST])
    .filter(function (event) {
      if (event.target.closest("[data-map-buttons]")) return false;
      if (event.type === "wheel") return event.ctrlKey || stage.contains(document.activeElement);
      if (event.touches) return event.touches.length > 1 && !pageIsZoomed();
      return !event.ctrlKey && !event.button;
    })
    .wheelDelta(function (event) {
      var lines = event.deltaMode === 1 ? 0.05 : event.deltaMode ? 1 : 0.002;
      return Math.max(-NOTCH, Math.min(NOTCH, -event.deltaY * lines * (event.ctrlKey ? 10 : 1)));
    })
    .on("zoom", function (event) { current = event.transform; if (event.sourceEvent) moving(); else redraw(); })
    .on("end", function (event) { redraw(); if (event.sourceEvent) remember(); });
  var handle = d3.select(stage);

  function fitToStage() {
    var wide = size();
    zoom.extent([[0, 0], wide]).translateExtent([[0, 0], wide]);
  }

  function by(factor) {
    var goal = factor > 1 && (held() || thick());
    handle.interrupt();
    if (goal) to(current.k * factor, goal[0], goal[1]); else handle.call(zoom.scaleBy, factor);
    remember();
  }

  function spots() { return Array.from(svg().querySelectorAll(".map-level:not([display]) .map-spot")); }
  function place(spot) { return [spot.dataset.x / unit(), spot.dataset.y / unit()]; }

  function held() {
    var spot = spots().find(function (one) { return one === document.activeElement; });
    return spot && place(spot);
  }

  /* the marker in the middle of those in view: a step of zoom goes there and not into an empty middle */
  function thick() {
    var wide = size();
    var seen = spots().filter(function (spot) { return spot.style.display !== "none"; }).map(place).filter(function (at) {
      var x = current.applyX(at[0]), y = current.applyY(at[1]);
      return x > 0 && x < wide[0] && y > 0 && y < wide[1];
    });
    if (!seen.length) return null;
    var middle = [0, 1].map(function (axis) {
      return seen.map(function (at) { return at[axis]; }).sort(function (a, b) { return a - b; })[Math.floor(seen.length / 2)];
    });
    function far(at) { return Math.hypot(at[0] - middle[0], at[1] - middle[1]); }
    return seen.reduce(function (best, at) { return far(at) < far(best) ? at : best; });
  }

  function all() { handle.interrupt().call(zoom.transform, d3.zoomIdentity); remember(); }
  function shift(x, y) { handle.call(zoom.translateBy, x, y); remember(); }

  function to(k, x, y) {
    var wide = size();
    k = Math.max(1, Math.min(MOST, k));
    var target = d3.zoomIdentity.translate(wide[0] / 2 - k * x, wide[1] / 2 - k * y).scale(k);
    handle.call(zoom.transform, zoom.constrain()(target, [[0, 0], wide], [[0, 0], wide]));
  }

  /* a marker reached with Tab is brought into sight */
  function sight(event) {
    var item = event.target.closest("[data-x]");
    if (!item || !item.matches(":focus-visible")) return;
    var wide = size(), at = place(item), x = current.applyX(at[0]), y = current.applyY(at[1]);
    if (x > EDGE && x < wide[0] - EDGE && y > EDGE && y < wide[1] - EDGE) return;
    to(current.k, at[0], at[1]);
    remember();
  }

  function press(event) {
    var step = 80 / current.k;
    var keys = {
      "+": function () { by(2); }, "=": function () { by(2); }, "-": function () { by(0.5); }, "0": all,
      ArrowLeft: function () { shift(step, 0); },
      ArrowRight: function () { shift(-step, 0); },
      ArrowUp: function () { shift(0, step); },
      ArrowDown: function () { shift(0, -step); }
    };
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  }

  /* the address */

  function chosen() { return boxes.filter(function (box) { return box.checked; }); }

  function remember() {
    var wide = size();
    var parts = [];
    if (current.k > 1.001) {
      var middle = current.invert([wide[0] / 2, wide[1] / 2]);
      parts.push("map=" + [current.k, middle[0] / wide[0], middle[1] / wide[1]].map(function (n) {
        return +n.toFixed(3);
      }).join("/"));
    }
    if (chosen().length < boxes.length) parts.push("kinds=" + chosen().map(function (box) { return box.value; }).join("."));
    history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search);
  }

  function restore() {
    var hash = decodeURIComponent(location.hash.slice(1));
    var wide = size();
    if (hash.indexOf("place-") === 0) { showPlace(hash.slice(6)); return; }
    var state = new URLSearchParams(hash);
    var view = (state.get("map") || "").split("/").map(Number);
    if (state.has("kinds")) {
      var kept = state.get("kinds").split(".");
      boxes.forEach(function (box) { box.checked = kept.indexOf(box.value) >= 0; });
    }
    filter();
    if (view.length === 3 && view.every(isFinite)) to(view[0], view[1] * wide[0], view[2] * wide[1]);
  }

  function showPlace(key) {
    var ring = svg().querySelector("[data-ring='" + CSS.escape(key) + "']");
    if (!ring) return;
    var u = unit();
    to(+ring.dataset.scale, ring.dataset.x / u, ring.dataset.y / u);
    light([key], true);
    var entry = document.getElementById("place-" + key);
    if (entry && entry.querySelector("details")) entry.querySelector("details").open = true;
    if (entry) reveal(entry);
  }

  /* the kinds */

  function filter() {
    var kept = chosen().map(function (box) { return box.value; });
    function letter(item) {
      var left = item.dataset.counts.trim().split(" ").filter(function (pair) { return kept.indexOf(pair.split(":")[0]) >= 0; });
      var box = left.length === 1 && boxes.find(function (one) { return one.value === left[0].split(":")[0]; });
      return box && box.dataset.mark;
    }
    function number(item) {
      return item.dataset.counts.trim().split(" ").reduce(function (sum, pair) {
        var two = pair.split(":");
        return sum + (kept.indexOf(two[0]) >= 0 ? +two[1] : 0);
      }, 0);
    }
    document.querySelectorAll("[data-map] [data-counts], [data-beyond] [data-counts]").forEach(function (item) {
      var n = number(item);
      item.style.display = n ? "" : "none";
      var one = n === 1 && item.classList.contains("map-spot") && letter(item);
      item.querySelector("[data-number]").textContent = one || n;
      item.querySelectorAll("[data-family]").forEach(function (part) {
        part.style.display = kept.indexOf(part.dataset.family) >= 0 ? "" : "none";
      });
    });
    var events = new Set();
    document.querySelectorAll(".map-entry").forEach(function (entry) {
      var rows = Array.from(entry.querySelectorAll("[data-family]"));
      var shown = rows.filter(function (row) {
        row.hidden = kept.indexOf(row.dataset.family) < 0;
        return !row.hidden;
      });
      shown.forEach(function (row) { events.add(row.querySelector("a").getAttribute("href")); });
      if (!rows.length) return;
      entry.hidden = !shown.length;
      entry.querySelector("summary").textContent = shown.length + (shown.length === 1 ? " event" : " events");
    });
    status.textContent = events.size + (events.size === 1 ? " event" : " events") + " shown";
  }

  /* the list and the map */

  function light(keys, on) {
    if (on) document.querySelectorAll(".map-page .is-lit").forEach(function (one) { one.classList.remove("is-lit"); });
    keys.forEach(function (key) {
      var name = CSS.escape(key);
      document.querySelectorAll("[data-keys~='" + name + "'], [data-ring='" + name + "'], [data-place='" + name + "']")
        .forEach(function (one) { one.classList.toggle("is-lit", on); });
    });
  }

  function reveal(entry) {
    if (list.scrollHeight <= list.clientHeight + 4 || !list.contains(entry)) return;
    var top = entry.offsetTop, bottom = top + entry.offsetHeight;
    if (top < list.scrollTop || bottom > list.scrollTop + list.clientHeight) list.scrollTop = top - 40;
  }

  function link(root, find, scroll) {
    [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]].forEach(function (pair) {
      root.addEventListener(pair[0], function (event) {
        var keys = find(event.target);
        if (!keys) return;
        light(keys, pair[1]);
        var entry = pair[1] && scroll && document.getElementById("place-" + keys[0]);
        if (entry) reveal(entry);
      });
    });
  }

  function openCluster(event) {
    var spot = event.target.closest("a.map-spot");
    if (!spot || spot.dataset.keys.indexOf(" ") < 0) return;
    event.preventDefault();
    if (current.k < MOST * 0.6) {
      var u = unit();
      to(current.k * 2.2, spot.dataset.x / u, spot.dataset.y / u);
      remember();
    } else {
      var entry = document.getElementById("place-" + spot.dataset.keys.split(" ")[0]);
      entry.querySelector("a").focus();
    }
  }

  /* the beginning */

  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", "Map");
  stage.setAttribute("aria-describedby", "map-hint");
  stage.dataset.live = "";
  document.querySelector("[data-map-buttons]").hidden = false;
  document.querySelector("[data-map-hint]").hidden = false;
  boxes.forEach(function (box) {
    box.hidden = false;
    box.addEventListener("change", function () { filter(); remember(); });
  });
  fitToStage();
  handle.call(zoom);
  if (calm.matches) handle.on("dblclick.zoom", null);
  stage.addEventListener("keydown", press);
  stage.addEventListener("click", openCluster);
  stage.addEventListener("focusin", sight);
  if (window.visualViewport) visualViewport.addEventListener("resize", yieldToPage);
  yieldToPage();
  stage.querySelector("[data-map-buttons]").addEventListener("click", function (event) {
    var asked = event.target.dataset.zoom;
    if (asked === "in") by(2);
    if (asked === "out") by(0.5);
    if (asked === "all") all();
  });
  document.querySelectorAll("[data-map], [data-beyond]").forEach(function (map) {
    link(map, function (target) {
      var spot = target.closest("[data-keys]");
      return spot && spot.dataset.keys.split(" ");
    }, true);
  });
  document.querySelectorAll(".map-entry").forEach(function (entry) {
    link(entry, function () { return [entry.dataset.place]; }, false);
  });
  new ResizeObserver(function () {
    var before = zoom.extent().call(stage)[1];
    var wide = size();
    if (before[0] === wide[0] && before[1] === wide[1]) return;
    var middle = current.invert([before[0] / 2, before[1] / 2]);
    fitToStage();
    to(current.k, middle[0] / before[0] * wide[0], middle[1] / before[1] * wide[1]);
  }).observe(stage);
  window.addEventListener("hashchange", restore);
  restore();
})();
