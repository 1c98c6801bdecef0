"""The map under real fingers, a mouse and keys: Chromium is given the events that a screen, a mouse and keys send."""

from dataclasses import dataclass

import pytest

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
VIEW = """() => {
  const stage = document.querySelector("[data-map]").getBoundingClientRect();
  const state = new URLSearchParams(location.hash.slice(1)).get("map");
  return {
    left: stage.left, top: stage.top, width: stage.width, height: stage.height,
    scroll: scrollY, page: visualViewport.scale, map: state ? state.split("/").map(Number) : [1, 0.5, 0.5],
  };
}"""
BY_SCALE = "[...document.querySelectorAll('svg.map')].find((one) => one.getClientRects().length)"
SPOTS = (
    "(() => [..."
    + BY_SCALE
    + """.querySelectorAll(".map-level:not([display]) .map-spot")].map((spot) => {
  const box = spot.querySelector(".map-hit").getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2, keys: spot.dataset.keys.split(" ") };
}))()"""
)
FOCUSED = """() => {
  const one = document.activeElement, frame = document.querySelector("[data-map]").getBoundingClientRect();
  if (!one.matches(".map-spot, .map-area-link")) return null;
  const box = one.querySelector(".map-hit").getBoundingClientRect();
  const inside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
  return { inside, keys: one.dataset.keys };
}"""


@dataclass(frozen=True)
class Screen:
    """The map on a screen, and what a hand does to it."""

    page: object
    wire: object

    def view(self) -> dict:
        """Where the map stands on the screen, how far the page is scrolled and zoomed, what the address keeps."""
        self.page.wait_for_timeout(350)
        return self.page.evaluate(VIEW)

    def middle(self) -> tuple[float, float]:
        self.page.evaluate("document.querySelector('[data-map]').scrollIntoView({block: 'center'})")
        view = self.view()
        return view["left"] + view["width"] / 2, view["top"] + view["height"] / 2

    def touch(self, kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
        self.page.wait_for_timeout(16)

    def draw(self, *fingers: tuple[tuple[float, float], tuple[float, float]], lift: bool = True) -> None:
        """Move fingers, each from one point to another, ten steps."""
        self.touch("touchStart", *(start for start, _ in fingers))
        for step in range(1, 11):
            part = step / 10
            self.touch("touchMove", *((a + part * (c - a), b + part * (d - b)) for (a, b), (c, d) in fingers))
        if lift:
            self.touch("touchEnd")

    def pinch(self, x: float, y: float, near: float, far: float) -> None:
        self.draw(((x - near, y), (x - far, y)), ((x + near, y), (x + far, y)))

    def tap(self, x: float, y: float) -> None:
        self.touch("touchStart", (x, y))
        self.touch("touchEnd")


@pytest.fixture
def phone(browser, real_site):
    """The map on a phone with a touch screen."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    page, faults = context.new_page(), []
    page.on("pageerror", lambda fault: faults.append(fault))
    page.goto((real_site / "map.html").as_uri())
    yield Screen(page, context.new_cdp_session(page))
    context.close()
    assert not faults, "a script failed under the hand"


@pytest.fixture
def desk(browser, real_site):
    """The map on a wide screen with mouse and keys."""
    context = browser.new_context(viewport=DESK)
    page, faults = context.new_page(), []
    page.on("pageerror", lambda fault: faults.append(fault))
    page.goto((real_site / "map.html").as_uri())
    yield Screen(page, context.new_cdp_session(page))
    context.close()
    assert not faults, "a script failed under the hand"


def test_one_finger_scrolls_the_page_past_the_map_also_when_it_is_zoomed(phone):
    for _ in range(2):
        x, y = phone.middle()
        before = phone.view()
        phone.draw(((x, y), (x, y - 180)))
        after = phone.view()
        assert after["scroll"] > before["scroll"] + 120 and after["map"] == before["map"]
        x, y = phone.middle()
        phone.pinch(x, y, 30, 90)
    assert phone.view()["map"][0] > 2


def test_two_fingers_zoom_the_map_and_not_the_page_and_back(phone):
    x, y = phone.middle()
    phone.pinch(x, y, 30, 90)
    near = phone.view()
    assert 2.5 < near["map"][0] < 3.5 and near["page"] == 1
    phone.pinch(x, y, 90, 30)
    back = phone.view()
    assert back["map"][0] == 1 and back["page"] == 1 and back["scroll"] == near["scroll"]


def test_what_lies_under_the_fingers_stays_under_them(phone):
    x, y = phone.middle()
    spot = min(phone.page.evaluate(SPOTS), key=lambda spot: abs(spot["x"] - x) + abs(spot["y"] - y))
    phone.pinch(spot["x"], spot["y"], 30, 90)
    phone.view()
    found = [one for one in phone.page.evaluate(SPOTS) if spot["keys"][0] in one["keys"]]
    assert abs(found[0]["x"] - spot["x"]) < 12 and abs(found[0]["y"] - spot["y"]) < 12


def test_two_fingers_move_a_zoomed_map_and_the_page_stays(phone):
    x, y = phone.middle()
    phone.pinch(x, y, 30, 90)
    before = phone.view()
    phone.draw(((x - 30, y), (x + 40, y - 50)), ((x + 30, y), (x + 100, y - 50)))
    after = phone.view()
    assert after["map"][0] == pytest.approx(before["map"][0], abs=0.05)
    assert after["map"][1] < before["map"][1] - 0.03 and after["map"][2] > before["map"][2] + 0.02
    assert after["scroll"] == before["scroll"] and after["page"] == 1


def test_a_second_finger_that_lands_later_also_after_a_scroll_zooms_the_map_alone(phone):
    for begun in (0, 40):
        x, y = phone.middle()
        phone.draw(((x - 30, y + begun), (x - 30, y)), lift=False) if begun else phone.touch("touchStart", (x - 30, y))
        for step in range(11):
            phone.touch("touchMove" if step else "touchStart", (x - 30 - 6 * step, y), (x + 30 + 6 * step, y))
        phone.touch("touchEnd")
        view = phone.view()
        assert view["map"][0] > 1.5 and view["page"] == 1
        phone.page.locator("[data-zoom=all]").tap()


def test_on_a_page_that_is_zoomed_itself_fingers_belong_to_the_page(phone):
    phone.middle()
    phone.wire.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2.5})
    view = phone.view()
    assert view["page"] == pytest.approx(2.5, abs=0.05)
    phone.pinch(195, 420, 120, 30)
    after = phone.view()
    assert after["page"] < 1.5 and after["map"][0] == 1


def test_a_tap_on_a_marker_opens_its_place_and_on_several_zooms_in(phone):
    phone.middle()
    several = next(spot for spot in phone.page.evaluate(SPOTS) if len(spot["keys"]) > 1)
    phone.tap(several["x"], several["y"])
    assert phone.view()["map"][0] > 1.5
    one = next(s for s in phone.page.evaluate(SPOTS) if len(s["keys"]) == 1 and 40 < s["x"] < 290)
    phone.tap(one["x"], one["y"])
    phone.page.wait_for_url(f"**/places/{one['keys'][0]}.html")


def test_two_taps_zoom_in(phone):
    x, y = phone.middle()
    free = (x - 150, y + 150)
    phone.tap(*free)
    phone.tap(*free)
    assert phone.view()["map"][0] == 2


def test_a_mouse_drags_a_zoomed_map_and_its_wheel_zooms_only_with_ctrl(desk):
    x, y = desk.middle()
    desk.page.mouse.move(x, y)
    desk.page.mouse.wheel(0, 60)
    assert desk.view()["map"][0] == 1
    x, y = desk.middle()
    desk.page.mouse.move(x, y)
    desk.page.keyboard.down("Control")
    desk.page.mouse.wheel(0, -120)
    desk.page.keyboard.up("Control")
    zoomed = desk.view()
    assert zoomed["map"][0] > 1.5 and zoomed["page"] == 1
    desk.page.mouse.down()
    desk.page.mouse.move(x - 150, y - 90, steps=8)
    desk.page.mouse.up()
    moved = desk.view()
    assert moved["map"][1] > zoomed["map"][1] + 0.03 and moved["map"][2] > zoomed["map"][2] + 0.03
    assert desk.page.url.endswith(f"map={'/'.join(f'{n:g}' for n in moved['map'])}")


def test_a_drag_that_begins_on_a_marker_moves_the_map_and_opens_nothing(desk):
    x, y = desk.middle()
    desk.page.keyboard.press("Tab")
    desk.page.locator("[data-zoom=in]").click()
    desk.view()
    spot = min(desk.page.evaluate(SPOTS), key=lambda spot: abs(spot["x"] - x) + abs(spot["y"] - y))
    desk.page.mouse.move(spot["x"], spot["y"])
    desk.page.mouse.down()
    desk.page.mouse.move(spot["x"] + 80, spot["y"] + 60, steps=8)
    desk.page.mouse.up()
    assert desk.view()["map"][0] == 2 and "/map.html" in desk.page.url
    assert desk.view()["map"][1] < 0.5


def test_a_double_click_and_the_buttons_zoom(desk):
    x, y = desk.middle()
    desk.page.mouse.dblclick(x - 300, y + 150)
    assert desk.view()["map"][0] == 2
    desk.page.locator("[data-zoom=in]").click()
    assert desk.view()["map"][0] == 4
    desk.page.locator("[data-zoom=out]").click()
    assert desk.view()["map"][0] == 2
    desk.page.locator("[data-zoom=all]").click()
    assert desk.view()["map"][0] == 1 and "#" not in desk.page.url


def test_keys_zoom_move_and_show_the_whole_again(desk):
    desk.page.locator("[data-map]").focus()
    desk.page.keyboard.press("+")
    desk.page.keyboard.press("+")
    near = desk.view()["map"]
    assert near[0] == 4
    for key, axis, way in (("ArrowRight", 1, 1), ("ArrowLeft", 1, -1), ("ArrowDown", 2, 1), ("ArrowUp", 2, -1)):
        before = desk.view()["map"]
        desk.page.keyboard.press(key)
        after = desk.view()["map"]
        assert (after[axis] - before[axis]) * way > 0.01, key
        assert after[3 - axis] == pytest.approx(before[3 - axis], abs=0.002)
    desk.page.keyboard.press("-")
    assert desk.view()["map"][0] == 2
    desk.page.keyboard.press("0")
    assert desk.view()["map"][0] == 1


def test_every_marker_reached_with_tab_is_in_sight_however_near_the_map_is(desk):
    desk.page.locator("[data-map]").focus()
    for _ in range(3):
        desk.page.keyboard.press("+")
    seen = set()
    for _ in range(80):
        desk.page.keyboard.press("Tab")
        desk.page.wait_for_timeout(20)
        found = desk.page.evaluate(FOCUSED)
        if found is None and seen:
            break
        if found:
            assert found["inside"], found
            seen.add(found["keys"])
    assert len(seen) > 20
    assert desk.page.evaluate("document.querySelector('[data-map]').scrollLeft") == 0


def test_the_view_is_kept_in_the_address_and_restored_from_it(phone):
    x, y = phone.middle()
    phone.pinch(x, y, 30, 90)
    phone.draw(((x - 30, y), (x + 10, y)), ((x + 30, y), (x + 70, y)))
    kept, spots = phone.view()["map"], phone.page.evaluate(SPOTS)
    phone.page.reload()
    phone.middle()
    assert phone.view()["map"] == kept
    for one, again in zip(spots, phone.page.evaluate(SPOTS), strict=True):
        assert one["keys"] == again["keys"] and abs(one["x"] - again["x"]) < 1
