"""Outlines that tell kinds apart without colour: a path around the origin for each place in a list."""

import math

CORNERS = ((0, 0.0), (4, 45.0), (4, 0.0), (3, -90.0), (6, 0.0), (3, 90.0), (5, -90.0), (8, 22.5))
"""Corners and turn of each outline, in order; no corners is a circle. Further places begin anew."""


def outline(place: int, radius: float) -> str:
    """The path of an outline around the origin; all outlines have about the same area."""
    corners, turn = CORNERS[place % len(CORNERS)]
    if not corners:
        radius = round(radius, 1)
        half = f"a{radius:.1f} {radius:.1f} 0 0 0"
        return f"M{-radius:.1f} 0{half} {2 * radius:.1f} 0{half} {-2 * radius:.1f} 0z"
    reach = radius * math.sqrt(2 * math.pi / (corners * math.sin(2 * math.pi / corners)))
    angles = (math.radians(turn + 360 * corner / corners) for corner in range(corners))
    return "M" + "L".join(f"{reach * math.cos(a):.1f} {reach * math.sin(a):.1f}" for a in angles) + "z"
